"""The default model written as a sentence-transformers folder: what training starts from.

Writing is of files alone: it needs neither torch nor a hub.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.lessons.models.tokens import LONGEST, MASK, PASSAGE, QUERY, build_tokenizer
from kb.lessons.models.weights import Pieces, Sizes, Weights, unpack

MODEL = "model.safetensors"
TOKENIZER = "tokenizer.json"
PARTS = {  # of a layer: the file's name and BERT's
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write_folder(weights: Weights, folder: Path) -> None:
    """Write a BERT model with mean pooling and unit length into an existing, empty folder."""
    from safetensors.numpy import save_file

    save_file(dict(_named_tensors(weights)), folder / MODEL, metadata={"format": "pt"})
    build_tokenizer(weights.pieces, weights.normalisation).save(str(folder / TOKENIZER))
    for name, content in _settings(weights).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@contextmanager
def reading_without_bars() -> Iterator[None]:
    """Keep transformers' bar for a file it reads off the screen, and leave its setting as it was."""
    from transformers.utils import logging

    bars: Any = logging
    shown = bars.is_progress_bar_enabled()
    bars.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            bars.enable_progress_bar()


def _named_tensors(weights: Weights) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Yield BERT's tensors by their names in transformers, each in its shape (out, in)."""
    yield "embeddings.word_embeddings.weight", unpack(weights.words)
    for own, name, shape in _layout(weights.sizes):
        yield name, weights.tensor(own, *shape)
    hidden = weights.sizes.hidden
    # Mean pooling never asks BERT's pooler; without its tensors transformers warns of a new, untrained one.
    yield "pooler.dense.weight", np.zeros((hidden, hidden), np.float32)
    yield "pooler.dense.bias", np.zeros(hidden, np.float32)


def _layout(sizes: Sizes) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    hidden, wide = sizes.hidden, sizes.feed_forward
    yield "emb.pos", "embeddings.position_embeddings.weight", (sizes.positions, hidden)
    yield "emb.type", "embeddings.token_type_embeddings.weight", (sizes.token_types, hidden)
    yield "emb.ln.w", "embeddings.LayerNorm.weight", (hidden,)
    yield "emb.ln.b", "embeddings.LayerNorm.bias", (hidden,)
    shapes = {"fi": (wide, hidden), "fo": (hidden, wide), "aln": (hidden,), "oln": (hidden,)}
    for layer in range(sizes.layers):
        for own, name in PARTS.items():
            shape = shapes.get(own, (hidden, hidden))
            yield f"l{layer}.{own}.w", f"encoder.layer.{layer}.{name}.weight", shape
            yield f"l{layer}.{own}.b", f"encoder.layer.{layer}.{name}.bias", shape[:1]


def _settings(weights: Weights) -> dict[str, dict[str, Any] | list[dict[str, Any]]]:
    modules = [("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")]
    return {
        "config.json": _bert(weights.sizes, weights.pieces),
        "tokenizer_config.json": _tokenizer(weights.pieces),
        "sentence_bert_config.json": {"max_seq_length": LONGEST, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": {"query": QUERY, "document": PASSAGE, "passage": PASSAGE},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (kind, path) in enumerate(modules)
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": weights.sizes.hidden,
            "pooling_mode_mean_tokens": True,
            "include_prompt": True,
        },
        "2_Normalize/config.json": {},
    }


def _bert(sizes: Sizes, pieces: Pieces) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.feed_forward,
        "vocab_size": sizes.rows,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.token_types,
        "layer_norm_eps": sizes.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": pieces.padding,
        "bos_token_id": pieces.start,
        "eos_token_id": pieces.end,
    }


def _tokenizer(pieces: Pieces) -> dict[str, Any]:
    return {
        # Not XLMRobertaTokenizer: transformers 5 would build that one anew and leave our rules out.
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": LONGEST,
        "bos_token": pieces.texts[pieces.start],
        "eos_token": pieces.texts[pieces.end],
        "cls_token": pieces.texts[pieces.start],
        "sep_token": pieces.texts[pieces.end],
        "pad_token": pieces.texts[pieces.padding],
        "unk_token": pieces.texts[pieces.unknown],
        "mask_token": MASK,
        "clean_up_tokenization_spaces": False,
    }
