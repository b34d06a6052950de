"""Text files with a separator that nobody has told: encoding and separator are detected, and told."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kb.errors import Fault, FaultsFound

_MARKS = (  # a byte order mark leaves no doubt
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 with a byte order mark"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "|"}
_TRIED = 50  # records that show which separator it is
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_TWICE = re.compile("Ã[¸¦¥˜†…]")  # æøå encoded twice


@dataclass(frozen=True, slots=True)
class Separated:
    """The rows that are not blank, each with the line it begins on, and what was detected."""

    rows: list[tuple[int, list[str]]]
    told: tuple[str, ...]


def read_separated(path: Path, content: bytes, names: Collection[str] = ()) -> Separated:
    """Read a text file; raises `FaultsFound` when it is none, or when a row cannot be split.

    The separator is the one by which a row has the most of `names`, if any has; else the one that parts the most rows
    into the most columns.
    """
    text, encoding = _decoded(path, content)
    hint = _HINT.match(text)
    body = text[hint.end() :] if hint else text
    mark = hint[1] if hint else _by_names(body, names) or _separator(path, body)
    rows = _split(path, body, mark, first=2 if hint else 1)
    told = [
        f"Encoding {encoding}.",
        f"Separator {_SEPARATORS.get(mark, mark)}{', as its first line says' if hint else ''}.",
    ]
    if _TWICE.search(text):
        told.append("Some letters look encoded twice, as «Ã¸» for «ø»: export it again where you can.")
    return Separated(rows, tuple(told))


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    for encoding, name in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip("\x00 \t\r\n\ufeff"):
            raise _refusal(path, "Is empty.", "Export it again.")
        # A few stray signs come with text pasted from elsewhere; many mean that it is no text at all.
        if "\x00" not in text and len(_BINARY.findall(text)) * 20 <= len(text):
            return text, name
    raise _refusal(path, "Is not a text file.", "Export it again as CSV or .xlsx.")


def _encodings(content: bytes) -> list[tuple[str, str]]:
    """List the encodings to try, the surest first. Latin-1 is read as Windows-1252, which holds all its letters."""
    for mark, encoding, name in _MARKS:
        if content.startswith(mark):
            return [(encoding, name)]
    head = content[:4000]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 3 and head[start::2].count(0) * 2 > len(head[start::2]):
            return [(encoding, "UTF-16 without a byte order mark")]
    return [("utf-8", "UTF-8"), ("windows-1252", "Windows-1252")]


def _by_names(text: str, names: Collection[str]) -> str | None:
    """Choose the separator that finds the most names in one record; None where none finds any."""
    wanted = {name.strip().casefold() for name in names}
    scores = {
        mark: max(
            (len(wanted & {field.strip().casefold() for field in record}) for record in _records(text, mark)),
            default=0,
        )
        for mark in _SEPARATORS
    }
    best = max(scores, key=lambda mark: scores[mark])
    return best if scores[best] else None


def _records(text: str, mark: str) -> list[list[str]]:
    """Split the first records; none where they cannot be."""
    try:
        return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), _TRIED))
    except csv.Error:  # a cell longer than any text
        return []


def _separator(path: Path, text: str) -> str:
    """Choose the separator that gives the most columns to the most rows."""
    scores = {mark: _fit(text, mark) for mark in _SEPARATORS}
    best = max(scores, key=lambda mark: scores[mark])
    if scores[best] == 0:
        problem = "Has one column only, or another separator than ; , tab and |."
        raise _refusal(path, problem, "Export it again as CSV with a semicolon between the columns.")
    return best


def _fit(text: str, mark: str) -> float:
    counts = [len(record) for record in _records(text, mark) if any(field.strip() for field in record)]
    if not counts or counts[0] < 2:
        return 0
    return counts[0] * sum(count == counts[0] for count in counts) / len(counts)


def _split(path: Path, text: str, mark: str, *, first: int) -> list[tuple[int, list[str]]]:
    """Split all rows that are not blank, each with the line it begins on."""
    rows: list[tuple[int, list[str]]] = []
    line = first
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        for fields in reader:
            if any(field.strip() for field in fields):
                rows.append((line, fields))
            line = reader.line_num + first
    except (csv.Error, TypeError, ValueError) as error:  # the hint may name a sign that cannot part anything
        remedy = "Look for a quotation mark that is not closed or stands inside a field."
        raise FaultsFound([Fault(path.name, f"line {line}", f"Cannot be split: {error}.", remedy)]) from error
    if not rows:
        raise _refusal(path, "Is empty.", "Export it again.")
    return rows


def _refusal(path: Path, problem: str, remedy: str) -> FaultsFound:
    return FaultsFound([Fault(path.name, "the file", problem, remedy)])
