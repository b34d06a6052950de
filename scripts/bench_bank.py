"""Time what a user waits for in a bank of 5 000 lessons, each command as a whole process; the target is 3 seconds.

Run it in the `.venv`: `python scripts/bench_bank.py [LESSONS]`. The lessons are the sample bank's sections mixed
anew, in a git repository of their own, indexed with the project's own static model. It prints seconds on the clock,
seconds of the processor (which others on the machine do not lengthen), and the ratio of these to `kb info`.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from shutil import copy, copytree, ignore_patterns, rmtree
from tempfile import TemporaryDirectory

from kb.lessons.bank.frontmatter import read_front_matter
from kb.publishing.catalogue import publish_catalogue
from kb.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
SETTINGS = '[model]\nname = "static"\n'
HEADINGS = ("Observasjon", "Drøfting", "Konklusjon", "Anbefaling")
ROLES = ("HR-sjef", "Beredskapsrådgiver", "Kommunalsjef Eiendom", "Kommunikasjonsleder", "Rektor")
COMMANDS = {
    "kb info": ["info"],
    "kb actions": ["actions", "--today", "2026-11-28"],
    "kb actions --json --status all": ["actions", "--json", "--status", "all"],
    "kb actions --ics, one owner": ["actions", "--ics", "a.ics", "--owner", "HR-sjef"],
    "kb actions --xlsx, one owner": ["actions", "--xlsx", "a.xlsx", "--owner", "HR-sjef"],
    "kb actions --ics, all": ["actions", "--ics", "a.ics"],
    "kb actions --xlsx, all": ["actions", "--xlsx", "a.xlsx"],
    "kb actions note": ["actions", "note", "laering-38", "tiltak-1", "Halvveis"],
    "kb decide": ["decide", "laering-41", "yes", "--by", "HAMU"],
    "kb log": ["log", "laering-42"],
    "kb similar": ["similar", "laering-43"],
    "kb search": ["search", "besøksregler på sykehjem"],
    "kb actions --overdue": ["actions", "--overdue", "--today", "2026-11-28"],
    "kb actions done": ["actions", "done", "laering-40", "tiltak-1", "--on", "2026-11-01"],
    "kb index, unchanged": ["index"],
    "kb themes": ["themes"],
    "kb rundown, 8 sections": ["rundown", "plan.md"],
    "kb rundown --page": ["rundown", "plan.md", "--page"],
    "kb yearbook": ["yearbook", "2020"],
    "kb yearbook --page": ["yearbook", "2020", "--page"],
    "kb propose, 14 texts": ["propose"],
    "kb decision note": ["decision", "note", "notebooks/data/decision.toml"],
    "kb evaluation check": ["evaluation", "check"],
    "kb check, one lesson": ["check", "lessons/entries/2020-01-01-laering-44.md"],
    "kb check": ["check"],
}


def sections() -> list[list[str]]:
    """Give for each heading the paragraphs that the sample lessons have under it."""
    found: list[list[str]] = [[] for _ in HEADINGS]
    for file in sorted((ROOT / "lessons" / "entries").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        parts = text[read_front_matter(text, file.name).body_start :].split("\n## ")[1:]
        for place, part in enumerate(parts):
            found[place].append(part.partition("\n")[2].strip())
    return found


def actions(number: int, chance: random.Random) -> str:
    """Write one to three actions, some of which wait for an earlier lesson's."""
    told = "actions:\n"
    for place in range(1, chance.randint(2, 4)):
        year, month = chance.randint(2020, 2027), chance.randint(1, 12)
        told += f"  - id: tiltak-{place}\n    what: Gjennomføre del {place} av forslag {number}\n"
        told += f"    owner: {chance.choice(ROLES)}\n    due: {year}-{month:02}-15\n"
        told += f"    status: {'done' if number % 2 else chance.choice(('planned', 'started'))}\n"
        if number > 50 and place == 1:
            told += f"    depends_on: [laering-{chance.randrange(number)}/tiltak-1]\n"
        told += "    progress:\n      - on: 2020-01-10\n        note: Arbeidet er fordelt.\n"
    return told


def lesson(number: int, known: list[list[str]], chance: random.Random) -> str:
    """Write a lesson of sections mixed anew; every second one is implemented, every tenth came before."""
    before = (
        f"identified_before: [laering-{chance.randrange(number)}]\n" if number and not number % 10 else ""
    )
    body = "".join(
        f"\n## {name}\n\n{chance.choice(parts)}\n" for name, parts in zip(HEADINGS, known, strict=True)
    )
    year = 2015 + number % 11
    return (
        f"---\nid: laering-{number}\ntitle: Læring {number} om {chance.choice(known[2])[:60]!r}\n"
        f"kind: {chance.choice(('strength', 'improvement'))}\n"
        f"status: {'implemented' if number % 2 else 'action_agreed'}\nevent: Hendelse {number % 40}\n"
        f"period:\n  from: {year}-03-12\n  to: {year}-06-30\narea:\n  direktørområde: Område {number % 7}\n"
        f"themes: [{chance.choice(('skole', 'smittevern', 'bemanning', 'kommunikasjon'))}]\n"
        f"sources:\n  - document: Logg\n    passage: Sak {number}\n{actions(number, chance)}{before}"
        f"applies_when: Når det skjer igjen.\nreview_by: 2027-06-30\nlanguage: nb\n---\n{body}"
    )


def make_bank(folder: Path, count: int) -> None:
    """Write a bank of so many lessons, and keep it in git."""
    chance, known = random.Random(8), sections()  # noqa: S311  a bank, no secret
    entries = folder / "lessons" / "entries"
    entries.mkdir(parents=True)
    (folder / "kb.toml").write_text(SETTINGS, encoding="utf-8")
    themes = (ROOT / "lessons" / "themes.toml").read_text(encoding="utf-8")
    (folder / "lessons" / "themes.toml").write_text(themes, encoding="utf-8")
    for number in range(count):
        file = entries / f"2020-01-01-laering-{number}.md"
        file.write_text(lesson(number, known, chance), encoding="utf-8")
    copytree(ROOT / "lessons" / "texts", folder / "lessons" / "texts")
    copytree(ROOT / "notebooks", folder / "notebooks", ignore=ignore_patterns(".*"))
    copy(ROOT / "tests" / "evaluation" / "rundown" / "strombrudd.md", folder / "plan.md")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "bank", "--no-gpg-sign"]):
        names = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"]
        subprocess.run(["git", *names, *command], cwd=folder, check=True)


def seconds(folder: Path, *arguments: str) -> tuple[float, float]:
    """Run `kb` with these arguments and give its seconds on the clock and of the processor."""
    began, before = time.perf_counter(), os.times()
    done = subprocess.run(
        [sys.executable, "-m", "kb", *arguments], cwd=folder, capture_output=True, check=False
    )
    if done.returncode and arguments[0] != "evaluation":  # exit status 1 tells what the method lacks
        raise SystemExit(f"kb {' '.join(arguments)}: {done.stderr.decode()[:500]}")
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, worked


def change_one(folder: Path) -> None:
    """Write a word more in one lesson."""
    file = folder / "lessons" / "entries" / "2020-01-01-laering-77.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nEnda et ord.\n", encoding="utf-8")


def tell_catalogue(folder: Path) -> None:
    """Publish the catalogue for the first time, as it is, and with one lesson changed; all in one process."""
    settings = read_settings(folder)
    rmtree(
        settings.root / settings.reports.output, ignore_errors=True
    )  # sheets wrote the lessons they lead to
    for name in ("first", "unchanged", "one changed"):
        if name == "one changed":
            change_one(folder)
        began, before = time.perf_counter(), time.process_time()
        done = publish_catalogue(settings)
        clock, worked = time.perf_counter() - began, time.process_time() - before
        written = done.written if done else 0
        print(f"{'catalogue, ' + name:<32}{clock:>9.2f}{worked:>11.2f}{written:>11} pages written")


def main() -> None:
    """Make the bank, index it, and run all commands in turn, round after round."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with TemporaryDirectory() as name:
        folder = Path(name)
        make_bank(folder, count)
        clock, worked = seconds(folder, "index")
        print(f"{count} lessons, indexed in {clock:.1f} s ({worked:.1f} s of the processor)")
        clock, worked = seconds(folder, "check")
        print(f"kb check, for the first time: {clock:.1f} s ({worked:.1f} s of the processor)")
        rounds = [
            {name: seconds(folder, *command) for name, command in COMMANDS.items()} for _ in range(ROUNDS)
        ]
        change_one(folder)
        clock, worked = seconds(folder, "index")
        print(f"{'kb index, one changed':<32}{clock:>9.2f}{worked:>11.2f}")
        tell_catalogue(folder)
    print(f"{'median of ' + str(ROUNDS):<32}{'clock':>9}{'processor':>11}{'× kb info':>11}")
    for name in COMMANDS:
        clock, worked = (statistics.median(times[name][kind] for times in rounds) for kind in (0, 1))
        ratio = statistics.median(times[name][1] / times["kb info"][1] for times in rounds)
        print(f"{name:<32}{clock:>9.2f}{worked:>11.2f}{ratio:>11.1f}")


if __name__ == "__main__":
    main()
