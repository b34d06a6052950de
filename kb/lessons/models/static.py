"""The static model: a text's vector is the sum of its pieces' vectors, so it takes microseconds and no torch.

It is our own, small enough to come with the package, and needs numpy and `tokenizers` alone. What it was
trained on and how well it finds is in docs/static-model.md. Making an embedder costs nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kb.errors import KbError
from kb.lessons.models.tokens import read_tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NAME = "static"  # what kb.toml says
FOLDER = Path(__file__).parent.parent / "data" / "static"
CARD, TOKENIZER, ROWS, SCALES = "model.json", "tokenizer.json", "rows.npy", "scales.npy"
STEP = 512  # texts at a time: about 40 MB of rows while they are summed
LONGEST = 8192  # characters of a text that are read
MOST_WORDS = 200_000  # words whose pieces are kept, about 40 MB
WORD = re.compile(r"[^\W_]+")

Floats = NDArray[np.float32]


def open_static(
    folder: Path = FOLDER, *, progress: Callable[[int, int], None] | None = None
) -> StaticEmbedder:
    """Return the embedder of the model in a folder, or of the package's own; nothing is read yet."""
    return StaticEmbedder(folder, progress=progress)


class StaticEmbedder:
    """Texts as unit vectors by adding up int8 rows; queries and documents are embedded alike."""

    def __init__(self, folder: Path, *, progress: Callable[[int, int], None] | None = None) -> None:
        self._folder = folder
        self._progress = progress
        self._pieces: dict[str, list[int]] = {}

    @property
    def name(self) -> str:
        """The name beside stored vectors: it ends in a digest of the weights."""
        return str(self._card["name"])

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(str(self._card["dimension"]))

    def documents(self, texts: Sequence[str]) -> Floats:
        """Embed texts: float32 (n, dimension), unit length; calls back progress."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), STEP):
            part = texts[start : start + STEP]
            vectors[start : start + len(part)] = self._embed(part)
            if self._progress:
                self._progress(start + len(part), len(texts))
        return vectors

    def query(self, text: str) -> Floats:
        """Embed a query: float32 (dimension,), unit length."""
        return self._embed([text]).ravel()

    def _embed(self, texts: Sequence[str]) -> Floats:
        words = [_words_of(text) for text in texts]
        if len(self._pieces) > MOST_WORDS:
            self._pieces.clear()
        self._learn({word for own in words for word in own if word not in self._pieces})
        pieces = [[0, *chain.from_iterable(map(self._pieces.__getitem__, own))] for own in words]
        flat = np.fromiter(chain.from_iterable(pieces), np.intp)
        rows, scales = self._rows[flat].astype(np.float32), self._scales[flat]
        ends = np.cumsum([len(own) for own in pieces])
        # One product a text: numpy's reduceat down the rows takes five times as long.
        sums = [
            scales[end - len(own) : end] @ rows[end - len(own) : end]
            for own, end in zip(pieces, ends.tolist(), strict=True)
        ]
        return _to_unit_length(np.array(sums, np.float32))

    def _learn(self, words: set[str]) -> None:
        """Keep the pieces of words not met yet: looking a word up is ten times faster than cutting it."""
        unmet = sorted(words)
        for word, coded in zip(unmet, self._tokenizer.encode_batch_fast(unmet), strict=True):
            self._pieces[word] = coded.ids

    @cached_property
    def _card(self) -> dict[str, object]:
        return dict(json.loads(self._read(CARD).decode("utf-8")))

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        self._read(CARD)  # so that a missing folder is told in our words
        return read_tokenizer(self._folder / TOKENIZER)

    @cached_property
    def _rows(self) -> NDArray[np.int8]:
        """Return the table (pieces, dimension), read where it is used; row 0, of what is not known, is zero."""
        return np.asarray(np.load(self._folder / ROWS, mmap_mode="r"))

    @cached_property
    def _scales(self) -> Floats:
        """Return what a row's numbers are multiplied by: (pieces,)."""
        return np.asarray(np.load(self._folder / SCALES).astype(np.float32))

    def _read(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except OSError as error:
            raise KbError(
                f"The static model is not in {self._folder}: {error.strerror or error}. Install the package "
                'anew, or choose another model under [model] in kb.toml, such as "multilingual-e5-small".'
            ) from error


def write_static(folder: Path, tokenizer: Tokenizer, table: Floats, card: dict[str, object]) -> None:
    """Write a model: the table (pieces, dimension) as int8 with a float16 scale a row, name and dimension.

    The greatest number of a row becomes 127; the same table gives the same bytes.
    """
    scales = np.maximum(np.abs(table).max(axis=1) / 127, 2**-14).astype(np.float16)
    rows = np.rint(table / scales[:, None].astype(np.float32)).clip(-127, 127).astype(np.int8)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    np.save(folder / ROWS, rows)
    np.save(folder / SCALES, scales)
    (folder / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _words_of(text: str) -> list[str]:
    """Return a text's words in small letters, composed (NFKC), with soft hyphens gone."""
    composed = unicodedata.normalize("NFKC", text[:LONGEST]).replace("\u00ad", "").lower()
    # Half a surrogate pair is no letter, so that no word holds one.
    return WORD.findall(composed)


def _to_unit_length(sums: Floats) -> Floats:
    """Return the sums as unit vectors; a text with no known piece is like all others, and like none."""
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    nothing = np.full(sums.shape[1], sums.shape[1] ** -0.5, np.float32)
    return np.where(lengths > 0, sums / np.where(lengths > 0, lengths, 1), nothing).astype(np.float32)
