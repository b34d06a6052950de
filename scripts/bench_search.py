"""Search side by side: this product, `llm` collections, `txtai` and `chromadb` over the same passages and vectors.

    python scripts/bench_search.py FOLDER [--sizes 1000 10000 100000] [--only kb chromadb] [--million]

Run it in the `.venv`. FOLDER holds public Norwegian text as JSON lines: gov_nob.jsonl, laws.jsonl and, where it is,
gov_nno.jsonl. The other systems are installed into build/bench-venv, never into the project. Each step runs in a
process of its own, so memory is its own. Times are without the model's, which is told apart and the same for all;
nDCG@10 is of titles of law sections against all passages of their section. Queries are asked once each, warm.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench_search_texts import Texts, read_texts
from bench_search_venv import install, python
from search_metrics import measure_order

SCRIPTS = Path(__file__).resolve().parent
OURS = "kb"
OTHERS = ("llm", "txtai", "txtai + bm25", "chromadb")
STATIC, DEFAULT, DRAWN = (
    "static",
    "multilingual-e5-small",
    "drawn",
)  # models, as bench_search_kb.py knows them
MILLION = 1_000_000
TARGETS = {
    (100_000, STATIC): 15,
    (100_000, DRAWN): 40,
    (MILLION, STATIC): 100,
}  # ms, the median with the model
MOST_MEMORY = 1e9  # bytes, at 100,000 passages
COLUMNS = (
    "index s",
    "p50 ms",
    "p95 ms",
    "p50 with model",
    "index MB",
    "search MB",
    "file MB",
    "nDCG@10",
    "asked",
)


class Failed(Exception):
    """A step that gave nothing; its last words."""


@dataclass(frozen=True)
class Round:
    """Texts of one size with the vectors of one model, in a folder; `seconds` is a system's time to search."""

    texts: Texts
    model: str
    folder: Path
    seconds: float

    def write(self) -> None:
        """Write what every system reads."""
        (self.folder / "passages.json").write_text(json.dumps(self.texts.passages), encoding="utf-8")
        (self.folder / "questions.json").write_text(json.dumps(self.texts.questions), encoding="utf-8")

    def step(self, system: str, step: str) -> dict[str, Any]:
        """Run a step in its process; raise `Failed` with its last words."""
        ours = system in {OURS, "vectors"}
        place = self.folder / system.replace(" ", "")
        place.mkdir(exist_ok=True)
        script = SCRIPTS / f"bench_search_{'kb' if ours else 'others'}.py"
        job = {"folder": str(self.folder), "place": str(place), "model": self.model, "seconds": self.seconds}
        done = subprocess.run(
            [sys.executable if ours else str(python()), str(script), system, step],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"},
        )
        if done.returncode:
            raise Failed((done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1])
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    def ndcg(self, found: Sequence[Sequence[int]]) -> float:
        """Give the mean nDCG@10 of the queries that were asked."""
        orders = zip(found, self.texts.questions, strict=False)
        return statistics.mean(
            measure_order([place in answers for place in places], len(answers)).ndcg
            for places, (_, answers) in orders
        )


def compare(one: Round, systems: Sequence[str]) -> None:
    """Print a row for each system, and whether ours reaches what it should."""
    one.write()
    made = one.step("vectors", "index")
    encoding = statistics.median(one.step("vectors", "search")["waits"])
    count = len(one.texts.passages)
    print(
        f"\n{count:,} passages, {len(one.texts.questions)} queries, {one.model}: vectors of all passages "
        f"{made['seconds']:.1f} s, of a query {1000 * encoding:.1f} ms; {load()}"
    )
    print(f"{'':<20}" + "".join(f"{column:>{max(len(column), 7) + 2}}" for column in COLUMNS), flush=True)
    for system in systems:
        try:
            index, search = one.step(system, "index"), one.step(system, "search")
        except Failed as failure:
            print(f"{system:<20}  gave nothing: {failure}", flush=True)
            continue
        whole = [wait + (0 if system == OURS else encoding) for wait in search["waits"]]
        _row(one, f"{system} {search['version']}", index, search, statistics.median(whole))
        if system == OURS:
            _judge(one, statistics.median(whole), search["memory"])


def _row(one: Round, name: str, index: dict[str, Any], search: dict[str, Any], with_model: float) -> None:
    waits = search["waits"]
    # The last ones: the first were asked to warm up.
    own = search["model"][-len(waits) :] or [0.0] * len(waits)
    alone = sorted(wait - model for wait, model in zip(waits, own, strict=True))
    told = (
        f"{index['seconds']:.1f}",
        f"{1000 * statistics.median(alone):.1f}",
        f"{1000 * alone[int(0.95 * (len(alone) - 1))]:.1f}",
        f"{1000 * with_model:.1f}",
        f"{index['memory'] / 1e6:.0f}",
        f"{search['memory'] / 1e6:.0f}",
        f"{index['size'] / 1e6:.0f}",
        "–" if one.model == DRAWN else f"{one.ndcg(search['found']):.3f}",
        str(len(waits)),
    )
    row = zip(told, COLUMNS, strict=True)
    print(
        f"{name:<20}"
        + "".join(f"{value:>{max(len(column), 7) + 2}}" for value, column in row)
        + f"  {load()}",
        flush=True,
    )


def _judge(one: Round, median: float, memory: int) -> None:
    count = len(one.texts.passages)
    target = TARGETS.get((count, one.model))
    if target is None:
        return
    told = f"  to reach: p50 {target} ms with the model: {_reached(1000 * median <= target)}"
    if count < MILLION:
        told += f"; {MOST_MEMORY / 1e9:.0f} GB: {_reached(memory <= MOST_MEMORY)}"
    print(told, flush=True)


def _reached(good: bool) -> str:
    return "reached" if good else "not reached"


def load() -> str:
    """Tell how busy the machine is, since that makes times longer."""
    if not hasattr(os, "getloadavg"):
        return "load not told"
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def main() -> None:
    """Compare at every size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--only", nargs="+", choices=(*OTHERS, OURS), default=(*OTHERS, OURS))
    parser.add_argument(
        "--seconds", type=float, default=60, help="most time a system searches, for each size"
    )
    parser.add_argument("--million", action="store_true", help="1,000,000 passages too, this product alone")
    chosen = parser.parse_args()
    if set(chosen.only) & set(OTHERS):
        install()
    rounds = [(count, STATIC, chosen.only) for count in chosen.sizes]
    rounds += [(count, DEFAULT, chosen.only) for count in chosen.sizes if count <= 1_000]
    rounds += [(count, DRAWN, [OURS]) for count in chosen.sizes if count >= 100_000 and OURS in chosen.only]
    rounds += [(MILLION, STATIC, [OURS])] if chosen.million else []
    for count, model, systems in rounds:
        with TemporaryDirectory(prefix="bench-search-") as folder:
            compare(Round(read_texts(chosen.folder, count), model, Path(folder), chosen.seconds), systems)


if __name__ == "__main__":
    main()
