"""What would tell a person in our files, found before anything is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kb.datafiles import capped
from kb.errors import Fault
from kb.privacy.identifiers import find_identifiers
from kb.staffing.mapping.plan import PERSONS
from kb.staffing.mapping.rows import Line
from kb.staffing.mapping.wording import folded

Names = Mapping[str, set[frozenset[str]]]  # the words of each name, by one of them

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REMEDY = "Take another column in the mapping; persons go in person or ressurs only, as pseudonyms."
_SURE = {"national id": "a national id", "e-mail": "an e-mail address"}
_IN_TEXT = {"phone": "a telephone number"}  # alone, the same digits may be those of a cost centre


def leaks(files: Mapping[str, Sequence[Line]]) -> list[Fault]:
    """Find cells that tell a person, before pseudonyms are put in.

    That is a national id, an e-mail address, a telephone number among words, or the name or number of a person.
    """
    names = _names(files)
    faults: list[Fault] = []
    for file, lines in files.items():
        known: dict[str, str] = {}
        found = [
            Fault(line.file, f"{line.place}, to {file}.csv, column {name}", f"Holds {what}.", _REMEDY)
            for line in lines
            for name, cell in line.cells.items()
            if isinstance(cell, str)
            and (file, name) not in PERSONS
            and (what := _told(line, file, cell, names, known))
        ]
        faults += capped(found)
    return faults


def _names(files: Mapping[str, Sequence[Line]]) -> Names:
    """List the names of persons by each first word; numbers are looked for in their own row only."""
    names: dict[str, set[frozenset[str]]] = defaultdict(set)
    for file, lines in files.items():
        for person in {person for line in lines for person in _persons(line, file)}:
            words = _words(person)
            if len(words) > 1 and not any(sign.isdigit() for sign in person):
                names[min(words)].add(words)
    return names


def _words(text: str) -> frozenset[str]:
    """Give the words of a name, whichever stands first."""
    return frozenset(_WORD.findall(folded(text)))


def _persons(line: Line, file: str) -> Iterator[str]:
    for other, name in PERSONS:
        if other == file and isinstance(person := line.cells.get(name), str):
            yield person


def _told(line: Line, file: str, cell: str, names: Names, known: dict[str, str]) -> str:
    """Say what a cell tells of a person; nothing where it does not."""
    plain = folded(cell)
    if any(plain in (person, person.zfill(len(plain))) for person in _persons(line, file)):
        return "what tells the person of the row"
    if cell not in known:
        known[cell] = _identified(cell, names)
    return known[cell]


def _identified(cell: str, names: Names) -> str:
    known = _SURE | (_IN_TEXT if any(sign.isalpha() for sign in cell) else {})
    kinds = [known[one.kind] for one in find_identifiers(cell) if one.kind in known]
    if kinds:
        return f"what looks like {kinds[0]}"
    words = _words(cell)
    return "a person's name" if any(name <= words for word in words for name in names.get(word, ())) else ""
