//! Rules about deadlines: confirmed before assignment; afterwards only an extension or a correction moves the date.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each is sent only the variants it plans; anything else is refused or does not matter to it"
)]

use chrono::NaiveDate;

use super::{Action, AnyField, Context, EntryField, Mode, Refusal, Role, has_text, issues::set_value, standing_issue};
use crate::domain::{
    closure::Stage,
    deadline::Deadline,
    edit::{Edit, IssueEdit},
    ids::{IssueId, RecordId},
    issue::{IssueField, IssueValue},
    ledger::Ledger,
    record::{Extension, RecordBody},
};

pub(super) fn plan(ledger: &Ledger, action: &Action, ctx: &Context) -> Result<Vec<Edit>, Refusal> {
    match action {
        Action::ConfirmDeadline { issue, date } => confirm(ledger, *issue, *date, ctx),
        Action::CorrectDeadline { record, issue, deadline, reason, page } => {
            ctx.needs(Role::Office)?;
            if !has_text(reason) {
                return Err(Refusal::ReasonMissing);
            }
            if !has_text(page) {
                return Err(Refusal::EntryMissing(EntryField::Page));
            }
            super::closing::new_record(ledger, *issue, *record)?;
            correct(ledger, *issue, *record, deadline, (reason, page))
        }
        _ => Err(Refusal::NotInside),
    }
}

fn confirm(ledger: &Ledger, id: IssueId, date: Option<NaiveDate>, ctx: &Context) -> Result<Vec<Edit>, Refusal> {
    ctx.needs(Role::Office)?;
    let issue = standing_issue(ledger, id)?;
    if issue.stage().stage != Stage::Registered {
        return Err(Refusal::DeadlineLocked);
    }
    if issue.fields.is_conflicted(IssueField::FirstDeadline) {
        return Err(Refusal::Conflicted(AnyField::Issue(IssueField::FirstDeadline)));
    }
    let deadline = issue.fields.deadline.get().clone();
    let confirmed = match date {
        Some(date) => deadline.confirmed_as(date),
        None => deadline.confirmed(),
    };
    Ok(set_value(issue, &IssueValue::FirstDeadline(confirmed), Mode::Set)?.into_iter().collect())
}

fn correct(
    ledger: &Ledger,
    id: IssueId,
    record: RecordId,
    deadline: &Deadline,
    (reason, page): (&str, &str),
) -> Result<Vec<Edit>, Refusal> {
    let issue = standing_issue(ledger, id)?;
    match issue.stage().stage {
        Stage::Registered => return Err(Refusal::DeadlineNotLocked),
        Stage::Closed | Stage::Consolidating => return Err(Refusal::Closed),
        Stage::Rectifying | Stage::Closing | Stage::Withdrawn => {}
    }
    let body = RecordBody::DeadlineCorrected {
        deadline: deadline.clone(),
        reason: reason.trim().to_owned(),
        page: page.trim().to_owned(),
    };
    Ok(vec![Edit::Issue(id, IssueEdit::Append(record, Box::new(body)))])
}

/// An extension names reason, new day, approver and document; it stands in the place of those acting now.
pub(super) fn extension(ledger: &Ledger, id: IssueId, entry: &Extension, ctx: &Context) -> Result<RecordBody, Refusal> {
    ctx.needs(Role::Office)?;
    let issue = standing_issue(ledger, id)?;
    match issue.stage().stage {
        Stage::Registered => return Err(Refusal::DeadlineNotLocked),
        Stage::Closed | Stage::Consolidating => return Err(Refusal::Closed),
        Stage::Rectifying | Stage::Closing | Stage::Withdrawn => {}
    }
    if !has_text(&entry.reason) {
        return Err(Refusal::ReasonMissing);
    }
    let new = entry.new_date.ok_or(Refusal::EntryMissing(EntryField::Date))?;
    ctx.not_future(entry.date.ok_or(Refusal::EntryMissing(EntryField::Date))?)?;
    if !has_text(&entry.approver) {
        return Err(Refusal::EntryMissing(EntryField::Approver));
    }
    if !has_text(&entry.document) {
        return Err(Refusal::EntryMissing(EntryField::Document));
    }
    let acting = issue.acting_date().ok_or(Refusal::NothingToExtend)?;
    if new <= acting {
        return Err(Refusal::NotLater { new, acting });
    }
    let after = issue.acting_extensions().into_iter().map(|(id, _)| id).collect();
    Ok(RecordBody::Extension(Extension { after, ..entry.clone() }))
}
