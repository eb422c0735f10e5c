//! A desk for page tests: the whole program with a small ledger in a temporary folder, without a screen.

#![expect(clippy::indexing_slicing, reason = "a test may stop here")]
#![expect(clippy::needless_for_each, reason = "one line for each event")]

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use egui::Ui;
use egui_kittest::Harness;
use rectification_ledger::{
    app::{
        App, Clock, Command, CommandQueue, CommandSender, Identity, NewLedger, Page, StartOptions, WakeFn,
        command_queue,
    },
    domain::{
        InspectionId, IssueId, RecordId, RoundId, UnitId,
        deadline::Deadline,
        directory::{InspectionValue, UnitValue},
        issue::IssueValue,
        record::{Month, ProgressNote, ScheduleRating, Signature, SupervisionNotice},
        rules::{Action, NewRecord, Role, StepEntry},
    },
    store::paths::DataFolder,
    ui::{
        theme,
        view::{Drafts, ViewCtx, view_ui},
    },
};

/// The program as it stands on a clerk's desk.
pub struct Desk {
    /// The program.
    pub app: App,
    /// What is being typed.
    pub drafts: Drafts,
    /// Everything that was asked for since the desk was set up.
    pub asked: Vec<Command>,
    /// What the clock says in every frame.
    pub clock: Clock,
    /// Where its files are.
    pub folder: tempfile::TempDir,
    sender: CommandSender,
    queue: CommandQueue,
}

/// The day of every page test.
pub fn today() -> NaiveDate {
    day(0)
}

/// The clock on a day of page tests.
pub fn clock_on(today: NaiveDate) -> Clock {
    let now = today.and_hms_opt(9, 30, 0).expect("a time");
    Clock { now, today, instant: std::time::Instant::now() }
}

/// So many days from the day of the tests.
pub fn day(later: i64) -> NaiveDate {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    today + TimeDelta::days(later)
}

pub fn issue_id(n: u32) -> IssueId {
    IssueId(1000 + u128::from(n))
}

pub fn unit_id(n: u32) -> UnitId {
    UnitId(100 + u128::from(n))
}

impl Desk {
    /// A desk with a ledger of nothing but what founding puts into it.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = DataFolder::new(folder.path().join("data"));
        let clock = clock_on(today());
        let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock);
        let who = Identity {
            name: "王敏".to_owned(),
            unit: "市整改办".to_owned(),
            role: Role::Office,
            ..Identity::default()
        };
        app.run(Command::SetIdentity(who));
        let path = folder.path().join("desk.ron");
        app.run(Command::CreateLedger(NewLedger { title: "测试台账".to_owned(), path, ..NewLedger::default() }));
        let (sender, queue) = command_queue();
        let mut desk = Self { app, drafts: Drafts::default(), asked: Vec::new(), clock, folder, sender, queue };
        desk.dismiss_all();
        desk
    }

    /// A desk with `n` issues of three units; the first is late, the second due soon, the third closed to nobody.
    pub fn with_issues(n: u32) -> Self {
        let mut desk = Self::empty();
        desk.act(Action::Batch(directory()));
        desk.act(Action::Batch((1..=n).map(issue).collect()));
        desk.act(Action::Batch(vec![assign(1), assign(2), report(1), notice(1)]));
        desk
    }

    /// Does an action; a refusal fails the test.
    pub fn act(&mut self, action: Action) {
        let action = action.with_ids(&mut rectification_ledger::app::random_id);
        let refusal = self.app.refusal(&action);
        assert_eq!(refusal, None, "the action is refused");
        self.app.run(Command::Do(action));
        self.dismiss_all();
    }

    /// Puts away what the program has told.
    pub fn dismiss_all(&mut self) {
        let all: Vec<_> = self.app.notices().iter().map(|notice| notice.number).collect();
        all.into_iter().for_each(|number| self.app.run(Command::Dismiss(number)));
    }

    fn draw(&mut self, ui: &mut Ui) {
        self.app.tick(self.clock);
        let ctx = ViewCtx { app: &self.app, commands: &self.sender };
        view_ui(ctx, ui, &mut self.drafts);
        while let Some(command) = self.queue.take() {
            self.asked.push(command.clone());
            self.app.run(command);
        }
    }

    /// What the window is cleared to.
    pub fn ground(&self, visuals: &egui::Visuals) -> egui::Color32 {
        ViewCtx { app: &self.app, commands: &self.sender }.ground(visuals)
    }

    /// Shows it in a window.
    pub fn window<'a>(self) -> Harness<'a, Self> {
        self.window_of([1366.0, 768.0])
    }

    /// Shows it in a window of this size.
    pub fn window_of<'a>(self, size: [f32; 2]) -> Harness<'a, Self> {
        let mut window = Harness::builder()
            .with_size(size)
            .with_step_dt(1.0 / 60.0)
            .with_context_setup(theme::install)
            .build_ui_state(|ui, desk: &mut Self| desk.draw(ui), self);
        window.run();
        window
    }
}

/// A desk with issues, on a page.
pub fn desk_on<'a>(page: Page, issues: u32) -> Harness<'a, Desk> {
    let mut desk = Desk::with_issues(issues);
    desk.app.run(Command::Go(page));
    desk.window()
}

fn directory() -> Vec<Action> {
    let names = [(1, "清河县政府"), (2, "市水利局"), (3, "市生态环境局")];
    let mut all: Vec<_> = names
        .map(|(n, name)| Action::AddUnit { unit: unit_id(n), values: vec![UnitValue::Name(name.to_owned())] })
        .into();
    all.push(Action::AddAlias { unit: unit_id(2), alias: "水务部门".to_owned() });
    all.push(Action::AddInspection {
        inspection: InspectionId(7),
        values: vec![InspectionValue::Name("省级督察 2026".to_owned())],
    });
    all
}

/// Issue `n`: due twelve days ago, in two days, in twelve …
fn issue(n: u32) -> Action {
    let titles = ["黑臭水体返黑返臭", "垃圾填埋场渗滤液积存", "工地扬尘管控不到位", "排污口溯源不清", "农家乐未清退"];
    let place = (n as usize - 1) % titles.len();
    let due = day(i64::from(n) * 10 - 22 + i64::from(n / 2) * 4);
    let values = vec![
        IssueValue::Number(format!("S26-{n:03}")),
        IssueValue::Title(format!("{}{n}", titles[place])),
        IssueValue::Category(["碧水", "净土", "蓝天"][place % 3].to_owned()),
        IssueValue::Inspection(InspectionId(7)),
        IssueValue::LeadUnit(Some(unit_id(n % 3 + 1))),
        IssueValue::FirstDeadline(Deadline::on(due.to_string(), due)),
    ];
    Action::RegisterIssue { issue: issue_id(n), values }
}

fn signed() -> Signature {
    Signature { person: "赵立新".to_owned(), unit: None }
}

/// Assigns issue `n`.
pub fn assign(n: u32) -> Action {
    let entry = StepEntry { step: "assignment".into(), date: Some(day(-60)), signed: signed(), ..StepEntry::default() };
    Action::TakeStep { issue: issue_id(n), record: RecordId(0), round: RoundId(0), entry: Box::new(entry) }
}

fn report(n: u32) -> Action {
    let note = ProgressNote {
        month: Month { year: 2026, month: 8 },
        date: Some(day(-20)),
        rating: Some(ScheduleRating::Behind),
        text: "截污管网贯通五公里".to_owned(),
        ..ProgressNote::default()
    };
    Action::Append { issue: issue_id(n), record: RecordId(0), entry: NewRecord::Progress(note) }
}

fn notice(n: u32) -> Action {
    let notice = SupervisionNotice {
        level: "circular".to_owned(),
        unit: Some(unit_id(2)),
        date: Some(day(-10)),
        cause: "超期".to_owned(),
        demand: "倒排工期".to_owned(),
        answer_due: Some(day(-3)),
        signed: signed(),
        ..SupervisionNotice::default()
    };
    Action::Append { issue: issue_id(n), record: RecordId(0), entry: NewRecord::Notice(notice) }
}

/// Adds a great many issues and waits for the rows, which a job works out.
pub fn flood(desk: &mut Desk, n: u32) {
    let many = (1000..1000 + n).map(|n| {
        let title = format!("第{n}个问题");
        let values = vec![IssueValue::Number(format!("T{n}")), IssueValue::Title(title)];
        Action::RegisterIssue { issue: issue_id(n), values }
    });
    desk.app.run(Command::Do(Action::Batch(many.collect())));
    settle_rows(&mut desk.app);
}

/// Waits for a long change and the rows of a big ledger, with an end to the waiting.
pub fn settle_rows(app: &mut App) {
    for _ in 0..60_000 {
        app.tick(app.clock());
        if !app.is_changing() && !app.rows().is_working() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert!(!app.is_changing() && !app.rows().is_working(), "the rows never came");
}
