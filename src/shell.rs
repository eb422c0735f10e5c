//! The eframe app: drains jobs and commands, then draws; the only place that reads the clock.
