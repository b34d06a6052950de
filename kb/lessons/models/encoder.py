"""The default model run by ONNX Runtime: texts to unit vectors, with no torch.

Its folder holds the tokenizer, the table of word embeddings in the 4 bits they came in, the positions, and
the graph in each precision. The table is mapped, not read: of its 250,000 rows a text needs a few hundred.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray

from kb.errors import KbError
from kb.lessons.models.graph import EMBEDDINGS, MASK, TOKENS, Precision, write_graph
from kb.lessons.models.tokens import LONGEST, build_tokenizer, read_tokenizer
from kb.lessons.models.weights import Weights, unpack

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

TOKENIZER, WORDS, POSITIONS = "tokenizer.json", "words.npy", "positions.npy"
# Texts at a time. One alone in int8: its matrices of activations share a scale, so that a neighbour would
# change a text's vector; it costs a tenth of the speed, where fp32 gains as little from more than 8.
BATCH = {"fp32": 8, "int8": 1}
ERRORS_ONLY = 3


def write_encoder(weights: Weights, folder: Path) -> None:
    """Write all that an `Encoder` reads into an existing, empty folder."""
    sizes = weights.sizes
    build_tokenizer(weights.pieces, weights.normalisation).save(str(folder / TOKENIZER))
    np.save(folder / WORDS, weights.words)
    # Every token is of type 0 in a text that is no pair.
    types = weights.tensor("emb.type", sizes.token_types, sizes.hidden)
    np.save(folder / POSITIONS, weights.tensor("emb.pos", sizes.positions, sizes.hidden) + types[0])
    for precision in get_args(Precision):
        write_graph(weights, precision, folder / _graph_name(precision))


class Encoder:
    """The model of a folder that `write_encoder` wrote, opened with as many threads as there are cores."""

    def __init__(self, folder: Path, precision: Precision = "fp32") -> None:
        try:
            self._session = _open(folder / _graph_name(precision))
            self._tokenizer = read_tokenizer(folder / TOKENIZER)
            self._words = np.load(folder / WORDS, mmap_mode="r")
            self._positions: NDArray[np.float32] = np.load(folder / POSITIONS)
        except Exception as error:  # ONNX Runtime and tokenizers raise types of their own, or bare ones
            told = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise KbError(
                f"The embedding model in {folder} cannot be opened: {told}\n"
                "Delete the folder and run `kb model get`; if that does not help, install the packages of "
                "requirements.lock again."
            ) from error
        self._batch = BATCH[precision]

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return unit vectors (n, hidden) of tidy texts that have their opening; what is past 512 tokens goes.

        The longest come first, so that a batch has texts of like length, and time left is not underrated.
        `progress` is told the texts done and those in all.
        """
        vectors = np.empty((len(texts), self._positions.shape[1]), np.float32)
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        for start in range(0, len(order), self._batch):
            places = order[start : start + self._batch]
            vectors[places] = self._encode([texts[place] for place in places])
            if progress:
                progress(start + len(places), len(texts))
        return vectors

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        ids = [encoded.ids[:LONGEST] for encoded in self._tokenizer.encode_batch_fast(texts)]
        lengths = np.array([len(tokens) for tokens in ids])
        mask = np.arange(lengths.max()) < lengths[:, None]
        embeddings = np.zeros((*mask.shape, self._positions.shape[1]), np.float32)
        embeddings[mask] = unpack(self._words[np.concatenate(ids)])
        embeddings += self._positions[: mask.shape[1]]
        inputs = {EMBEDDINGS: embeddings, MASK: mask.astype(np.int32)}
        (tokens,) = self._session.run([TOKENS], inputs)
        vectors: NDArray[np.float32] = np.einsum("bth,bt->bh", tokens, mask.astype(np.float32))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)  # so the sum will do for the mean
        return vectors


def _graph_name(precision: Precision) -> str:
    return f"{precision}.onnx"


def _open(graph: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = os.cpu_count() or 1
    options.log_severity_level = ERRORS_ONLY
    # Threads that wait in a loop for their next part take the machine from other programs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
