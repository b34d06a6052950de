"""What a single field of a lesson may hold: words, days and short names."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")  # and lone surrogates, which no file can hold
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _refuse_repeats(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise ValueError("names the same one twice.")
    return values


def _refuse_control(value: str) -> str:
    if CONTROL.search(value):
        raise PydanticCustomError("control_character", "holds a control character")
    return value


def _refuse_other_forms(value: object) -> object:
    # pydantic would take 0 for 1 January 1970, and a time of day for the date
    if not isinstance(value, date | bool) and not DAY.fullmatch(str(value)):
        raise PydanticCustomError("date_parsing", "is not a date")
    return value


Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_refuse_control)
]
Day = Annotated[date, BeforeValidator(_refuse_other_forms)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Slugs = Annotated[list[Slug], AfterValidator(_refuse_repeats)]
# An action's id begins with a letter: its number in the lesson is another name of it.
ActionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)]
Reference = Annotated[
    str, StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=161)
]
References = Annotated[list[Reference], AfterValidator(_refuse_repeats)]


class Record(BaseModel):
    """A mapping of front matter, with no key but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Dated(Record):
    """A record of one day, told by the key `on`."""

    on: Day

    @model_validator(mode="before")
    @classmethod
    def _know_the_key(cls, values: object) -> object:
        # YAML 1.1 reads the bare key `on` as true
        if not isinstance(values, dict):
            return values
        return {("on" if key is True else key): value for key, value in values.items()}
