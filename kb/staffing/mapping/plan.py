"""A mapping: which of our files comes from which of theirs, and which column is which field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as Key

from kb.datafiles import Column
from kb.staffing.mapping.values import Kind
from kb.staffing.schemas import SCHEMAS

Target = Literal["needs", "resources", "clearances", "assignments", "overtime", "recruitment", "absence"]
# Fields that stand for a person. Their cells never leave the import: pseudonyms do, those of a kind alike.
PERSONS: Mapping[tuple[str, str], str] = {
    ("resources", "id"): "R",
    ("clearances", "ressurs"): "R",
    ("assignments", "ressurs"): "R",
    ("assignments", "person"): "P",
    ("overtime", "person"): "T",
    ("absence", "person"): "F",  # counted, and not written at all
}
NUMBERED: Mapping[str, str] = {
    "needs": "B",
    "assignments": "O",
}  # files whose rows get a number where none is told
GROUPED = ("overtime", "absence")  # files whose rows are sums unless the mapping says otherwise
_KINDS: Mapping[str, Kind] = {"timer": "hours", "uke": "week"}


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _column(value: object) -> object:
    """Let a field that is a column and nothing more be written as its name."""
    return {"column": value} if isinstance(value, str | list) else value


Names = Annotated[list[str], BeforeValidator(_several)]


class Part(BaseModel):
    """A part of a mapping; a key that is none is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Field(Part):
    """Where a field comes from: a column (the one of several names that is there), or one value for every row."""

    column: Names = []
    value: str | None = None
    kind: Kind | None = Key(None, alias="as")
    values: dict[str, str] | str | None = None  # theirs to ours; or the name of a table under [values]
    unknown: Literal["fault", "keep", "leave out"] = "fault"  # what is done with values that the table lacks
    empty: str | None = None  # what an empty cell means, where that is known
    per_hour: float | None = Key(
        None, ge=0, allow_inf_nan=False
    )  # kroner an hour, where the export has no amounts


class Filter(Part):
    """Rows told by a column: those with one of the values; one that ends in `*` fits all that begin so."""

    column: Names
    values: Names


class Spread(Part):
    """An absence from one day to another, shared out on its weeks: a row a week with its days.

    Days are Monday to Friday unless `weekends`; `share` names the column of per cent that one was away.
    """

    first: Names
    last: Names
    share: Names = []
    weekends: bool = False


class Source(Part):
    """One of our files and one of theirs (or all that a pattern such as `overtid*.csv` finds)."""

    to: Target
    file: str
    sheet: str | None = None
    head: int | None = Key(None, ge=0)  # the row of the header; 0 is none, and columns are called 1, 2, 3
    head_rows: int = Key(1, ge=1, le=3)
    keep: list[Filter] = []
    drop: list[Filter] = []
    group: bool | None = None
    duplicates: Literal["tell", "leave out"] = "tell"
    spread: Spread | None = None
    fields: dict[str, Annotated[Field, BeforeValidator(_column)]]

    @property
    def grouped(self) -> bool:
        """Say whether rows alike in all that is not summed become one."""
        return self.to in GROUPED if self.group is None else self.group

    def kind(self, name: str) -> Kind:
        """Give how a field's cells are read: as said, or as our own column of that name is."""
        told = self.fields[name].kind
        if told is not None or (self.to, name) in PERSONS:
            return told or "text"
        column = next((one for one in SCHEMAS[self.to].every if one.name == name), None)
        return _KINDS.get(name) or _kind_of(column)


class Plan(Part):
    """A whole mapping. `values` are tables that several fields share."""

    title: str = ""
    values: dict[str, dict[str, str]] = {}
    source: list[Source] = Key(min_length=1)

    def table(self, field: Field) -> Mapping[str, str] | None:
        """Give the table that translates a field's values; None where they are taken as they are."""
        return self.values[field.values] if isinstance(field.values, str) else field.values


def _kind_of(column: Column | None) -> Kind:
    kinds: Mapping[str, Kind] = {"date": "date", "integer": "integer", "number": "number"}
    return kinds.get(column.kind, "text") if column else "text"
