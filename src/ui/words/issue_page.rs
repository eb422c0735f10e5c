//! The words of 一题一账: the head, the facts and the procedure. Its other cards have their own file.

pub use super::issue_page_cards::*;
pub use super::issue_page_said::*;

/// Why nothing can be changed in a ledger opened for reading.
pub const READ_ONLY: &str = "台账以只读方式打开，不能修改";

/// The page of an issue that is not here.
pub const NO_ISSUE: &str = "本台账中没有这个问题";

/// The first crumb: back to the grid.
pub const LEDGER: &str = "台账";

/// Back to the page before.
pub const BACK: &str = "返回";

/// The next issue of the grid.
pub const NEXT_ISSUE: &str = "下一条";

/// The previous issue of the grid.
pub const PREVIOUS_ISSUE: &str = "上一条";

/// The menu of further deeds.
pub const MORE: &str = "更多操作";

/// Before the lead unit in the head.
pub const LEAD: &str = "牵头";

/// Before the category in the head.
pub const CATEGORY: &str = "类别";

/// Before the number in the head.
pub const ISSUE_NUMBER: &str = "问题编号";

/// Brings a withdrawn issue back.
pub const RESTORE: &str = "恢复";

/// Begins the public notice.
pub const BEGIN_NOTICE: &str = "开始公示…";

/// Takes the publicity step once the notice has run.
pub const END_NOTICE: &str = "公示完成…";

/// The verification on site by the lead unit.
pub const VERIFY_AND_SIGN: &str = "现场核实签字…";

/// Opens the dialog of a return.
pub const SEND_BACK_MENU: &str = "退回…";

/// Opens the dialog of an extension.
pub const EXTEND_MENU: &str = "延期…";

/// Opens the dialog of a corrected deadline.
pub const CORRECT_MENU: &str = "更正时限…";

/// Opens the dialog that takes the application back.
pub const TAKE_BACK_MENU: &str = "撤回申请…";

/// Opens the dialog of a look-back.
pub const LOOK_BACK_MENU: &str = "回头看…";

/// Opens the dialog of a relapse.
pub const REOPEN_MENU: &str = "反弹重新整改…";

/// Opens the dialog of a withdrawal.
pub const WITHDRAW_MENU: &str = "作废…";

/// The card of facts.
pub const FACTS: &str = "基本情况";

/// In the place of an empty value.
pub const UNFILLED: &str = "未填写";

/// A field about which copies disagree.
pub const CONFLICT: &str = "冲突";

/// Over the values of a conflict.
pub const CONFLICT_HINT: &str = "几份台账对此处填写不同。选定一个后，其余仍保留在变更记录中";

/// Under the value that is shown while nobody has chosen.
pub const SHOWN_NOW: &str = "目前显示此项";

/// Beside a field being edited in its place.
pub const COMMIT_HINT: &str = "离开即保存，Esc 放弃";

/// Beside a choice being made in its place.
pub const CHOICE_HINT: &str = "选中即保存，Esc 放弃";

/// The last line of a choice of units.
pub const NEW_UNIT: &str = "新增单位…";

/// The last line of a choice of persons.
pub const NEW_PERSON: &str = "新增责任人…";

/// The line of a choice that empties it.
pub const NOBODY: &str = "（不填）";

/// The line of a choice of procedures that names none.
pub const PROCEDURE_OF_INSPECTION: &str = "（随督察批次）";

/// Over the candidates for the lead.
pub const LEAD_TO_CONFIRM: &str = "方案列了多个牵头单位，请确认由谁牵头，其余列为并列牵头";

/// Where the plan names no lead.
pub const LEAD_NOT_NAMED: &str = "方案未写明牵头单位，请先填写牵头单位";

/// The words of a deadline.
pub const DEADLINE_WORDS: &str = "时限原文";

/// Why the words of a deadline are not edited.
pub const WORDS_STAY: &str = "原文照录，只能更正时限";

/// The day that is confirmed.
pub const CONFIRM_DATE: &str = "确认日期";

/// Accepts a deadline as it was read.
pub const CONFIRM_DEADLINE: &str = "确认时限";

/// Accepts a deadline with another day.
pub const SET_DEADLINE_DATE: &str = "改定为此日期";

/// Accepts a deadline that has no day.
pub const CONFIRM_WITHOUT_DATE: &str = "按无期限管理";

/// The deadline that acts after an extension.
pub const ACTING_DEADLINE: &str = "现行时限";

/// Why the acting deadline is not edited.
pub const ACTING_BY_EXTENSION: &str = "由延期决定，可再次延期";

/// Why a record is not edited.
pub const RECORDS_STAY: &str = "记录只追加，不改旧文";

/// Where extensions were made apart.
pub const SEVERAL_EXTENSIONS: &str = "有几份延期同时有效，暂按较早的日期考核，请选定一份";

/// The card of the closure procedure.
pub const PROCEDURE: &str = "销号程序";

/// Where no procedure is known.
pub const NO_PROCEDURE: &str = "没有可用的销号程序，请在设置中选定";

/// Under the steps of an older round.
pub const ROUND_READ_ONLY: &str = "以往轮次只读保留";

/// Under a step that may be left out.
pub const OPTIONAL_STEP: &str = "可省略";

/// Before the notice that runs.
pub const NOTICE_RUNNING: &str = "正在公示";

/// Opens the dialog that settles an objection.
pub const SETTLE_MENU: &str = "处理异议…";

/// Opens the dialog of an objection.
pub const OBJECTION_MENU: &str = "登记异议…";

/// The day of signing.
pub const SIGNED_ON: &str = "签字日期";

/// Who signed.
pub const SIGNER: &str = "签字人";

/// The unit that signed.
pub const SIGNER_UNIT: &str = "签字单位";

/// The opinion of a step.
pub const OPINION: &str = "意见";

/// The number of the filing.
pub const FILING_NUMBER: &str = "备案文号";

/// The questions of a step.
pub const CHECKLIST: &str = "核对清单";

/// Beside the questions of a step.
pub const CHECKLIST_HINT: &str = "逐条核对，全部达到才能办理";

/// The materials of a step.
pub const MATERIALS: &str = "所需材料";

/// Beside the materials of a step.
pub const MATERIALS_HINT: &str = "附文件，或写明纸质件存放处";

/// In the words about an answer.
pub const NOTE_HINT: &str = "说明（选填）";

/// In the place of a paper.
pub const PAPER_HINT: &str = "纸质件存放处，如 档案柜 3-12";

/// A step that has everything.
pub const NOTHING_LACKS: &str = "材料和签字齐全，可以办理";

/// Empties a form that kept its text.
pub const EMPTY_FORM: &str = "清空重填";

/// A day.
pub const DATE: &str = "日期";

/// Why.
pub const REASON: &str = "理由";

/// Saves a change.
pub const SAVE: &str = "保存";

/// Adds something.
pub const ADD: &str = "添加";

/// Enters a record.
pub const ENTER: &str = "登记";

/// Chooses one of several.
pub const CHOOSE: &str = "选定";

/// Sends an issue back.
pub const SEND_BACK: &str = "退回整改";

/// Why an issue is sent back.
pub const SEND_BACK_REASON: &str = "退回意见";

/// The dialog that takes the application back.
pub const TAKE_BACK_TITLE: &str = "撤回销号申请";

/// Takes the application back.
pub const TAKE_BACK: &str = "撤回申请";

/// The dialog of a relapse.
pub const REOPEN_TITLE: &str = "反弹重新整改";

/// Opens a new round.
pub const REOPEN: &str = "重新整改";

/// What was found.
pub const RELAPSE_REASON: &str = "反弹情况";

/// Beside the title of a relapse.
pub const NEW_ROUND: &str = "开始新一轮，旧一轮只读保留";

/// The dialog of a look-back.
pub const LOOK_BACK_TITLE: &str = "回头看";

/// Enters a look-back.
pub const LOOK_BACK: &str = "登记回头看";

/// A look-back that found all well.
pub const QUALIFIED: &str = "合格";

/// A look-back that found a fault.
pub const UNQUALIFIED: &str = "不合格";

/// A verdict.
pub const VERDICT: &str = "结论";

/// What was found.
pub const FOUND: &str = "发现情况";

/// The dialog of an extension.
pub const EXTEND_TITLE: &str = "延期";

/// Enters an extension.
pub const EXTEND: &str = "登记延期";

/// The new day.
pub const NEW_DATE: &str = "延至";

/// The day of approval.
pub const APPROVED_ON: &str = "批准日期";

/// Who approved.
pub const APPROVER: &str = "批准人";

/// The approving document.
pub const DOCUMENT: &str = "批准文号";

/// Forms of deadlines that are understood.
pub const DEADLINE_EXAMPLE: &str = "如 2026年9月底前、立行立改并长期坚持";

/// The day a deadline means, where the words leave it open.
pub const MEANS_DATE: &str = "所指日期";

/// The page of the source.
pub const SOURCE_PAGE: &str = "原文件页码";

/// The dialog of a corrected deadline.
pub const CORRECT_TITLE: &str = "更正时限";

/// Enters a correction.
pub const CORRECT: &str = "更正";

/// Beside the title of a correction.
pub const FIRST_STAYS: &str = "原时限仍可查";

/// The dialog of the first deadline.
pub const SET_DEADLINE_TITLE: &str = "整改时限";

/// Withdraws something.
pub const WITHDRAW: &str = "作废";

/// Beside the title of a withdrawal.
pub const NOTHING_DELETED: &str = "不删除，可恢复";

/// Where a notice is published.
pub const MEDIUM: &str = "公示媒体";

/// An example of a medium.
pub const MEDIUM_EXAMPLE: &str = "如 市政府网站、榆林日报";

/// The first day of a notice.
pub const NOTICE_FROM: &str = "公示起始日";

/// The dialog that begins a notice.
pub const PUBLISH_TITLE: &str = "开始公示";

/// Begins a notice.
pub const PUBLISH: &str = "开始公示";

/// The words of an objection.
pub const OBJECTION: &str = "异议内容";

/// The dialog of an objection.
pub const OBJECTION_TITLE: &str = "公示异议";

/// What came of an objection.
pub const OUTCOME: &str = "处理结果";

/// The dialog that settles an objection.
pub const SETTLE_TITLE: &str = "处理公示异议";
