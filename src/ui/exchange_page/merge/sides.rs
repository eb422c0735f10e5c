//! Both sides of one subject beside each other, with the words marked that differ.

use std::ops::Range;

use egui::{Align2, Rect, RichText, Role, Sense, Ui, pos2, vec2};

use crate::{
    app::merge::{
        Facet, FacetState, MergePreview, SubjectDelta,
        marks::{Piece, marks},
    },
    domain::ChangeId,
    ui::{
        theme::{self, Tone, font, space},
        widgets::{chip_at, divider, hint, line, marked_galley, name, paragraph_height, silent_line, width_of},
        words::{self, merge as said},
    },
};

/// A text is shown so far; more of it stands on the issue's own page.
const ROWS: usize = 14;

/// One place with both its texts.
#[derive(Debug)]
pub(super) struct Side {
    label: String,
    state: FacetState,
    mine: (String, Vec<Range<usize>>, String),
    theirs: (String, Vec<Range<usize>>, String),
}

/// The places of a subject, conflicts first; what stays as it is last.
pub(super) fn of(preview: &MergePreview, subject: &SubjectDelta) -> Vec<Side> {
    let mut all: Vec<(FacetState, Side)> =
        subject.facets.iter().map(|facet| (facet.state, side(preview, subject, facet))).collect();
    all.sort_by_key(|(state, _)| *state);
    all.into_iter().map(|(_, side)| side).collect()
}

fn side(preview: &MergePreview, subject: &SubjectDelta, facet: &Facet) -> Side {
    let ledger = &preview.merged.ledger;
    let mine = facet.mine.as_ref().map(|edit| said::value(ledger, edit)).unwrap_or_default();
    let theirs = said::value(ledger, &facet.theirs);
    let both = !mine.is_empty() && !theirs.is_empty() && facet.state != FacetState::Same;
    let (left, right) = if both { marks(&mine, &theirs) } else { (Vec::new(), Vec::new()) };
    let who = |by: Option<ChangeId>| {
        let header = by.and_then(|id| preview.merged.history.get(id)).map(|change| &change.header);
        header.map(|header| said::by(&header.author, header.typed_at)).unwrap_or_default()
    };
    Side {
        label: said::slot(ledger, subject.key, &facet.slot),
        state: facet.state,
        mine: (mine, ranges(&left), who(facet.mine_by)),
        theirs: (theirs, ranges(&right), who(Some(facet.by))),
    }
}

fn ranges(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for piece in pieces {
        let end = at + piece.text.len();
        if piece.differs {
            found.push(at..end);
        }
        at = end;
    }
    found
}

fn tone(state: FacetState) -> Tone {
    match state {
        FacetState::Conflicting => Tone::Danger,
        FacetState::New => Tone::Good,
        FacetState::Changed => Tone::Accent,
        FacetState::Removed => Tone::Warn,
        FacetState::Same => Tone::Neutral,
    }
}

pub(super) fn sides_ui(ui: &mut Ui, (title, subject): (&str, &SubjectDelta), all: &[Side]) {
    let t = theme::of(ui);
    ui.spacing_mut().item_spacing.y = space::XS;
    ui.label(RichText::new(title).font(font::heading()).color(t.text));
    for fault in &subject.faults {
        ui.horizontal(|ui| {
            crate::ui::widgets::chip(ui, said::FAULTS, Tone::Warn);
            hint(ui, &words::review::title(fault));
        });
    }
    if subject.withheld > 0 {
        hint(ui, said::WITHHELD);
    }
    let wide = ui.available_width() - space::S;
    let (rect, _) = ui.allocate_exact_size(vec2(wide, 24.0), Sense::hover());
    let (left, right) = halves(rect);
    silent_line(ui, left, Align2::LEFT_CENTER, said::MINE, font::small_strong(), t.text_2);
    silent_line(ui, right, Align2::LEFT_CENTER, said::THEIRS, font::small_strong(), t.text_2);
    silent_line(ui, rect, Align2::RIGHT_CENTER, said::MARKED, font::small(), t.text_3);
    for side in all {
        divider(ui);
        side_ui(ui, wide, side);
    }
}

fn halves(rect: Rect) -> (Rect, Rect) {
    let middle = rect.center().x;
    (rect.with_max_x(middle - space::S), rect.with_min_x(middle + space::S))
}

fn side_ui(ui: &mut Ui, wide: f32, side: &Side) {
    let t = theme::of(ui);
    let half = (wide - space::L) / 2.0;
    let shown = |text: &str| if text.is_empty() { said::NONE.to_owned() } else { text.to_owned() };
    let (mine, theirs) = (shown(&side.mine.0), shown(&side.theirs.0));
    let height = |text: &str| paragraph_height(ui, half, ROWS, text, font::body());
    let high = height(&mine).max(height(&theirs));
    let (rect, _) = ui.allocate_exact_size(vec2(wide, 26.0 + high + 22.0 + space::XS), Sense::hover());
    let head = rect.with_max_y(rect.top() + 24.0);
    let word = said::facet_state(side.state);
    let chip = width_of(ui, word, font::small()) + space::L;
    let label = head.with_max_x(head.right() - chip - space::S);
    line(ui, label, Align2::LEFT_CENTER, &side.label, font::small_strong(), t.text_2);
    chip_at(ui, pos2(head.right() - chip, head.center().y), word, tone(side.state));
    let texts = Rect::from_min_size(pos2(rect.left(), rect.top() + 26.0), vec2(wide, high));
    let (left, right) = halves(texts);
    text_ui(ui, left, (&mine, &side.mine.1), side.mine.0.is_empty());
    text_ui(ui, right, (&theirs, &side.theirs.1), side.theirs.0.is_empty());
    let foot = Rect::from_min_size(pos2(rect.left(), texts.bottom() + 2.0), vec2(wide, 18.0));
    let (left, right) = halves(foot);
    line(ui, left, Align2::LEFT_CENTER, &side.mine.2, font::small(), t.text_3);
    line(ui, right, Align2::LEFT_CENTER, &side.theirs.2, font::small(), t.text_3);
}

fn text_ui(ui: &Ui, place: Rect, (text, marks): (&str, &[Range<usize>]), is_none: bool) {
    let t = theme::of(ui);
    let own = paragraph_height(ui, place.width(), ROWS, text, font::body());
    let place = place.with_max_y(place.top() + own);
    let ink = if is_none { t.text_3 } else { t.text };
    marked_galley(ui, place, text, (font::body(), ink), ROWS, if is_none { &[] } else { marks });
    name(ui, place, Role::Label, text);
}
