//! States of issues and complaints in words, the same in every document that leaves the office.

use crate::domain::{
    complaint::{Handling, Verified},
    record::ScheduleRating,
    time_status::TimeStatus,
};

/// A time status.
pub fn time_status(status: TimeStatus) -> String {
    match status {
        TimeStatus::Overdue(days) => format!("超期 {days} 天"),
        TimeStatus::DueSoon(0) => "今天到期".to_owned(),
        TimeStatus::DueSoon(days) => format!("临期 {days} 天"),
        TimeStatus::Normal(days) => format!("剩余 {days} 天"),
        TimeStatus::NoDeadline => "无期限".to_owned(),
        TimeStatus::Over => "已完成".to_owned(),
    }
}

/// A monthly judgement.
pub fn rating(rating: ScheduleRating) -> &'static str {
    match rating {
        ScheduleRating::NotStarted => "尚未启动",
        ScheduleRating::Behind => "未达到序时进度",
        ScheduleRating::OnSchedule => "达到序时进度",
        ScheduleRating::Ahead => "超过序时进度",
        ScheduleRating::Finished => "完成整改",
    }
}

/// Whether a complaint was found true.
pub fn verified(verified: Verified) -> &'static str {
    match verified {
        Verified::Open => "",
        Verified::True => "属实",
        Verified::Mostly => "基本属实",
        Verified::Partly => "部分属实",
        Verified::Untrue => "不属实",
    }
}

/// How far a complaint is settled.
pub fn handling(handling: Handling) -> &'static str {
    match handling {
        Handling::Open => "未办结",
        Handling::InStages => "阶段性办结",
        Handling::Settled => "已办结",
    }
}
