"""A lesson's front matter changed in place: comments, order and quotes of what is not changed stay as they are."""

from __future__ import annotations

import io
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from kb.lessons.bank.frontmatter import read_front_matter
from kb.lessons.bank.reading import read
from kb.lessons.bank.records import Document, Lesson
from kb.lessons.bank.themes import Taxonomy
from kb.lessons.bank.validation import validate
from kb.writing import write_whole

Values = MutableMapping[str, Any]
WIDE = 10_000  # letters: ruamel breaks no line that its writer did not break


def edit(path: Path, change: Callable[[Values], None], *, name: str, taxonomy: Taxonomy) -> Lesson:
    """Let `change` alter the front matter of the lesson in `path`, and write it when it is valid still.

    `name` is the path as users write it. Gives the lesson as it stands now. Raises `FaultsFound` with every
    fault, and then the file is as it was.
    """
    document = read(path, name, taxonomy)
    text = changed(document, change)
    front = read_front_matter(text, name)
    lesson = validate(front, text[front.body_start :], name, taxonomy)
    if text != document.text:
        write_whole(path, text.encode())
    return lesson


def changed(document: Document, change: Callable[[Values], None]) -> str:
    """Give the document's text with its front matter changed; nothing is written."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    head, _, _ = document.text[: document.body_start].rpartition("---")
    values = yaml.load(head.split("\n", 1)[1])
    change(values)
    written = io.StringIO()
    yaml.dump(values, written)
    return f"---\n{written.getvalue()}---\n{document.text[document.body_start :]}"
