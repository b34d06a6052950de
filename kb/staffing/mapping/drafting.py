"""A mapping drafted from the head of a file, for a person to read through and mend."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import KbError
from kb.staffing.mapping.guessing import WORDS, Guess, guess_fields, guess_target
from kb.staffing.mapping.plan import GROUPED, NUMBERED, PERSONS, Target
from kb.staffing.mapping.tables import Row, read_rows
from kb.staffing.mapping.wording import folded, is_total
from kb.staffing.schemas import AREAS, SCHEMAS

_SOUGHT = 60  # rows in which the header is looked for
_LISTED = 40  # values that are listed for a person to translate; more are taken as they are
_WORDS = {word for fields in WORDS.values() for words in fields.values() for word in words}
_HEAD = """# Draft of a mapping. Read it through before you use it (docs/staffing-imports.md tells of every key):
# columns are guessed by their names alone; what is marked «unsure» or «missing» is for you to decide.
title = "Fyll inn"
"""


def draft_mapping(files: Sequence[Path], sheet: str | None = None) -> str:
    """Draft a mapping of files: what each seems to be, which column is which field, and the values to translate.

    No cell of a column that stands for persons is shown. Raises `FaultsFound` where a file cannot be read.
    """
    return "\n".join(
        [_HEAD, *(part for number, file in enumerate(files, 1) for part in _source(file, sheet, number))]
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """What a file seems to be: which of ours, by which columns, and the rows below its header."""

    number: int
    target: Target
    names: Sequence[str]
    found: Mapping[str, Guess]
    rows: Sequence[Row]


def _source(file: Path, sheet: str | None, number: int) -> Iterator[str]:
    rows, unit, told = read_rows(file, sheet, _WORDS)
    at = _header(rows)
    names = [name.strip() for name in rows[at][1]]
    above = [cell for _, cells in rows[:at] for cell in cells]
    target, sure = guess_target(names, " ".join([file.stem, *told, *above]))
    found = guess_fields(names, target)
    if not found:
        raise KbError(f"{file.name} has no header that names a column of ours. Begin with a ready mapping.")
    yield f"# {file.name}: {' '.join(told)} The header seems to be {unit} {rows[at][0]}."
    yield "[[source]]"
    yield f"to = {_quoted(target)}{'' if sure else '  # unsure: it may be another of our files'}"
    yield f"file = {_quoted(file.name)}"
    if sheet:
        yield f"sheet = {_quoted(sheet)}"
    spread = _spread(names, target, found)
    yield from (spread, "[source.fields]") if spread else ("[source.fields]",)
    below = [row for row in rows[at + 1 :] if not is_total(row[1])]
    yield from _fields(_Head(number, target, names, found, below), {"uke", "dager"} if spread else set())


def _fields(head: _Head, made: Collection[str]) -> Iterator[str]:
    """Write all fields of our file, but those that are made, then the columns not used and the tables of values."""
    ours = [one.name for one in SCHEMAS[head.target].every if one.name not in made]
    tables: list[str] = []
    for name in dict.fromkeys([*ours, *head.found]):
        if name not in head.found:
            yield from _missing(name, head)
            continue
        line, table = _field(name, head.found[name], head)
        yield line
        tables += [table] if table else []
    used = {one.column for one in head.found.values()}
    unused = [" ".join(name.split()) for name in head.names if name and name not in used]
    yield from [f"# not used: {', '.join(unused)}"] if unused else []
    yield from ("", *tables)


def _missing(name: str, head: _Head) -> Iterator[str]:
    made = name == "id" and head.target in NUMBERED
    made |= name == "personer" and head.target in GROUPED and "person" in head.found
    column = next(one for one in SCHEMAS[head.target].every if one.name == name)
    if column.required and not made:
        yield f'# {_key(name)} = ""  # missing: name its column, or {{ value = "…" }} for every row'


def _field(name: str, guess: Guess, head: _Head) -> tuple[str, str | None]:
    """Write a field, and the table of its values where they must be translated."""
    column, mark = _quoted(guess.column), "" if guess.sure else "  # unsure"
    if name == "periode":
        of = "month" if folded(guess.column) in ("periode", "lønnsperiode", "måned") else "week"
        return f'periode = {{ column = {column}, as = "{of}" }}  # a week, or a month', None
    if (head.target, name) in PERSONS:
        return f"{_key(name)} = {column}{mark or '  # persons: becomes pseudonyms'}", None
    ours = next(one for one in SCHEMAS[head.target].every if one.name == name)
    translated = ours.codes is not None or name in AREAS
    values = _values(head.names.index(guess.column), head.rows) if translated else []
    if not values:
        return f"{_key(name)} = {column}{mark}", None
    table = f"{name}_{head.number}"
    line = f"{_key(name)} = {{ column = {column}, values = {_quoted(table)} }}{mark}"
    return line, _table(table, values, ours.codes)


def _table(name: str, values: Sequence[str], codes: Sequence[str] | None) -> str:
    lines = [f"[values.{_quoted(name)}]"]
    if codes is not None:
        lines.append(f"# theirs = ours; ours is one of: {', '.join(codes)}")
        lines.append('# What is none of them: take its line out, and say unknown = "leave out" at the field.')
        known = {code.casefold(): code for code in codes}
        lines += [f"{_quoted(one)} = {_quoted(known.get(one.casefold(), ''))}" for one in values]
    else:
        lines.append("# theirs = ours: write what each is called in the other files")
        lines += [f"{_quoted(one)} = {_quoted(one)}" for one in values]
    return "\n".join([*lines, ""])


def _values(place: int, rows: Sequence[Row]) -> list[str]:
    """List the values of a column in the order of their first row; none where they are too many to translate."""
    seen = dict.fromkeys(
        cells[place].strip() for _, cells in rows if place < len(cells) and cells[place].strip()
    )
    return list(seen) if len(seen) <= _LISTED else []


def _spread(names: Sequence[str], target: Target, found: dict[str, Guess]) -> str | None:
    """Propose to share an absence out on its weeks where it is told by a first and a last day."""
    fields = guess_fields(names, "needs") if target == "absence" and "dager" not in found else {}
    if "fra" not in fields or "til" not in fields:
        return None
    found.pop("uke", None)
    parts = {"first": fields["fra"].column, "last": fields["til"].column}
    share = next(
        (name for name in names if folded(name).startswith(("prosent", "fraværsprosent", "grad"))), None
    )
    parts |= {"share": share} if share else {}
    told = ", ".join(f"{part} = {_quoted(column)}" for part, column in parts.items())
    return f"spread = {{ {told} }}  # a row a week, with its days from Monday to Friday"


def _header(rows: Sequence[Row]) -> int:
    """Take the row for the header that names most of our fields, of some file of ours; else the first."""
    scores = [
        max(len(guess_fields([cell.strip() for cell in cells], target)) for target in SCHEMAS)  # type: ignore[arg-type]
        for _, cells in rows[:_SOUGHT]
    ]
    return scores.index(max(scores))


def _key(name: str) -> str:
    """Write a key: TOML takes letters beyond z in quotation marks only."""
    return name if name.isascii() else _quoted(name)


def _quoted(text: str) -> str:
    """Write a TOML string on one line; JSON's escapes are TOML's too."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
