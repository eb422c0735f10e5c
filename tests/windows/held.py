#!/usr/bin/python3
"""`ledger` under Wine while another program holds the ledger open: it waits for a scanner's moment; where the file stays
held it says so, names the file, and leaves the old one whole with the new one beside it.

    held.py FOLDER      with ledger.exe and hold.exe; WINEPREFIX is set
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

PROGRAMS = pathlib.Path(sys.argv[1]).resolve()
NOTHING, READING = "0", "1"
ACT = ["act", "台账.ron", "--author", "刘敏", "--unit", "市整改办"]


def ledger(folder, *arguments, piped=""):
    # Wine's own errors are told beside the program's: without them nobody knows which of the two gave up.
    env = dict(os.environ, RECTIFICATION_LEDGER_DATA="data", WINEDEBUG="-all,err+all")
    asked = ["wine", str(PROGRAMS / "ledger.exe"), *arguments]
    done = subprocess.run(asked, cwd=folder, env=env, input=piped.encode(), capture_output=True, check=False)
    # The program says why whenever it ends with 1; Wine, once in thousands of times, ends it before it has begun.
    if done.returncode == 1 and not program_said(done):
        print(f"  once more, Wine ended it without a word: {arguments}: {done.stderr.decode()}")
        done = subprocess.run(asked, cwd=folder, env=env, input=piped.encode(), capture_output=True, check=False)
    return done


def program_said(done):
    lines = (done.stdout + done.stderr).decode().splitlines()
    return any(line and ":err:" not in line for line in lines)


def hold(folder, share, milliseconds, name="台账.ron"):
    for _ in range(2):
        holder = subprocess.Popen(["wine", str(PROGRAMS / "hold.exe"), name, share, str(milliseconds)], cwd=folder,
                                  stdout=subprocess.PIPE)
        if b"held" in holder.stdout.readline():
            return holder
        print(f"  once more, the file is not held: {holder.wait()}")
    sys.exit("the file is not held")


def expect(holds, what, done):
    if not holds:
        sys.exit(f"{what}: {done.returncode}: {(done.stdout + done.stderr).decode()}")
    print(f"  {what}")


def main():
    with tempfile.TemporaryDirectory(prefix="held-") as folder:
        folder = pathlib.Path(folder)
        file = folder / "台账.ron"
        done = ledger(folder, "new", file.name, "--title", "示例")
        expect(done.returncode == 0, "a ledger is founded", done)

        holder = hold(folder, READING, 1500)
        start = time.monotonic()
        done = ledger(folder, *ACT, piped='AddCategory("噪声")')
        waited = time.monotonic() - start
        expect(done.returncode == 0, f"a file held for a moment is waited for ({waited:.1f} s)", done)
        holder.wait()
        expect("噪声" in file.read_text("utf-8"), "and written", done)

        before = file.read_bytes()
        holder = hold(folder, READING, 20000)
        done = ledger(folder, *ACT, piped='AddCategory("光污染")')
        said = done.stderr.decode()
        expect(done.returncode == 3, "a file that stays held is given up", done)
        expect(file.name in said, "and named", done)
        holder.kill()
        holder.wait()
        expect(before == file.read_bytes(), "the old one is whole", done)
        kept = [path for path in folder.glob("台账.ron.*.new") if "光污染" in path.read_text("utf-8")]
        expect(len(kept) == 1 and kept[0].name in said, f"the new one is beside it and named: {said.strip()}", done)

        sheet = folder / "问题 清单.xlsx"
        export = ["export", file.name, sheet.name, "--form", "problems", "--force"]
        start = time.monotonic()
        done = ledger(folder, *export)
        usual = time.monotonic() - start
        expect(done.returncode == 0, "a sheet is written", done)
        sheet.write_bytes(b"old")
        # Let go a while after the program would have been done.
        holder = hold(folder, NOTHING, round(usual * 1000) + 1500, sheet.name)
        start = time.monotonic()
        done = ledger(folder, *export)
        waited = time.monotonic() - start
        expect(done.returncode == 0 and waited > usual + 0.5, f"one held without sharing is waited for ({waited:.1f} s)", done)
        holder.wait()
        expect(sheet.read_bytes()[:2] == b"PK", "and written over", done)

        holder = hold(folder, NOTHING, 20000)
        done = ledger(folder, "show", file.name)
        expect(done.returncode == 3 and file.name in done.stderr.decode(), "what cannot be read is named", done)
        holder.kill()
        holder.wait()


if __name__ == "__main__":
    main()
