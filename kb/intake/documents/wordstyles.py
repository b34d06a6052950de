"""What a Word style says of the paragraphs in it. Names are those Word writes, English or Norwegian."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|overskrift|overskrift nr\.?|rubrikk)\s*([1-9])\b", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|tittel)\b", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense |sterkt )?(?:quote|sitat|utheva sitat)\b", re.IGNORECASE)
_CAPTION = re.compile(r"(?:caption|bildetekst|bilettekst|figurtekst|tabelltekst)\b", re.IGNORECASE)
_LIST = re.compile(
    r"(?:list (?:bullet|number)|punktliste|punktmerket liste|nummerert liste|punktmerking|nummerering)\s*([2-5])?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:toc|innh|inh|innhold|table of figures|figurliste)\s*\d?$", re.IGNORECASE)
_DEEPEST = 12  # styles based on styles; a ring of them ends here


@dataclass(frozen=True, slots=True)
class Style:
    """A style: level of heading (0 for none), kind, depth in a list, whether bold, whether in a table of contents."""

    level: int = 0
    kind: Literal["quote", "caption", ""] = ""
    depth: int | None = None
    bold: bool = False
    contents: bool = False


def read_styles(element: _Element) -> dict[str, Style]:
    """Give the styles of a document by their ids; "" is what stands where none is named."""
    raw = {style.get(f"{_W}styleId", ""): style for style in element.iter(f"{_W}style")}
    return {"": Style(), **{key: _style(_lineage(style, raw)) for key, style in raw.items()}}


def _lineage(style: _Element, raw: dict[str, _Element]) -> list[_Element]:
    """Give a style and those it is based on, nearest first."""
    lineage = [style]
    while len(lineage) < _DEEPEST:
        based = lineage[-1].find(f"{_W}basedOn")
        above = raw.get(based.get(f"{_W}val", "")) if based is not None else None
        if above is None:
            break
        lineage.append(above)
    return lineage


def _style(lineage: list[_Element]) -> Style:
    names = [_value(style.find(f"{_W}name")) or style.get(f"{_W}styleId", "") for style in lineage]
    level = next((found for found in map(_level, names) if found), 0)
    outline = next(
        (_value(found) for style in lineage if (found := _property(style, "outlineLvl")) is not None), ""
    )
    if not level and outline.isdecimal() and int(outline) < 9:
        level = int(outline) + 1
    quote, caption = (any(pattern.match(name) for name in names) for pattern in (_QUOTE, _CAPTION))
    bold = next((mark for style in lineage if (mark := style.find(f"{_W}rPr/{_W}b")) is not None), None)
    return Style(
        level=level,
        kind="quote" if quote else "caption" if caption else "",
        depth=None if level else _depth(names, lineage),
        bold=bold is not None and bold.get(f"{_W}val", "1") not in ("0", "false"),
        contents=any(_CONTENTS.match(name) for name in names),
    )


def _level(name: str) -> int:
    if found := _HEADING.match(name):
        return int(found[1])
    return 1 if _TITLE.match(name) else 0


def _depth(names: list[str], lineage: list[_Element]) -> int | None:
    for name in names:
        if found := _LIST.match(name):
            return int(found[1] or 1) - 1
    listed = next((found for style in lineage if (found := _property(style, "numPr")) is not None), None)
    if listed is None or _value(listed.find(f"{_W}numId")) in (
        "",
        "0",
    ):  # Word's subtitle has a level, no list
        return None
    level = _value(listed.find(f"{_W}ilvl"))
    return min(int(level), 8) if level.isdecimal() else 0


def _property(style: _Element, name: str) -> _Element | None:
    return style.find(f"{_W}pPr/{_W}{name}")


def _value(element: _Element | None) -> str:
    return (element.get(f"{_W}val") or "") if element is not None else ""
