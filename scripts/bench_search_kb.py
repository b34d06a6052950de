"""Our side of `bench_search.py`: the product's index and search, and the vectors all systems are given."""

import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
from bench_search_step import WANTED, Floats, Job, Search, run

from kb.lessons.bank.themes import read_taxonomy
from kb.lessons.base.indexing import sync
from kb.lessons.models.embedding import DEFAULT, Embedder, open_embedder
from kb.lessons.models.model import default_cache
from kb.lessons.models.static import NAME, open_static
from kb.lessons.retrieval.search import search
from kb.lessons.retrieval.shelf import Reader

ROOT = Path(__file__).resolve().parent.parent
EACH = 10  # passages in a file
DRAWN = "drawn"  # random unit vectors for the passages, as many numbers as the default model's


class Given:
    """A model whose passages' vectors are given, and whose queries it embeds itself; `waits` is that time."""

    def __init__(self, model: Embedder, texts: Sequence[str] = (), vectors: Floats | None = None) -> None:
        self._model = model
        self._vectors = vectors
        self._rows = {text: row for row, text in enumerate(texts)}
        self.name = model.name
        self.dimension = model.dimension
        self.waits: list[float] = []

    def documents(self, texts: Sequence[str]) -> Floats:
        """Give float32 (n, dimension); a text that is none of the passages raises `KeyError`."""
        rows = [self._rows[text] for text in texts]
        return np.empty((0, self.dimension), np.float32) if self._vectors is None else self._vectors[rows]

    def query(self, text: str) -> Floats:
        """Embed a query."""
        began = time.perf_counter()
        vector = self._model.query(text)
        self.waits.append(time.perf_counter() - began)
        return vector


def open_model(name: str) -> Embedder:
    """Open one of the two models; `DRAWN` has the default's queries."""
    return open_static() if name == NAME else open_embedder(DEFAULT, cache=default_cache())


class Kb:
    """The product, with the sample bank's themes."""

    def __init__(self) -> None:
        self._taxonomy = read_taxonomy(ROOT / "lessons" / "themes.toml")
        self.model_waits: list[float] = []

    def version(self) -> str:
        """Tell its version."""
        return version("erfaringsbank")

    def prepare(self, job: Job) -> Callable[[], None]:
        """Write files of `EACH` passages, and index them as `kb index` does."""
        passages = job.passages()
        model = Given(open_model(job.model), passages, job.vectors())
        model.query("")  # so that the model is loaded
        lessons = job.folder / "lessons"
        for start in range(0, len(passages), EACH):
            file = lessons / _file(start)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n\n".join(passages[start : start + EACH]) + "\n", encoding="utf-8")

        def index() -> None:
            database = job.place / "kb.sqlite"
            changes = sync([lessons], database, model, root=job.folder, taxonomy=self._taxonomy)
            if changes.faults or changes.embedded != len(passages):
                raise SystemExit(
                    f"{changes.embedded} passages were indexed, with faults: {changes.faults[:3]}"
                )

        return index

    def open(self, job: Job) -> Search:
        """Open the base as `Library.search` does."""
        model = Given(open_model(job.model))
        self.model_waits = model.waits
        model.query("")
        # Hashes, since what is held here counts as the product's memory.
        place = {hash(text): number for number, text in enumerate(job.passages())}
        reader = Reader(job.place / "kb.sqlite", model.name, self._taxonomy)

        def ask(query: str) -> list[int]:
            store, shelf = reader.open()
            return [
                place[hash(hit.text)]
                for hit in search(store, shelf, model, self._taxonomy, query, limit=WANTED)
            ]

        reader.open()
        return ask


class Vectors:
    """No system: embeds the passages and the queries of a job."""

    def __init__(self) -> None:
        self.model_waits: list[float] = []

    def version(self) -> str:
        """Tell that there is none."""
        return ""

    def prepare(self, job: Job) -> Callable[[], None]:
        """Embed the passages, or draw their vectors."""
        model, passages = open_model(job.model), job.passages()
        model.query("")

        def index() -> None:
            if job.model == DRAWN:
                shape = (len(passages), model.dimension)
                vectors = np.random.default_rng(7).standard_normal(shape, np.float32)
                vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            else:
                vectors = model.documents(passages)
            np.save(job.folder / f"{job.model}-passages.npy", vectors)

        return index

    def open(self, job: Job) -> Search:
        """Embed the queries; each waits as long as its vector takes, and nothing is found."""
        model = open_model(job.model)
        np.save(
            job.folder / f"{job.model}-queries.npy", np.stack([model.query(text) for text in job.queries()])
        )

        def ask(query: str) -> list[int]:
            model.query(query)
            return []

        return ask


def _file(start: int) -> str:
    return f"{start // (100 * EACH):04d}/{start // EACH:06d}.txt"


if __name__ == "__main__":
    run({"kb": Kb, "vectors": Vectors})
