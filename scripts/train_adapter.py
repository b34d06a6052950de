"""The fit of the query adapter (kb/lessons/models/adapter.py): a matrix that turns queries towards their answers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from train_searches import make_searches
from train_teacher import Teacher
from train_texts import Pair

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was chosen by measurement; docs/query-adapter.md has the figures."""

    steps: int = 800
    batch: int = 384  # pairs of one kind: each passage is the wrong answer to the others' queries
    rate: float = 1e-3  # falls to nothing in a line
    sharpness: float = 50.0  # cosines are multiplied by it before the softmax
    decay: float = 0.01  # of the loss for each unit of the matrix's squared norm
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """Pairs of one kind as unit vectors (n, d); pairs of one query or one passage are no wrong answers."""

    queries: Tensor
    passages: Tensor
    keys: NDArray[np.int64]  # (n, 2): a number for each different query, and for each passage


def train_adapter(corpus: Path, out: Path, teacher: Teacher, recipe: Recipe) -> None:
    """Train the adapter on a folder of Norwegian text and write it: float16 (384, 384)."""
    torch.set_num_threads(1)  # a step is too small to share, and one thread adds in one order
    pairs = make_searches(corpus, recipe.seed)
    kinds = [read_kind([pair for pair in pairs if pair.kind == kind], teacher) for kind in _kinds(pairs)]
    _say(", ".join(f"{len(own.keys)} {kind}" for kind, own in zip(_kinds(pairs), kinds, strict=True)))
    np.save(out, fit(kinds, recipe).astype(np.float16))
    _say(f"written to {out}")


def _kinds(pairs: Sequence[Pair]) -> list[str]:
    return sorted({pair.kind for pair in pairs})


def read_kind(pairs: Sequence[Pair], teacher: Teacher) -> Kind:
    """Let the teacher embed the pairs."""
    queries, passages = [pair.query for pair in pairs], [pair.passage for pair in pairs]
    keys = [np.unique(texts, return_inverse=True)[1] for texts in (queries, passages)]
    return Kind(
        torch.from_numpy(teacher.queries(queries)),
        torch.from_numpy(teacher.passages(passages)),
        np.stack(keys, axis=1),
    )


def fit(kinds: Sequence[Kind], recipe: Recipe) -> Floats:
    """Train the matrix and return it: float32 (d, d), from nothing."""
    chance = np.random.default_rng(recipe.seed)
    size = kinds[0].queries.shape[1]
    matrix = torch.zeros(size, size, requires_grad=True)
    optimiser = torch.optim.Adam([matrix], lr=recipe.rate)
    shares = np.array([len(kind.keys) for kind in kinds]) / sum(len(kind.keys) for kind in kinds)
    for step in range(recipe.steps):
        optimiser.param_groups[0]["lr"] = recipe.rate * (1 - step / recipe.steps)
        loss = finding_loss(matrix, kinds[chance.choice(len(kinds), p=shares)], recipe, chance)
        optimiser.zero_grad()
        torch.autograd.backward(loss + recipe.decay * matrix.square().sum())
        optimiser.step()
        if step % 100 == 0:
            _say(f"  step {step} of {recipe.steps}: finding {loss.item():.3f}")
    return np.asarray(matrix.detach().numpy(), np.float32)


def finding_loss(matrix: Tensor, kind: Kind, recipe: Recipe, chance: np.random.Generator) -> Tensor:
    """Return the cross entropy of finding each passage by its query, and each query by its passage."""
    size = min(recipe.batch, len(kind.keys))
    picked = chance.choice(len(kind.keys), size, replace=False)
    keys, queries, passages = kind.keys[picked], kind.queries[picked], kind.passages[picked]
    same = (keys[:, None] == keys[None]).any(axis=2) & ~np.eye(size, dtype=bool)
    turned = functional.normalize(queries + queries @ matrix, dim=1)
    likeness = (turned @ passages.T * recipe.sharpness).masked_fill(torch.from_numpy(same), -1e4)
    own = torch.arange(size)
    return (functional.cross_entropy(likeness, own) + functional.cross_entropy(likeness.T, own)) / 2


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
