"""The front matter of a text that was imported: where it comes from, what it is, and when it must be read again.

A text that somebody put into the bank by hand needs none.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kb.errors import Fault, FaultsFound
from kb.lessons.bank.frontmatter import FrontMatter
from kb.lessons.bank.records import Day, Language, Period, Words
from kb.lessons.bank.validation import field_fault

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
MARK = "original"  # the key by which an imported text is known


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OriginalFile(_Record):
    """The file a text was read from: its name without folders, and the SHA-256 of its bytes."""

    file: Words
    sha256: Digest


class TextRecord(_Record):
    """What is known of an imported text.

    `body` is the SHA-256 of the body as it was written, by which a later import sees whether somebody has
    changed it by hand. `earlier` are the hashes of the versions of the original that came before. `masked`
    counts what was taken out, by kind.
    """

    title: Words
    date: Day | None = None
    period: Period | None = None
    organisation: list[Words] = Field(default_factory=list)
    kind: Words
    genre: Words
    language: Language
    review_by: Day
    original: OriginalFile
    earlier: list[Digest] = Field(default_factory=list)
    masked: dict[str, int] = Field(default_factory=dict)
    body: Digest


def is_imported(front: FrontMatter) -> bool:
    """Tell whether a text's front matter is one that an import wrote."""
    return MARK in front.values


def read_text_record(front: FrontMatter, file: str) -> TextRecord:
    """Check an imported text's front matter; raise `FaultsFound` with every fault of its fields."""
    try:
        return TextRecord.model_validate(front.values)
    except ValidationError as error:
        remedy = "Mend it, or import the original again with --overwrite."
        faults = [field_fault(one, front, file) for one in error.errors()]
        raise FaultsFound([Fault(f.file, f.place, f.problem, remedy) for f in faults]) from error
