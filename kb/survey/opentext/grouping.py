"""Groups of answers that no theme covers, each with the words that mark it: what the taxonomy may lack."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd

from kb.survey.opentext.contrast import find_contrasts
from kb.survey.opentext.masking import unmasked
from kb.survey.opentext.themes import Themed
from kb.survey.opentext.vectors import Embed, Matrix, embed_once, to_unit
from kb.survey.opentext.wording import Words, plain_words, word_members

EACH_GROUP = 15  # answers for which a group is begun
MOST_ANSWERS = 4000  # the distances of all pairs of these are held at once, 64 MB
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Answers near each other that have no theme: who gave them, and the words that mark them."""

    respondents: tuple[str, ...]
    words: tuple[str, ...]
    cohesion: float  # mean cosine to the group's middle

    @property
    def persons(self) -> int:
        """Count who gave the answers."""
        return len(self.respondents)


def suggest_groups(
    answers: pd.Series[str],
    themed: Themed,
    embed: Embed,
    *,
    smallest: int = 5,
    words: Words = plain_words,
    limit: int = 8,
) -> list[Group]:
    """Suggest groups among the answers without a theme; large and close ones first, none below `smallest`.

    Ward's clustering of unit vectors less their mean, cut into a group for every `EACH_GROUP` answers. The
    same answers give the same groups in any order. A group without a word that marks it is left out: nobody
    could tell what it is. No answer is shown; see `quote_candidates`.
    """
    alone = answers.loc[themed.without]
    alone = alone[alone.map(unmasked) != ""]
    alone = alone.loc[sorted(alone.index, key=lambda one: (alone[one], str(one)))][:MOST_ANSWERS]
    if len(alone) < max(2, smallest):
        return []
    vectors = embed_once(embed, [unmasked(text) for text in alone])
    points = to_unit(vectors - vectors.mean(axis=0))
    own = pd.Series(_cluster(points), index=alone.index)
    found = [
        (rows, _cohesion(points[own.to_numpy() == group]))
        for group, rows in own.groupby(own).groups.items()
        if len(rows) >= smallest
    ]
    found.sort(key=lambda one: (-round(one[1] * len(one[0]) ** 0.5, 4), str(one[0][0])))
    members = word_members(answers, smallest, words)
    groups = (Group(tuple(rows), _marks(members, rows, smallest), cohesion) for rows, cohesion in found)
    return list(islice((group for group in groups if group.words), limit))


def _cluster(points: Matrix) -> np.ndarray:
    from scipy.cluster.hierarchy import fcluster, linkage

    groups: np.ndarray = fcluster(
        linkage(points.astype(float).round(6), "ward"), max(1, len(points) // EACH_GROUP), "maxclust"
    )
    return groups


def _cohesion(points: Matrix) -> float:
    middle = to_unit(points.mean(axis=0, keepdims=True))[0]
    return round(float((points @ middle).mean()), 4)


def _marks(members: pd.DataFrame, rows: pd.Index[str], smallest: int) -> tuple[str, ...]:
    """Tell the words that those who gave these answers use more than all others do."""
    of = pd.Series("others", index=members.index).mask(members.index.isin(rows), "group")
    found = find_contrasts(members, of, smallest=smallest)
    return tuple(one.label for one in found if one.group == "group" and one.strength > 0)[:_MOST_WORDS]
