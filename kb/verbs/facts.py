"""`kb facts`: what a text tells of when, how many, how long, at what cost, which share and who."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.intake.facts.files import FileFacts
    from kb.intake.facts.records import Kind, TextFact

_HEADS: dict[Kind, str] = {
    "date": "Dates", "period": "Periods", "count": "Counts", "hours": "Hours", "money": "Money", "share": "Shares",
    "duration": "Durations", "organisation": "Organisations", "unit": "Units of a municipality",
}  # fmt: skip
_SHOWN = 72  # letters of a passage on a line
_UNITS = {"share": "%", "points": "points", "kroner": "kr"}
_BOUNDS = {
    "about": "about ",
    "over": "a little over ",
    "under": "nearly ",
    "least": "over ",
    "most": "at most ",
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--date",
    "written",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day the text was written: a year it leaves out is taken from here.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object: every fact with its place and passage."
)
def facts(file: Path, written: datetime | None, as_json: bool) -> None:
    """Read the facts a text tells (.md, .txt, .docx, .pptx, .pdf, .html, .eml), persons masked in the passages."""
    from kb.intake.facts.files import read_file_facts

    read = read_file_facts(file, near=written.date() if written else None)
    if as_json:
        click.echo(json.dumps(read.as_dict(), ensure_ascii=False))
        return
    for line in _lines(read):
        click.echo(line)


def _lines(read: FileFacts) -> Iterator[str]:
    from kb.intake.facts.files import masking

    hide = masking()
    for kind, head in _HEADS.items():
        listed = [fact for fact in read.facts if fact.kind == kind]
        if listed:
            yield click.style(f"{head} ({len(listed)})", bold=True)
        for fact, times in _once(listed, named=kind in ("organisation", "unit")):
            place = f"page {fact.passage.page}" if fact.passage.page else f"line {read.line_of(fact)}"
            said = _around(hide(fact.passage.sentence), fact.text)
            heading = f"{hide(fact.passage.heading)[:40]} › " if fact.passage.heading else ""
            told = f"{_told(fact)}{f' ({times} times)' if times > 1 else ''}"
            yield f"  {told:<40} {place:<9} {heading}{said}"
    dated = f", taken to be written {read.near.isoformat()}" if read.near else ""
    yield f"{len(read.facts)} facts in {read.file}{dated}."


def _once(facts: Sequence[TextFact], *, named: bool) -> Iterator[tuple[TextFact, int]]:
    """Give each name where it is first told, and how many times it is; all else one by one."""
    if not named:
        yield from ((fact, 1) for fact in facts)
        return
    times = Counter(fact.value for fact in facts)
    for value, number in times.items():
        yield next(fact for fact in facts if fact.value == value), number


def _told(fact: TextFact) -> str:
    """Write a fact's value with its unit, what it counts and its base."""
    if isinstance(fact.value, str):
        return f"{fact.value.replace('/', ' – ')}{' (year inferred)' if fact.inferred else ''}"
    value = f"{_BOUNDS.get(fact.bound, '')}{_number(fact, fact.value)}"
    if fact.high is not None:
        value += f"–{_number(fact, fact.high)}"
    unit = _UNITS.get(fact.unit, fact.unit if fact.kind in ("hours", "duration") else "")
    of = "" if fact.kind in ("hours", "duration") else fact.of
    base = [
        f"{fact.part:g}" if fact.part is not None else "",
        f"of {fact.whole:g}" if fact.whole is not None else "",
    ]
    told = " ".join(filter(None, [value, unit, of, fact.per]))
    return f"{told} ({' '.join(filter(None, base))})" if any(base) else told


def _number(fact: TextFact, value: float) -> str:
    size = 100 if fact.kind == "share" else 1
    return f"{value * size:,.10g}".replace(",", " ")


def _around(sentence: str, text: str) -> str:
    """Cut a sentence to a line around the words of a fact."""
    at = max(0, sentence.find(" ".join(text.split())) - _SHOWN // 3)
    begun = "…" if at else ""
    return f"{begun}{sentence[at : at + _SHOWN]}{'…' if at + _SHOWN < len(sentence) else ''}"
