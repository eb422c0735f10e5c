//! A plan as text: no line gets lost.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::{
    exchange::plan::{PlanSource, decode_text, plan_lines, read_cell_goal, read_cell_measures, read_plan},
    within_limits,
};

fuzz_target!(|bytes: &[u8]| {
    within_limits(|| {
        let Ok(text) = decode_text(bytes) else { return };
        drop((read_cell_measures(&text, Some(2019)), read_cell_goal(&text, None)));
        let source = PlanSource::Text(text);
        let report = read_plan(&source);
        let n_lines = plan_lines(&source).len();
        assert!(report.faults.iter().all(|fault| (1..=n_lines.max(1)).contains(&fault.line)), "a fault names a line");
    });
});
