#!/usr/bin/env python3
"""Takes the pictures form-*.png of this folder anew: every form of the sample ledger, as LibreOffice prints it.

    pip install pillow && apt-get install libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils
    cargo build && assets/pictures/forms.py [FORM ...]

Writes each form by the command line (`LEDGER` names another program than target/debug/ledger), has LibreOffice make a PDF of
it and draws the first page that says most, at most 1000 pixels wide and in few colours. Exit status 1 where a form fails.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
LEDGER = os.environ.get("LEDGER", str(HERE.parent.parent / "target" / "debug" / "ledger"))
TODAY = "2026-11-22"

# The form, the ending of its file, and the page that is shown.
FORMS = {
    "ledger": ("xlsx", 1),
    "problems": ("xlsx", 1),
    "duties": ("xlsx", 1),
    "rectifications": ("xlsx", 1),
    "year_tasks": ("xlsx", 1),
    "monthly": ("xlsx", 1),
    "closures": ("xlsx", 1),
    "notices": ("xlsx", 1),
    "complaints": ("xlsx", 1),
    "cases": ("xlsx", 1),
    "statistics": ("pdf", 3),
    "supervision-notice": ("docx", 1),
    "closure-application": ("docx", 1),
    "acceptance-opinion": ("docx", 1),
    "publicity": ("docx", 1),
    "monthly-bulletin": ("docx", 1),
    "issue-account": ("docx", 1),
    "complaint-list": ("docx", 1),
}
# The pictures that have other names than their forms.
NAMES = {"acceptance-opinion": "acceptance"}


def run(*words):
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{words[:3]}: {done.stdout}{done.stderr}")


def take(folder, ledger, form):
    ending, page = FORMS[form]
    file = folder / f"{form}.{ending}"
    month = ("--month", "2026-10") if form.startswith("monthly") else ()
    run(LEDGER, "export", ledger, file, "--form", form, "--today", TODAY, "--unit", "市整改办", *month)
    if ending != "pdf":
        profile = f"-env:UserInstallation=file://{folder}/office"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, file)
    run("pdftoppm", "-r", "110", "-f", str(page), "-l", str(page), "-singlefile", "-png", folder / f"{form}.pdf", folder / form)
    picture = Image.open(folder / f"{form}.png").convert("RGB")
    wide = 1000 if picture.width > picture.height else 620
    picture = picture.resize((wide, round(picture.height * wide / picture.width)), Image.Resampling.LANCZOS)
    picture = picture.quantize(24, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    picture.save(HERE / f"form-{NAMES.get(form, form)}.png", optimize=True)


def main():
    asked = sys.argv[1:] or list(FORMS)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        os.environ["RECTIFICATION_LEDGER_DATA"] = str(folder / "data")
        ledger = folder / "sample.ron"
        run(LEDGER, "sample", ledger, "--today", TODAY)
        for form in asked:
            try:
                take(folder, ledger, form)
            except (RuntimeError, FileNotFoundError, KeyError) as error:
                print(f"{form}: {error}", file=sys.stderr)
                failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
