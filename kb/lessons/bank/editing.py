"""A lesson's front matter changed in place: comments, order and quotes of what is not changed stay as they are."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import Fault, FaultsFound
from kb.lessons.bank.frontmatter import CLOSING, OPENING, read_front_matter
from kb.lessons.bank.reading import read
from kb.lessons.bank.records import Document, Lesson
from kb.lessons.bank.themes import Taxonomy
from kb.lessons.bank.validation import validate
from kb.writing import write_whole

Values = MutableMapping[str, Any]
Change = Callable[[Values], None]
_FIELD = r"^( *)[^\s#-][^\n]*:[ ]*(?:#[^\n]*)?\n(?:[ ]*(?:#[^\n]*)?\n)*"
_LIST = re.compile(rf"{_FIELD}(\1 *)-( +)", re.MULTILINE)
_MAPPING = re.compile(rf"{_FIELD}(\1 +)[^\s#-]", re.MULTILINE)
WIDE = 10_000  # letters: ruamel breaks no line that its writer did not break


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one lesson: its file, its path as users write it, and what is done to its front matter."""

    path: Path
    name: str
    change: Change


def edit(path: Path, change: Change, *, name: str, taxonomy: Taxonomy) -> Lesson:
    """Let `change` alter the front matter of the lesson in `path`, and write it when it is valid still.

    `name` is the path as users write it. Gives the lesson as it stands now. Raises `FaultsFound` with every
    fault, and then the file is as it was.
    """
    text, lesson = _edited(Edit(path, name, change), taxonomy)
    _write(path, text)
    return lesson


def edit_all(edits: Iterable[Edit], taxonomy: Taxonomy) -> list[Path]:
    """Change several lessons, each once, and give the files that became others.

    Raises `FaultsFound` with the faults of all of them, and then every file is as it was.
    """
    texts: dict[Path, str] = {}
    faults: list[Fault] = []
    for one in edits:
        try:
            texts[one.path] = _edited(one, taxonomy)[0]
        except FaultsFound as found:
            faults.extend(found.faults)
    if faults:
        raise FaultsFound(faults)
    return [path for path, text in texts.items() if _write(path, text)]


def changed(document: Document, change: Change) -> str:
    """Give the document's text with its front matter changed; nothing is written."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = WIDE
    start, end = _block(document)
    block = document.text[start:end].replace("\r\n", "\n")
    yaml.indent(**_indents(block))
    values = yaml.load(block)
    change(values)
    written = io.StringIO()
    yaml.dump(values, written)
    line_end = "\r\n" if "\r\n" in document.text[:end] else "\n"
    told = written.getvalue().replace("\n", line_end)
    return f"{document.text[:start]}{told}{document.text[end:]}"


def _block(document: Document) -> tuple[int, int]:
    """Give where the YAML between the two lines of hyphens begins and ends."""
    opening = OPENING.match(document.text)
    start = opening.end() if opening else 0
    closing = CLOSING.search(document.text, start)
    return start, closing.start() if closing else document.body_start


def _indents(block: str) -> dict[str, int]:
    """Tell how a writer indents, as ruamel asks for it, by the first list and the first mapping below a field."""
    below = _MAPPING.search(block)
    listed = _LIST.search(block)
    offset = len(listed[2]) - len(listed[1]) if listed else 2
    width = len(listed[3]) if listed else 1
    return {
        "mapping": len(below[2]) - len(below[1]) if below else 2,
        "sequence": offset + 1 + width,
        "offset": offset,
    }


def _edited(one: Edit, taxonomy: Taxonomy) -> tuple[str, Lesson]:
    text = changed(read(one.path, one.name, taxonomy), one.change)
    front = read_front_matter(text, one.name)
    return text, validate(front, text[front.body_start :], one.name, taxonomy)


def _write(path: Path, text: str) -> bool:
    """Write a file unless it says so already; tell whether it was written."""
    content = text.encode()
    if path.read_bytes() == content:
        return False
    write_whole(path, content)
    return True
