"""The tick list of a rundown: what a meeting made of each lesson, in a file that lies beside the plan."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kb.errors import Fault, FaultsFound
from kb.evaluation.rundown.matching import Rundown
from kb.lessons.bank.fields import Words
from kb.tomlfiles import read_model
from kb.writing import write_whole

Answer = Literal["", "brukes", "ikke relevant", "må gjøres noe"]
HEAD = """\
# Avkryssing etter «{plan}». Fyll ut «svar» for hvert punkt: "brukes", "ikke relevant" eller "må gjøres noe".
# For «må gjøres noe»: skriv hva, hvem som er ansvarlig (en rolle) og frist. `kb tick` fører det på læringspunktet.

plan = {quoted}
"""


def _none_if_empty(value: object) -> object:
    return value or None


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tick(_Part):
    """What was said of one lesson; `hva`, `ansvarlig` and `frist` make the action where something must be done."""

    avsnitt: str = ""
    lesson: Words
    title: str = ""
    svar: Answer = ""
    hva: str = ""
    ansvarlig: str = ""
    frist: Annotated[date | None, BeforeValidator(_none_if_empty)] = None


class Ticks(_Part):
    """A tick list as its file holds it."""

    plan: Words
    punkt: list[Tick] = Field(default_factory=list)

    @property
    def to_act_on(self) -> list[Tick]:
        """The lessons for which something must be done."""
        return [tick for tick in self.punkt if tick.svar == "må gjøres noe"]


def write_ticks(rundown: Rundown, file: Path) -> Path:
    """Write an empty tick list of a rundown. Raises `FaultsFound` where the file is there already."""
    if file.exists():
        problem = "is there already, and may hold answers."
        raise FaultsFound([Fault(str(file), "file", problem, "Give another name, or remove it.")])
    quoted = _quoted(rundown.text.title)
    head = HEAD.format(plan=rundown.text.title.replace("\n", " "), quoted=quoted)
    return write_whole(file, "\n".join([head, *_points(rundown)]).encode())


def read_ticks(file: Path, names: Collection[str] = ()) -> Ticks:
    """Read a tick list; raise `FaultsFound` with every point that lacks what its answer needs, or tells of a person.

    `names` are full names to look for besides those that are found.
    """
    ticks = read_model(file, Ticks, remedy="Mend it after the lines at its top.")
    if faults := [*_lacking(str(file), ticks.punkt), *_persons(str(file), ticks.punkt, names)]:
        raise FaultsFound(faults)
    return ticks


def _points(rundown: Rundown) -> Iterator[str]:
    for section, found in rundown.sections:
        for one in found:
            told = {"avsnitt": section.heading, "lesson": one.lesson, "title": one.title}
            lines = [f"{key} = {_quoted(value)}" for key, value in told.items()]
            yield "\n".join(
                ["[[punkt]]", *lines, *(f'{key} = ""' for key in ("svar", "hva", "ansvarlig", "frist"))]
            )
            yield ""


def _quoted(text: str) -> str:
    """Write a TOML string: JSON's is one, DEL apart, which no title holds."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _lacking(file: str, ticks: Iterable[Tick]) -> Iterator[Fault]:
    for number, tick in enumerate(ticks, start=1):
        if tick.svar != "må gjøres noe":
            continue
        for name in ("hva", "ansvarlig"):
            if not getattr(tick, name).strip():
                remedy = "Say what must be done, and which role does it."
                yield Fault(file, f"punkt {number}, {name}", f"is empty for {tick.lesson}.", remedy)


def _persons(file: str, ticks: Iterable[Tick], names: Collection[str]) -> Iterator[Fault]:
    """Find persons in what would be written on a lesson."""
    from kb.privacy.persons import find_persons

    for number, tick in enumerate(ticks, start=1):
        told = {"hva": tick.hva, "ansvarlig": tick.ansvarlig} if tick.svar == "må gjøres noe" else {}
        for name, words in told.items():
            for one in find_persons(words, names):
                if one.kind != "role":
                    problem = f"tells of a person: {one.text!r} ({one.kind})."
                    yield Fault(file, f"punkt {number}, {name}", problem, "Name the role instead.")
