"""The texts of a file that numbers are looked for in: Markdown and plain text whole, a notebook cell by cell."""

from __future__ import annotations

import io
import json
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.errors import Fault, FaultsFound

PLAIN = {".md", ".txt"}
_FEWEST_WORDS = 3  # fewer in a string of code are a name, a label or a code
_MAGIC = re.compile(r"^[ \t]*[%!?].*$", re.MULTILINE)
_OPENING = re.compile(r"(?P<prefix>[a-zA-Z]{0,2})(?P<quote>\"\"\"|'''|\"|')")
_FIELD = re.compile(r"\{[^{}]*\}")
_ESCAPE = re.compile(r"\\(?:[nrtab\\'\"]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})")
_BLANK = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Source:
    """A text of a file: the whole of it, or the cell of a notebook with this number, counted from 1.

    `read` is what numbers are looked for in: of code, its strings of words alone, all else blanked out. It is
    as long as `text`, so that places in one are places in the other.
    """

    text: str
    read: str
    cell: int | None = None


def read_sources(path: Path) -> list[Source]:
    """Read a `.md`, `.txt` or `.ipynb` file; raise `FaultsFound` where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix not in {*PLAIN, ".ipynb"}:
        problem = f"is a “{suffix}” file, which numbers are not looked for in."
        raise FaultsFound([Fault(path.name, "file", problem, "Save the text as .md, .txt or .ipynb.")])
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        return [Source(text, text)] if suffix in PLAIN else list(_cells(json.loads(text)))
    except OSError as error:
        problem, remedy = f"cannot be opened ({error.strerror}).", "Check its name and your access to it."
    except UnicodeDecodeError as error:
        problem, remedy = f"is not UTF-8 (byte 0x{error.object[error.start]:02x}).", "Save it as UTF-8."
    except (KeyError, TypeError, AttributeError, RecursionError, json.JSONDecodeError):
        problem, remedy = "is no notebook.", "Open it in Jupyter and save it again."
    raise FaultsFound([Fault(path.name, "file", problem, remedy)])


def strings_of(code: str) -> str:
    r"""Blank out everything in Python code but what strings of at least three words say.

    Fields in braces, which the code fills, and escapes are blanked too. A form feed stands where a string
    began, so that each is a page of its own.
    """
    starts = [0]
    for line in code.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    kept = list(_BLANK.sub(" ", code))
    for token in _strings(_MAGIC.sub(lambda found: " " * len(found[0]), code)):
        begin = starts[token.start[0] - 1] + token.start[1]
        _keep(kept, begin, token.string)
    return "".join(kept)


def _cells(notebook: dict[str, list[dict[str, str | list[str]]]]) -> Iterator[Source]:
    for number, cell in enumerate(notebook["cells"], 1):
        source = cell["source"]
        text = source if isinstance(source, str) else "".join(source)
        if cell["cell_type"] in {"markdown", "code"}:
            yield Source(text, text if cell["cell_type"] == "markdown" else strings_of(text), number)


def _strings(code: str) -> Iterator[tokenize.TokenInfo]:
    """List the strings of code, as far as it is Python."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.STRING:
                yield token
    except (tokenize.TokenError, SyntaxError):
        return


def _keep(kept: list[str], begin: int, string: str) -> None:
    opening = _OPENING.match(string)
    assert opening is not None
    said = string[opening.end() : -len(opening["quote"])]
    said = _ESCAPE.sub(_blanked, _FIELD.sub(_blanked, said))
    if len(said.split()) >= _FEWEST_WORDS:
        at = begin + opening.end()
        kept[at : at + len(said)] = said
        kept[at - 1], kept[at + len(said)] = "\f", "\n"


def _blanked(found: re.Match[str]) -> str:
    return _BLANK.sub(" ", found[0])
