//! Words about this computer: what the window is drawn with, and what is said where nothing draws it.

use std::path::Path;

use crate::{
    app::computer::{Drive, RendererName},
    ui::words,
};

/// The name of a way to draw.
pub const fn renderer(name: RendererName) -> &'static str {
    match name {
        RendererName::Dx12 => "DirectX 12",
        RendererName::Vulkan => "Vulkan",
        RendererName::Gl => "OpenGL",
        RendererName::Glow => "OpenGL（兼容）",
    }
}

/// The card of the window's drawing.
pub const DRAWING: &str = "启动与显示方式";

/// The choice of what to draw with.
pub const DRAW_WITH: &str = "显示方式";

/// No choice: what works first.
pub const DRAW_ANY: &str = "自动";

/// What choosing does.
pub const DRAW_SAYS: &str = "下次启动时生效；所选方式不能用时，程序会依次改用其他方式";

/// What the window is drawn with now.
pub const DRAWN_WITH: &str = "本次使用";

/// Tries again what crashed.
pub const RETRY: &str = "下次启动重新尝试";

/// What is not tried because it crashed.
pub fn avoided(names: &[RendererName]) -> String {
    let names: Vec<&str> = names.iter().map(|name| renderer(*name)).collect();
    format!("{} 曾使程序无法启动，已停用。更新显卡驱动后可重新尝试", names.join("、"))
}

/// At the start before, a driver took the program down.
pub fn crashed(was: RendererName, now: RendererName) -> String {
    format!(
        "上次启动时 {} 没有响应，已停用，本次改用 {}。台账不受影响；更新显卡驱动后可在设置里重新尝试",
        renderer(was),
        renderer(now)
    )
}

/// Nothing draws the window on this computer: what was tried, what it said, and where the log is.
pub fn no_renderer(tried: &[(RendererName, String)], log: &Path) -> String {
    let lines = tried.iter().map(|(name, why)| format!("{}：{why}", renderer(*name)));
    format!(
        "无法显示窗口：本机的显卡驱动不能使用。台账文件未被改动。\n\n已依次尝试\n{}\n\n请更新显卡驱动或安装系统更新后再启动；远程桌面、虚拟机中也可换一台电脑打开。\n程序运行记录：{}",
        lines.collect::<Vec<_>>().join("\n"),
        log.display()
    )
}

/// The program broke off while it ran.
pub fn broke_off(log: &Path) -> String {
    format!(
        "程序遇到错误，已停止。已录入的内容都在本机的修改日志中，没有丢失；重新打开台账即可继续。\n错误详情写在程序运行记录中：{}",
        log.display()
    )
}

/// A way that took the program down, where all of them did.
pub const TOOK_DOWN: &str = "曾使程序无法启动";

/// The simulated absence of a driver.
pub const SWITCHED_OFF: &str = "已由环境变量 RECTIFICATION_LEDGER_WITHOUT 停用";

/// A driver that stopped while the window was drawn.
pub const DEVICE_LOST: &str = "显示设备停止响应";

/// What the window's program understands on its command line.
pub const ARGUMENTS: &str = "\
整改台账

用法：rectification-ledger [选项] [文件]

  文件                     台账（.ron）、材料包（.zip、.age）或备份（.zst），启动后打开
  --renderer <方式>        先用这种方式显示：dx12、vulkan、gl、glow
  -h, --help               显示本说明
  -V, --version            显示版本

命令行工具另见 ledger --help";

/// A word on the command line that means nothing.
pub fn bad_argument(word: &str) -> String {
    format!("无法识别的参数：{word}\n\n{ARGUMENTS}")
}

/// What is no way to draw.
pub fn bad_renderer(word: &str) -> String {
    format!("--renderer 后面应为 dx12、vulkan、gl 或 glow，不是“{word}”\n\n{ARGUMENTS}")
}

/// The version of the program.
pub fn version(number: &str) -> String {
    format!("整改台账 {number}")
}

/// The window's title: the ledger, marked while its file lacks the last change.
pub fn window_title(ledger: Option<&str>, unsaved: bool) -> String {
    match ledger.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) if unsaved => format!("● {name} - 整改台账"),
        Some(name) => format!("{name} - 整改台账"),
        None => "整改台账".to_owned(),
    }
}

/// Any file, in a file dialog.
pub const ANY_FILE: &str = "所有文件";

/// Pictures, in a file dialog.
pub const PICTURES: &str = "照片和图片";

/// Papers, in a file dialog.
pub const PAPERS: &str = "文档和表格";

/// Plain text, in a file dialog.
pub const TEXT_FILE: &str = "文本文件";

/// The ledger is open in another window of this computer.
pub fn already_open(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!("“{name}”已在本机另一个窗口中打开，没有重复打开。请在那个窗口中继续，或以只读方式查看")
}

/// Opens it for looking.
pub const LOOK_ONLY: &str = "只读查看";

/// Writes to a drive.
pub const TO_DRIVE: &str = "写到";

/// Takes in what lies on a drive.
pub const FROM_DRIVE: &str = "核对";

/// A drive on its button: what is done with it, its place and name.
pub fn drive(verb: &str, drive: &Drive) -> String {
    if !drive.removable {
        return format!("{verb} {}", drive.folder.display());
    }
    let place = drive.folder.display().to_string();
    let place = place.trim_end_matches(['\\', '/']);
    let name = drive.name.trim();
    if name.is_empty() || place.ends_with(name) {
        format!("{verb} U 盘 {place}")
    } else {
        format!("{verb} U 盘 {place} {name}")
    }
}

/// How much room a drive has, as far as that is known, and when it may be pulled out.
pub fn drive_room(drive: &Drive) -> String {
    let room = drive.free.map(words::file_size);
    let wait = "写完并读回核对一致后会提示可以拔出，在此之前请勿拔出";
    match (drive.removable, room) {
        (true, Some(room)) => format!("U 盘可用空间 {room}；{wait}"),
        (true, None) => wait.to_owned(),
        (false, Some(room)) => format!("可用空间 {room}；写完后读回核对"),
        (false, None) => "写完后读回核对".to_owned(),
    }
}

/// The card of what a double click does.
pub const OPENING: &str = "文件关联";

/// A double click on a ledger opens this program.
pub const OPENS_LEDGERS: &str = "双击 .ron 台账文件时用本程序打开";

/// What the system calls such a file.
pub const LEDGER_FILE: &str = "整改台账";

/// What is written where.
pub const OPENING_SAYS: &str = "只对当前登录的 Windows 用户生效，不需要管理员权限，取消勾选即全部还原。程序移动位置或放在 U 盘上换了盘符后，需要重新勾选";

/// Another program has the double click.
pub const OTHER_OPENER: &str = "双击 .ron 文件仍由其他程序打开，本程序不改动已有的关联。如需改由本程序打开，请右键点任一 .ron 文件，依次选“打开方式”“选择其他应用”，选中本程序并设为始终使用";

/// What a copy of a file of that name is called where nobody says.
pub fn copy_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem}（副本）.{ending}"),
        Some(_) | None => format!("{name}（副本）"),
    }
}
