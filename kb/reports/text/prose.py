"""Markdown from people and values from data, put together without letting either break the page."""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markupsafe import Markup

from kb.errors import KbError
from kb.reports.text.markup import Block, Link, element, finished, slug
from kb.reports.text.numbers import Language, date, decimal, integer, money, month, percent
from kb.reports.text.values import is_nothing, is_number, written

_NUMBERS: Mapping[str, Callable[..., str]] = {
    "integer": integer,
    "decimal": decimal,
    "percent": percent,
    "money": money,
}
_DAYS: Mapping[str, Callable[..., str]] = {"date": date, "month": month}
_FORMS = ", ".join((*_NUMBERS, *_DAYS))
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def prose(template: str, /, *, language: Language = "nb", **values: object) -> Block:
    """Write Markdown with values put in.

    `{n}` is written by its type; `{share:percent}`, `{share:percent.1}`, `{x:decimal.2}`, `{sum:money}`,
    `{day:date}` and `{day:month}` as named. HTML in the template or the values is shown as text.
    Raises `KbError` for all values that are missing.
    """
    return Block(element("div", render(fill(template, values, language)), class_="prose"))


def render(markdown: str) -> Markup:
    """Turn Markdown into HTML. HTML in it is shown as text; headings of level two get an id."""
    parser = _parser()
    tokens = parser.parse(markdown)
    for token, following in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            token.attrSet("id", slug(following.content))
    return finished(parser.renderer.render(tokens, parser.options, {}))


def split_opening(markdown: str) -> tuple[str, str]:
    """Part a text after the heading of level one it opens with and the paragraph that follows."""
    tokens = [token for token in _parser().parse(markdown) if token.level == 0 and token.nesting >= 0]
    if not tokens or tokens[0].tag != "h1":
        return "", markdown
    blocks = [token for token in tokens if token.map]
    last = blocks[1] if len(blocks) > 1 and blocks[1].type == "paragraph_open" else blocks[0]
    end = last.map[1] if last.map else 0
    lines = markdown.splitlines(keepends=True)
    return "".join(lines[:end]), "".join(lines[end:])


def fill(template: str, values: Mapping[str, object], language: Language) -> str:
    """Put values into a Markdown template, formatted and escaped. Raises `KbError` as `prose` does."""
    fields = _fields(template)
    names = dict.fromkeys(name for _, name, _ in fields if name is not None)
    missing = [name or "{}" for name in names if is_nothing(values.get(name))]
    if missing:
        raise KbError(f"No value for {', '.join(missing)} in the text “{_start(template)}”. Give it one.")
    return "".join(
        text if name is None else text + _escape(_write(name, values[name], form, language))
        for text, name, form in fields
    )


def _fields(template: str) -> list[tuple[str, str | None, str]]:
    """Split a template into texts, each with the name and form of the value that follows it."""
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError as fault:
        start = _start(template)
        raise KbError(
            f"A brace out of place in the text “{start}” ({fault}). Double those to be shown."
        ) from None
    return [(text, name, form or "") for text, name, form, _ in parsed]


def _write(name: str, value: object, form: str, language: Language) -> str:
    """Write a value in a named form, or by its type."""
    kind, _, digits = form.partition(".")
    if not kind:
        return value.text if isinstance(value, Link) else str(written(value, language))
    if kind in _NUMBERS and is_number(value):
        arguments = [int(digits)] if digits.isdigit() else []
        return _NUMBERS[kind](value, *arguments, language=language)
    if kind in _DAYS and isinstance(value, dt.date):
        return _DAYS[kind](value, language=language)
    raise KbError(f"{name} = {value!r} cannot be written as “{form}”. The forms are {_FORMS}.")


def _escape(text: str) -> str:
    """Take every sign that means something in Markdown at its word, and keep to one line."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split("\n")))


def _start(template: str) -> str:
    first = template.strip().partition("\n")[0]
    return first if len(first) <= 60 else f"{first[:59]}…"


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
