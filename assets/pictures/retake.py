#!/usr/bin/env python3
"""Takes the pictures of this folder anew, from the running program.

    pip install msgpack pillow && apt-get install xvfb mesa-vulkan-drivers libgl1-mesa-dri libxkbcommon-x11-0
    cargo build --features inspection && assets/pictures/retake.py [light|dark|large|SCENE ...]

Starts the window on a virtual screen of 1366x768 with data of its own in a temporary folder, works in the sample ledger by
the accessible names a screen reader would read, and writes one PNG a scene: light ones into this folder, dark ones and those
at 150 % into folders of their own. The light run also makes the smaller copies that the manual shows. Exit status 1 where a
name is not on the screen; a scene that fails does not stop the next one.
"""
import io
import os
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import time

import msgpack
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PORT = int(os.environ.get("PICTURES_PORT", "5761"))
DISPLAY = os.environ.get("PICTURES_DISPLAY", ":61")

PLAN = """四、整改措施
（一）压实整改责任
1.健全责任清单。修订生态环境保护责任清单，2026年10月底前印发。（市委办、市政府办牵头，市生态环境局和各县市区党委、政府参与）
2.完成污水处理厂提标改造。2026年12月底前完成2座污水处理厂提标改造，到2027年底污泥无害化处置率达到90%以上。（市住建局牵头，市水利局、市生态环境局参与）
（二）解决突出问题
1.整治非正规垃圾堆放点。力争2027年上半年完成3处堆放点清运覆土，并长期坚持。（清河县政府负责）
2.完成自然保护地勘界定标。2027年前完成。〔按《示例市工作方案》（示政办发〔2026〕7号）分工负责〕
"""

# A sheet with a changed cell, a new problem and a cell that cannot be read.
SHEET = """序号,反馈问题,整改目标,整改措施,整改时限,牵头单位,责任人电话
省督-02,垃圾填埋场渗滤液积存,渗滤液日产日清,新增处理设施,2026年底前,清河县政府,13900001111
9001,城区餐饮油烟扰民,集中区域油烟净化设施全覆盖,逐户安装油烟净化设施,2027年6月底前,市城管局,
9002,砂石料场扬尘,物料堆场全部入棚,建设封闭料棚,时间待定,市住建局,
"""

# The button that opens the list of views, and a card of the board.
VIEW = "视图"
CARD = "省督-02"


class Window:
    """The running window, driven through egui's inspection port."""

    def __init__(self, port, folder):
        self.folder = folder
        end = time.time() + 120
        while True:
            try:
                self.link = socket.create_connection(("127.0.0.1", port), timeout=60)
                break
            except OSError:
                if time.time() > end:
                    raise SystemExit("the window does not start")
                time.sleep(0.2)
        self.read(8)
        self.settle()

    def read(self, count):
        found = b""
        while len(found) < count:
            piece = self.link.recv(count - len(found))
            if not piece:
                raise SystemExit("the window closed")
            found += piece
        return found

    def ask(self, request):
        body = msgpack.packb(request)
        self.link.sendall(struct.pack(">I", len(body)) + body)
        (size,) = struct.unpack(">I", self.read(4))
        return msgpack.unpackb(self.read(size), raw=False, strict_map_key=False)

    def events(self, *events):
        self.ask({"ApplyEvents": [list(events)]})

    def settle(self):
        self.ask({"Settle": [200]})

    def names(self):
        found = []
        for _, (role, *_flags, fields) in self.ask("GetTree")["Tree"][2][0]:
            if role != "textRun" and fields.get("bounds"):
                found.append((fields.get("label") or "", fields.get("value") or "", fields["bounds"]))
        return found

    def has(self, name):
        return any(name in label or name in value for label, value, _ in self.names())

    def wait_for(self, name, seconds=30):
        end = time.time() + seconds
        while not self.has(name):
            if time.time() > end:
                raise SystemExit(f"never came: {name}")
            time.sleep(0.2)
            self.settle()

    def place(self, name, nth=1):
        names = self.names()
        hits = [b for label, value, b in names if name in (label, value)]
        hits = hits or [b for label, value, b in names if name in label or name in value]
        if len(hits) < nth:
            raise SystemExit(f"not on the screen: {name}")
        x0, y0, x1, y1 = hits[nth - 1]
        return [(x0 + x1) / 2, (y0 + y1) / 2]

    def click(self, name, nth=1, times=1):
        at = self.place(name, nth)
        self.events({"PointerMoved": at})
        for _ in range(times):
            for down in (True, False):
                self.events({"PointerButton": [at, "Primary", down, [False] * 5]})
        self.settle()

    def click_largest(self, name):
        """A field has the name of its label: the larger of the two is the field."""
        area = lambda b: (b[2] - b[0]) * (b[3] - b[1])
        x0, y0, x1, y1 = max((b for label, _, b in self.names() if label == name), key=area)
        self.click_at((x0 + x1) / 2, (y0 + y1) / 2)

    def click_at(self, x, y):
        self.events({"PointerMoved": [x, y]})
        for down in (True, False):
            self.events({"PointerButton": [[x, y], "Primary", down, [False] * 5]})
        self.settle()

    def type(self, text):
        """Types as an input method does: a composition, then its commit."""
        self.events({"Ime": {"Preedit": {"text": text, "active_range_chars": None}}})
        self.events({"Ime": {"Commit": text}})
        self.settle()

    def paste(self, text):
        self.events({"Paste": text})
        self.settle()

    def key(self, key, ctrl=False, shift=False):
        held = [False, ctrl, shift, False, ctrl]
        for down in (True, False):
            self.events({"Key": [key, None, down, False, held]})
        self.settle()

    def page(self, number):
        """A page of the rail by its key: its name may also stand elsewhere."""
        self.key(f"Num{number}", ctrl=True)

    def command(self, name):
        """Runs a command of the palette."""
        self.key("K", ctrl=True)
        self.type(name)
        self.key("Enter")
        time.sleep(0.3)
        self.settle()

    def wheel(self, lines):
        """Turns the wheel over the middle of the page; less than nothing goes down."""
        self.events({"PointerMoved": [760.0, 420.0]})
        for _ in range(abs(lines)):
            step = 60.0 if lines > 0 else -60.0
            self.events({"MouseWheel": ["Point", [0.0, step], "Move", "Unknown", [False] * 5]})
        self.settle()

    def shot(self, name):
        """Moves the pointer out of the way, lets fades end, and takes the picture."""
        self.events({"PointerMoved": [700.0, 1.0]})
        time.sleep(0.6)
        self.settle()
        reply = self.ask({"GetScreenshot": [None]})["Screenshot"]
        data = reply[1] if isinstance(reply, list) else reply["bytes"]
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        self.folder.mkdir(exist_ok=True)
        small(picture, 256).save(self.folder / f"{name}.png", optimize=True)
        print(self.folder.name, f"{name}.png", flush=True)
        return picture


def small(picture, colours):
    """Fewer colours: the grounds as they are, and of the rest those farthest apart, so that a warning's dot keeps its own."""
    counted = sorted(picture.getcolors(1 << 24), reverse=True)
    grounds = [colour for _, colour in counted[:colours // 3]]
    rest = picture.quantize(colours - len(grounds), method=Image.Quantize.MAXCOVERAGE).getpalette()
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in grounds for value in colour] + rest[:3 * (colours - len(grounds))])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


# The scenes whose picture the manual shows, a little smaller.
MANUAL = ["welcome", "overview", "issues", "issue", "supervision", "closures", "complaints", "review", "import", "views",
          "ratings"]


def first_start(window):
    window.click("姓名")
    window.type("王敏")
    window.click("开始使用")


def welcome(window):
    window.shot("welcome")
    window.click("打开示例台账")
    window.wait_for("省督-01")


def overview(window):
    window.page(1)
    window.shot("overview")


def issues(window):
    window.page(2)
    window.shot("issues")


def typing(window):
    window.page(2)
    window.click("市城管局")
    window.type("sslj")
    window.shot("typing")
    window.key("Escape")


def filtering(window):
    window.page(2)
    window.click("筛选 牵头单位")
    window.shot("filter")
    window.key("Escape")


def views(window):
    window.page(2)
    window.click(VIEW)
    window.shot("views")
    window.key("Escape")


def issue(window):
    window.page(2)
    window.click("省督-02")
    window.key("Enter", ctrl=True)
    window.wait_for("措施与节点")
    window.shot("issue")


def supervision(window):
    window.page(3)
    window.shot("supervision")


def ratings(window):
    window.page(3)
    window.click("月评")
    window.shot("ratings")


def closures(window):
    window.page(4)
    try:
        window.click(CARD)
    except SystemExit:
        pass  # at 150 % the column of that card is out of sight
    window.shot("closures")


def complaints(window):
    window.page(5)
    window.shot("complaints")


def cases(window):
    window.page(5)
    window.click("责任追究")
    window.shot("cases")


def review(window):
    window.page(8)
    window.shot("review")


def settings(window):
    window.page(9)
    window.shot("settings")


def palette(window):
    window.page(2)
    window.key("K", ctrl=True)
    window.type("水")
    window.shot("palette")
    window.key("Escape")


def manual(window):
    window.page(3)
    window.key("F1")
    time.sleep(1)
    window.shot("manual")
    window.key("F1")


def plan(window):
    window.page(7)
    window.shot("exchange")
    window.command("导入整改方案")
    window.click_largest("粘贴方案文字")
    window.paste(PLAN)
    # At 150 % the button lies below the window: the keyboard goes there from the field.
    window.key("Tab")
    window.key("Enter")
    window.wait_for("导入预览")
    window.shot("import")


def reports(window):
    window.page(6)
    window.shot("reports")
    window.wheel(-40)
    window.shot("reports-word")


def papers(window):
    window.page(4)
    window.click("生成文书")
    window.shot("papers")
    window.key("Escape")


def sheets(window):
    window.command("导入整改方案")
    window.click("把表格文件拖到这里，或点击选择")
    window.wait_for("表格导入预览")
    window.shot("sheets")


SCENES = [overview, issues, typing, filtering, views, issue, supervision, ratings, closures, complaints, cases, review,
          settings, palette, manual, plan, reports, papers, sheets]


def tour(window, mode):
    """Every picture of a mode; counts the scenes that failed."""
    first_start(window)
    if mode == "large":
        for _ in range(3):
            window.key("Equals", ctrl=True)
    if mode == "dark":
        window.click("换成深色")
    welcome(window)
    failed = 0
    wanted = [scene for scene in SCENES if scene.__name__ in sys.argv[1:]] or SCENES
    for scene in wanted:
        try:
            scene(window)
        except SystemExit as why:
            failed += 1
            print(mode, scene.__name__, "failed:", why, flush=True)
            window.key("Escape")
            window.key("Escape")
    return failed


def for_the_manual():
    for name in MANUAL:
        picture = Image.open(HERE / f"{name}.png").convert("RGB")
        high = round(1000 * picture.height / picture.width)
        smaller = picture.resize((1000, high), Image.Resampling.LANCZOS)
        small(smaller, 128).save(HERE.parent / "manual" / f"{name}.png", optimize=True)


MODES = ["light", "dark", "large"]


def run(mode):
    data = tempfile.mkdtemp(prefix="pictures-")
    # Who is asked for a file answers with the sheet.
    sheet, asked = pathlib.Path(data, "信访和问题清单.csv"), pathlib.Path(data, "bin", "zenity")
    sheet.write_text(SHEET, encoding="utf-8")
    asked.parent.mkdir()
    asked.write_text(f"#!/bin/sh\necho '{sheet}'\n")
    asked.chmod(0o755)
    path = f"{asked.parent}:{os.environ['PATH']}"
    env = dict(os.environ, PATH=path, DISPLAY=DISPLAY, RECTIFICATION_LEDGER_DATA=data, EGUI_INSPECTION=f"127.0.0.1:{PORT}")
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    program = subprocess.Popen([target / "debug" / "rectification-ledger"], env=env, stderr=subprocess.DEVNULL)
    try:
        return tour(Window(PORT, HERE if mode == "light" else HERE / mode), mode)
    finally:
        program.kill()
        program.wait()


def main():
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    modes = [mode for mode in sys.argv[1:] if mode in MODES] or MODES
    try:
        failed = sum(run(mode) for mode in modes)
    finally:
        screen.kill()
    if "light" in modes:
        for_the_manual()
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
