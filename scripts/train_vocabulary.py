"""The static model's pieces: Norwegian ones learnt from the text, and whole English words after them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPACE, UNKNOWN = "▁", "<unk>"
NORWEGIAN, ENGLISH = 32_000, 16_000
LONGEST_PIECE = 24  # characters
ENGLISH_SCORE = -12.5  # natural log probability: one whole English word before two rare Norwegian pieces


def make_tokenizer(texts: Sequence[str], english: Path) -> Tokenizer:
    """Learn Norwegian pieces from texts and add the words of a file, the commonest first on its lines."""
    from tokenizers import Tokenizer, models, trainers

    learnt = _reading(Tokenizer(models.Unigram()))
    trainer = trainers.UnigramTrainer(
        vocab_size=NORWEGIAN,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=LONGEST_PIECE,
        show_progress=False,
    )
    learnt.train_from_iterator(texts, trainer)
    pieces = [(piece, score) for piece, score in json.loads(learnt.to_str())["model"]["vocab"]]
    pieces += _english_pieces(english, {piece for piece, _ in pieces})
    return _reading(Tokenizer(models.Unigram(pieces, 0, byte_fallback=False)))


def words_of(tokenizer: Tokenizer) -> list[str]:
    """Return what each piece is as a word, by its number; the first, what is not known, is empty."""
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    return ["", *(piece.strip(SPACE) for piece, _ in pieces[1:])]


def _english_pieces(path: Path, taken: set[str]) -> list[tuple[str, float]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    words = [SPACE + line.split()[0] for line in lines if len(line.split()[0]) > 2]
    fresh = [word for word in words if word not in taken][:ENGLISH]
    return [(word, ENGLISH_SCORE - place * 1e-5) for place, word in enumerate(fresh)]


def _reading(tokenizer: Tokenizer) -> Tokenizer:
    """Let the tokenizer read small letters, and words alone without what stands between them."""
    from tokenizers import Regex, normalizers, pre_tokenizers

    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace("\u00ad", "")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\w]+|_+"), "removed"),
            pre_tokenizers.Metaspace(SPACE, prepend_scheme="always", split=True),
        ]
    )
    return tokenizer
