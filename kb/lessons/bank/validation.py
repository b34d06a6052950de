"""A lesson's front matter and body held against the rules, every fault at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kb.errors import Fault, FaultsFound
from kb.lessons.bank.frontmatter import FrontMatter
from kb.lessons.bank.maturity import maturity_faults
from kb.lessons.bank.merging import conflict_faults
from kb.lessons.bank.records import HEADINGS, Lesson
from kb.lessons.bank.themes import Taxonomy

REMEDIES = {
    "missing": "Add it; lessons/README.md says what it holds.",
    "extra_forbidden": "Remove it, or mend its spelling after lessons/README.md.",
    "literal_error": "Write one of those.",
    "date_from_datetime_parsing": "Write a date as YYYY-MM-DD.",
    "date_parsing": "Write a date as YYYY-MM-DD.",
    "date_type": "Write a date as YYYY-MM-DD.",
    "control_character": "Remove it.",
    "string_type": "Put the value in quotes.",
    "string_pattern_mismatch": "Use lower case letters a-z, digits and hyphens.",
    "too_short": "Name at least one.",
    "string_too_short": "Write something in it.",
}
OTHERWISE = "Mend it after lessons/README.md."
READ_AS_BOOLEAN = "YAML reads an unquoted yes, no, on or off as true or false: put the word in quotes."
UNWRITTEN = ("[Skriv:", "[Write:")  # with these begins what a draft leaves to its writer
_TO_WRITE = (
    "still says what is to be written, and the lesson is no draft.",
    "Write it, or set the status back to draft.",
)
HEADING = re.compile(r"^## +(\S.*)$", re.MULTILINE)


def validate(front: FrontMatter, body: str, file: str, taxonomy: Taxonomy) -> Lesson:
    """Return the lesson; raise `FaultsFound` with every fault of its fields, status, themes and headings."""
    faults = [
        *maturity_faults(front, file),
        *_theme_faults(front, file, taxonomy),
        *_heading_faults(front, body, file),
        *conflict_faults(body, file),
    ]
    try:
        lesson = Lesson.model_validate(front.values)
    except ValidationError as error:
        raise FaultsFound([*(field_fault(e, front, file) for e in error.errors()), *faults]) from error
    if faults:
        raise FaultsFound(faults)
    return lesson


def field_fault(error: ErrorDetails, front: FrontMatter, file: str) -> Fault:
    """Say one fault of a field with its line and what to do about it."""
    where, kind, value = tuple(error["loc"]), error["type"], error.get("input")
    if isinstance(value, bool):
        return Fault(file, front.place(where), f"is {str(value).lower()}.", READ_AS_BOOLEAN)
    problem = {"missing": "is missing.", "extra_forbidden": "is not known."}.get(kind)
    if problem is None:
        shown = "" if isinstance(value, dict | list) else f" (it says {str(value)[:60]!r})"
        problem = f"{error['msg'].removeprefix('Value error, ').rstrip('.')}{shown}."
    return Fault(file, front.place(where), problem, REMEDIES.get(kind, OTHERWISE))


def _theme_faults(front: FrontMatter, file: str, taxonomy: Taxonomy) -> Iterator[Fault]:
    themes = front.values.get("themes")
    if not taxonomy or not isinstance(themes, list):
        return
    for position, theme in enumerate(themes):
        if isinstance(theme, str) and theme not in taxonomy:
            near = _nearest(theme, taxonomy)
            remedy = f"Write {near}." if near else f"Use one of: {', '.join(taxonomy)}."
            yield Fault(
                file, front.place(("themes", position)), f"theme {theme!r} is not in themes.toml.", remedy
            )


def _nearest(word: str, taxonomy: Taxonomy) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(taxonomy), n=1)), None)


def _heading_faults(front: FrontMatter, body: str, file: str) -> Iterator[Fault]:
    wanted = HEADINGS.get(str(front.values.get("language")))
    if wanted is None:
        return
    sections = HEADING.split(body)
    names, contents = [name.rstrip(" \t\r#")[:60] for name in sections[1::2]], sections[2::2]
    if tuple(names) != wanted:
        problem = f"the headings are {', '.join(names) or 'none'}."
        remedy = f"Write these four, in this order: {', '.join('## ' + name for name in wanted)}."
        yield Fault(file, "body", problem, remedy)
    for name, content in zip(names, contents, strict=True):
        if not content.strip():
            yield Fault(file, f"heading {name}", "has no text beneath it.", "Write what belongs there.")
        elif _is_unwritten(front, content):
            yield Fault(file, f"heading {name}", *_TO_WRITE)
    for field, value in front.values.items():
        if _is_unwritten(front, str(value)):
            yield Fault(file, front.place((field,)), *_TO_WRITE)


def _is_unwritten(front: FrontMatter, text: str) -> bool:
    """Tell whether a text still says what its writer has to write; a draft may."""
    return front.values.get("status") != "draft" and any(mark in text for mark in UNWRITTEN)
