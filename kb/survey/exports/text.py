"""Text files with a separator: their encoding and separator are detected, and told."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.survey.exports.records import Table

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


def read_delimited(path: Path, content: bytes) -> Table:
    """Read a text file; raises `FaultsFound` when it is none, or when a row cannot be split."""
    text, encoding = _decoded(path, content)
    hint = _HINT.match(text)
    body = text[hint.end() :] if hint else text
    mark = hint[1] if hint else _separator(path, body)
    rows = _split(path, body, mark, first=2 if hint else 1)
    told = [
        f"Encoding {encoding}.",
        f"Separator {_SEPARATORS.get(mark, mark)}{', as its first line says' if hint else ''}.",
    ]
    if _TWICE.search(text):
        told.append("Some letters look encoded twice, as «Ã¸» for «ø»: export it again where you can.")
    return Table(rows[0][1], rows[1:], "line", tuple(told))


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    for encoding, name in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip("\x00 \t\r\n\ufeff"):
            raise refusal(path, "Is empty.", "Export it again.")
        # A few stray signs come with text pasted from elsewhere; many mean that it is no text at all.
        if "\x00" not in text and len(_BINARY.findall(text)) * 20 <= len(text):
            return text, name
    raise refusal(path, "Is not a text file.", "Export it again as CSV, .xlsx or .sav.")


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


def _separator(path: Path, text: str) -> str:
    """Choose the separator that gives the most columns to the most rows."""
    scores = {mark: _fit(text, mark) for mark in _SEPARATORS}
    best = max(scores, key=lambda mark: scores[mark])
    if scores[best] == 0:
        problem = "Has one column only, or another separator than ; , tab and |."
        raise refusal(path, problem, "Export it again as CSV with a semicolon between the columns.")
    return best


def _fit(text: str, mark: str) -> float:
    try:
        records = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), _TRIED))
    except csv.Error:  # a cell longer than any text
        return 0
    counts = [len(record) for record in records if any(field.strip() for field in record)]
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
        raise refusal(path, "Is empty.", "Export it again.")
    return rows


def refusal(path: Path, problem: str, remedy: str) -> FaultsFound:
    """Refuse a whole file."""
    return FaultsFound([Fault(path.name, "the file", problem, remedy)])
