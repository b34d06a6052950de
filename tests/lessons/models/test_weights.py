import hashlib
import struct
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import KbError
from kb.lessons.models.weights import Sizes, check_hash, read_weights, unpack

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁båt", "▁"]
SCORES = [0.0, 0.0, 0.0, 0.0, -1.5, -2.25]
NORMALISATION = {"\u00a0": " ", "ﬁ": "fi", "\x07": ""}
NIBBLES = np.arange(32) % 16  # weight j of the one block
FLOATS = [0.5, -3.0]
SCALES = [0.25, 0.5, -1, 2, 4, 8]
ROWS = len(SCALES)


def packed_block(scale):
    low, high = NIBBLES[:16], NIBBLES[16:]
    return np.float16(scale).tobytes() + bytes((high << 4 | low).astype(np.uint8).tolist())


def file_bytes(version=1, block=32, pieces=PIECES, rows=ROWS):
    encoded = [piece.encode() for piece in pieces]
    offsets = np.cumsum([0, *map(len, encoded)])
    rules = b"".join(
        struct.pack(f"<IB{len(new)}I", ord(old), len(new), *map(ord, new))
        for old, new in NORMALISATION.items()
    )
    front = b"E5S1" + struct.pack("<I7ifi", version, 32, 1, 2, 64, rows, 512, 2, 1e-12, block)
    front += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, int(offsets[-1]))
    front += (
        offsets.astype("<u4").tobytes() + np.array(SCORES[: len(pieces)], "<f4").tobytes() + b"".join(encoded)
    )
    front += struct.pack("<iI", len(NORMALISATION), len(rules)) + rules
    tensors = [
        ("emb.word", 1, 32 * ROWS, b"".join(packed_block(scale) for scale in SCALES)),
        ("l0.q.w", 1, 32, packed_block(0.25)),
        ("emb.ln.w", 0, 2, np.array(FLOATS, "<f4").tobytes()),
    ]
    place = len(front) + 4 + sum(2 + len(name) + 21 for name, *_ in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, kind, count, data in tensors:
        directory += struct.pack(
            f"<H{len(name)}sBIQQ", len(name), name.encode(), kind, count, place, len(data)
        )
        place += len(data)
    return front + directory + b"".join(data for *_, data in tensors)


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "small.bin"
        path.write_bytes(content)
        return path

    return write


def test_all_parts_of_the_file_are_read(written):
    weights = read_weights(written(file_bytes()))
    assert weights.sizes == Sizes(32, 1, 2, 64, 6, 512, 2, pytest.approx(1e-12))
    assert weights.pieces.texts == tuple(PIECES)
    assert weights.pieces.scores.tolist() == SCORES
    assert (weights.pieces.start, weights.pieces.padding, weights.pieces.end, weights.pieces.unknown) == (
        0,
        1,
        2,
        3,
    )
    assert weights.normalisation == NORMALISATION
    assert weights.tensors["emb.ln.w"].tolist() == FLOATS


def test_a_block_is_its_nibbles_less_eight_times_its_scale(written):
    tensor = read_weights(written(file_bytes())).tensors["l0.q.w"]
    assert tensor.dtype == np.float32
    assert tensor.tolist() == [(nibble - 8) * 0.25 for nibble in NIBBLES.tolist()]


def test_the_words_stay_packed_row_by_row(written):
    words = read_weights(written(file_bytes())).words
    assert (words.shape, words.nbytes) == ((ROWS, 1), ROWS * 18)
    assert unpack(words).tolist() == [
        [(nibble - 8) * scale for nibble in NIBBLES.tolist()] for scale in SCALES
    ]
    assert unpack(words[[4, 0, 4]])[:, 0].tolist() == [-32, -2, -32]


def test_a_tensor_that_is_missing_or_of_another_size_is_told(written):
    weights = read_weights(written(file_bytes()))
    assert weights.tensor("emb.ln.w", 2, 1).tolist() == [[0.5], [-3.0]]
    for name, size in (("emb.ln.w", 3), ("emb.ln.b", 2)):
        with pytest.raises(KbError, match=rf"no tensor {name} of shape \({size},\)"):
            weights.tensor(name, size)


def test_a_file_cut_short_at_any_byte_is_told_with_the_remedy(written):
    whole = file_bytes()
    for length in range(len(whole)):
        with pytest.raises(
            KbError, match=r"small\.bin is no weights file .* Install it again: python -m pip"
        ):
            read_weights(written(whole[:length]))


@given(place=st.integers(0, len(file_bytes()) - 1), value=st.integers(0, 255))
def test_a_damaged_byte_gives_weights_or_a_fault_and_never_another_error(tmp_path_factory, place, value):
    content = bytearray(file_bytes())
    content[place] = value
    path = tmp_path_factory.getbasetemp() / "damaged.bin"
    path.write_bytes(content)
    with suppress(KbError):
        assert len(read_weights(path).pieces.texts) == len(PIECES)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 not this one", "does not begin with E5S1"),
        (file_bytes(version=2), "has version 2, not 1"),
        (file_bytes(block=64), "has blocks of 64 weights"),
        (file_bytes(pieces=[*PIECES[:4], "▁", "▁"]), "vocabulary that does not add up"),
        (file_bytes(rows=ROWS + 1), "has no emb.word of 7 × 32 weights"),
    ],
)
def test_another_format_is_told_by_what_differs(written, content, told):
    with pytest.raises(KbError, match=told):
        read_weights(written(content))


def test_a_missing_file_is_told_with_the_remedy(tmp_path):
    for reading in (read_weights, check_hash):
        with pytest.raises(KbError, match=r"gone\.bin cannot be read.*pip install"):
            reading(tmp_path / "gone.bin")


def test_only_the_pinned_file_passes_the_check_of_its_hash(written):
    path = written(file_bytes())
    check_hash(path, hashlib.sha256(file_bytes()).hexdigest())
    with pytest.raises(KbError, match="not the file that was pinned"):
        check_hash(path)
