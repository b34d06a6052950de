"""What is wrong with the keys of a codebook, told in our words and by the ids people gave."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from kb.errors import Fault


def tell_misfits(file: str, content: object, error: ValidationError) -> list[Fault]:
    """Tell every fault of pydantic's; `content` is what was validated."""
    return [_told(file, content, tuple(f["loc"]), f["type"], f["msg"]) for f in error.errors()]


def _told(file: str, content: object, place: Sequence[int | str], kind: str, message: str) -> Fault:
    """Tell a fault of pydantic's in our words."""
    where = _named(content, place)
    if kind == "missing":
        return Fault(file, where, "Is missing.", "Add it.")
    if kind == "extra_forbidden":
        return Fault(file, where, "Is not a key of a codebook.", "Check the spelling, or remove it.")
    return Fault(file, where, f"{message}.", "Correct it.")


def _named(content: object, place: Sequence[int | str]) -> str:
    """Write a place as `questions[need].wording.nb`, with ids for numbers where there are any."""
    words = ""
    for step in place:
        content = _inside(content, step)
        name = content.get("id", step) if isinstance(content, dict) else step
        words += f"[{name}]" if isinstance(step, int) else f".{step}"
    return words.removeprefix(".")


def _inside(content: object, step: int | str) -> object:
    if isinstance(content, dict):
        return content.get(step)
    return content[step] if isinstance(content, list) and isinstance(step, int) else None
