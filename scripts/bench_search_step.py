"""One step of one system of `bench_search.py`, in a process of its own: `python FILE SYSTEM index|search`.

The job comes as JSON on standard input, and what was measured is the last line of standard output. numpy is all
it needs, since systems with a virtual environment of their own run it too.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Search = Callable[[str], list[int]]  # a query's best passages by their places, the best first
WANTED = 10
WARMING = 5  # queries before any is timed


@dataclass(frozen=True)
class Job:
    """`folder` holds the texts and their vectors, `place` what the system keeps; `seconds` is its time to search."""

    folder: Path
    place: Path
    model: str
    seconds: float

    def passages(self) -> list[str]:
        """Read the texts, all different."""
        return list(json.loads((self.folder / "passages.json").read_text(encoding="utf-8")))

    def queries(self) -> list[str]:
        """Read what is asked."""
        told = json.loads((self.folder / "questions.json").read_text(encoding="utf-8"))
        return [query for query, _ in told]

    def vectors(self) -> Floats:
        """Map the vectors of the passages, float32 (n, d)."""
        return np.asarray(np.load(self.folder / f"{self.model}-passages.npy", mmap_mode="r"))

    def given(self) -> dict[str, Floats]:
        """Give the queries' vectors by their text."""
        vectors: Floats = np.load(self.folder / f"{self.model}-queries.npy")
        return dict(zip(self.queries(), vectors, strict=True))


class System(Protocol):
    """A way to keep passages and search them."""

    def version(self) -> str:
        """Tell its version."""

    def prepare(self, job: Job) -> Callable[[], None]:
        """Return what makes the index; only that is timed, and no model's time is in it."""

    def open(self, job: Job) -> Search:
        """Open the index that was made."""


def run(systems: Mapping[str, Callable[[], System]]) -> None:
    """Do the step that the command line names."""
    name, step = sys.argv[1:3]
    told = json.load(sys.stdin)
    job = Job(Path(told["folder"]), Path(told["place"]), told["model"], told["seconds"])
    system = systems[name]()
    measured = _index(system, job) if step == "index" else _search(system, job)
    print(json.dumps(measured | {"memory": peak(), "version": system.version()}))


def _index(system: System, job: Job) -> dict[str, Any]:
    index = system.prepare(job)
    began = time.perf_counter()
    index()
    seconds = time.perf_counter() - began
    size = sum(path.stat().st_size for path in job.place.rglob("*") if path.is_file())
    return {"seconds": seconds, "size": size}


def _search(system: System, job: Job) -> dict[str, Any]:
    queries = job.queries()
    began = time.perf_counter()
    search = system.open(job)
    opened = time.perf_counter() - began
    for query in queries[-WARMING:]:
        search(query)
        if time.perf_counter() - began > job.seconds:
            break
    waits: list[float] = []
    found: list[Sequence[int]] = []
    began = time.perf_counter()
    for query in queries:
        start = time.perf_counter()
        found.append(search(query))
        waits.append(time.perf_counter() - start)
        if time.perf_counter() - began > job.seconds:
            break
    return {"opened": opened, "waits": waits, "found": found, "model": getattr(system, "model_waits", [])}


def peak() -> int:
    """Tell the most memory this process has held, in bytes; 0 where the system does not tell."""
    # getrusage tells of the process that started this one as well.
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
