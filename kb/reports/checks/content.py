"""Whether the visible text of a page is finished: no code left over, and no signs that deceive the eye."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bs4 import BeautifulSoup

from kb.reports.checks.findings import Finding
from kb.reports.checks.texts import is_code, is_quoted, passages, seen_texts

_CODE = re.compile(r"Traceback \(most recent call last\)|^(?:In|Out) ?\[\d*\]:|<[\w. ]+ object at 0x|^>>> ")
# Signs that turn the reading order round, or take no room: a text is not what it looks like.
# Soft hyphens, and what joins emoji and some scripts, have honest uses, but not within our words and numbers.
_DECEIVING = re.compile(
    "[\u034f\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u2800\u3164\ufeff\U000e0000-\U000e007f]"
    "|(?<=[0-9A-Za-zÆØÅæøå])[\u200c\u200d\ufe00-\ufe0f]"
)
# What pandas and Python write where there is no number.
_NO_VALUE = re.compile(r"(?<![\w-])(?:nan|NaN|NaT|<NA>|None(?! (?:of|are|is|was|were|the)\b))(?![\w-])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")


def content_findings(soup: BeautifulSoup) -> Iterator[Finding]:
    """Find what a writer forgot to finish."""
    yield from _code(soup)
    yield from _signs(soup)


def _code(soup: BeautifulSoup) -> Iterator[Finding]:
    for block in soup.find_all("pre"):
        start = block.get_text(strip=True)[:40]
        remedy = "End the cell with a chart, a table or prose; put a semicolon after a value not to be shown."
        yield Finding(block, f"Printed text or code: “{start}”.", remedy)
    for passage in seen_texts(soup):
        found = _CODE.search(passage.text)
        if found and passage.at.name != "pre" and not is_quoted(passage.at):
            yield Finding(passage.at, f"Code left in the text: “{found[0]}”.", "Remove it.")
        if (
            (empty := _NO_VALUE.search(passage.text))
            and not is_quoted(passage.at)
            and not is_code(passage.at)
        ):
            problem = f"A value that is missing is written “{empty[0]}”."
            yield Finding(passage.at, problem, "Say in words that it is not known, or leave it out.")


def _signs(soup: BeautifulSoup) -> Iterator[Finding]:
    for passage in passages(soup):
        for sign in sorted({*_DECEIVING.findall(passage.text), *_CONTROL.findall(passage.text)}):
            name = unicodedata.name(sign, "a control character")
            problem = (
                f"A sign that is not seen, U+{ord(sign):04X} ({name.lower()}), in “{_shown(passage.text)}”."
            )
            yield Finding(passage.at, problem, "Remove it from the text it came with.")


def _shown(text: str) -> str:
    """Write the start of a text without such signs, so that the fault itself reads as it stands."""
    return _CONTROL.sub("", _DECEIVING.sub("", text))[:40]
