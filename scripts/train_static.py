"""The fit of a static model: rows whose sum finds the passage of a pair, held near the default model's vectors."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was chosen by measurement; docs/static-model.md has the figures."""

    dimension: int = 192
    steps: int = 1000
    batch: int = 384  # pairs of one kind: each passage is the wrong answer to the others' queries
    rate: float = 6e-3
    warming: int = 50  # steps until the full rate, which then falls to nothing
    sharpness: float = 15.0  # cosines are multiplied by it before the softmax
    taught: int = 256  # teacher's texts a step, and twice as many words
    words_count: float = 0.5
    seen: int = 32  # pieces drawn from a longer text at each step
    rarity: float = 1e-3  # a piece starts at a / (a + its share), Arora et al. 2017
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Kind:
    """Pairs of one kind as piece numbers, and how often a batch is theirs; equal keys are no wrong answers."""

    queries: list[Ids]
    passages: list[Ids]
    keys: Ids  # (n, 2): a number for each different query, and for each passage
    share: float


@dataclass(frozen=True, slots=True)
class Taught:
    """Texts as piece numbers with the vectors a teacher gives them, in the student's dimensions."""

    texts: list[Ids]
    targets: Tensor


def reduce(passages: Floats, dimension: int) -> Floats:
    """Return the projection (384, dimension) on the first principal components of centred vectors."""
    centred = passages - passages.mean(axis=0)
    axes, _, _ = np.linalg.svd(centred.T @ centred / len(centred))
    return np.asarray(axes[:, :dimension], np.float32)


def aim(texts: list[Ids], vectors: Floats, axes: Floats) -> Taught:
    """Return what to aim at: the centred vectors on the axes at unit length; texts of no piece are left out."""
    targets = torch.from_numpy((vectors - vectors.mean(axis=0)) @ axes)
    kept = [place for place, text in enumerate(texts) if len(text)]
    return Taught([texts[place] for place in kept], functional.normalize(targets[kept], dim=1))


def start_table(words: Sequence[int], taught: Taught, shares: Floats, recipe: Recipe) -> Tensor:
    """Return rows (pieces, dimension): the teacher's vector of each piece as a word, less where it is common.

    `words` has for each piece the place of its word among the targets, or -1.
    """
    table = torch.zeros(len(words), recipe.dimension)
    known = [piece for piece, word in enumerate(words) if word >= 0]
    table[known] = taught.targets[[words[piece] for piece in known]]
    return table * torch.from_numpy(recipe.rarity / (recipe.rarity + shares))[:, None]


def fit(table: Tensor, kinds: list[Kind], texts: Taught, words: Taught, recipe: Recipe) -> Floats:
    """Train the rows and return them: float32 (pieces, dimension)."""
    chance = np.random.default_rng(recipe.seed)
    rows = table.clone().requires_grad_()
    optimiser = torch.optim.SparseAdam([rows], lr=recipe.rate, betas=(0.9, 0.99))
    shares = np.array([kind.share for kind in kinds]) / sum(kind.share for kind in kinds)
    for step in range(recipe.steps):
        optimiser.param_groups[0]["lr"] = (
            recipe.rate * min(1, (step + 1) / recipe.warming) * (1 - step / recipe.steps)
        )
        kind = kinds[chance.choice(len(kinds), p=shares)]
        found = _finding_loss(rows, kind, recipe, chance)
        near = _teaching_loss(rows, texts, recipe.taught, recipe, chance)
        near_words = _teaching_loss(rows, words, 2 * recipe.taught, recipe, chance)
        optimiser.zero_grad()
        (found + near + recipe.words_count * near_words).backward()
        optimiser.step()
        if step % 100 == 0:
            told = (
                f"  step {step} of {recipe.steps}: finding {found.item():.3f}, likeness {1 - near.item():.3f}"
            )
            print(told, file=sys.stderr, flush=True)
    return np.asarray(rows.detach().numpy(), np.float32)


def _finding_loss(rows: Tensor, kind: Kind, recipe: Recipe, chance: np.random.Generator) -> Tensor:
    """Return the cross entropy of finding each passage by its query, and each query by its passage."""
    size = min(recipe.batch, len(kind.queries))
    picked = chance.choice(len(kind.queries), size, replace=False)
    queries = _embed(rows, [kind.queries[place] for place in picked], recipe, chance)
    passages = _embed(rows, [kind.passages[place] for place in picked], recipe, chance)
    keys = kind.keys[picked]
    same = (keys[:, None] == keys[None]).any(axis=2) & ~np.eye(size, dtype=bool)
    likeness = (queries @ passages.T * recipe.sharpness).masked_fill(torch.from_numpy(same), -1e4)
    own = torch.arange(size)
    return (functional.cross_entropy(likeness, own) + functional.cross_entropy(likeness.T, own)) / 2


def _teaching_loss(
    rows: Tensor, taught: Taught, count: int, recipe: Recipe, chance: np.random.Generator
) -> Tensor:
    """Return one less the mean cosine of texts and what the teacher says of them."""
    picked = chance.choice(len(taught.texts), count)
    vectors = _embed(rows, [taught.texts[place] for place in picked], recipe, chance)
    return 1 - (vectors * taught.targets[picked]).sum(dim=1).mean()


def _embed(rows: Tensor, texts: list[Ids], recipe: Recipe, chance: np.random.Generator) -> Tensor:
    drawn = [
        text if len(text) <= recipe.seen else text[chance.integers(0, len(text), recipe.seen)]
        for text in texts
    ]
    starts = np.cumsum([0, *(len(text) for text in drawn[:-1])])
    sums = functional.embedding_bag(
        torch.from_numpy(np.concatenate(drawn)), rows, torch.from_numpy(starts), mode="sum", sparse=True
    )
    return functional.normalize(sums, dim=1)
