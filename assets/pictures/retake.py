#!/usr/bin/env python3
"""Takes the pictures of this folder anew, from the running program.

    pip install msgpack && apt-get install xvfb mesa-vulkan-drivers libgl1-mesa-dri libxkbcommon-x11-0
    cargo build --features inspection && assets/pictures/retake.py

Starts the window on a virtual screen of 1366x768 with data of its own in a temporary folder, works in the sample ledger by
the accessible names a screen reader would read, and writes one PNG a page. Exit status 1 where a name is not on the screen.
"""
import os
import pathlib
import socket
import struct
import subprocess
import tempfile
import time

import msgpack

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


class Window:
    """The running window, driven through egui's inspection port."""

    def __init__(self, port):
        end = time.time() + 40
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

    def key(self, key, ctrl=False):
        held = [False, ctrl, False, False, ctrl]
        for down in (True, False):
            self.events({"Key": [key, None, down, False, held]})
        self.settle()

    def shot(self, name):
        """Moves the pointer out of the way, lets fades end, and takes the picture."""
        self.events({"PointerMoved": [700.0, 1.0]})
        time.sleep(0.6)
        self.settle()
        reply = self.ask({"GetScreenshot": [None]})["Screenshot"]
        data = reply[1] if isinstance(reply, list) else reply["bytes"]
        (HERE / f"{name}.png").write_bytes(data)
        print(f"{name}.png")


def scenes(window):
    """Every picture, in the order in which one page leads to the next."""
    window.click("姓名")
    window.type("王敏")
    window.click("开始使用")
    window.shot("welcome")
    window.click("打开示例台账")
    window.wait_for("总览")
    for page, name in [("总览", "overview"), ("督办", "supervision"), ("销号", "closures"), ("信访", "complaints"),
                       ("核对", "review"), ("设置", "settings"), ("台账", "issues")]:
        window.click(page)
        window.shot(name)
    window.click("省督-02")
    window.key("Enter", ctrl=True)
    window.shot("issue")
    window.click("交换")
    window.shot("exchange")
    window.click("导入方案…")
    window.click_at(1030, 300)
    window.paste(PLAN)
    window.click("读取文字")
    window.wait_for("导入预览")
    window.shot("import")


def main():
    folder = tempfile.mkdtemp(prefix="pictures-")
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    env = dict(os.environ, DISPLAY=DISPLAY, RECTIFICATION_LEDGER_DATA=folder, EGUI_INSPECTION=f"127.0.0.1:{PORT}")
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    program = subprocess.Popen([target / "debug" / "rectification-ledger"], env=env, stderr=subprocess.DEVNULL)
    try:
        scenes(Window(PORT))
    finally:
        program.kill()
        screen.kill()


if __name__ == "__main__":
    main()
