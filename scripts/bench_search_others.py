"""The other systems of `bench_search.py`, each given the vectors through its own hook for a model.

They are imported by name, because they live in a virtual environment that the project's tools do not see.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any, Protocol

import numpy as np
from bench_search_step import WANTED, Floats, Job, Search, run

CHUNK = 10_000  # passages given at a time

Hook = Callable[[Iterable[str]], Floats]


class LlmCollection(Protocol):
    """What is used of llm's collection."""

    embed_multi: Callable[..., None]
    similar: Callable[..., list[Any]]


class Embeddings(Protocol):
    """What is used of txtai's index."""

    index: Callable[[Sequence[tuple[int, str, None]]], None]
    save: Callable[[str], None]
    load: Callable[..., object]
    search: Callable[[str, int], list[dict[str, str]]]


class Collection(Protocol):
    """What is used of chromadb's collection."""

    add: Callable[..., None]
    query: Callable[..., dict[str, list[list[str]]]]


class Client(Protocol):
    """What is used of chromadb."""

    create_collection: Callable[..., Collection]
    get_collection: Callable[..., Collection]
    get_max_batch_size: Callable[[], int]


def give(job: Job, *, passages: bool) -> Hook:
    """Return what gives vectors (n, d) by text: the queries', and the passages' while those are indexed."""
    known: dict[str, Floats] = job.given()
    if passages:
        known.update(zip(job.passages(), job.vectors(), strict=True))

    def hook(texts: Iterable[str]) -> Floats:
        return np.stack([known[text] for text in texts])

    return hook


class Llm:
    """`llm` collections: an embedding model of our own, and its own comparison with every vector."""

    def version(self) -> str:
        """Tell its version."""
        return version("llm")

    def prepare(self, job: Job) -> Callable[[], None]:
        """Embed passages into a collection."""
        collection = self._collection(job, give(job, passages=True))
        entries = [(str(number), text) for number, text in enumerate(job.passages())]
        return lambda: collection.embed_multi(entries, store=True)

    def open(self, job: Job) -> Search:
        """Open the collection."""
        collection = self._collection(job, give(job, passages=False))
        return lambda query: [int(entry.id) for entry in collection.similar(query, number=WANTED)]

    def _collection(self, job: Job, hook: Hook) -> LlmCollection:
        llm = import_module("llm")

        def embed_batch(_: object, items: Iterable[str]) -> Iterator[list[float]]:
            yield from hook(items).tolist()

        members = {"model_id": f"given-{job.model}", "batch_size": 100, "embed_batch": embed_batch}
        model = type("Given", (llm.EmbeddingModel,), members)()
        database = import_module("sqlite_utils").Database(job.place / "embeddings.db")
        collection: LlmCollection = llm.Collection("passages", database, model=model)
        return collection


class Txtai:
    """`txtai` with content stored: its default index of vectors, or with BM25 beside it."""

    def __init__(self, *, hybrid: bool) -> None:
        self._hybrid = hybrid

    def version(self) -> str:
        """Tell its version."""
        return version("txtai")

    def prepare(self, job: Job) -> Callable[[], None]:
        """Index passages, and save."""
        embeddings = self._embeddings(give(job, passages=True))
        passages = [(number, text, None) for number, text in enumerate(job.passages())]

        def index() -> None:
            embeddings.index(passages)
            embeddings.save(str(job.place / "index"))

        return index

    def open(self, job: Job) -> Search:
        """Load the index."""
        hook = give(job, passages=False)
        embeddings = self._embeddings(hook)
        embeddings.load(str(job.place / "index"), config={"transform": hook})
        return lambda query: [int(found["id"]) for found in embeddings.search(query, WANTED)]

    def _embeddings(self, hook: Hook) -> Embeddings:
        settings = {"method": "external", "transform": hook, "content": True}
        own: Embeddings = import_module("txtai").Embeddings(
            settings | ({"hybrid": True} if self._hybrid else {})
        )
        return own


class Chroma:
    """`chromadb` on disk, cosine distance, with an embedding function of our own."""

    def version(self) -> str:
        """Tell its version."""
        return version("chromadb")

    def prepare(self, job: Job) -> Callable[[], None]:
        """Add passages to a collection."""
        hook = give(job, passages=True)
        client = self._client(job)
        collection = client.create_collection(
            "passages", embedding_function=self._function(hook), configuration={"hnsw": {"space": "cosine"}}
        )
        passages, step = job.passages(), min(CHUNK, client.get_max_batch_size())

        def index() -> None:
            for start in range(0, len(passages), step):
                part = passages[start : start + step]
                collection.add(
                    ids=[str(number) for number in range(start, start + len(part))], documents=part
                )

        return index

    def open(self, job: Job) -> Search:
        """Open the collection."""
        function = self._function(give(job, passages=False))
        collection = self._client(job).get_collection("passages", embedding_function=function)

        def search(query: str) -> list[int]:
            return [int(found) for found in collection.query(query_texts=[query], n_results=WANTED)["ids"][0]]

        return search

    def _client(self, job: Job) -> Client:
        chromadb = import_module("chromadb")
        settings = chromadb.config.Settings(anonymized_telemetry=False)
        client: Client = chromadb.PersistentClient(path=str(job.place / "chroma"), settings=settings)
        return client

    def _function(self, hook: Hook) -> object:
        def call(_: object, texts: Iterable[str]) -> list[Floats]:
            return list(hook(texts))

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
