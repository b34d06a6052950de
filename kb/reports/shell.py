"""The frame of every page: head, header, footer and style, from the template folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kb.reports.markup import finished
from kb.reports.numbers import Language
from kb.reports.palette import variables
from kb.reports.phrases import phrase

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of a page; `meta` becomes `<meta name=… content=…>`."""

    title: str
    summary: str
    municipality: str
    when: str
    synthetic: bool
    language: Language
    meta: Mapping[str, str]


def frame_page(template: str, frame: Frame, **content: object) -> str:
    """Put content into a frame, by the name of a template; plain texts are escaped."""
    return (
        _environment()
        .get_template(template)
        .render(
            title=frame.title,
            summary=frame.summary,
            municipality=frame.municipality,
            when=frame.when,
            synthetic=frame.synthetic,
            language=frame.language,
            meta=frame.meta,
            colours=finished(variables()),
            say=partial(phrase, language=frame.language),
            **content,
        )
    )


def write_page(page: Path, html: str) -> Path:
    """Write a page whole or not at all: a reader never meets half of it."""
    page.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=page.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(html)
        Path(name).chmod(0o644)  # mkstemp lets only its owner read
        Path(name).replace(page)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
    return page


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES / "leadership")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
