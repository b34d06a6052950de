"""Time the indexing of a large made-up bank: the first run, and the runs after one file changed.

Run it in the `.venv`: `python scripts/bench_index.py [--passages 100000]`. Words come from a seeded generator and
vectors from a small stand-in for a model, whose own time is told and taken out.
"""

import argparse
import hashlib
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from kb.lessons.base.indexing import Changes, sync
from kb.lessons.models.embedding import Matrix, Vector

EACH = 10  # passages in a file
WORDS = 45  # in a passage
VOCABULARY = 60_000
ROUNDS = 7
STEMS = (
    "beredskap skole helse plan tiltak lager øving leder møte rutine varsling vakt pårørende kommune råd bygg "
    "pleie barn heim smitte avtale ansatt vikar turnus arbeid erfaring læring drift kontor transport ut inn "
    "over under sam fri for etter ny gammel stor liten"
)
ENDINGS = ("", "en", "et", "er", "ene", "s", "ing", "lig", "het")


class Stand:
    """Stands in for a model: 384 numbers drawn from each text's hash. `seconds` is the time it took itself."""

    name = "stand-in"
    dimension = 384

    def __init__(self) -> None:
        self.seconds = 0.0

    def documents(self, texts: Sequence[str]) -> Matrix:
        """Draw unit vectors, float32 (n, 384)."""
        began = time.perf_counter()
        drawn = np.stack([self.query(text) for text in texts])
        self.seconds += time.perf_counter() - began
        return drawn

    def query(self, text: str) -> Vector:
        """Draw a unit vector, float32 (384,)."""
        seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
        drawn = np.random.default_rng(seed).standard_normal(self.dimension, np.float32)
        return drawn / np.linalg.norm(drawn)


class Prose:
    """Writes texts whose words are as unevenly common as those of a language (Zipf)."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        stems = STEMS.split()
        chosen = self._random.integers(0, len(stems), (VOCABULARY, 3))
        ends = self._random.integers(0, len(ENDINGS), VOCABULARY)
        self._words = [
            "".join(stems[i] for i in three[: 1 + n % 3]) + ENDINGS[e]
            for n, (three, e) in enumerate(zip(chosen, ends, strict=True))
        ]
        weights = 1 / np.arange(5, VOCABULARY + 5)
        self._chances = weights.cumsum() / weights.sum()

    def sentence(self, words: int) -> str:
        """Write so many words with a full stop."""
        drawn = np.searchsorted(self._chances, self._random.random(words))
        return " ".join(self._words[i] for i in drawn).capitalize() + "."

    def text(self) -> str:
        """Write a text of `EACH` headed passages."""
        sections = (f"## {self.sentence(4)[:-1]}\n\n{self.sentence(WORDS)}\n" for _ in range(EACH))
        return f"# {self.sentence(5)[:-1]}\n\n" + "\n".join(sections)


@dataclass(frozen=True, slots=True)
class Bench:
    """A made-up bank in a folder, and how to bring it into a base."""

    root: Path
    prose: Prose
    model: Stand

    def file(self, number: int) -> Path:
        """Name a file: a hundred in a folder."""
        return self.root / "lessons" / "texts" / f"{number // 100:04d}" / f"{number:07d}.md"

    def write(self, number: int) -> None:
        """Write a file anew."""
        self.file(number).parent.mkdir(parents=True, exist_ok=True)
        self.file(number).write_text(self.prose.text(), encoding="utf-8")

    def index(self) -> tuple[float, float, Changes]:
        """Index, and give the seconds on the clock and of the processor, both without the model's."""
        began, worked, before = time.perf_counter(), time.process_time(), self.model.seconds
        changes = sync(
            [self.root / "lessons"], self.root / "kb.sqlite", self.model, root=self.root, taxonomy={}
        )
        model = self.model.seconds - before
        return time.perf_counter() - began - model, time.process_time() - worked - model, changes

    def repeat(self, name: str, change: Callable[[int], None]) -> None:
        """Change the bank and index it, round after round; print the median and the worst."""
        runs = []
        for number in range(ROUNDS):
            change(number)
            runs.append(self.index())
        times, worked = [run[0] for run in runs], statistics.median(run[1] for run in runs)
        told = f"{statistics.median(times):>9.3f}{max(times):>9.3f}{worked:>9.3f}"
        print(f"{name:<22}{told}   {_tell(runs[-1][2])}", flush=True)


def _tell(changes: Changes) -> str:
    counts = {name: len(getattr(changes, name)) for name in ("added", "changed", "removed", "unchanged")}
    return ", ".join(f"{name} {number}" for name, number in counts.items() if number)


def peak() -> str:
    """Tell the most memory this process has held."""
    try:
        import resource
    except ImportError:
        return "not told on this system"
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"  # KiB on Linux


def main() -> None:
    """Make the bank, index it and change it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    files = parser.parse_args().passages // EACH
    with TemporaryDirectory() as folder:
        bench = Bench(Path(folder), Prose(7), Stand())
        for number in range(files):
            bench.write(number)
        print(f"{files} files, {files * EACH} passages; peak memory before indexing {peak()}")
        print(f"{'seconds':<22}{'median':>9}{'worst':>9}{'of CPU':>9}")
        first, worked, changes = bench.index()
        print(
            f"{'first index':<22}{first:>9.1f}{'':>9}{worked:>9.1f}   {_tell(changes)}; peak {peak()}",
            flush=True,
        )
        bench.repeat("nothing changed", lambda _: None)
        bench.repeat("one file changed", lambda number: bench.write(number * 37 % files))
        bench.repeat("one file added", lambda number: bench.write(files + number))
        bench.repeat("one file removed", lambda number: bench.file(files + number).unlink())
        size = (bench.root / "kb.sqlite").stat().st_size
        print(
            f"peak memory {peak()}; base {size / 1e6:.0f} MB; the model took {bench.model.seconds:.1f} s besides"
        )


if __name__ == "__main__":
    main()
