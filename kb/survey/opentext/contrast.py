"""What a group speaks of more, or less, than the others: themes or words, with the counts behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from kb.privacy.disclosure import ProtectedTable

_PRIOR = 10.0  # persons' worth of the survey's own share, which keeps small groups from shouting
_FAMILY_ERROR = 0.05  # the chance that anything is told where groups are alike, over all that was compared


@dataclass(frozen=True, slots=True)
class Contrast:
    """One theme or word in one group: `count` of `base` persons, against `others` of `others_base`.

    `strength` is the log-odds ratio over its deviation: above 0 the group speaks of it more. `family` is the
    number of comparisons that were made.
    """

    group: str
    label: str
    count: int
    base: int
    others: int
    others_base: int
    strength: float
    family: int


@dataclass(frozen=True, slots=True)
class _Counts:
    """Persons who mention each label (groups × labels), and all persons of each group."""

    mentions: pd.DataFrame
    bases: pd.Series[int]

    def is_safe(self, groups: list[str], label: str, smallest: int) -> bool:
        """Tell whether a reader who knows these groups' sum learns of no few persons."""
        count, base = int(self.mentions.loc[groups, label].sum()), int(self.bases[groups].sum())
        return all(part == 0 or part >= smallest for part in (count, base - count))


def find_contrasts(members: pd.DataFrame, groups: pd.Series[str], *, smallest: int = 5) -> list[Contrast]:
    """Find what stands out, the strongest first; `members` is respondents × labels, True where mentioned.

    Log-odds with an informative prior (Monroe, Colaresi and Quinn, "Fightin' Words", Political Analysis 16,
    2008), over persons and not over words, with Bonferroni's limit for all groups and labels. Nothing is
    told of groups or others below `smallest` persons, of a label that fewer mention or leave out, nor where
    what is told of several groups would leave such a count for the rest. Contrasts of themes go through
    `keep_shown` where tables of the themes are shown too.
    """
    of = groups.reindex(members.index).dropna()
    counts = _Counts(members.loc[of.index].groupby(of).sum(), of.groupby(of).size())
    inside = counts.bases[(counts.bases >= smallest) & (len(of) - counts.bases >= smallest)].index
    family = len(inside) * members.shape[1]
    if not family:
        return []
    limit = NormalDist().inv_cdf(1 - _FAMILY_ERROR / (2 * family))
    strengths = _strengths(counts).loc[inside]
    strong = strengths.columns[(strengths.abs() >= limit).any()]
    found = [
        contrast
        for label in strong
        for contrast in _told(counts, str(label), strengths[label], limit, family, smallest)
    ]
    return sorted(found, key=lambda one: (-abs(round(one.strength, 6)), one.group, one.label))


def keep_shown(contrasts: Sequence[Contrast], tables: Mapping[str, ProtectedTable]) -> list[Contrast]:
    """Keep the contrasts of themes whose figures the protected `theme_tables` of the same page show too.

    A figure may be hidden there for another's sake, and must then not be told here.
    """
    return [one for one in contrasts if one.label in tables and _is_shown(one.group, tables[one.label])]


def _is_shown(group: str, table: ProtectedTable) -> bool:
    seen = group in table.cells.index and not table.cells.loc[group].isna().any()
    return seen and not bool(table.column_totals.isna().any())


def _strengths(counts: _Counts) -> pd.DataFrame:
    here, bases = counts.mentions.to_numpy(dtype=float), counts.bases.to_numpy(dtype=float)[:, None]
    total, persons = here.sum(axis=0), bases.sum()
    prior = _PRIOR * total / persons
    yes, no = here + prior, bases - here + _PRIOR - prior
    yes_there, no_there = total - here + prior, persons - bases - total + here + _PRIOR - prior
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.log(yes / no) - np.log(yes_there / no_there)
        strengths = odds / np.sqrt(1 / yes + 1 / no + 1 / yes_there + 1 / no_there)
    # What all or nobody mention tells no group from another.
    return pd.DataFrame(np.nan_to_num(strengths), counts.mentions.index, counts.mentions.columns)


def _told(
    counts: _Counts, label: str, strengths: pd.Series[float], limit: float, family: int, smallest: int
) -> Iterator[Contrast]:
    """Tell the groups in which a label stands out; the weakest are left until the rest is safe."""
    strong = strengths[strengths.abs() >= limit]
    order = strong.abs().sort_values(ascending=False, kind="stable").index
    told = [str(group) for group in order if _is_pair_safe(counts, str(group), label, smallest)]
    everybody = [str(group) for group in counts.bases.index]
    while len(told) > 1 and not counts.is_safe(_rest(everybody, told), label, smallest):
        told.pop()
    for group in told:
        rest = _rest(everybody, [group])
        yield Contrast(
            group=group,
            label=label,
            count=int(counts.mentions[label][group]),
            base=int(counts.bases[group]),
            others=int(counts.mentions.loc[rest, label].sum()),
            others_base=int(counts.bases[rest].sum()),
            strength=float(strengths[group]),
            family=family,
        )


def _is_pair_safe(counts: _Counts, group: str, label: str, smallest: int) -> bool:
    rest = _rest([str(one) for one in counts.bases.index], [group])
    return counts.is_safe([group], label, smallest) and counts.is_safe(rest, label, smallest)


def _rest(everybody: list[str], told: list[str]) -> list[str]:
    return [group for group in everybody if group not in told]
