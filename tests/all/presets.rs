//! What a ledger carries as rules must survive its file format.

use rectification_ledger::domain::{calendar::WorkCalendar, procedure_presets, supervision_presets};

#[test]
fn procedures_survive_being_written_and_read() {
    for procedure in procedure_presets::all() {
        let text = ron::to_string(&procedure).unwrap();
        assert_eq!(ron::from_str(&text), Ok(procedure), "{text}");
    }
}

#[test]
fn supervision_scales_survive_being_written_and_read() {
    for scale in supervision_presets::all() {
        let text = ron::to_string(&scale).unwrap();
        assert_eq!(ron::from_str(&text), Ok(scale), "{text}");
    }
}

#[test]
fn the_working_calendar_survives_being_written_and_read() {
    let calendar = WorkCalendar::state_council();
    let text = ron::to_string(&calendar).unwrap();
    assert_eq!(ron::from_str(&text), Ok(calendar), "{text}");
}
