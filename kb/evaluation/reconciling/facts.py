"""What the data say, as facts with names: a value, its unit, and the words by which a text speaks of it."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from kb.errors import Fault, FaultsFound, KbError

Unit = Literal[
    "persons",
    "answers",
    "positions",
    "items",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "kroner",
    "share",
    "date",
]
NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*")


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the data.

    - `name`: dotted, such as `survey.role.tillitsvalgt.share`; no two facts share one.
    - `value`: in whole units: persons, hours, kroner (never millions), a share from 0 to 1, and a date as its
      `toordinal()`. None is a figure hidden behind a small cell: it may be neither told nor filled in, and is
      known to nobody here.
    - `words`: what a text says when it speaks of this fact. Each entry is one thing that must be said, with
      `|` between the ways to say it: `("tillitsvalgt|tillitsvald|shop steward", "svar*|undersøkelse")`.
      A word stands for its inflections (*leder* for *lederne*), a phrase for its words in a row, and `*` for
      any ending. The first entry names what the fact is of (the area, the role); a number beside the first
      entry of another fact is taken to be of that. The fact with more things said is the more particular one,
      so a fact of an area needs an entry for the area beside those of the whole.
    - `part_of`: the name of the count that this count, or the count above this share, is a part of.
    - `counts`: for a share, the part and the whole it was worked out from.

    Raises `KbError` for a name, value or words that cannot be.
    """

    name: str
    value: float | None
    unit: Unit
    words: tuple[str, ...]
    part_of: str = ""
    counts: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise KbError(f"“{self.name}” is no name of a fact. Write letters and digits with dots between.")
        if self.value is not None and not math.isfinite(self.value):
            raise KbError(
                f"{self.name} has the value {self.value}. Give a number, or None where it is hidden."
            )
        if not self.words or not all(
            re.search(r"\w", one) for entry in self.words for one in entry.split("|")
        ):
            raise KbError(f"{self.name} has no words, or an empty one. Say how a text speaks of it.")

    @property
    def hidden(self) -> bool:
        """Tell whether the figure is behind a small cell."""
        return self.value is None


def count(
    name: str, value: float | None, words: Sequence[str], *, unit: Unit = "persons", part_of: str = ""
) -> Fact:
    """Make a fact of a count or an amount; None and NaN are hidden."""
    return Fact(name, _shown(value), unit, tuple(words), part_of)


def day(name: str, value: date, words: Sequence[str]) -> Fact:
    """Make a fact of a day: when the survey was sent, when the event began."""
    return Fact(name, float(value.toordinal()), "date", tuple(words))


def share(name: str, part: Fact, whole: Fact, words: Sequence[str] = ()) -> Fact:
    """Make the share that one count is of another, spoken of by the part's words where none are given.

    It is hidden where either count is, or the whole is 0.
    """
    own = tuple(words) or part.words
    if part.value is None or not whole.value:
        return Fact(name, None, "share", own, whole.name)
    return Fact(name, part.value / whole.value, "share", own, whole.name, (part.value, whole.value))


def speaking(labels: Iterable[str]) -> str:
    """Make an entry of `words` from labels, such as a code's in each language.

    *Pleie og omsorg (PLO)* is spoken of by the words before the bracket and by those within.
    """
    ways = (way.strip() for label in labels for way in re.split(r"[()|*]", label.lower()))
    return "|".join(dict.fromkeys(way for way in ways if re.search(r"\w", way)))


def by_name(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Give the facts by name. Raises `KbError` for names used twice."""
    listed = list(facts)
    double = [name for name, times in Counter(fact.name for fact in listed).items() if times > 1]
    if double:
        raise KbError(f"Two facts have the name {', '.join(double)}. Give each its own.")
    return {fact.name: fact for fact in listed}


def write_facts(facts: Iterable[Fact], path: Path) -> None:
    """Write facts as a JSON list; a hidden one has the value null."""
    listed = [asdict(fact) for fact in by_name(facts).values()]
    path.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_facts(path: Path) -> list[Fact]:
    """Read facts as `write_facts` writes them; raise `FaultsFound` with everything that is wrong."""
    from pydantic import TypeAdapter, ValidationError

    try:
        facts = TypeAdapter(list[Fact]).validate_json(path.read_bytes())
    except OSError as error:
        problem = f"cannot be opened ({error.strerror})."
        raise FaultsFound([Fault(path.name, "file", problem, "Check its name.")]) from error
    except ValidationError as error:
        told = [(".".join(map(str, one["loc"])) or "file", one["msg"]) for one in error.errors()]
        remedy = "Write it as kb.evaluation.reconciling.facts.write_facts does."
        raise FaultsFound([Fault(path.name, place, f"{said}.", remedy) for place, said in told]) from error
    return list(by_name(facts).values())


def _shown(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)
