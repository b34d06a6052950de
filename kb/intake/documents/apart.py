"""Reads files one after the other, in a process of its own. It is run by `kb.intake.documents.isolation`.

What a PDF or a large file can do to its reader, take its process down, its time or all memory, it does to this
one. A request a line in, its answer a line out, both JSON: what comes out of here is not trusted to be code.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

from kb.errors import Fault, FaultsFound
from kb.intake.documents.forms import Contents, read_form
from kb.intake.records import Block

MEMORY = 900 * 1024**2  # bytes, where the system can set a limit
PATIENCE = 8  # seconds of computing for one file; 500 pages of text take 2


def answer(request: str) -> str:
    """Read the file a request names; give its contents, or its faults, as a line."""
    asked = json.loads(request)
    try:
        contents = read_form(Path(asked["path"]).read_bytes(), asked["form"], asked["name"])
    except FaultsFound as error:
        return json.dumps({"faults": [astuple(fault) for fault in error.faults]})
    told = [(b.kind, b.text, b.level, b.page, b.rows) for b in contents.blocks]
    made = contents.made.isoformat() if contents.made else None
    notes = [astuple(fault) for fault in contents.left_out]
    return json.dumps(
        {"blocks": told, "title": contents.title, "made": made, "left_out": notes, "paged": contents.paged}
    )


def understand(line: str) -> Contents:
    """Make the contents again of an answer. Raises `FaultsFound` where it tells faults."""
    told: Mapping[str, Any] = json.loads(line)
    if "faults" in told:
        raise FaultsFound([Fault(*fault) for fault in told["faults"]])
    blocks = tuple(
        Block(kind, text, level, page, tuple(tuple(row) for row in rows))
        for kind, text, level, page, rows in told["blocks"]
    )
    made = date.fromisoformat(told["made"]) if told["made"] else None
    left_out = tuple(Fault(*fault) for fault in told["left_out"])
    return Contents(blocks, told["title"], made, left_out, told["paged"])


def serve(patience: float) -> None:
    """Answer every line until there are no more, each within so many seconds of computing."""
    _limit_memory()
    for line in sys.stdin:
        _limit_time(patience)
        try:
            told = answer(line)
        except MemoryError:  # in telling what was read
            told = "{}"
        sys.stdout.write(told + "\n")  # ASCII, whatever the terminal speaks
        sys.stdout.flush()


def _limit_time(patience: float) -> None:
    """Have the system end this process once it has computed for so long, however busy the machine is."""
    with suppress(AttributeError):  # Windows has no such clock; there, `isolation` looks at the wall's
        signal.setitimer(signal.ITIMER_PROF, patience)


def _limit_memory() -> None:
    with suppress(
        ImportError, ValueError, OSError
    ):  # Windows has no such limits; a lower one may stand already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
