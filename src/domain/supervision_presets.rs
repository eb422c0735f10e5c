//! Ready-made scales of supervision; a ledger copies one and may change every part.
//!
//! The sources name levels and some of what leads to them; days and answers they do not name are marked 建议 in `source`.

use std::sync::LazyLock;

use super::{
    procedure::DayLimit,
    supervision::{LevelTone, SuggestionRule as Rule, SupervisionLevel, SupervisionScale},
};

/// All presets, the default first.
pub fn all() -> Vec<SupervisionScale> {
    vec![yulin(), ankang(), guangyuan(), sanming()]
}

/// All presets, made once: for naming levels of notices issued under a scale the ledger has no more.
pub fn known() -> &'static [SupervisionScale] {
    static KNOWN: LazyLock<Vec<SupervisionScale>> = LazyLock::new(all);
    &KNOWN
}

const YULIN: &str = "榆林市 2019 年整改方案：按月通报进度；推进不力、明显滞后的通报、约谈、督办。\
    建议（原文未列）：提醒一级、各级触发条件、答复期限与扣分。";

/// 榆林 2019, the default: circular, talk, supervision order for units that push on too weakly or lag clearly behind.
///
/// The reminder before them, the triggers, the days and the points are suggested.
pub fn yulin() -> SupervisionScale {
    let remind = level("reminder", "提醒", LevelTone::Plain)
        .when([Rule::DueWithinAndBehind(20), Rule::MonthsUnreported(1)])
        .answer(DayLimit::working(10));
    let circular = level("circular", "通报", LevelTone::Yellow)
        .when([Rule::MonthsBehind(2), Rule::OverdueBy(1), Rule::Unanswered("reminder".into())])
        .answer(DayLimit::working(10))
        .leads_to("全市通报")
        .costing(1);
    let talk = level("talk", "约谈", LevelTone::Orange)
        .when([Rule::MonthsBehind(3), Rule::OverdueBy(30), Rule::Unanswered("circular".into())])
        .answer(DayLimit::working(7))
        .leads_to("约谈主要负责人")
        .costing(2);
    let order = level("order", "督办", LevelTone::Red)
        .when([Rule::OverdueBy(60), Rule::Unanswered("talk".into()), Rule::Repeated("talk".into(), 2)])
        .answer(DayLimit::working(5))
        .leads_to("挂牌督办，专人督办")
        .costing(3);
    scale("榆林督办", YULIN, [remind, circular, talk, order])
}

const ANKANG: &str = "安康市 2023 年整改方案：白、黄、红三色督办，问题交办、现场督办、预警提醒。\
    建议（原文未列）：各级触发条件与答复期限。";

/// 安康 2023: white, yellow and red supervision. The triggers and the days are suggested.
pub fn ankang() -> SupervisionScale {
    let white = level("white", "白色督办", LevelTone::White)
        .when([Rule::DueWithinAndBehind(20), Rule::MonthsBehind(1)])
        .answer(DayLimit::working(10))
        .leads_to("预警提醒");
    let yellow = level("yellow", "黄色督办", LevelTone::Yellow)
        .when([Rule::OverdueBy(1), Rule::MonthsBehind(2), Rule::Unanswered("white".into())])
        .answer(DayLimit::working(7))
        .leads_to("现场督办");
    let red = level("red", "红色督办", LevelTone::Red)
        .when([Rule::OverdueBy(30), Rule::Unanswered("yellow".into()), Rule::Repeated("yellow".into(), 2)])
        .answer(DayLimit::working(5))
        .leads_to("约谈主要负责人");
    scale("安康三色督办", ANKANG, [white, yellow, red])
}

const GUANGYUAN: &str = "广元市 2018 年：蓝签、黄牌、红灯，每月评；进度慢或误节点但可望完成为黄牌，\
    同一任务两次黄牌专函督办、扣 1 分；难以按期完成或被通报曝光为红灯，扣 2 分、约谈主要负责同志。\
    建议（原文未列）：蓝签触发条件、“难以按期”的天数、答复期限。";

/// 广元 2018: blue slip, yellow card, red light, judged each month; two yellow cards on one task bring a letter and cost a point.
///
/// When a blue slip is given, what counts as hardly possible in time, and the days to answer are suggested.
pub fn guangyuan() -> SupervisionScale {
    let blue = level("blue", "蓝签", LevelTone::Blue).when([Rule::MonthsUnreported(1)]).leads_to("提醒");
    let yellow = level("yellow", "黄牌", LevelTone::Yellow)
        .when([Rule::MonthsBehind(1), Rule::CheckpointsMissed(1)])
        .answer(DayLimit::working(10))
        .leads_to("限期赶上进度");
    let letter = level("letter", "专函督办", LevelTone::Orange)
        .when([Rule::Repeated("yellow".into(), 2)])
        .answer(DayLimit::working(7))
        .leads_to("专函督办，扣 1 分")
        .costing(1);
    let red = level("red", "红灯", LevelTone::Red)
        .when([Rule::DueWithinAndNotBegun(30), Rule::OverdueBy(1), Rule::Exposed])
        .answer(DayLimit::working(5))
        .leads_to("约谈主要负责同志，扣 2 分")
        .costing(2);
    let mut scale = scale("广元蓝黄红", GUANGYUAN, [blue, yellow, letter, red]);
    scale.judged_monthly = true;
    scale
}

const SANMING: &str = "三明市 2017 年：蓝、橙、红三级督办单，上一单后无正当理由逾期才升级，重大紧急可直接用橙、红。\
    建议（原文未列）：蓝单触发天数、答复期限；重大紧急先建议橙单，红单由人决定。";

/// 三明 2017: blue, orange and red orders; only when the order before was let lapse without good reason does the next follow.
///
/// What is grave and urgent may begin at orange, or at red by a person's decision. The day of the blue order and the answers are suggested.
pub fn sanming() -> SupervisionScale {
    let blue = level("blue", "蓝色督办单", LevelTone::Blue)
        .when([Rule::OverdueBy(1), Rule::DueWithinAndBehind(10)])
        .answer(DayLimit::working(10));
    let orange = level("orange", "橙色督办单", LevelTone::Orange)
        .when([Rule::Unanswered("blue".into()), Rule::Urgent])
        .answer(DayLimit::working(7));
    let red = level("red", "红色督办单", LevelTone::Red)
        .when([Rule::Unanswered("orange".into())])
        .answer(DayLimit::working(5))
        .leads_to("约谈，提请追责");
    scale("三明督办单", SANMING, [blue, orange, red])
}

fn scale(name: &str, source: &str, levels: impl IntoIterator<Item = SupervisionLevel>) -> SupervisionScale {
    SupervisionScale {
        name: name.to_owned(),
        source: source.to_owned(),
        levels: levels.into_iter().collect(),
        judged_monthly: false,
    }
}

fn level(key: &str, name: &str, tone: LevelTone) -> SupervisionLevel {
    SupervisionLevel {
        key: key.into(),
        name: name.to_owned(),
        tone,
        suggest: Vec::new(),
        answer_within: None,
        consequence: String::new(),
        points: 0,
    }
}

impl SupervisionLevel {
    fn when(mut self, rules: impl IntoIterator<Item = Rule>) -> Self {
        self.suggest.extend(rules);
        self
    }

    fn answer(mut self, limit: DayLimit) -> Self {
        self.answer_within = Some(limit);
        self
    }

    fn leads_to(mut self, consequence: &str) -> Self {
        consequence.clone_into(&mut self.consequence);
        self
    }

    fn costing(mut self, points: u8) -> Self {
        self.points = points;
        self
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::supervision::{NoticeFact, SuggestionReason as Reason, SupervisionFacts, suggest};

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn facts() -> SupervisionFacts {
        SupervisionFacts::clean(day(6, 30))
    }

    fn notice(level: &str, issued: NaiveDate, answer_due: NaiveDate) -> NoticeFact {
        NoticeFact { level: level.into(), issued, answer_due: Some(answer_due), answered: false, open: true }
    }

    fn suggested(scale: &SupervisionScale, facts: &SupervisionFacts) -> String {
        suggest(scale, facts).map_or_else(String::new, |it| it.level.to_string())
    }

    #[test]
    fn every_preset_is_sound_and_says_what_is_only_suggested() {
        for scale in all() {
            assert_eq!(scale.validate(), Ok(()), "{}", scale.name);
            assert!(scale.source.contains("建议"), "{}", scale.name);
            assert_eq!(suggested(&scale, &facts()), "", "{}", scale.name);
        }
    }

    #[test]
    fn yulin_goes_from_reminder_to_order_as_delay_grows() {
        let mut it = facts();
        it.days_left = Some(15);
        assert_eq!(suggested(&yulin(), &it), "", "on schedule");
        it.months_behind = 1;
        assert_eq!(suggested(&yulin(), &it), "reminder");
        it.months_behind = 2;
        assert_eq!(suggested(&yulin(), &it), "circular");
        for (overdue, level) in [(1, "circular"), (30, "talk"), (60, "order")] {
            it.months_behind = 0;
            it.days_left = Some(-overdue);
            assert_eq!(suggested(&yulin(), &it), level);
        }
    }

    #[test]
    fn yulin_reminds_of_a_month_without_report_and_orders_after_two_talks() {
        let mut it = facts();
        it.months_unreported = 1;
        assert_eq!(suggested(&yulin(), &it), "reminder");
        for month in [3, 4] {
            let mut talk = notice("talk", day(month, 1), day(month, 10));
            talk.answered = true;
            talk.open = false;
            it.notices.push(talk);
        }
        let suggestion = suggest(&yulin(), &it).unwrap();
        assert_eq!(suggestion.level.as_str(), "order");
        let level = "talk".into();
        assert_eq!(suggestion.why, [Reason::Repeated { level, times: 2 }]);
    }

    #[test]
    fn ankang_warns_white_then_yellow_then_red_when_notices_stay_unanswered() {
        let mut it = facts();
        it.months_behind = 1;
        assert_eq!(suggested(&ankang(), &it), "white");
        it.notices.push(notice("white", day(6, 1), day(6, 29)));
        let suggestion = suggest(&ankang(), &it).unwrap();
        assert_eq!(suggestion.level.as_str(), "yellow");
        let (level, due) = ("white".into(), day(6, 29));
        assert_eq!(suggestion.why, [Reason::Unanswered { level, due }]);
        it.notices.push(notice("yellow", day(6, 30), day(7, 9)));
        assert_eq!(suggested(&ankang(), &it), "", "the yellow one still runs");
        it.today = day(7, 10);
        assert_eq!(suggested(&ankang(), &it), "red");
        it.notices.push(notice("red", day(7, 10), day(7, 17)));
        it.today = day(9, 1);
        assert_eq!(suggested(&ankang(), &it), "", "nothing is above red");
    }

    #[test]
    fn guangyuan_judges_each_month_and_writes_a_letter_after_two_yellow_cards() {
        let mut it = facts();
        it.checkpoints_missed = 1;
        assert_eq!(suggested(&guangyuan(), &it), "yellow");
        it.notices.push(notice("yellow", day(6, 5), day(7, 30)));
        assert_eq!(suggested(&guangyuan(), &it), "", "judged this month");
        it.today = day(7, 31);
        assert_eq!(suggested(&guangyuan(), &it), "yellow", "a month later");
        it.notices.push(notice("yellow", day(7, 31), day(8, 30)));
        let letter = suggest(&guangyuan(), &it).unwrap();
        assert_eq!(letter.level.as_str(), "letter");
        assert_eq!(guangyuan().level(&letter.level).map(|it| it.points), Some(1));
        it.notices.push(notice("letter", day(7, 31), day(8, 30)));
        it.today = day(8, 31);
        assert_eq!(suggested(&guangyuan(), &it), "yellow", "counted anew");
    }

    #[test]
    fn guangyuan_shows_red_when_hardly_possible_or_exposed() {
        let mut it = facts();
        it.months_unreported = 1;
        assert_eq!(suggested(&guangyuan(), &it), "blue");
        it.exposed = true;
        assert_eq!(suggested(&guangyuan(), &it), "red");
        it.exposed = false;
        it.days_left = Some(30);
        it.not_begun = true;
        let red = suggest(&guangyuan(), &it).unwrap();
        assert_eq!(red.why, [Reason::DueSoonAndNotBegun { days_left: 30 }]);
        it.days_left = Some(31);
        assert_eq!(suggested(&guangyuan(), &it), "blue");
    }

    #[test]
    fn sanming_climbs_only_after_a_lapse_without_good_reason() {
        let mut it = facts();
        it.days_left = Some(-90);
        assert_eq!(suggested(&sanming(), &it), "blue", "however late");
        it.notices.push(notice("blue", day(6, 1), day(6, 20)));
        assert_eq!(suggested(&sanming(), &it), "orange");
        it.delay_accepted = true;
        assert_eq!(suggested(&sanming(), &it), "", "the reason was accepted");
        it.delay_accepted = false;
        it.notices.push(notice("orange", day(6, 21), day(6, 29)));
        assert_eq!(suggested(&sanming(), &it), "red");
    }

    #[test]
    fn sanming_begins_at_orange_when_grave_and_urgent() {
        let mut it = facts();
        it.urgent = true;
        let suggestion = suggest(&sanming(), &it).unwrap();
        assert_eq!(suggestion.level.as_str(), "orange");
        assert_eq!(suggestion.why, [Reason::Urgent]);
    }

    #[test]
    fn a_settled_issue_is_not_urged() {
        let mut it = facts();
        it.days_left = Some(-100);
        it.settled = true;
        for scale in all() {
            assert_eq!(suggested(&scale, &it), "", "{}", scale.name);
        }
    }

    #[test]
    fn a_rule_may_look_only_at_a_milder_level() {
        let mut scale = ankang();
        scale.levels.reverse();
        assert!(scale.validate().is_err(), "red looks at yellow");
    }
}
