#!/usr/bin/python3
"""The window under Wine, driven by the names a screen reader would read: a ledger founded, a plan imported, an issue edited,
saved, opened again; then killed while it saves, again and again, with nothing lost. And the released window as it is.

    window.py FOLDER      with the programs .ci/windows has built; WINEPREFIX is set
    RUNNER= window.py FOLDER      the same with programs of this system

Drives by ../shared/tools/pilot.py; where that is missing only the released window is looked at, and that is said.
KEEP_PICTURES=1 renews assets/pictures/windows-*.png.
"""
import io
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAMS = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
RUNNER = os.environ.get("RUNNER", "wine").split()
DISPLAY = os.environ.get("WINDOWS_DISPLAY", ":68")
PORT = int(os.environ.get("WINDOWS_PORT", "5768"))
SCREEN = PROGRAMS / "screen"
ENDING = ".exe" if RUNNER else ""
os.environ["PILOT_ADDR"] = f"127.0.0.1:{PORT}"

# Enough that a save takes a while, so that a kill meets it: a program that is not optimised needs fewer.
N_ISSUES = int(os.environ.get("WINDOWS_ISSUES", "2000"))
N_KILLS = int(os.environ.get("WINDOWS_KILLS", "8"))

# A window that is drawn has more than this; an empty one has one.
FEWEST_COLOURS = 20

PLAN = """示例市省级生态环境保护督察反馈问题整改方案

一、水污染防治
1.整治南渠黑臭水体。2026年10月底前完成截污干管建设。（市住建局牵头，市水利局、市生态环境局参与）
2.完成污水处理厂提标改造。2026年12月底前完成2座污水处理厂提标改造，到2027年底污泥无害化处置率达到90%以上。（市住建局牵头，市水利局参与）
二、固体废物
3.整治非正规垃圾堆放点。力争2027年上半年完成3处堆放点清运覆土，并长期坚持。（清河县政府负责）
"""

DRIVER = ROOT.parent / "shared" / "tools"
if (DRIVER / "pilot.py").exists():
    sys.path.insert(0, str(DRIVER))
    import pilot
else:
    pilot = None


class Start:
    """One start of a program with a window."""

    def __init__(self, program, *arguments, data=None, **environment):
        env = dict(os.environ, DISPLAY=DISPLAY, **environment)
        if data:
            env["RECTIFICATION_LEDGER_DATA"] = foreign(data)
        self.began = time.monotonic()
        self.process = subprocess.Popen([*RUNNER, str(program), *arguments], env=env, start_new_session=True,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self):
        """As when the power goes: nothing in the program is asked."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def wait(self, seconds):
        """Waits for its own end."""
        return self.process.wait(seconds)


def foreign(path):
    """A path of this system as the program writes it."""
    return "Z:" + str(path).replace("/", "\\") if RUNNER else str(path)


class Hands(pilot.Pilot if pilot else object):
    """The window's driver, with the few things a clerk does here."""

    def __init__(self, timeout=90):
        super().__init__(timeout)
        # Wine's own screen may be smaller than the window is meant to be.
        self.ask({"Resize": [1366, 728]})
        self.settle()

    def names(self):
        return [text for row in self.nodes() for text in (row["label"], row["value"]) if text]

    def has(self, name):
        return any(name in text for text in self.names())

    def wait_for(self, name, seconds=60):
        end = time.monotonic() + seconds
        while not self.has(name):
            if time.monotonic() > end:
                raise SystemExit(f"never came: {name}; on the screen: {self.names()}")
            time.sleep(0.2)

    def click(self, name, nth=1):
        self.press(self.find(name, nth))

    def click_button(self, name):
        """The button of that name, not a title that reads the same."""
        found = [row["bounds"] for row in self.nodes() if row["role"] == "button" and row["label"] == name and row["bounds"]]
        if not found:
            raise SystemExit(f"no button {name}; on the screen: {self.names()}")
        x0, y0, x1, y1 = found[-1]
        self.press([(x0 + x1) / 2, (y0 + y1) / 2])

    def click_cell(self, part):
        """A cell in the middle of the window whose text begins no row's name."""
        for row in self.nodes():
            text = row["label"] or row["value"]
            if row["bounds"] and part in text and not re.match(r"\w+\d+ ", text) and 250 < row["bounds"][1] < 500:
                x0, y0, x1, y1 = row["bounds"]
                return self.press([(x0 + x1) / 2, (y0 + y1) / 2])
        raise SystemExit(f"no cell with {part}; on the screen: {self.names()}")

    def click_field(self, name):
        """The input of that name, or else the first one below the label of that name."""
        rows = [row for row in self.nodes() if row["bounds"]]
        inputs = [row for row in rows if row["role"].lower().endswith("textinput")]
        found = [row["bounds"] for row in inputs if row["label"] == name]
        for label in rows:
            if not found and name in (label["label"], label["value"]):
                x0, y0, x1, y1 = label["bounds"]
                below = [row["bounds"] for row in inputs if row["bounds"][1] >= y0 and row["bounds"][0] < x1]
                found = sorted(below, key=lambda bounds: bounds[1])
        if not found:
            raise SystemExit(f"no field {name}; on the screen: {self.names()}")
        x0, y0, x1, y1 = found[0]
        self.press([(x0 + x1) / 2, (y0 + y1) / 2])

    def type(self, text):
        """As an input method gives it: a composition, then its commit."""
        self.events({"Ime": {"Preedit": {"text": text, "active_range_chars": None}}})
        self.events({"Ime": {"Commit": text}})
        self.settle()

    def paste(self, text):
        self.events({"Paste": text})
        self.settle()

    def scroll_to(self, name):
        """Turns the wheel in the middle of the window until the node of that name stands in it."""
        self.events({"PointerMoved": [760.0, 420.0]})
        for _ in range(40):
            row = next((row for row in self.nodes() if name in (row["label"], row["value"]) and row["bounds"]), None)
            if row and 120 < row["bounds"][1] < 660:
                return
            self.events({"MouseWheel": ["Point", [0.0, -120.0], "Move", "Wheel", [False] * 5]})
            self.settle()
        raise SystemExit(f"never in sight: {name}")

    def save(self):
        self.key("S", ["ctrl"])

    def picture(self, name):
        self.events({"PointerMoved": [700.0, 1.0]})
        time.sleep(0.6)
        self.settle()
        reply = self.ask({"GetScreenshot": [None]})["Screenshot"]
        keep(reply[1] if isinstance(reply, list) else reply["bytes"], name)


def keep(data, name):
    """Keeps a picture beside the programs, and in the project when asked."""
    from PIL import Image
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    colours = len(picture.getcolors(1 << 24) or [])
    if colours < FEWEST_COLOURS:
        raise SystemExit(f"{name}: nothing is drawn, {colours} colours")
    picture = picture.quantize(128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    picture.save(PROGRAMS / f"windows-{name}.png", optimize=True)
    if os.environ.get("KEEP_PICTURES"):
        shutil.copy(PROGRAMS / f"windows-{name}.png", ROOT / "assets" / "pictures")


def ledger(folder, *arguments):
    """Runs the command line; it must succeed."""
    env = dict(os.environ, RECTIFICATION_LEDGER_DATA=foreign(folder / "data"))
    program = PROGRAMS / f"ledger{ENDING}"
    done = subprocess.run([*RUNNER, str(program), *arguments], cwd=folder, env=env, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode()
    if done.returncode:
        raise SystemExit(f"ledger {' '.join(arguments)}: {done.returncode}: {said}")
    return said


def inspected(folder, *arguments, **environment):
    program = PROGRAMS / "inspected" / f"rectification-ledger{ENDING}"
    return Start(program, *arguments, data=folder / "data", EGUI_INSPECTION=f"127.0.0.1:{PORT}", **environment)


def first_start(hands):
    hands.wait_for("开始使用")
    hands.click_field("姓名")
    hands.type("王敏")
    hands.click("开始使用")
    hands.wait_for("新建台账…")


def main_job(folder):
    """New ledger, plan in, an issue edited, saved, closed; opened again by its name on the command line."""
    file = folder / "第二轮 督察" / "示例市 整改台账.ron"
    file.parent.mkdir()
    start = inspected(folder)
    hands = Hands()
    print(f"  the window answers after {time.monotonic() - start.began:.1f} s")
    first_start(hands)
    hands.picture("welcome")
    hands.click("新建台账…")
    hands.wait_for("保存位置")
    hands.click_field("台账名称")
    hands.type("示例市整改台账")
    hands.click_field("保存位置")
    hands.key("A", ["ctrl"])
    hands.paste(foreign(file))
    hands.click_button("新建台账")
    import_plan(hands)
    hands.wait_for("整治南渠黑臭水体")
    hands.click("整治南渠黑臭水体")
    hands.type("整治南渠和西沟黑臭水体")
    hands.key("Enter", [])
    hands.wait_for("整治南渠和西沟黑臭水体")
    hands.save()
    hands.wait_for("已保存")
    hands.picture("issues")
    start.kill()
    said = ledger(file.parent, "show", file.name)
    if "南渠和西沟" not in said:
        raise SystemExit(f"the edit is not in the file: {said}")
    ledger(file.parent, "check", file.name)
    start = inspected(folder, foreign(file))
    hands = Hands()
    hands.wait_for("示例市整改台账")
    hands.key("Num2", ["ctrl"])
    hands.wait_for("整治南渠和西沟黑臭水体")
    hands.click("整治南渠和西沟黑臭水体")
    hands.key("Enter", ["ctrl"])
    hands.wait_for("措施与节点")
    hands.picture("issue")
    # The same ledger once more: the window that has it comes forward, and the second one ends well.
    second = inspected(folder, foreign(file))
    if second.wait(60) != 0:
        raise SystemExit("a second start with the same ledger did not end well")
    hands.wait_for("措施与节点")
    print("  a second start with the same ledger rang, and ended")
    start.kill()


def import_plan(hands):
    hands.wait_for("已保存")
    hands.key("K", ["ctrl"])
    hands.type("导入整改方案")
    hands.key("Enter", [])
    hands.wait_for("粘贴方案文字")
    hands.click_field("粘贴方案文字")
    hands.paste(PLAN)
    hands.click_button("读取文字")
    hands.wait_for("导入预览")
    hands.picture("import")
    hands.click_field("批次名称")
    hands.key("A", ["ctrl"])
    hands.type("省级督察 2026")
    hands.click_button("导入 3 条")
    hands.key("Num2", ["ctrl"])


def classes():
    """What the user's own part of Wine's registry says of ledgers, as text; empty where there is nothing."""
    said = ""
    for key in ("RectificationLedger.ron", ".ron"):
        asked = subprocess.run(["wine", "reg", "query", rf"HKCU\Software\Classes\{key}", "/s"], capture_output=True, check=False)
        said += asked.stdout.decode("utf-8", "replace") if asked.returncode == 0 else ""
    return said


def lend_classes(back=False):
    """Shows Wine 8, whose shell asks only the computer's part of the registry, what Windows finds in the user's."""
    for key in ("RectificationLedger.ron", ".ron"):
        ours = rf"HKLM\Software\Classes\{key}"
        asked = ["delete", ours, "/f"] if back else ["copy", rf"HKCU\Software\Classes\{key}", ours, "/s", "/f"]
        subprocess.run(["wine", "reg", *asked], capture_output=True, check=not back)


def double_click(folder):
    """The settings arrange that a double click on a ledger opens it, and take that back whole."""
    file = folder / "第二轮 台账.ron"
    ledger(folder, "sample", file.name)
    box = "双击 .ron 台账文件时用本程序打开"
    start = inspected(folder)
    hands = Hands()
    first_start(hands)
    start.kill()
    start = inspected(folder, foreign(file))
    hands = Hands()
    hands.wait_for("共 ")
    hands.click("设置")
    hands.scroll_to(box)
    hands.click(box)
    end = time.monotonic() + 10
    while "%1" not in classes() and time.monotonic() < end:
        time.sleep(0.5)
    hands.picture("settings")
    said = classes()
    if "%1" not in said or "OpenWithProgids" not in said:
        raise SystemExit(f"nothing in the registry: {said}")
    start.kill()
    lend_classes()
    opener = Start("start", foreign(file), data=folder / "data", EGUI_INSPECTION=f"127.0.0.1:{PORT}")
    hands = Hands()
    hands.wait_for("共 ")
    hands.click("设置")
    hands.scroll_to(box)
    hands.click(box)
    time.sleep(1)
    left = classes()
    lend_classes(back=True)
    subprocess.run(["wine", "taskkill", "/f", "/im", "rectification-ledger.exe"], capture_output=True, check=False)
    opener.kill()
    if left:
        raise SystemExit(f"left in the registry: {left}")
    print("  a double click opened the ledger; nothing is left in the registry when that is taken back")


def killed_while_saving(folder):
    """What the screen has shown is there after the program was killed while it writes the file."""
    file = folder / "大台账.ron"
    ledger(folder, "generate", file.name, "--issues", str(N_ISSUES), "--changes", "100", "--today", time.strftime("%Y-%m-%d"))
    start = inspected(folder)
    first_start(Hands())
    start.kill()
    shown = []
    for kill in range(N_KILLS):
        start = inspected(folder, foreign(file))
        hands = Hands()
        hands.wait_for(f"共 {N_ISSUES}")
        hands.key("Num2", ["ctrl"])
        hands.wait_for("涉及点位")
        hands.click_cell("涉及点位")
        title = f"断电前第{kill + 1}次改的标题"
        hands.type(title)
        hands.key("Enter", [])
        hands.wait_for(title)
        shown.append(title)
        hands.save()
        time.sleep(0.03 * kill)
        start.kill()
        said = ledger(folder, "log", file.name)
        lost = [title for title in shown if title not in said]
        if lost:
            raise SystemExit(f"lost after kill {kill + 1}: {lost}")
        ledger(folder, "check", file.name)
    left = sorted(path.name for path in folder.iterdir())
    print(f"  killed {N_KILLS} times while saving {file.stat().st_size / 1e6:.1f} MB: every change is there; in the folder: {left}")


def sockets_asked(folder, program, **environment):
    """What a program asks of Wine's sockets while its window opens the sample and stands; a picture of the screen is kept."""
    trace = folder / "winsock.txt"
    env = dict(os.environ, DISPLAY=DISPLAY, WINEDEBUG="+winsock,+process", RECTIFICATION_LEDGER_DATA=foreign(folder / "data"),
               **environment)
    with trace.open("wb") as told:
        process = subprocess.Popen([*RUNNER, str(program), foreign(folder / "示例.ron")],
                                   env=env, stdout=subprocess.DEVNULL, stderr=told, start_new_session=True)
        running = wait_for_picture(process)
        screen("released")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    lines = trace.read_text("utf-8", "replace").splitlines()
    if not running:
        raise SystemExit(f"the window of {program} ended by itself: {lines[-20:]}")
    return [line for line in lines if re.search(r"\b(WSASocket[AW]|connect|listen|bind|getaddrinfo|WSAConnect)\b", line)]


def wait_for_picture(process, seconds=120):
    """Waits until something is drawn on the screen and for what comes after; whether the program still runs."""
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end and not is_drawn():
        time.sleep(1)
    time.sleep(5)
    return process.poll() is None


def released(folder):
    """The program as it is handed on: it stands and draws, and asks no socket of the system meanwhile."""
    ledger(folder, "sample", "示例.ron")
    # The one that can be driven listens: what is not seen there would not be seen here either.
    inspected_program = PROGRAMS / "inspected" / f"rectification-ledger{ENDING}"
    if RUNNER and inspected_program.exists():
        if not sockets_asked(folder, inspected_program, EGUI_INSPECTION=f"127.0.0.1:{PORT}"):
            raise SystemExit("the socket of the window that can be driven was not seen")
    asked = sockets_asked(folder, PROGRAMS / f"rectification-ledger{ENDING}")
    if asked:
        raise SystemExit("the released window asked for a socket:\n" + "\n".join(asked[:10]))
    print("  the released window stands and opened no socket")


def users_files():
    """What lies in Wine's folders of users, of all users, and for passing files."""
    disk = pathlib.Path(os.environ["WINEPREFIX"]) / "drive_c"
    return {path for part in ("users", "ProgramData", "windows/temp") for path in (disk / part).rglob("*") if path.is_file()}


def portable(folder):
    """With the file `portable` beside the program, what it keeps lies beside it, and nothing anywhere else."""
    stick = folder / "U盘 一"
    stick.mkdir()
    for name in ("rectification-ledger", "ledger"):
        shutil.copy(PROGRAMS / f"{name}{ENDING}", stick)
    (stick / "portable").touch()
    (folder / "台账").mkdir()
    file = folder / "台账" / "示例.ron"
    before = users_files()
    program = stick / f"ledger{ENDING}"
    typed = "// 一条\nAddCategory(\"噪声\")\n"
    for arguments in (["new", file.name, "--title", "示例"], ["act", file.name, "--author", "刘敏", "--unit", "市整改办"]):
        subprocess.run([*RUNNER, str(program), *arguments], cwd=file.parent, input=typed.encode(), capture_output=True, check=True)
    start = Start(stick / f"rectification-ledger{ENDING}", foreign(file))
    if not wait_for_picture(start.process):
        raise SystemExit("the window of the stick ended by itself")
    start.kill()
    own = sorted(str(path.relative_to(stick / "data")) for path in (stick / "data").rglob("*") if path.is_file())
    strange = sorted(str(path) for path in users_files() - before)
    if not (stick / "data" / "log" / "rectification-ledger.log").exists():
        raise SystemExit(f"no log beside the program: {own}")
    # The window was killed, and with it its word that the ledger is open there.
    beside = sorted(path.name for path in file.parent.iterdir() if path.name != f"{file.name}.lock")
    if strange or beside != [file.name]:
        raise SystemExit(f"written elsewhere: {strange}, {beside}")
    print(f"  all it wrote lies beside it: {own}")


def ways_to_draw(folder):
    """One driver after another is missing, as the environment simulates it: the next one draws; without any a box says so."""
    ways = ["dx12", "vulkan", "gl", "glow"] if RUNNER else ["vulkan", "gl", "glow"]
    for missing in range(len(ways) + 1):
        data = folder / f"data{missing}"
        start = Start(PROGRAMS / f"rectification-ledger{ENDING}", data=data, RECTIFICATION_LEDGER_WITHOUT=",".join(ways[:missing]))
        log = data / "log" / "rectification-ledger.log"
        tried = wait_for_drawing(start, log, data / "starting")
        # Elsewhere the box is a program of its own, which may not be there.
        if missing == len(ways) and RUNNER:
            time.sleep(2)
            screen("no-renderer")
        start.kill()
        # Wine's own dx12 breaks, so that more may be tried than is missing.
        if tried != ways[:len(tried)] or len(tried) < min(missing + 1, len(ways)):
            raise SystemExit(f"without {ways[:missing]} it tried {tried}: {log.read_text('utf-8')}")
        drawn = "a box says so" if missing == len(ways) else f"{tried[-1]} draws"
        print(f"  without {' '.join(ways[:missing]) or 'nothing'}: {drawn}")


def wait_for_drawing(start, log, marker):
    """What was tried until a window has drawn for three seconds, which takes the marker away, or nothing draws."""
    end = time.monotonic() + 60
    stands, since = [], 0.0
    while time.monotonic() < end:
        time.sleep(0.3)
        said = log.read_text("utf-8", "replace") if log.exists() else ""
        tried = re.findall(r"starting with (\w+)", said)
        if "nothing draws" in said:
            return tried
        if not tried or marker.exists() or start.process.poll() is not None or tried != stands:
            stands, since = tried, time.monotonic()
        elif time.monotonic() - since > 3:
            return tried
    start.kill()
    raise SystemExit(f"no window and no word: {log.read_text('utf-8', 'replace') if log.exists() else 'no log'}")


def seen():
    """The whole screen, which the X server writes as it is drawn."""
    from PIL import Image
    data = (SCREEN / "Xvfb_screen0").read_bytes()
    head = struct.unpack(">25I", data[:100])
    (size, width, height, line, colours) = (head[n] for n in (0, 4, 5, 12, 19))
    return Image.frombuffer("RGB", (width, height), data[size + 12 * colours:], "raw", "BGRX", line, 1)


def is_drawn():
    return len(seen().getcolors(1 << 24) or []) >= FEWEST_COLOURS


def screen(name):
    """Keeps a picture of the whole screen."""
    file = io.BytesIO()
    seen().save(file, "PNG")
    keep(file.getvalue(), name)


def main():
    SCREEN.mkdir(exist_ok=True)
    xvfb = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-fbdir", str(SCREEN)], stderr=subprocess.DEVNULL)
    time.sleep(1)
    parts = [released, *([portable] if RUNNER else []), ways_to_draw]
    if pilot:
        parts += [main_job, killed_while_saving] + ([double_click] if RUNNER else [])
    else:
        print(f"SKIPPED: {DRIVER}/pilot.py is not here, so that the window is not driven")
    try:
        for part in parts:
            with tempfile.TemporaryDirectory(prefix="windows-") as folder:
                print(part.__name__, flush=True)
                part(pathlib.Path(folder))
    finally:
        xvfb.kill()


if __name__ == "__main__":
    main()
