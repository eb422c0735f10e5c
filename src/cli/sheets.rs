//! Spreadsheets taken into a ledger: the same import as in the window, with choices as arguments.

use std::path::Path;

use serde_json::{Value, json};

use crate::{
    app::{
        import::{NewInspection, TargetInspection},
        scribe::{Scribe, context},
        sheet_import::{
            CsvOptions, Decision, Encoding, Outcome, RowState, SheetChange, SheetFile, SheetSession, TableKind,
            cell_name, column_name, column_words, file_of_bytes, looks_like_sheet, read_month,
        },
    },
    domain::{ledger::Ledger, rules::Role},
    ui::words::sheets as sheet_words,
};

use super::{
    Desk, Done, Exit, Stop,
    import_args::{EncodingName, ImportArgs, UnsureName},
    make::identity,
    open::{open, open_to_change, read_foreign, refused},
    random_ids, words,
};

/// Whether the source is a spreadsheet, by its name and its first bytes.
pub(super) fn is_sheet(source: &Path) -> bool {
    let name = source.to_string_lossy();
    let sheet = std::path::Path::new(name.as_ref());
    crate::app::sheet_import::is_sheet_path(sheet)
        || read_foreign(source).is_ok_and(|bytes| looks_like_sheet(&name, &bytes))
}

/// Imports a spreadsheet.
pub(super) fn import(asked: &ImportArgs, desk: &mut Desk<'_>) -> Done {
    let who = identity(&asked.clerk.author, &asked.clerk.unit, Role::Office)?;
    let file = read(asked)?;
    let mut opened = if asked.dry_run { open(&asked.file, desk)? } else { open_to_change(&asked.file, desk)? };
    let content = std::mem::take(&mut opened.content);
    let clock = desk.clock_on(asked.clerk.today);
    let mut session = SheetSession::of_files(vec![file], &content.ledger.directory, clock.today, &[]);
    choose(asked, &mut session, &content.ledger)?;
    let context = context(&content, &who, clock, asked.clerk.today.is_some());
    session.compare(&content.ledger, &context);
    if let Some(decision) = asked.unsure {
        decide(&mut session, decision);
        session.compare(&content.ledger, &context);
    }
    let outcome = session.outcome().cloned().unwrap_or_default();
    let told = Told { session: &session, outcome: &outcome, ledger: &content.ledger };
    let mut value = asked.json.then(|| told.json());
    let lines = told.lines();
    let mut change = None;
    if !asked.dry_run && !outcome.action.is_empty() {
        let mut scribe = Scribe::new(content, who, clock, random_ids());
        scribe.clock_confirmed = asked.clerk.today.is_some();
        match scribe.act(session.action()) {
            Ok(id) => change = id,
            Err(error) => return Err(Stop::faults(refused(&error, &scribe.content))),
        }
        if change.is_some() {
            opened.save(&scribe.content, desk)?;
        }
    }
    if let Some(map) = value.as_mut().and_then(Value::as_object_mut) {
        map.insert("dry_run".to_owned(), json!(asked.dry_run));
        map.insert("change".to_owned(), json!(change.map(|id| id.to_string())));
        desk.json(&Value::Object(map.clone()))?;
    } else {
        for line in lines {
            desk.line(&line)?;
        }
        desk.line(&sheet_words::done(&outcome, asked.dry_run))?;
    }
    Ok(if outcome.n_faults() > 0 { Exit::Faults } else { Exit::Fine })
}

fn read(asked: &ImportArgs) -> Result<SheetFile, Stop> {
    let bytes = read_foreign(&asked.source)?;
    let name = asked.source.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let csv = CsvOptions { encoding: asked.encoding.map(encoding), delimiter: asked.delimiter };
    let file = file_of_bytes(&name, &bytes, csv, &|_, _| true);
    file.map_err(|failure| Stop::no_file(sheet_words::failure(&failure)))
}

fn encoding(name: EncodingName) -> Encoding {
    match name {
        EncodingName::Utf8 => Encoding::Utf8,
        EncodingName::Gb18030 => Encoding::Gb18030,
        EncodingName::Utf16 => Encoding::Utf16Le,
    }
}

/// Takes in what the arguments say of sheets, columns, inspection, month and corrections.
fn choose(asked: &ImportArgs, session: &mut SheetSession, ledger: &Ledger) -> Result<(), Stop> {
    if !asked.sheet.is_empty() {
        let named: Vec<String> = sheet_names(session);
        if let Some(unknown) = asked.sheet.iter().find(|name| !named.contains(name)) {
            return Err(Stop::wrong_use(words::no_such_sheet(unknown, &named)));
        }
        for (n, name) in named.iter().enumerate() {
            session.change(SheetChange::Take(n, asked.sheet.contains(name)), &[]);
        }
    }
    for pair in &asked.map {
        map_column(session, pair)?;
    }
    if let Some(name) = asked.inspection.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        let known = ledger.directory.live_inspections().into_iter().find(|it| it.fields.name.get() == name);
        let target = match known {
            Some(known) => TargetInspection::Existing(known.id),
            None => TargetInspection::New(NewInspection { name: name.to_owned(), ..NewInspection::default() }),
        };
        session.change(SheetChange::Target(target), &[]);
    }
    if let Some(text) = &asked.month {
        let month = read_month(text).ok_or_else(|| Stop::wrong_use(words::no_month(text)))?;
        session.change(SheetChange::Month(month), &[]);
    }
    if let Some(reason) = &asked.correction {
        let page = asked.page.clone().unwrap_or_default();
        session.change(SheetChange::Correction(Some((reason.clone(), page))), &[]);
    }
    Ok(())
}

fn sheet_names(session: &SheetSession) -> Vec<String> {
    let name = |key: (usize, usize)| {
        let sheet = session.files().get(key.0).and_then(|file| file.book.sheets.get(key.1));
        sheet.map(|sheet| sheet.name.clone()).unwrap_or_default()
    };
    session.choices().sheets.iter().map(|sheet| name(sheet.key)).collect()
}

/// 列=字段: the column by its head or its letters, the field by its word or its name; nothing behind = leaves it out.
fn map_column(session: &mut SheetSession, pair: &str) -> Result<(), Stop> {
    let (column, word) = pair.split_once('=').ok_or_else(|| Stop::wrong_use(words::no_pair(pair)))?;
    let (column, word) = (column.trim(), word.trim());
    let mut found = false;
    for (n, sheet) in session.choices().sheets.clone().iter().enumerate() {
        let place = sheet.mapping.columns.iter().enumerate().position(|(place, guess)| {
            guess.head == column || guess.head.rsplit('/').next() == Some(column) || column_name(place) == column
        });
        let Some(place) = place else {
            continue;
        };
        let field = match word {
            "" | "-" => None,
            word => {
                Some(column_words::field_of(word, sheet.kind).ok_or_else(|| Stop::wrong_use(words::no_field(word)))?)
            }
        };
        found = true;
        session.change(SheetChange::Column(n, place, field), &[]);
    }
    if found { Ok(()) } else { Err(Stop::wrong_use(words::no_column(column))) }
}

fn decide(session: &mut SheetSession, unsure: UnsureName) {
    match unsure {
        UnsureName::New => session.change(SheetChange::DecideAll(true), &[]),
        UnsureName::Leave => session.change(SheetChange::DecideAll(false), &[]),
        UnsureName::Same => {
            let outcome = session.outcome().cloned().unwrap_or_default();
            for row in outcome.rows.iter().filter(|row| row.state == RowState::Undecided) {
                if let Some((id, _)) = row.candidates.first() {
                    session.change(SheetChange::Decide(row.key, row.row, Decision::Same(*id)), &[]);
                }
            }
        }
    }
}

/// What is told of an import.
struct Told<'a> {
    session: &'a SheetSession,
    outcome: &'a Outcome,
    ledger: &'a Ledger,
}

impl Told<'_> {
    fn lines(&self) -> Vec<String> {
        let files = self.session.files();
        let mut lines = Vec::new();
        for row in self.outcome.rows.iter().filter(|row| row.state != RowState::Unchanged) {
            let (place, state) = (sheet_words::place(row.row, row.last), sheet_words::state(row.state));
            lines.push(format!(
                "{} {place}\t{state}\t{} {}",
                sheet_words::sheet(files, row.key),
                row.number,
                row.title
            ));
            for change in &row.changes {
                lines.push(format!("\t{}：{} → {}", sheet_words::field(change.field), change.old, change.new));
            }
        }
        for fault in &self.outcome.faults {
            let said = sheet_words::fault(Some(self.ledger), fault);
            let accepted = sheet_words::accepted(fault);
            lines.push(format!("{}\t{said}\t{accepted}", sheet_words::fault_place(files, fault)));
        }
        lines
    }

    fn json(&self) -> Value {
        let (files, outcome) = (self.session.files(), self.outcome);
        let sheets = self.session.choices().sheets.iter().map(|sheet| {
            let columns = sheet.mapping.columns.iter().enumerate().map(|(n, guess)| {
                json!({
                    "column": column_name(n),
                    "head": guess.head,
                    "field": guess.field.map(crate::app::sheet_import::Field::name),
                    "why": sheet_words::why(&guess.why),
                })
            });
            json!({
                "sheet": sheet_words::sheet(files, sheet.key),
                "taken": sheet.take,
                "kind": match sheet.kind { TableKind::Issues => "issues", TableKind::Complaints => "complaints" },
                "head_rows": sheet.band.map(|band| [band.top + 1, band.bottom + 1]),
                "columns": columns.collect::<Vec<_>>(),
            })
        });
        let rows = outcome.rows.iter().map(|row| {
            let changes = row.changes.iter().map(|change| {
                json!({"field": change.field.name(), "old": change.old, "new": change.new})
            });
            json!({
                "sheet": sheet_words::sheet(files, row.key),
                "row": row.row + 1,
                "state": sheet_words::state_key(row.state),
                "number": &*row.number,
                "title": &*row.title,
                "issue": row.issue.map(|id| id.to_string()),
                "complaint": row.complaint.map(|id| id.to_string()),
                "changes": changes.collect::<Vec<_>>(),
                "candidates": row.candidates.iter().map(|(id, percent)| json!({"issue": id.to_string(), "percent": percent})).collect::<Vec<_>>(),
            })
        });
        json!({
            "sheets": sheets.collect::<Vec<_>>(),
            "new": outcome.count(RowState::New),
            "changed": outcome.count(RowState::Changed),
            "unchanged": outcome.count(RowState::Unchanged),
            "undecided": outcome.count(RowState::Undecided),
            "notes": outcome.n_notes,
            "rows": rows.collect::<Vec<_>>(),
            "units": outcome.units.iter().map(|unit| json!(unit.name)).collect::<Vec<_>>(),
            "faults": self.faults(),
        })
    }

    fn faults(&self) -> Vec<Value> {
        let files = self.session.files();
        let fault = |fault: &crate::app::sheet_import::SheetFault| {
            json!({
                "sheet": sheet_words::sheet(files, fault.key),
                "row": fault.row + 1,
                "cell": fault.column.map(|column| cell_name(fault.row, column)),
                "field": fault.field.map(crate::app::sheet_import::Field::name),
                "text": fault.text,
                "what": sheet_words::fault(Some(self.ledger), fault),
                "accepted": sheet_words::accepted(fault),
                "remark": fault.what.is_remark(),
            })
        };
        self.outcome.faults.iter().map(fault).collect()
    }
}
