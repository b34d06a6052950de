"""A model with everything a real one has but its size: one layer, 32 numbers, letters as tokens."""

import json
import string
from pathlib import Path

import numpy as np

from kb.lessons.models.checkpoint import PARTS, write_folder
from kb.lessons.models.weights import BLOCK, Pieces, Sizes, Weights

TEXTS = ("<s>", "<pad>", "</s>", "<unk>", "▁", *string.ascii_lowercase, *"æøå:", "<mask>")
HIDDEN, WIDE, POSITIONS = 32, 64, 512


def tiny_weights() -> Weights:
    random = np.random.default_rng(8880)
    words = np.empty((len(TEXTS), 1), BLOCK)
    words["scale"] = random.uniform(0.1, 0.3, words.shape)
    words["nibbles"] = random.integers(0, 256, (*words.shape, 16))
    sizes = {"emb.pos": POSITIONS * HIDDEN, "emb.type": 2 * HIDDEN}
    sizes |= {"emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    weights = {"fi": WIDE * HIDDEN, "fo": WIDE * HIDDEN, "aln": HIDDEN, "oln": HIDDEN}
    sizes |= {f"l0.{part}.w": weights.get(part, HIDDEN * HIDDEN) for part in PARTS}
    sizes |= {f"l0.{part}.b": WIDE if part == "fi" else HIDDEN for part in PARTS}
    return Weights(
        Sizes(HIDDEN, 1, 2, WIDE, len(TEXTS), POSITIONS, 2, 1e-12),
        Pieces(TEXTS, np.zeros(len(TEXTS), np.float32), start=0, end=2, padding=1, unknown=3),
        normalisation={},
        words=words,
        tensors={name: random.normal(size=size).astype(np.float32) for name, size in sizes.items()},
    )


def write_tiny_model(folder: Path, prompts: dict[str, str]) -> str:
    folder.mkdir(parents=True)
    write_folder(tiny_weights(), folder)
    (folder / "config_sentence_transformers.json").write_text(json.dumps({"prompts": prompts}))
    return str(folder)
