"""The frame of every page: head, header, footer and style, from the template folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kb.reports.page.compact import compact, small_style
from kb.reports.page.profile import Profile
from kb.reports.palette import variables, without_fallbacks
from kb.reports.text.markup import finished
from kb.reports.text.numbers import Language
from kb.reports.text.phrases import phrase

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of a page; `meta` becomes `<meta name=… content=…>`.

    `when` is what the top says of date and status.
    """

    title: str
    summary: str
    municipality: str
    when: str
    synthetic: bool
    language: Language
    meta: Mapping[str, str]
    profile: Profile = field(default_factory=Profile)


def frame_page(template: str, frame: Frame, **content: object) -> str:
    """Put content into a frame, by the name of a template; plain texts are escaped."""
    page = (
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
            style=finished(variables() + frame.profile.colours + _style()),
            profile=frame.profile,
            say=partial(phrase, language=frame.language),
            **content,
        )
    )
    return compact(without_fallbacks(page))


@cache
def _style() -> str:
    """Read the style without its comments and white space: every page carries it."""
    return small_style((TEMPLATES / "leadership" / "style.css").read_text(encoding="utf-8"))


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES / "leadership")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
