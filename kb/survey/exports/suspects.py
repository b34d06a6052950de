"""Rows to decide on: sent twice, written to try the form, or never finished."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from kb.survey.exports.identity import looks_like_test
from kb.survey.exports.records import Cells, Export, Finding, Screened
from kb.survey.exports.wording import folded

_FASTEST = 1.0  # seconds a question takes to read; fewer, with the same answer to all, and nobody read any
_MANY = 5  # answers, from which the same to all is worth a look
_TELLING = 20  # signs of open text that two persons do not write alike
_NOT_FINISHED = ("0", "nei", "no", "false", "n", "ikke valgt")


def find_suspects(
    screened: Screened, coded: Mapping[str, Cells], texts: Sequence[str], points: Sequence[str]
) -> list[Finding]:
    """Find them in the order of the file.

    `coded` are the questions' cells; `texts` are those that are open, and `points` those with one answer each.
    """
    rows = {int(line): place for place, line in enumerate(screened.export.rows.index)}
    findings = [
        *_duplicates(screened, coded, texts, rows),
        *_tests(screened, coded, texts, points, rows),
        *_unfinished(screened.export),
    ]
    return sorted(findings, key=lambda finding: finding.line or 0)


def _duplicates(
    screened: Screened, coded: Mapping[str, Cells], texts: Sequence[str], rows: Mapping[int, int]
) -> Iterator[Finding]:
    """Find rows of one person: the same key, the same e-mail or identity number, or every word alike.

    Of several the fullest is no duplicate; of equally full ones the last, for who sends anew means the new.
    """
    filled = [sum(column[place] is not None for column in coded.values()) for place in rows.values()]
    told: set[int] = set()
    for reason, group in _groups(screened, coded, texts, rows):
        kept = max(group, key=lambda line: (filled[rows[line]], line))
        for line in group:
            if line not in (kept, *told):
                told.add(line)
                unit = screened.export.rows.index.name
                text = f"Has {reason} as {unit} {kept}, which says as much or more."
                yield Finding("duplicate", f"{unit} {line}", text, line)


def _groups(
    screened: Screened, coded: Mapping[str, Cells], texts: Sequence[str], rows: Mapping[int, int]
) -> Iterator[tuple[str, list[int]]]:
    by: dict[tuple[str, Hashable], list[int]] = defaultdict(list)
    for line, place in rows.items():
        if screened.keys[place]:
            by["the same key", screened.keys[place]].append(line)
        answers = tuple(column[place] for column in coded.values())
        if any(len(coded[name][place] or "") >= _TELLING for name in texts):
            by["the same answers, word for word,", answers].append(line)
    for line, _, _, reason, value in screened.quarantine.to_numpy().tolist():
        if reason.endswith(("e-mail", "national id")) and folded(value) not in ("anonymous", "anonym"):
            by["the same e-mail or identity number", folded(value)].append(int(line))
    yield from ((reason, group) for (reason, _), group in by.items() if len(set(group)) > 1)


def _tests(
    screened: Screened,
    coded: Mapping[str, Cells],
    texts: Sequence[str],
    points: Sequence[str],
    rows: Mapping[int, int],
) -> Iterator[Finding]:
    export = screened.export
    named: dict[int, list[str | None]] = defaultdict(list)
    for line, _, _, _, value in screened.quarantine.to_numpy().tolist():
        named[int(line)].append(value)
    told = [export.cells(one.name) for one in export.with_role("about")]
    seconds = _seconds(export)
    for line, place in rows.items():
        where = f"{export.rows.index.name} {line}"
        if looks_like_test([*named[line], *(column[place] for column in told)]):
            yield Finding("test", where, "Was sent by somebody called a test, or in test mode.", line)
        elif looks_like_test([coded[name][place] for name in texts]):
            yield Finding("test", where, "Says that it is a test.", line)
        else:
            answers = [cell for name in points if (cell := coded[name][place]) is not None]
            taken = seconds[place]
            quick = taken is not None and taken < _FASTEST * len(answers)
            if quick and len(answers) >= _MANY and len(set(answers)) == 1:
                text = f"Has the same answer to all {len(answers)} questions, in {taken:.0f} seconds."
                yield Finding("test", where, text, line)


def _unfinished(export: Export) -> Iterator[Finding]:
    """Find rows that the system says were left before the end."""
    for variable in export.with_role("finished"):
        for line, cell in zip(export.rows.index, export.cells(variable.name), strict=True):
            if cell is None or folded(cell) in _NOT_FINISHED:
                where = f"{export.rows.index.name} {line}"
                yield Finding("unfinished", where, f"Was not finished: «{variable.name}» says so.", int(line))


def _seconds(export: Export) -> list[float | None]:
    """Tell how long each row took, where the system says so."""
    for role, scale in (("seconds", 1.0), ("milliseconds", 1000.0)):
        for variable in export.variables:
            if variable.role == role:
                return [_number(cell, scale) for cell in export.cells(variable.name)]
    starts, ends = export.with_role("start"), export.with_role("end", "finished")
    if not starts or not ends:
        return [None] * len(export.rows)
    pairs = zip(export.cells(starts[0].name), export.cells(ends[0].name), strict=True)
    return [_between(start, end) for start, end in pairs]


def _number(cell: str | None, scale: float) -> float | None:
    try:
        return float((cell or "").replace(",", ".")) / scale
    except ValueError:
        return None


def _between(start: str | None, end: str | None) -> float | None:
    try:
        taken = dt.datetime.fromisoformat(end or "") - dt.datetime.fromisoformat(start or "")
    except (ValueError, TypeError):  # one with and one without a time zone
        return None
    return taken.total_seconds()
