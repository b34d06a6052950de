"""Import a folder of 5 000 files of which 50 are broken: what comes in, what is told, in what time and memory.

Run it in the `.venv`: `python scripts/bench_intake.py [FILES]`. The texts are the sample bank's sections mixed anew,
as Markdown, text, Word, HTML and e-mail, in folders whose names have spaces and æ, ø, å. Every hundredth file is
broken: cut off, empty, of another kind than its name says, locked, or no text. It prints seconds on the clock and of
the processor for reading alone, a dry run, the import, and the same import again, with their ratios to reading alone.
"""

import io
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

from bench_bank import SETTINGS, sections
from docx import Document

FOLDERS = ("Møter og saker", "Blogg 2020–2022", "søknader/Århus-prosjektet", "Status")
READ = "import sys\nfrom pathlib import Path\nfrom kb.intake.documents import find_originals, read_original\n"
READ += "from kb.errors import FaultsFound\n"
READ += "for path in find_originals([Path(sys.argv[1])]):\n"
READ += "    try:\n        read_original(path, str(path))\n    except FaultsFound:\n        pass\n"


def plain(number: int, known: list[list[str]], chance: random.Random) -> tuple[str, list[str]]:
    """Give a text's title and its paragraphs."""
    day = f"{1 + number % 28}. mars {2020 + number % 5}"
    told = [chance.choice(parts) for parts in known]
    return f"Erfaringer fra uke {number}", [f"Notat av {day}.", *told]


def as_word(title: str, told: list[str]) -> bytes:
    """Write a Word document."""
    document, content = Document(), io.BytesIO()
    document.add_heading(title, 1)
    for text in told:
        document.add_paragraph(text)
    document.save(content)
    return content.getvalue()


def as_mail(title: str, told: list[str]) -> bytes:
    """Write an e-mail."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = title, "post@example.org", "Thu, 12 Mar 2020 09:00:00 +0100"
    mail.set_content("\n\n".join(told))
    return mail.as_bytes()


def written(kind: str, title: str, told: list[str]) -> bytes:
    """Write a text as a file of some kind."""
    body = "\n\n".join(told)
    if kind == "docx":
        return as_word(title, told)
    if kind == "eml":
        return as_mail(title, told)
    if kind == "html":
        parts = "".join(f"<p>{text}</p>" for text in told)
        head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
        return f"<html>{head}<body><h1>{title}</h1>{parts}</body></html>".encode()
    return (f"# {title}\n\n{body}\n" if kind == "md" else f"{title}\n\n{body}\n").encode()


def broken(number: int, word: bytes) -> tuple[str, bytes]:
    """Give a broken file's ending and its bytes, of five kinds in turn."""
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096)
    ways = [
        ("docx", word[: len(word) // 2]),
        ("txt", b""),
        ("md", bytes(range(256)) * 8),
        ("docx", locked),
        ("pdf", b"%PDF-1.7\n%%EOF\n"),
    ]
    return ways[number % len(ways)]


def make_files(folder: Path, count: int) -> int:
    """Write so many files, and tell how many of them are broken."""
    chance, known = random.Random(5), sections()  # noqa: S311  texts, no secrets
    word, bad = as_word("Erfaringer", ["Kort."]), 0
    for number in range(count):
        place = folder / FOLDERS[number % len(FOLDERS)]
        place.mkdir(parents=True, exist_ok=True)
        if number % 100 == 99:
            kind, content = broken(bad, word)
            bad += 1
        else:
            kind = ("md", "txt", "docx", "html", "eml")[number % 5]
            content = written(kind, *plain(number, known, chance))
        (place / f"Øving nr {number}.{kind}").write_bytes(content)
    return bad


def run(command: list[str], folder: Path) -> tuple[float, float, float, subprocess.CompletedProcess[bytes]]:
    """Run a command; give its seconds on the clock and of the processor, its largest memory in MB, and what it said."""
    began, before = time.perf_counter(), os.times()
    with (folder / "out.txt").open("wb") as out, (folder / "err.txt").open("wb") as err:
        child = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    said = subprocess.CompletedProcess(
        command, child.returncode, (folder / "out.txt").read_bytes(), (folder / "err.txt").read_bytes()
    )
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, worked, used.ru_maxrss / 1024, said


def main() -> None:
    """Make the files, and time each step as a whole process."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with TemporaryDirectory() as name:
        bank, files = Path(name) / "bank", Path(name) / "Gamle dokumenter"
        (bank / "lessons" / "entries").mkdir(parents=True)
        (bank / "kb.toml").write_text(SETTINGS, encoding="utf-8")
        bad = make_files(files, count)
        kb = [sys.executable, "-m", "kb", "import", str(files)]
        steps = {
            "reading alone": [sys.executable, "-c", READ, str(files)],
            "kb import --dry-run": [*kb, "--dry-run"],
            "kb import": kb,
            "kb import, again": kb,
            "kb import --json, again": [*kb, "--json"],
        }
        print(f"{count} files, {bad} of them broken")
        print(f"{'':<26}{'clock':>9}{'processor':>11}{'× reading':>11}{'MB':>7}{'exit':>6}")
        base = None
        for step, command in steps.items():
            clock, worked, memory, said = run(command, bank)
            base = base or worked
            print(
                f"{step:<26}{clock:>9.1f}{worked:>11.1f}{worked / base:>11.2f}{memory:>7.0f}{said.returncode:>6}"
            )
            if step == "kb import":
                print(f"    {said.stdout.decode().splitlines()[-2:]}")
                told = [line for line in said.stderr.decode().splitlines() if "Øving nr" in line]
                print(f"    {len(told)} faults of {len({line.split(': ')[0] for line in told})} files")
        outcomes = Counter(json.loads(line)["outcome"] for line in said.stdout.decode().splitlines())
        kept = sum(1 for _ in (bank / "lessons" / "texts").rglob("*.md"))
        print(f"    {dict(outcomes)}; {kept} texts in the bank")


if __name__ == "__main__":
    main()
