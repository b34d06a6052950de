"""The other systems of `bench_search.py`, each given the vectors through its own hook for a model.

They are imported by name, because they live in a virtual environment that the project's tools do not see.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.metadata import version
from typing import Any

import numpy as np
from bench_search_step import WANTED, Floats, Job, Search, run

CHUNK = 10_000  # passages given at a time


class Hook:
    """Gives vectors by text: while passages are indexed theirs, then the queries'."""

    def __init__(self, job: Job) -> None:
        self._known: dict[str, Floats] = job.given()

    def learn(self, job: Job) -> None:
        """Know the passages' vectors too."""
        self._known.update(zip(job.passages, job.vectors(), strict=True))

    def __call__(self, texts: Iterable[str]) -> Floats:
        """Give (n, d)."""
        return np.stack([self._known[text] for text in texts])


class Llm:
    """`llm` collections: an embedding model of our own, and its own comparison with every vector."""

    def version(self) -> str:
        """Tell its version."""
        return version("llm")

    def prepare(self, job: Job) -> Callable[[], None]:
        """Embed passages into a collection."""
        hook, collection = self._collection(job)
        hook.learn(job)
        entries = [(str(number), text) for number, text in enumerate(job.passages)]
        return lambda: collection.embed_multi(entries, store=True)

    def open(self, job: Job) -> Search:
        """Open the collection."""
        _, collection = self._collection(job)
        return lambda query: [int(entry.id) for entry in collection.similar(query, number=WANTED)]

    def _collection(self, job: Job) -> tuple[Hook, Any]:
        llm, hook = import_module("llm"), Hook(job)

        def embed_batch(_: object, items: Iterable[str]) -> Iterable[list[float]]:
            return iter(hook(items).tolist())

        members = {"model_id": f"given-{job.model}", "batch_size": 100, "embed_batch": embed_batch}
        model = type("Given", (llm.EmbeddingModel,), members)()
        database = import_module("sqlite_utils").Database(job.place / "embeddings.db")
        return hook, llm.Collection("passages", database, model=model)


class Txtai:
    """`txtai` with content stored: its default index of vectors, or with BM25 beside it."""

    def __init__(self, *, hybrid: bool) -> None:
        self._hybrid = hybrid

    def version(self) -> str:
        """Tell its version."""
        return version("txtai")

    def prepare(self, job: Job) -> Callable[[], None]:
        """Index passages, and save."""
        hook = Hook(job)
        hook.learn(job)
        embeddings = self._embeddings(hook)
        passages = [(number, text, None) for number, text in enumerate(job.passages)]

        def index() -> None:
            embeddings.index(passages)
            embeddings.save(str(job.place / "index"))

        return index

    def open(self, job: Job) -> Search:
        """Load the index."""
        hook = Hook(job)
        embeddings = self._embeddings(hook)
        embeddings.load(str(job.place / "index"), config={"transform": lambda texts: hook(texts)})
        return lambda query: [int(found["id"]) for found in embeddings.search(query, WANTED)]

    def _embeddings(self, hook: Hook) -> Any:
        # It calls anything but a function to get one.
        settings = {"method": "external", "transform": lambda texts: hook(texts), "content": True}
        return import_module("txtai").Embeddings(settings | ({"hybrid": True} if self._hybrid else {}))


class Chroma:
    """`chromadb` on disk, cosine distance, with an embedding function of our own."""

    def version(self) -> str:
        """Tell its version."""
        return version("chromadb")

    def prepare(self, job: Job) -> Callable[[], None]:
        """Add passages to a collection."""
        hook = Hook(job)
        hook.learn(job)
        client = self._client(job)
        collection = client.create_collection(
            "passages", embedding_function=self._function(hook), configuration={"hnsw": {"space": "cosine"}}
        )
        step = min(CHUNK, client.get_max_batch_size())

        def index() -> None:
            for start in range(0, len(job.passages), step):
                part = job.passages[start : start + step]
                collection.add(
                    ids=[str(number) for number in range(start, start + len(part))], documents=part
                )

        return index

    def open(self, job: Job) -> Search:
        """Open the collection."""
        function = self._function(Hook(job))
        collection = self._client(job).get_collection("passages", embedding_function=function)

        def search(query: str) -> list[int]:
            return [int(found) for found in collection.query(query_texts=[query], n_results=WANTED)["ids"][0]]

        return search

    def _client(self, job: Job) -> Any:
        chromadb = import_module("chromadb")
        settings = chromadb.config.Settings(anonymized_telemetry=False)
        return chromadb.PersistentClient(path=str(job.place / "chroma"), settings=settings)

    def _function(self, hook: Hook) -> Any:
        def call(_: object, input: Iterable[str]) -> list[Floats]:  # noqa: A002
            return list(hook(input))

        members = {
            "__init__": lambda _: None,
            "__call__": call,
            "name": staticmethod(lambda: "given"),
            "get_config": lambda _: {},
            "build_from_config": staticmethod(lambda _: self._function(hook)),
        }
        return type("Given", (import_module("chromadb").EmbeddingFunction,), members)()


if __name__ == "__main__":
    run(
        {
            "llm": Llm,
            "txtai": lambda: Txtai(hybrid=False),
            "txtai + bm25": lambda: Txtai(hybrid=True),
            "chromadb": Chroma,
        }
    )
