//! The words of the cards of 一题一账: measures, notes, supervision, evidence, history.

/// The card of measures.
pub const MEASURES: &str = "措施与节点";

/// Opens the dialog of a new measure.
pub const ADD_MEASURE: &str = "措施…";

/// Opens the dialog of a new checkpoint.
pub const ADD_CHECKPOINT: &str = "节点…";

/// Opens the dialog of a new target.
pub const ADD_TARGET: &str = "量化目标…";

/// The card without measures.
pub const NO_MEASURES: &str = "还没有措施，可从方案导入或逐条添加";

/// A measure.
pub const MEASURE: &str = "整改措施";

/// The number of a measure.
pub const NUMBER: &str = "序号";

/// The unit that does a measure.
pub const DOING_UNIT: &str = "落实单位";

/// The deadline of a measure.
pub const MEASURE_DEADLINE: &str = "完成时限";

/// When a measure began.
pub const STARTED_ON: &str = "开始日期";

/// When a measure was done.
pub const DONE_ON: &str = "完成日期";

/// The dialog of a new measure.
pub const ADD_MEASURE_TITLE: &str = "添加措施";

/// The dialog of a measure.
pub const CHANGE_MEASURE: &str = "修改措施";

/// A checkpoint.
pub const CHECKPOINT: &str = "节点名称";

/// The measure of a checkpoint.
pub const OF_MEASURE: &str = "所属措施";

/// A checkpoint of the issue as a whole.
pub const WHOLE_ISSUE: &str = "（整个问题）";

/// The planned day.
pub const PLANNED_ON: &str = "计划日期";

/// The day it was reached.
pub const REACHED_ON: &str = "达到日期";

/// The dialog of a new checkpoint.
pub const ADD_CHECKPOINT_TITLE: &str = "添加节点";

/// The dialog of a checkpoint.
pub const CHANGE_CHECKPOINT: &str = "修改节点";

/// Checkpoints of the issue as a whole.
pub const CHECKPOINTS: &str = "节点、点位";

/// What a target measures.
pub const TARGET: &str = "量化指标";

/// An example of a target.
pub const TARGET_EXAMPLE: &str = "如 污泥无害化处置率";

/// How a reading is compared.
pub const RELATION: &str = "要求";

/// The value to be reached.
pub const TARGET_VALUE: &str = "目标值";

/// The unit of the value.
pub const TARGET_UNIT: &str = "计量单位";

/// By when the value is to be reached.
pub const TARGET_DEADLINE: &str = "达标时限";

/// The dialog of a new target.
pub const ADD_TARGET_TITLE: &str = "添加量化目标";

/// The dialog of a target.
pub const CHANGE_TARGET: &str = "修改量化目标";

/// The targets of an issue.
pub const TARGETS: &str = "量化目标";

/// A target without a reading.
pub const NO_READING: &str = "尚无读数";

/// A reading.
pub const READING: &str = "读数";

/// The dialog of a reading.
pub const READING_TITLE: &str = "登记读数";

/// An example of a reading.
pub const NUMBER_EXAMPLE: &str = "数字，如 92.5";

/// Words about something.
pub const NOTE: &str = "说明";

/// A measure that is done.
pub const DONE: &str = "已完成";

/// A measure without a deadline.
pub const NO_DEADLINE: &str = "无期限";

/// A checkpoint to come.
pub const NOT_REACHED: &str = "未到";

/// The name of a unit.
pub const UNIT_NAME: &str = "单位名称";

/// The kind of a unit.
pub const UNIT_KIND: &str = "单位类型";

/// The dialog of a new unit.
pub const NEW_UNIT_TITLE: &str = "新增单位";

/// Adds an entry and uses it here.
pub const ADD_AND_USE: &str = "新增并使用";

/// The name of a person.
pub const PERSON_NAME: &str = "姓名";

/// The post of a person.
pub const POST: &str = "职务";

/// The unit of a person.
pub const OF_UNIT: &str = "所在单位";

/// The dialog of a new person.
pub const NEW_PERSON_TITLE: &str = "新增责任人";

/// Under the name of a unit that is not in the directory.
pub const UNIT_WILL_BE_ADDED: &str = "单位名录中没有，登记时一并新增";

/// Beside one's own name.
pub const MYSELF: &str = "本人";

/// Under text that is no month.
pub const NOT_A_MONTH: &str = "不是月份，可写 2026-09 或 9月";

/// What may stand between the numbers of a date.
pub const DATE_SIGNS: &str = "年月日-/.—．／号";

/// The card of monthly notes.
pub const NOTES: &str = "月进展";

/// Opens the dialog of a note.
pub const ADD_NOTE: &str = "添加月进展…";

/// The card without notes.
pub const NO_NOTES: &str = "还没有月进展，每月追加一期";

/// The dialog of a note.
pub const NOTE_TITLE: &str = "添加月进展";

/// The dialog of a note that corrects.
pub const CORRECT_NOTE_TITLE: &str = "更正月进展";

/// Beside the title of a correction.
pub const OLD_STAYS: &str = "旧文保留可查";

/// The month of a note.
pub const MONTH: &str = "月份";

/// An example of a month.
pub const MONTH_EXAMPLE: &str = "如 2026-09";

/// The rating of a month.
pub const RATING: &str = "序时进度";

/// What was done.
pub const DONE_SO_FAR: &str = "进展情况";

/// What stands in the way.
pub const PROBLEMS: &str = "存在问题";

/// What comes next.
pub const NEXT_STEP: &str = "下步打算";

/// The unit that reports.
pub const REPORTING_UNIT: &str = "报送单位";

/// The day of the report.
pub const REPORTED_ON: &str = "报送日期";

/// A note that was corrected.
pub const CORRECTED: &str = "已更正";

/// A note that corrects.
pub const CORRECTS: &str = "更正件";

/// The card of supervision.
pub const SUPERVISION: &str = "督办、批示与督导意见";

/// Opens the dialog of a supervision notice.
pub const ADD_NOTICE: &str = "督办单…";

/// Opens the dialog of an instruction.
pub const ADD_INSTRUCTION: &str = "批示…";

/// Opens the dialog of a remark.
pub const ADD_REMARK: &str = "督导意见…";

/// The card without supervision.
pub const NO_SUPERVISION: &str = "没有督办、批示和督导意见";

/// The level of a notice.
pub const LEVEL: &str = "督办级别";

/// The number of a notice.
pub const NOTICE_NUMBER: &str = "文号";

/// To whom a notice goes.
pub const NOTICE_TO: &str = "督办对象";

/// Why a notice is issued.
pub const NOTICE_CAUSE: &str = "督办事由";

/// What is demanded.
pub const DEMAND: &str = "督办要求";

/// When an answer is due.
pub const ANSWER_DUE: &str = "答复期限";

/// Beside the title of a notice.
pub const ANSWER_DUE_HINT: &str = "答复期限不填时按级别规定计算";

/// Who issued it.
pub const ISSUER: &str = "签发人";

/// The dialog of a notice.
pub const NOTICE_TITLE: &str = "下达督办单";

/// Issues a notice.
pub const ISSUE_NOTICE: &str = "下达";

/// The answer to a notice.
pub const ANSWER: &str = "回复内容";

/// The dialog of an answer.
pub const ANSWER_TITLE: &str = "登记督办回复";

/// The dialog that lifts a notice.
pub const LIFT_TITLE: &str = "解除督办";

/// Lifts a notice.
pub const LIFT: &str = "解除";

/// A notice that was lifted.
pub const LIFTED: &str = "已解除";

/// A notice that was answered.
pub const ANSWERED: &str = "已回复";

/// A notice without an answer.
pub const NOT_ANSWERED: &str = "未回复";

/// The leader who instructs.
pub const LEADER: &str = "批示领导";

/// The words of an instruction.
pub const INSTRUCTION: &str = "批示内容";

/// The dialog of an instruction.
pub const INSTRUCTION_TITLE: &str = "登记领导批示";

/// What came of an instruction.
pub const INSTRUCTION_OUTCOME: &str = "落实情况";

/// The dialog of what came of an instruction.
pub const OUTCOME_TITLE: &str = "登记批示落实情况";

/// Opens that dialog.
pub const ADD_OUTCOME: &str = "登记落实情况…";

/// The words of a remark.
pub const REMARK: &str = "意见内容";

/// The dialog of a remark.
pub const REMARK_TITLE: &str = "登记督导意见";

/// The card of evidence.
pub const EVIDENCE: &str = "佐证材料";

/// Asks which files to add.
pub const ADD_FILES: &str = "添加文件…";

/// Where files may be dropped.
pub const DROP_HERE: &str = "拖放文件到此，或点此选择";

/// While files are copied.
pub const ADDING: &str = "正在加入文件";

/// The kind of material of the next files.
pub const MATERIAL_KIND: &str = "材料类别";

/// Beside it.
pub const MATERIAL_KIND_HINT: &str = "下次添加的文件归入此类";

/// Examples of it.
pub const MATERIAL_EXAMPLE: &str = "如 验收意见、整改后照片";

/// Opens a file with the system's program.
pub const OPEN_FILE: &str = "打开文件";

/// A file that is not beside the ledger.
pub const FILE_MISSING: &str = "文件不在本机";

/// A picture that is shown as a sign only.
pub const NO_PREVIEW: &str = "图片过大或无法识别，未生成预览；可点开用系统程序查看";

/// The card of the history.
pub const HISTORY: &str = "变更记录";

/// A history that is not in this copy.
pub const NO_HISTORY: &str = "本副本中没有变更记录";

/// A part of a change that is not in this copy.
pub const WITHHELD: &str = "内容不在本副本中";

/// Goes back to a value of the past.
pub fn back_to(field: &str, value: &str) -> String {
    if value.is_empty() { format!("恢复此值 {field}") } else { format!("恢复此值 {field} {value}") }
}

/// The reason a change carries.
pub fn because(reason: &str) -> String {
    format!("理由 {reason}")
}

/// The same problem elsewhere, complaints, cases.
pub const RELATED: &str = "关联";

/// How many issues are linked.
pub fn related_sum(n: usize) -> String {
    format!("同类问题 {n}")
}

/// There is no link of any kind.
pub const NOTHING_RELATED: &str = "没有关联的问题、信访和案件";

/// How many measures nobody has said to be done, where an issue goes on to be verified.
pub fn measures_open(count: usize) -> String {
    format!("还有 {count} 项措施没有填写完成日期，请先确认是否已经完成")
}

/// The field that links another.
pub const RELATE: &str = "关联其他批次的同类问题";

/// In it while it is empty.
pub const RELATE_HINT: &str = "输入编号或问题，关联其他批次的同类问题";

/// There is nothing it could be linked with.
pub const NO_OTHER_INSPECTION: &str = "其他批次还没有问题可关联";

/// Proposals by their titles.
pub const ALIKE: &str = "标题相近，可能是同一问题";

/// Looks for them.
pub const FIND_ALIKE: &str = "查找标题相近的问题";

/// Links one.
pub fn relate(number: &str) -> String {
    format!("关联 {number}")
}

/// Takes a link away.
pub fn unrelate(number: &str) -> String {
    format!("取消关联 {number}")
}
