//! Words of deadlines: what they mean, and why a person has to confirm one.

use crate::{
    domain::deadline::{Deadline, DeadlineDoubt, DeadlineKind, Precision, RelativeUnit},
    ui::words,
};

/// What a deadline means, in one line; its own words where no day is known.
pub fn deadline(deadline: &Deadline) -> String {
    let mut said = match &deadline.kind {
        DeadlineKind::ByDate { date, .. } => words::date(*date),
        DeadlineKind::FromDate { date, .. } => format!("自 {} 起", words::date(*date)),
        DeadlineKind::Relative { due: Some(due), .. } => words::date(*due),
        DeadlineKind::Relative { count, unit, due: None } => relative(*count, *unit),
        DeadlineKind::None if deadline.standing || deadline.immediate => String::new(),
        DeadlineKind::None if deadline.words.trim().is_empty() => "无期限".to_owned(),
        DeadlineKind::None | DeadlineKind::Vague { .. } => deadline.words.trim().to_owned(),
    };
    for (flag, word) in [(deadline.immediate, "立行立改"), (deadline.soft, "力争"), (deadline.standing, "长期坚持")]
    {
        if flag && !said.contains(word) {
            if !said.is_empty() {
                said.push_str(" · ");
            }
            said.push_str(word);
        }
    }
    said
}

fn relative(count: u32, unit: RelativeUnit) -> String {
    match unit {
        RelativeUnit::Month => format!("{count} 个月内"),
        RelativeUnit::WorkingDay => format!("{count} 个工作日内"),
        RelativeUnit::Day => format!("{count} 天内"),
    }
}

/// The kind of a deadline.
pub fn deadline_kind(kind: &DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::ByDate { .. } => "限期",
        DeadlineKind::FromDate { .. } => "自某日起",
        DeadlineKind::Relative { .. } => "相对期限",
        DeadlineKind::Vague { .. } => "模糊期限",
        DeadlineKind::None => "无期限",
    }
}

/// How finely words name a date.
pub fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "到日",
        Precision::Month => "到月",
        Precision::Quarter => "到季度",
        Precision::Half => "到半年",
        Precision::Year => "到年",
    }
}

/// Why a person has to confirm a deadline, and what to do.
pub fn doubt(doubt: DeadlineDoubt) -> &'static str {
    match doubt {
        DeadlineDoubt::YearBefore => "“某年前”既可指上年年底，也可指当年年底，请按原文件确认日期",
        DeadlineDoubt::MonthBefore => "“某月前”既可指上月月底，也可指当月月底，请按原文件确认日期",
        DeadlineDoubt::YearAssumed => "原文未写年份，暂按文件所在年份计算，请确认日期",
        DeadlineDoubt::NoYear => "原文未写年份，也没有文件年份可依，请填写日期",
        DeadlineDoubt::NoBase => "原文只写了时长，未写从哪天起算，请填写日期",
        DeadlineDoubt::NoCalendar => "缺少该年份的节假日安排，工作日无法推算，请导入节假日或填写日期",
        DeadlineDoubt::YearOnly => "原文只写到年，暂按当年年底计算，请确认日期",
        DeadlineDoubt::Soft => "原文为“力争”一类的表述，请确认是否按此日期考核",
        DeadlineDoubt::Season => "汛期、采暖季等各年起止不同，请填写日期",
        DeadlineDoubt::Period => "原文为规划期，暂按规划期最后一天计算，请确认日期",
        DeadlineDoubt::MidCentury => "原文为远期目标，请确认日期或按无期限管理",
        DeadlineDoubt::Span => "原文为起止时段，暂按截止时间计算，请确认日期",
        DeadlineDoubt::SeveralDates => "原文有多个日期，暂按最后一个计算，请确认日期",
        DeadlineDoubt::NoSuchDay => "原文日期不存在，请核对原文件后填写日期",
        DeadlineDoubt::Unreadable => "未能识别出时间，请按原文件填写日期",
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_deadline_is_told_by_its_day_and_its_flags() {
        let day = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
        let by = Deadline { standing: true, ..Deadline::on("2024年底前，并长期坚持", day) };
        assert_eq!(deadline(&by), "2024-12-31 · 长期坚持", "both");
        let now = Deadline { words: "立行立改".to_owned(), immediate: true, ..Deadline::default() };
        assert_eq!(deadline(&now), "立行立改", "said once");
        assert_eq!(deadline(&Deadline::default()), "无期限", "never empty");
    }
}
