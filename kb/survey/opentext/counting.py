"""How many speak of each theme, of how many: counts that `kb.privacy.disclosure.protect` makes safe to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from kb.privacy.disclosure import Table
from kb.survey.opentext.grouping import Group
from kb.survey.opentext.themes import Themed

NONE = {"nb": "ingen tema", "nn": "ingen tema", "en": "no theme"}
_COLUMNS = {
    "nb": ("nevner", "nevner ikke"),
    "nn": ("nemner", "nemner ikkje"),
    "en": ("mentions", "does not mention"),
}
_OTHERS = {"nb": "andre svar", "nn": "andre svar", "en": "other answers"}
_EVERYBODY = {"nb": "Alle", "nn": "Alle", "en": "All"}


def theme_tables(
    themed: Themed,
    groups: pd.Series[str] | None = None,
    *,
    names: Mapping[str, str] | None = None,
    language: str = "nb",
) -> dict[str, Table]:
    """Count for each theme, and for none, who mentions it and who does not, by group.

    Each row adds up to the group's answers, which is the base of its shares. Who has no group is left out.
    `names` are what themes are called on a page.
    """
    everybody = _EVERYBODY[language]
    of = _groups_of(themed, groups, everybody)
    members = themed.members.loc[of.index]
    members = members.assign(**{NONE[language]: ~members.any(axis="columns")})
    called = dict(names or {})
    return {called.get(theme, theme): _table(members[theme], of, language) for theme in members.columns}


def theme_counts(
    themed: Themed, groups: pd.Series[str] | None = None, *, language: str = "nb"
) -> pd.DataFrame:
    """Count who mentions each theme by group (rows), beside the base; the themes of a row may add up to more.

    Nothing is hidden yet.
    """
    tables = theme_tables(themed, groups, language=language)
    mentioned = {theme: table.counts[_COLUMNS[language][0]] for theme, table in tables.items()}
    base = next(iter(tables.values())).counts.sum(axis="columns")
    return pd.DataFrame({"base": base, **mentioned})


def group_table(groups: Sequence[Group], themed: Themed, *, language: str = "nb") -> Table:
    """Count the answers without a theme by suggested group, called by its words, and those in no group."""
    counts: Counter[str] = Counter()
    for group in groups:
        counts[", ".join(group.words)] += group.persons
    counts[_OTHERS[language]] = len(themed.without) - counts.total()
    return Table(pd.DataFrame(counts, index=[NONE[language]]))


def _groups_of(themed: Themed, groups: pd.Series[str] | None, everybody: str) -> pd.Series[str]:
    if groups is None:
        return pd.Series(everybody, index=themed.likeness.index, dtype=str)
    return groups.reindex(themed.likeness.index).dropna()


def _table(members: pd.Series[bool], of: pd.Series[str], language: str) -> Table:
    yes, no = _COLUMNS[language]
    mentioned = members.groupby(of).sum()
    counts = pd.DataFrame({yes: mentioned, no: of.groupby(of).size() - mentioned})
    return Table(counts.astype("int64").rename_axis(index=None))
