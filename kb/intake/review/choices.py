"""What a person can decide on a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kb.lessons.bank.records import Kind

Choice = Literal["accept", "again", "merge", "reject", "skip"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a proposal.

    `accept` writes a draft, from `text` where the person edited it; `again` does so and ties it to `lesson`, which
    said the same before; `merge` adds the places to `lesson`; `reject` needs a `reason`; `skip` does nothing.
    `themes` and `kind` stand for the proposal's own where they are given.
    """

    choice: Choice
    lesson: str = ""
    reason: str = ""
    text: str = ""
    themes: tuple[str, ...] = ()
    kind: Kind | None = None
