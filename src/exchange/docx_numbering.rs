//! Works out the numbers that Word shows before paragraphs but stores apart from their text.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::xml::Element;

const LEVELS: usize = 9;

/// Characters of the pattern of a number: 第%1章第%2条 has eight.
const LONGEST_NUMBER: usize = 60;

/// Which list a paragraph belongs to, and how deep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    list: String,
    level: usize,
}

#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    heading: Option<u8>,
    list: Option<String>,
    level: Option<usize>,
}

/// The styles that make a paragraph a heading or number it.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

/// The lists of a document, and how far each has been counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    /// List to the pattern it follows.
    lists: BTreeMap<String, String>,
    /// Pattern to its levels.
    patterns: BTreeMap<String, Vec<Level>>,
    /// Where a list starts anew, by list and level.
    overrides: BTreeMap<(String, usize), u32>,
    counted: BTreeMap<String, Vec<Option<u32>>>,
    /// Lists that have been counted before.
    seen: BTreeSet<String>,
}

impl Styles {
    pub(super) fn read(root: &Element) -> Self {
        let mut styles = BTreeMap::new();
        for element in root.elements().filter(|element| element.name == "style") {
            let Some(id) = element.attribute("styleId") else {
                continue;
            };
            let paragraph = element.child("pPr");
            let numbered = paragraph.and_then(|set| set.child("numPr"));
            let outline = paragraph.and_then(|set| set.setting("outlineLvl"));
            let outline = outline.and_then(|level| level.parse::<u8>().ok());
            let name = element.setting("name").unwrap_or_default().to_lowercase();
            let named = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
            let style = Style {
                based_on: element.setting("basedOn").map(str::to_owned),
                heading: named.or_else(|| outline.filter(|level| *level < 9).map(|level| level + 1)),
                list: numbered.and_then(|set| set.setting("numId")).map(str::to_owned),
                level: numbered.and_then(|set| set.setting("ilvl")?.parse().ok()),
            };
            styles.insert(id.to_owned(), style);
        }
        Self { styles }
    }

    /// The style and those it is based on.
    fn chain(&self, style: Option<&str>) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = style.and_then(|id| self.styles.get(id));
        while let Some(style) = next {
            chain.push(style);
            let more = chain.len() < 10;
            let base = style.based_on.as_ref().filter(|_| more);
            next = base.and_then(|id| self.styles.get(id));
        }
        chain
    }

    pub(super) fn heading(&self, style: Option<&str>) -> Option<u8> {
        self.chain(style).iter().find_map(|style| style.heading)
    }

    /// Where a paragraph of this style, with these properties of its own, is numbered.
    pub(super) fn number_place(&self, style: Option<&str>, own: Option<&Element>) -> Option<Place> {
        let chain = self.chain(style);
        let own_list = own.and_then(|set| set.setting("numId")).map(str::to_owned);
        let own_level = own.and_then(|set| set.setting("ilvl")?.parse().ok());
        let list = own_list.or_else(|| chain.iter().find_map(|style| style.list.clone()))?;
        let level: usize = own_level.or_else(|| chain.iter().find_map(|style| style.level)).unwrap_or(0);
        (list != "0" && level < LEVELS).then_some(Place { list, level })
    }
}

impl Numbering {
    pub(super) fn read(root: &Element) -> Self {
        let mut numbering = Self::default();
        for element in root.elements() {
            match element.name.as_str() {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    let levels = element.elements().filter(|child| child.name == "lvl");
                    let levels = levels.map(Level::read).collect();
                    numbering.patterns.insert(id.to_owned(), levels);
                }
                "num" => numbering.read_list(element),
                _ => {}
            }
        }
        numbering
    }

    fn read_list(&mut self, element: &Element) {
        let list = element.attribute("numId").unwrap_or_default().to_owned();
        let pattern = element.setting("abstractNumId").unwrap_or_default();
        self.lists.insert(list.clone(), pattern.to_owned());
        for set in element.elements().filter(|child| child.name == "lvlOverride") {
            let level = set.attribute("ilvl").and_then(|level| level.parse().ok());
            let start = set.setting("startOverride").and_then(|start| start.parse().ok());
            if let Some((level, start)) = level.zip(start) {
                self.overrides.insert((list.clone(), level), start);
            }
        }
    }

    /// Counts one paragraph and returns the number Word shows before it.
    pub(super) fn next(&mut self, place: &Place) -> String {
        let Some(pattern) = self.lists.get(&place.list) else {
            return String::new();
        };
        let Some(levels) = self.patterns.get(pattern) else {
            return String::new();
        };
        let counted = self.counted.entry(pattern.clone()).or_insert_with(|| vec![None; LEVELS]);
        if self.seen.insert(place.list.clone()) {
            for (level, count) in counted.iter_mut().enumerate() {
                if let Some(start) = self.overrides.get(&(place.list.clone(), level)) {
                    *count = start.checked_sub(1);
                }
            }
        }
        for (level, count) in counted.iter_mut().enumerate() {
            let start = levels.get(level).map_or(1, |level| level.start);
            *count = match level.cmp(&place.level) {
                Ordering::Less => Some(count.unwrap_or(start)),
                Ordering::Equal => Some(count.map_or(start, |count| count.saturating_add(1))),
                Ordering::Greater => None,
            };
        }
        rendered(levels, place.level, counted)
    }
}

impl Level {
    fn read(element: &Element) -> Self {
        let start = element.setting("start").and_then(|start| start.parse().ok());
        Self {
            start: start.unwrap_or(1),
            format: element.setting("numFmt").unwrap_or("decimal").to_owned(),
            // It is written before every paragraph: one that was made long would fill the memory.
            text: element.setting("lvlText").unwrap_or_default().chars().take(LONGEST_NUMBER).collect(),
        }
    }
}

/// Fills the counts into a pattern such as `%1.%2`.
fn rendered(levels: &[Level], level: usize, counted: &[Option<u32>]) -> String {
    let Some(own) = levels.get(level) else {
        return String::new();
    };
    if own.format == "bullet" || own.format == "none" {
        return String::new();
    }
    let mut shown = String::new();
    let mut chars = own.text.chars().peekable();
    while let Some(c) = chars.next() {
        let figure = chars.peek().and_then(|c| c.to_digit(10)).filter(|_| c == '%');
        let Some(figure) = figure.and_then(|figure| usize::try_from(figure).ok()) else {
            shown.push(c);
            continue;
        };
        chars.next();
        let index = figure.saturating_sub(1);
        let count = counted.get(index).copied().flatten().unwrap_or(1);
        let format = levels.get(index).map_or("decimal", |level| level.format.as_str());
        shown.push_str(&number(count, format));
    }
    shown
}

/// Writes a number in one of Word's formats; those nobody uses in plans come out in figures.
fn number(count: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "chineseLegalSimplified"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => chinese(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&count) => {
            let circled = char::from_u32(u32::from('①') + count - 1);
            circled.map_or_else(|| count.to_string(), String::from)
        }
        "lowerLetter" if (1..=26).contains(&count) => {
            let letter = char::from_u32(u32::from('a') + count - 1);
            letter.map_or_else(|| count.to_string(), String::from)
        }
        "upperLetter" if (1..=26).contains(&count) => {
            let letter = char::from_u32(u32::from('A') + count - 1);
            letter.map_or_else(|| count.to_string(), String::from)
        }
        _ => count.to_string(),
    }
}

/// Writes a number below a thousand in Chinese: 二十一.
fn chinese(count: u32) -> String {
    const FIGURES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let figure = |value: u32| {
        let index = usize::try_from(value).ok();
        index.and_then(|index| FIGURES.get(index)).copied().unwrap_or_default()
    };
    if count == 0 || count >= 1000 {
        return count.to_string();
    }
    let (hundreds, tens, ones) = (count / 100, count / 10 % 10, count % 10);
    let mut shown = String::new();
    if hundreds > 0 {
        shown.push_str(figure(hundreds));
        shown.push('百');
    }
    if tens > 0 {
        if tens > 1 || hundreds > 0 {
            shown.push_str(figure(tens));
        }
        shown.push('十');
    } else if hundreds > 0 && ones > 0 {
        shown.push('零');
    }
    shown.push_str(figure(ones));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_written_as_plans_write_them() {
        for (count, shown) in [(1, "一"), (10, "十"), (11, "十一"), (21, "二十一"), (105, "一百零五")] {
            assert_eq!(number(count, "chineseCounting"), shown, "{count}");
        }
        assert_eq!(number(3, "decimalEnclosedCircle"), "③", "circled");
        assert_eq!(number(3, "decimal"), "3", "figures");
    }
}
