"""Print how well texts are read, by genre and field, and what is read out of a folder of other texts.

    python scripts/evaluate_intake.py [--texts tests/intake/genres/texts] [--faults] [FOLDER]

Three texts of each genre were written when the reading was done and were never tuned on; the others were looked at.
All are written by one author, who wrote the reading too: expect less of texts by others.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from intake_scoring import Score, accuracy, score_folder

from kb.errors import FaultsFound
from kb.intake.documents import read_original
from kb.intake.genres import read_genre
from kb.intake.records import Reading

TEXTS = Path(__file__).parent.parent / "tests" / "intake" / "genres" / "texts"


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path, help="texts to read beside the labelled ones")
    asked.add_argument("--texts", type=Path, default=TEXTS, help="labelled texts, a folder a genre")
    asked.add_argument("--faults", choices=["tuned", "held"], help="say what was missed and what was wrong")
    told = asked.parse_args()
    scores = score_folder(told.texts)
    print_scores(scores)
    if told.faults:
        print_faults([one for one in scores if one.held_back == (told.faults == "held")])
    if told.folder:
        for path in sorted(file for file in told.folder.rglob("*") if file.is_file()):
            print_reading(path)


def print_scores(scores: Sequence[Score]) -> None:
    """Print the share of values read right, of the tuned texts and of those held back."""
    print(f"{'genre':<12} {'field':<14} {'tuned':>14} {'held back':>14}")
    for genre in dict.fromkeys(one.genre for one in scores):
        for field in dict.fromkeys(one.field for one in scores if one.genre == genre):
            print_row(genre, field, [one for one in scores if (one.genre, one.field) == (genre, field)])
        print_row(genre, "all", [one for one in scores if one.genre == genre])
    print_row("all", "all", scores)


def print_row(genre: str, field: str, scores: Sequence[Score]) -> None:
    """Print one row: shares, and the values they are of."""
    cells = []
    for held in (False, True):
        some = [one for one in scores if one.held_back == held]
        cells.append(f"{accuracy(some):5.0%} of {sum(one.told for one in some):>4}")
    print(f"{genre:<12} {field:<14} {cells[0]:>14} {cells[1]:>14}")


def print_faults(scores: Sequence[Score]) -> None:
    """Print what was missed and what was read that is not there."""
    for one in scores:
        if one.missed or one.wrong:
            print(f"{one.genre}/{one.text} {one.field}: missed {list(one.missed)} wrong {list(one.wrong)}")


def print_reading(path: Path) -> None:
    """Print what is read out of one file."""
    try:
        reading = read_genre(read_original(path, path.name))
    except FaultsFound as faults:
        print(f"\n{faults}")
        return
    print(f"\n{path.name}: {reading.genre} ({reading.sure:.0%}), {reading.language}, «{reading.title}»")
    for field, told in told_by(reading):
        print(f"  {field}: {told}")


def told_by(reading: Reading) -> list[tuple[str, str]]:
    """Give the fields of a reading that hold anything, as text."""
    span = f"{reading.period.start} to {reading.period.end}" if reading.period else ""
    rows = [("date", str(reading.date or "")), ("period", span), ("held back", ", ".join(reading.held_back))]
    rows += [(one.level, one.name) for one in reading.organisations]
    rows += [("partner, internal", one) for one in reading.partners_internal]
    rows += [("partner, external", one) for one in reading.partners_external]
    rows += [
        (f"answer, {one.field or 'unknown'}", f"{one.question} → {one.text[:60]}") for one in reading.answers
    ]
    for field in ("positives", "negatives", "tracks", "planned", "questions"):
        rows += [(field, block.text[:100]) for block in getattr(reading, field)]
    rows += [(f"said by {one.speaker or '?'}", one.text[:70]) for one in reading.quotations]
    rows += [
        ("asked", f"{one.question} [{one.base}] n={one.respondents} {one.rate}") for one in reading.asked
    ]
    rows += [("table", " | ".join(" ".join(row) for row in table.rows)) for table in reading.figures]
    rows += [("doubt", str(fault)) for fault in reading.doubts]
    rows += [("section", f"{one.heading} ({len(one.blocks)})") for one in reading.sections]
    return [(field, told) for field, told in rows if told]


if __name__ == "__main__":
    main()
