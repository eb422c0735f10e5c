//! Our RON writer against `ron` itself.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rectification_ledger::store::{
    ron_read::{from_ron, from_strict},
    ron_text::{RonTextError, to_ron},
};
use ron::value::RawValue;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Unit;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Wrapped(String);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Pair(i64, Option<String>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Bytes(#[serde(with = "bytes")] Vec<u8>);

mod bytes {
    use std::fmt;

    use serde::{Deserializer, Serializer, de::Visitor};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Vec<u8>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
        }
        deserializer.deserialize_bytes(Reader)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Shape {
    Empty,
    #[serde(rename = "true")]
    Reserved,
    #[serde(rename = "is-done")]
    Dashed,
    One(String),
    Two(i64, char),
    Named {
        wert: f64,
        #[serde(rename = "None")]
        odd: u64,
    },
    Unit(()),
    UnitStruct(Unit),
    Newtype(Wrapped),
    Tuple(Pair),
    Raw(Bytes),
    Flag(bool),
    Small(i8, u8, f32),
    #[expect(clippy::option_option, reason = "the writer must tell them apart")]
    Maybe(Option<Option<Box<Self>>>),
    Many(Vec<Self>),
    Map(BTreeMap<String, Self>),
    ByNumber(BTreeMap<(i64, bool), char>),
    Skips(Skips),
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Skips {
    #[serde(skip_serializing_if = "String::is_empty")]
    first: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    last: Vec<String>,
}

/// Texts of every character, and more often of those that trouble.
fn text() -> BoxedStrategy<String> {
    let odd = prop_oneof![
        4 => prop::char::any(),
        2 => prop::char::range('一', '龥'),
        1 => prop::sample::select(vec![
            '"', '\'', '\\', '\n', '\r', '\t', '\0', '\u{85}', '\u{2028}', '\u{2029}', '\u{feff}',
            '\u{3000}', '\u{200b}', '/', '*', '#', '(', ']', '\u{7f}', '\u{202e}', ',', '。',
        ]),
    ];
    prop::collection::vec(odd, 0..12).prop_map(String::from_iter).boxed()
}

fn ascii() -> BoxedStrategy<String> {
    prop::collection::vec(prop::char::range('\0', '\u{7f}'), 0..12).prop_map(String::from_iter).boxed()
}

fn number() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("NaN is not equal to itself", |number| !number.is_nan())
}

fn shape(text: BoxedStrategy<String>, letter: BoxedStrategy<char>) -> BoxedStrategy<Shape> {
    let leaf = prop_oneof![
        Just(Shape::Empty),
        Just(Shape::Reserved),
        Just(Shape::Dashed),
        Just(Shape::Unit(())),
        Just(Shape::UnitStruct(Unit)),
        text.clone().prop_map(Shape::One),
        (any::<i64>(), letter.clone()).prop_map(|(number, letter)| Shape::Two(number, letter)),
        (number(), any::<u64>()).prop_map(|(wert, odd)| Shape::Named { wert, odd }),
        text.clone().prop_map(|text| Shape::Newtype(Wrapped(text))),
        (any::<i64>(), prop::option::of(text.clone())).prop_map(|(number, text)| Shape::Tuple(Pair(number, text))),
        any::<Vec<u8>>().prop_map(|bytes| Shape::Raw(Bytes(bytes))),
        any::<bool>().prop_map(Shape::Flag),
        (any::<i8>(), any::<u8>(), -1e30_f32..1e30_f32)
            .prop_map(|(small, byte, float)| Shape::Small(small, byte, float)),
        prop::collection::btree_map((any::<i64>(), any::<bool>()), letter, 0..3).prop_map(Shape::ByNumber),
        (text.clone(), prop::option::of(any::<u64>()), prop::collection::vec(text.clone(), 0..3))
            .prop_map(|(first, second, last)| Shape::Skips(Skips { first, second, last })),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::option::of(prop::option::of(inner.clone().prop_map(Box::new))).prop_map(Shape::Maybe),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Shape::Many),
            prop::collection::btree_map(text.clone(), inner, 0..4).prop_map(Shape::Map),
        ]
    })
    .boxed()
}

#[track_caller]
fn read<T: DeserializeOwned>(text: &str) -> T {
    ron::from_str(text).expect(text)
}

fn breaks_a_line(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn whatever_is_written_is_read_back_by_ron_and_stays_on_its_line(value in shape(text(), prop::char::any().boxed())) {
        let written = to_ron(&value).expect("text");
        prop_assert!(!written.contains(breaks_a_line), "{written}");
        prop_assert_eq!(read::<Shape>(&written), value);
    }

    #[test]
    fn on_ascii_text_ours_is_what_ron_writes(value in shape(ascii(), prop::char::range(' ', '~').boxed())) {
        let theirs = ron::to_string(&value).expect("text");
        prop_assert_eq!(to_ron(&value).expect("text"), theirs);
    }
}

/// Both readers take the same text for the same value, wherever ours takes it at all.
#[track_caller]
fn compare(text: &str) -> Result<bool, TestCaseError> {
    let Some(ours) = from_strict::<Shape>(text) else {
        return Ok(false);
    };
    let theirs: Result<Shape, _> = ron::from_str(text);
    prop_assert!(theirs.is_ok(), "{text}: {theirs:?}");
    // As text, for NaN is not equal to itself.
    prop_assert_eq!(to_ron(&ours).ok(), theirs.ok().and_then(|it| to_ron(&it).ok()), "{}", text);
    Ok(true)
}

/// Whether a value has something our reader leaves to `ron`: raw names, bytes, numbers without a point.
fn is_plain(text: &str) -> bool {
    !["r#", "b\"", "inf", "NaN"].iter().any(|odd| text.contains(odd))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn our_reader_reads_what_we_write_as_ron_does(value in shape(text(), prop::char::any().boxed())) {
        let written = to_ron(&value).expect("text");
        let taken = compare(&written)?;
        prop_assert!(taken || !is_plain(&written), "left to ron: {written}");
        prop_assert_eq!(from_ron::<Shape>(&written).ok(), Some(value));
    }

    #[test]
    fn our_reader_reads_what_ron_writes_as_ron_does(value in shape(text(), prop::char::any().boxed())) {
        let written = ron::to_string(&value).expect("text");
        compare(&written)?;
        let laid_out = ron::ser::to_string_pretty(&value, ron::ser::PrettyConfig::default()).expect("text");
        compare(&laid_out)?;
        prop_assert_eq!(from_ron::<Shape>(&laid_out).ok(), Some(value));
    }

    #[test]
    fn our_reader_takes_nothing_that_ron_refuses(
        value in shape(text(), prop::char::any().boxed()),
        hits in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(ODD.to_vec()), any::<bool>()), 1..4),
    ) {
        let mut letters: Vec<char> = to_ron(&value).expect("text").chars().collect();
        for (place, odd, over) in hits {
            let at = place.index(letters.len() + 1);
            let end = (at + usize::from(over)).min(letters.len());
            letters.splice(at..end, odd.chars());
        }
        compare(&String::from_iter(letters))?;
    }
}

/// What a hand, another program or a bad disk may put into a text.
const ODD: &[&str] = &[
    "(", ")", "[", "]", "{", "}", ",", ":", "\"", "'", "\\", " ", "\n", "0", "1", "-", "+", ".", "e", "_", "u8", "r#",
    "#", "//", "/*", "*/", "Some(", "None", "true", "()", "One(", "\\u{41}", "\\x41", "污", "\u{3000}", "\0", "b\"",
    "r\"", "inf",
];

#[test]
fn what_only_ron_knows_is_left_to_it() {
    #[derive(Debug, PartialEq, Deserialize)]
    enum Two {
        Named { wert: f64, odd: u64 },
    }

    let plain = "Named(wert:1.5,odd:3)";
    let odd = ["Named(\n    wert: 1.5,\n    odd: 3,\n)", "Named(wert:1.5,odd:3,)", "Named(wert:1.5,/* */odd:3)"];
    let value = Two::Named { wert: 1.5, odd: 3 };
    assert_eq!(from_strict::<Two>(plain).as_ref(), Some(&value));
    for text in odd {
        assert_eq!(from_strict::<Two>(text), None);
        assert_eq!(from_ron::<Two>(text).as_ref(), Ok(&value), "{text}");
    }
    assert_eq!(from_strict::<Vec<u64>>("[01]"), None);
    assert_eq!(from_strict::<Vec<u64>>("[1,2]"), Some(vec![1, 2]));
    let deep = "[".repeat(200) + &"]".repeat(200);
    assert_eq!(from_strict::<Shape>(&deep), None, "no stack is as deep");
}

#[test]
fn chinese_text_stands_as_itself() {
    let text = "一、问题\u{3000}“污泥”,㈠①…—𠮷\u{e000}";
    assert_eq!(to_ron(text), Ok(format!("\"{text}\"")));
    assert_eq!(to_ron("a\nb\u{2028}\u{feff}"), Ok(String::from(r#""a\nb\u{2028}\u{feff}""#)));
}

#[test]
fn raw_values_pass_through_verbatim() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Part {
        salt: u8,
        edits: Box<RawValue>,
        more: Option<Box<RawValue>>,
    }

    let raw = "[ Add ( \"\u{3000}\" ) , /* kept */ New(()) ]";
    let written = format!("(salt:1,edits:{raw},more:Some(()))");
    let part: Part = read(&written);
    assert_eq!(part.edits.get_ron(), raw);
    assert_eq!(to_ron(&part), Ok(written));
}

#[test]
fn a_raw_value_with_a_line_break_is_refused() {
    let raw = RawValue::from_ron("[1,\n2]").expect("RON");
    assert_eq!(to_ron(raw), Err(RonTextError::RawLineBreak));
}

#[test]
fn not_a_number_keeps_its_sign() {
    for number in [f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, 1e300, 5e-324] {
        let written = to_ron(&number).expect("text");
        assert_eq!(written, ron::to_string(&number).expect("text"));
        assert_eq!(read::<f64>(&written).is_sign_negative(), number.is_sign_negative());
    }
}

#[test]
fn what_is_too_deep_to_be_read_is_refused_and_all_else_is_read() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Nest {
        End,
        One(Box<Self>),
        Field { inner: Box<Self> },
        Maybe(Option<Box<Self>>),
        List(Vec<Self>),
    }

    let steps: [fn(Nest) -> Nest; 4] = [
        |nest| Nest::One(Box::new(nest)),
        |nest| Nest::Field { inner: Box::new(nest) },
        |nest| Nest::Maybe(Some(Box::new(nest))),
        |nest| Nest::List(vec![nest]),
    ];
    for step in steps {
        let mut nest = Nest::End;
        let mut refused = false;
        for _ in 0..140 {
            nest = step(nest);
            match to_ron(&nest) {
                Ok(text) => assert!(read::<Nest>(&text) == nest, "a depth that comes back"),
                Err(err) => {
                    assert_eq!(err, RonTextError::TooDeep);
                    refused = true;
                }
            }
        }
        assert!(refused, "some depth is too deep");
    }
}

#[test]
fn what_breaks_a_line_is_escaped_wherever_it_stands_in_a_long_text() {
    let troubles =
        ['\n', '"', '\\', '\'', '\u{7f}', '\u{85}', '\u{61c}', '\u{180e}', '\u{2028}', '\u{feff}', '\u{ffff}'];
    for (letter, padding) in troubles.into_iter().flat_map(|letter| [(letter, "a"), (letter, "，"), (letter, "整改")])
    {
        for (before, after) in (0..70).flat_map(|before| [(before, 0), (before, 1), (before, 70)]) {
            let value = format!("{}{letter}{}", padding.repeat(before), padding.repeat(after));
            let written = to_ron(&value).expect("text");
            assert!(!written.contains(breaks_a_line), "{written}");
            assert_eq!(read::<String>(&written), value);
            let plain = written.trim_matches('"').replace(padding, "");
            assert!(plain.starts_with('\\'), "{letter:?} is escaped: {written}");
        }
    }
}
