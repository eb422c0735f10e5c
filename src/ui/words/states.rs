//! Words and signs of the states of an issue: stage, time status, rating, level, roles, verdicts.

use crate::{
    app::paper_words,
    domain::{
        closure::{Stage, StagePoint},
        complaint::{Handling, Verified},
        directory::UnitKind,
        issue::{Presence, UnitRole},
        ledger::Ledger,
        measure::Relation,
        procedure::{DayCount, DayLimit, NoticeRule, StepRole},
        record::{Month, ScheduleRating, Verdict},
        rules::Role,
        supervision::{LevelKey, LevelTone, SupervisionScale},
        time_status::TimeStatus,
        view::TimeKind,
    },
    ui::{
        signs::{LevelDot, RatingArrow, StageSign},
        theme::Tone,
        words,
    },
};

/// The word of a stage; the procedure's own name where it gives one.
pub fn stage(point: &StagePoint) -> String {
    match point.stage {
        Stage::Registered => "已登记".to_owned(),
        Stage::Rectifying => "整改中".to_owned(),
        Stage::Closing if point.name.is_empty() => "销号中".to_owned(),
        Stage::Closing => point.name.clone(),
        Stage::Closed => "已销号".to_owned(),
        Stage::Consolidating => "持续巩固".to_owned(),
        Stage::Withdrawn => "已作废".to_owned(),
    }
}

/// The pie of a stage.
pub fn stage_sign(point: &StagePoint) -> StageSign {
    let (done, all) = point.progress;
    match point.stage {
        Stage::Registered | Stage::Withdrawn => StageSign::steps(0, all),
        Stage::Closed | Stage::Consolidating => StageSign::steps(1, 1),
        Stage::Rectifying | Stage::Closing => {
            let sign = StageSign::steps(done, all);
            if point.contradicted {
                StageSign { tone: Tone::Warn, ..sign }
            } else if point.round > 1 {
                StageSign { tone: Tone::Danger, ..sign }
            } else {
                sign
            }
        }
    }
}

/// What 临期 means in this ledger.
pub fn due_soon_means(ledger: &Ledger) -> String {
    format!("临期：时限前 {} 天内到期（天数在 设置 → 规则 中修改）", ledger.directory.soon_days())
}

/// 临期 with its days, where it stands in a list.
pub fn due_soon_within(ledger: &Ledger) -> String {
    format!("{}（{} 天内到期）", words::issues_page::time_kind(TimeKind::DueSoon), ledger.directory.soon_days())
}

/// The word of a time status, and whether it asks for attention.
pub fn time_status(status: TimeStatus) -> (String, Tone) {
    let tone = match status {
        TimeStatus::Overdue(_) => Tone::Danger,
        TimeStatus::DueSoon(_) => Tone::Warn,
        TimeStatus::Normal(_) | TimeStatus::NoDeadline => Tone::Neutral,
        TimeStatus::Over => Tone::Good,
    };
    (paper_words::time_status(status), tone)
}

/// A monthly rating.
pub fn rating(rating: ScheduleRating) -> &'static str {
    paper_words::rating(rating)
}

/// The arrow of a monthly rating.
pub fn rating_arrow(rating: ScheduleRating) -> RatingArrow {
    match rating {
        ScheduleRating::NotStarted => RatingArrow::NotBegun,
        ScheduleRating::Behind => RatingArrow::Behind,
        ScheduleRating::OnSchedule => RatingArrow::OnTime,
        ScheduleRating::Ahead => RatingArrow::Ahead,
        ScheduleRating::Finished => RatingArrow::Finished,
    }
}

/// The name of a supervision level; its key where the ledger's scale no longer has it.
pub fn level(scale: Option<&SupervisionScale>, key: &str) -> String {
    let found = scale.and_then(|scale| scale.named(&LevelKey::from(key)));
    found.map_or_else(|| key.to_owned(), |level| level.name.clone())
}

/// The dot of a supervision level.
pub fn level_dot(scale: Option<&SupervisionScale>, key: &str) -> LevelDot {
    let found = scale.and_then(|scale| scale.named(&LevelKey::from(key)));
    found.map_or(LevelDot::Ring, |level| tone_dot(level.tone))
}

/// The dot of a level's colour.
pub fn tone_dot(tone: LevelTone) -> LevelDot {
    match tone {
        LevelTone::Plain | LevelTone::White => LevelDot::Ring,
        LevelTone::Blue => LevelDot::Filled(Tone::Accent),
        LevelTone::Yellow | LevelTone::Orange => LevelDot::Filled(Tone::Warn),
        LevelTone::Red => LevelDot::Filled(Tone::Danger),
    }
}

/// The tone of a chip that names a level.
pub fn level_tone(tone: LevelTone) -> Tone {
    match tone {
        LevelTone::Plain | LevelTone::White => Tone::Neutral,
        LevelTone::Blue => Tone::Accent,
        LevelTone::Yellow | LevelTone::Orange => Tone::Warn,
        LevelTone::Red => Tone::Danger,
    }
}

/// How a unit stands to an issue.
pub fn unit_role(role: UnitRole) -> &'static str {
    match role {
        UnitRole::CoLead => "并列牵头单位",
        UnitRole::Cooperating => "配合单位",
    }
}

/// As what somebody works.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Office => "整改办",
        Role::Unit => "责任单位",
        Role::Supervisor => "督导组",
    }
}

/// What a role may do, for choosing it.
pub fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Office => "管理整本台账，可代录各单位签字材料",
        Role::Unit => "填报本单位的措施、进展和佐证，申请销号",
        Role::Supervisor => "填写督导意见和领导批示",
    }
}

/// The kind of a unit.
pub fn unit_kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Department => "市直部门",
        UnitKind::County => "县区、园区",
        UnitKind::Office => "整改办",
        UnitKind::Group => "集合单位",
        UnitKind::Other => "其他",
    }
}

/// Whether a complaint was found true.
pub fn verified(verified: Verified) -> &'static str {
    // A paper leaves the place empty; the screen says that it still waits.
    if verified == Verified::Open { "未核实" } else { paper_words::verified(verified) }
}

/// How far a complaint is settled.
pub fn handling(handling: Handling) -> &'static str {
    paper_words::handling(handling)
}

/// A supervisor's verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::None => "仅提意见",
        Verdict::Satisfied => "整改到位",
        Verdict::Unsatisfied => "整改不到位",
    }
}

/// How a reading is compared with its target.
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::AtLeast => "不低于",
        Relation::AtMost => "不超过",
        Relation::Equal => "等于",
    }
}

/// Whether a thing stands.
pub fn presence(presence: &Presence) -> String {
    match presence {
        Presence::Present => "有效".to_owned(),
        Presence::Withdrawn(reason) if reason.is_empty() => "已作废".to_owned(),
        Presence::Withdrawn(reason) => format!("已作废（{reason}）"),
        Presence::Undone => "已撤销录入".to_owned(),
    }
}

/// The month of a report.
pub fn report_month(month: Month) -> String {
    format!("{} 年 {} 月", month.year, month.month)
}

/// The month of a report in a narrow column.
pub fn short_report_month(month: Month) -> String {
    format!("{}-{:02}", month.year, month.month)
}

/// Which days a limit counts.
pub fn day_count(count: DayCount) -> &'static str {
    match count {
        DayCount::Calendar => "自然日",
        DayCount::Working => "工作日",
    }
}

/// A limit of days.
pub fn day_limit(limit: DayLimit) -> String {
    match limit.count {
        DayCount::Calendar => format!("{} 天", limit.days),
        DayCount::Working => format!("{} 个工作日", limit.days),
    }
}

/// How the days of a public notice are counted.
pub fn notice_rule(rule: NoticeRule) -> String {
    let ends = match (rule.first_day_counts, rule.last_day_counts) {
        (true, true) => "首尾均计",
        (true, false) => "首日计、末日不计",
        (false, true) => "首日不计、末日计",
        (false, false) => "首尾均不计",
    };
    let by = step_role(rule.by);
    format!("公示 {} 个{}，{ends}，由{by}公示", rule.days, day_count(rule.count))
}

/// Who takes a step.
pub fn step_role(role: StepRole) -> &'static str {
    match role {
        StepRole::LeadUnit => "牵头单位",
        StepRole::CollectingUnit => "资料收集责任单位",
        StepRole::AcceptingUnit => "验收单位",
        StepRole::SupervisingUnit => "督导单位",
        StepRole::Office => "市整改办",
        StepRole::CountyGovernment => "县区政府",
        StepRole::CountyLeader => "县区主要领导",
        StepRole::CityGovernment => "市政府",
        StepRole::CityLeader => "市领导",
        StepRole::IndustryDepartment => "行业主管部门",
        StepRole::ProvincialOffice => "省整改办",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::supervision_presets;

    #[test]
    fn a_level_is_named_by_the_ledgers_scale_and_by_its_key_when_the_scale_lost_it() {
        let scale = supervision_presets::ankang();
        for known in &scale.levels {
            let key = known.key.as_str();
            assert_eq!(level(Some(&scale), key), known.name, "{key}");
        }
        assert_eq!(level(Some(&scale), "violet"), "violet", "still told");
    }

    #[test]
    fn time_that_has_run_out_asks_for_attention_and_time_left_does_not() {
        assert_eq!(time_status(TimeStatus::Overdue(3)), ("超期 3 天".to_owned(), Tone::Danger), "late");
        assert_eq!(time_status(TimeStatus::Normal(40)).1, Tone::Neutral, "plain");
    }
}
