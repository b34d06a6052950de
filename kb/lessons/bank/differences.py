"""What changed between two versions of a lesson, in words a reader can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.errors import FaultsFound
from kb.lessons.bank.fields import CONTROL
from kb.lessons.bank.frontmatter import read_front_matter

HEADING = re.compile(r"^## +(\S.*)$", re.MULTILINE)
LONGEST = 160  # letters of a value that are told
LABEL = 50  # letters that an action without an id is called by
UNREADABLE = "front matter that cannot be read"


@dataclass(frozen=True, slots=True)
class _Version:
    values: Mapping[str, Any] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    readable: bool = True


def differences(before: str | None, after: str) -> list[str]:
    """Tell what changed from one text of a lesson's file to the next, a line a change; None is no file."""
    old, new = _version(before) if before is not None else _Version(), _version(after)
    if before is None:
        return [f"written as {new.values.get('status', 'a text')}"]
    if not (old.readable and new.readable):
        return [UNREADABLE] if not new.readable else [f"mended from {UNREADABLE}"]
    told = [*_fields(old.values, new.values), *_sections(old.sections, new.sections)]
    return told or ([] if before == after else ["laid out anew"])


def lesson_id(text: str) -> str | None:
    """Read the id a text gives itself; None where it has none that can be read."""
    found = _version(text).values.get("id")
    return str(found) if found else None


def _version(text: str) -> _Version:
    try:
        front = read_front_matter(text.replace("\r\n", "\n"), "")
    except FaultsFound:
        return _Version(readable=False)
    parts = HEADING.split(text.replace("\r\n", "\n")[front.body_start :])
    names = [name.strip() for name in parts[1::2]]
    return _Version(front.values, dict(zip(names, (part.strip() for part in parts[2::2]), strict=True)))


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    # what a reader looks for first
    for key in sorted({*old, *new}, key=lambda key: (key != "status", key != "decision", str(key))):
        before, now = old.get(key), new.get(key)
        if before == now:
            continue
        if key == "actions" and isinstance(before or [], list) and isinstance(now or [], list):
            yield from _actions(before or [], now or [])
        elif key == "decision" and isinstance(now, dict):
            yield _decision(now)
        else:
            yield from _values(str(key), before, now)


def _decision(now: Mapping[Any, Any]) -> str:
    answer = {True: "yes", False: "no"}.get(now.get("answer", ""), now.get("answer"))
    return f"decided {_short(answer)} by {_short(now.get('by'))} on {_short(now.get('on', now.get(True)))}"


def _values(name: str, before: object, now: object) -> Iterator[str]:
    if isinstance(before or [], list) and isinstance(now or [], list):
        added = [_short(one) for one in _listed(now) if one not in _listed(before)]
        removed = [_short(one) for one in _listed(before) if one not in _listed(now)]
        yield from (f"{name}: {one} added" for one in added)
        yield from (f"{name}: {one} taken out" for one in removed)
        if not added and not removed:
            yield f"{name}: in another order"
    elif before is None:
        yield f"{name}: {_short(now)}"
    elif now is None:
        yield f"{name} taken out"
    else:
        yield f"{name}: {_short(before)} → {_short(now)}"


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _actions(old: list[Any], new: list[Any]) -> Iterator[str]:
    before, now = _by_name(old), _by_name(new)
    yield from (f"action {_label(one)} taken out" for name, one in before.items() if name not in now)
    for name, action in now.items():
        if name not in before:
            yield f"action {_label(action)} added, {action.get('status')}"
        else:
            yield from (f"action {_label(action)}: {told}" for told in _fields(before[name], action))


def _label(action: Mapping[str, Any]) -> str:
    """Call an action by its id, or by the first words of what it is."""
    what = _short(action.get("what"))
    return str(action.get("id") or (what if len(what) <= LABEL else f"«{what[:LABEL].rpartition(' ')[0]} …»"))


def _by_name(actions: list[Any]) -> dict[str, dict[str, Any]]:
    """Name actions by what they are, since an id may be given to one that had none."""
    known = [action for action in actions if isinstance(action, dict)]
    return {str(action.get("what") or action.get("id")): action for action in known}


def _short(value: object) -> str:
    if isinstance(value, dict):
        told = ", ".join(str(part) for part in value.values() if not isinstance(part, dict | list))
        return f"({_short(told)})"
    words = CONTROL.sub("", " ".join(str(value).split()))  # an old version may hold what is refused now
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _sections(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for name in (*new, *(name for name in old if name not in new)):
        if name not in old:
            yield f"section {name} added"
        elif name not in new:
            yield f"section {name} taken out"
        elif old[name] != new[name]:
            change = len(new[name].split()) - len(old[name].split())
            more = f"{change:+d} words" if change else "as many words as before"
            yield f"section {name} edited ({more})"
