"""Which themes of a taxonomy an answer speaks of, by how near it stands to the texts that describe each theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kb.errors import KbError
from kb.survey.opentext.masking import unmasked
from kb.survey.opentext.vectors import Embed, Matrix, embed_once, to_unit

Describing = Mapping[str, Sequence[str]]  # theme → its name, its description, words for it


@dataclass(frozen=True, slots=True)
class Floor:
    """The likeness from which an answer has a theme, and what it is worth on the texts it was found by.

    Of the `pairs` text and theme that belong together, `recall` reach it; of those that reach it,
    `precision` belong together.
    """

    value: float
    recall: float
    precision: float
    pairs: int


@dataclass(frozen=True, slots=True)
class Themed:
    """Answers and their likeness to each theme, respondents × themes between -1 and 1."""

    likeness: pd.DataFrame
    floor: Floor

    @property
    def members(self) -> pd.DataFrame:
        """Tell for each respondent and theme whether the answer has it; an answer may have several or none."""
        return self.likeness >= self.floor.value

    @property
    def without(self) -> pd.Index[str]:
        """List the respondents whose answer has no theme."""
        return self.likeness.index[~self.members.any(axis="columns")]


def find_themes(
    answers: pd.Series[str], describing: Describing, embed: Embed, *, coded: pd.DataFrame | None = None
) -> Themed:
    """Measure the answers against the themes, and find the floor.

    Likeness is the cosine of an answer's vector and a theme's mean, both less the mean of all themes: what
    all texts of a language have in common tells nothing. So an answer's themes depend on no other answer.
    Masks are no words; an answer of masks alone has no theme.
    `coded` holds the themes that people gave to some of the answers (respondents × themes, True or False);
    without it the floor is found by the describing texts, each held against its theme without itself. The
    floor is the one with the best F1. Raises `KbError` where there is too little to find it by.
    """
    if len(describing) < 2:
        raise KbError("Themes are told apart by each other. Give two or more.")
    if not all(describing.values()):
        raise KbError("A theme is described by nothing. Give each its name, description and words.")
    spoken = [unmasked(text) for text in answers]
    vectors = embed_once(embed, [*(text for own in describing.values() for text in own), *spoken])
    count = sum(map(len, describing.values()))
    owners = np.repeat(np.arange(len(describing)), [len(own) for own in describing.values()])
    means = _means(vectors[:count], owners, len(describing))
    centre = means.mean(axis=0)
    scores = to_unit(vectors[count:] - centre) @ to_unit(means - centre).T
    scores[[not text for text in spoken]] = -1
    likeness = pd.DataFrame(scores.round(6), answers.index, list(describing), dtype=float)
    if coded is not None:
        return Themed(likeness, _coded_floor(likeness, coded))
    return Themed(likeness, _own_floor(vectors[:count], owners, centre, len(describing)))


def _means(vectors: Matrix, owners: np.ndarray, themes: int) -> Matrix:
    return np.stack([vectors[owners == theme].mean(axis=0) for theme in range(themes)])


def _coded_floor(likeness: pd.DataFrame, coded: pd.DataFrame) -> Floor:
    if not set(coded.index) <= set(likeness.index) or set(coded.columns) != set(likeness.columns):
        raise KbError("The coded answers have other respondents or themes. Code some of these answers.")
    truth = coded[likeness.columns].to_numpy(dtype=bool)
    return best_floor(likeness.loc[coded.index].to_numpy(), truth)


def _own_floor(vectors: Matrix, owners: np.ndarray, centre: Matrix, themes: int) -> Floor:
    """Hold each describing text against all themes, its own without itself."""
    kept = [row for row in range(len(owners)) if (owners == owners[row]).sum() > 1]
    if not kept:
        raise KbError("Each theme is described by one text only. Give its words too, or coded answers.")
    means = _means(vectors, owners, themes)
    scores = to_unit(vectors[kept] - centre) @ to_unit(means - centre).T
    for at, row in enumerate(kept):
        others = (owners == owners[row]) & (np.arange(len(owners)) != row)
        rest = to_unit((vectors[others].mean(axis=0) - centre)[None])[0]
        scores[at, owners[row]] = to_unit((vectors[row] - centre)[None])[0] @ rest
    return best_floor(scores.round(6), owners[kept][:, None] == np.arange(themes))


def best_floor(scores: np.ndarray, truth: np.ndarray) -> Floor:
    """Find the likeness with the best F1 over all pairs; the highest of those that are equal.

    Both are texts × themes. Raises `KbError` where no pair belongs together.
    """
    wanted = int(truth.sum())
    if not wanted:
        raise KbError("No answer is coded with a theme, so nothing tells how near is near. Code some.")
    order = np.argsort(-scores, axis=None, kind="stable")
    ranked, right = scores.ravel()[order], truth.ravel()[order].cumsum()
    last = np.append(ranked[1:] < ranked[:-1], True)  # a floor takes all pairs that are equally near
    found = np.arange(1, len(ranked) + 1)
    best = int(np.where(last, 2 * right / (found + wanted), -1).argmax())
    return Floor(
        value=float(ranked[best]),
        recall=float(right[best] / wanted),
        precision=float(right[best] / found[best]),
        pairs=wanted,
    )
