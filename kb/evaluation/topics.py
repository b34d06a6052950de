"""What an evaluation compares between the groups of a survey: topics, their tables, and one family of tests.

A topic is a share of the answers to a question, with the words that tell it. All topics of a report are judged
together, for the more one looks, the more chance shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable, Table
from kb.survey.inference import Family, Interval, Judged, compare_shares, judge, share_interval


@dataclass(frozen=True, slots=True)
class Topic:
    """The share of the answers to a question that are one of `answers` (labels), and what it says of them.

    `said` continues «… av dem», for instance *fikk i stor grad informasjonen de trengte*; `short` heads a row.
    `table` names the protected table with the answers by group.
    """

    table: str
    question: str
    answers: tuple[str, ...]
    said: str
    short: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One group on one topic: its share, that of all others, the base, and the judgement; NaN is hidden.

    `interval` is that of the share, without finite population correction: how many of a group belong to those
    who were asked is known of those who answered only.
    """

    topic: Topic
    group: str
    share: float
    others: float
    base: float
    judged: Judged | None
    interval: Interval | None

    @property
    def shown(self) -> bool:
        """Tell whether the group's own share may be shown."""
        return not math.isnan(self.share)

    @property
    def stands_out(self) -> bool:
        """Tell whether the group differs from the others by more than chance."""
        return self.shown and self.judged is not None and self.judged.verdict in ("more", "fewer")


def judge_topics(tables: Mapping[str, Table], topics: Sequence[Topic]) -> Family:
    """Compare each group with all others on each topic, as one family. It takes the tables before protection."""
    compared = [
        one
        for topic in topics
        for one in compare_shares(tables[topic.table].counts, topic.answers, table=topic.table)
    ]
    return judge(compared)


def standings(
    shown: Mapping[str, ProtectedTable], topics: Sequence[Topic], family: Family
) -> Iterator[Standing]:
    """Set every group on every topic beside all others, by protected figures only.

    What a test says of a group whose share is hidden is left out as well. Raises `KbError` for answers that the
    table does not have.
    """
    judged = {(one.comparison.table, one.comparison.group): one for one in family.judged}
    for topic in topics:
        table = shown[topic.table]
        unknown = [answer for answer in topic.answers if answer not in table.cells.columns]
        if unknown:
            known = ", ".join(map(str, table.cells.columns))
            raise KbError(f"«{topic.table}» has no answer {', '.join(unknown)}. Choose among: {known}.")
        chosen = table.cells[list(topic.answers)].sum(axis="columns", skipna=False)
        everybody = float(table.column_totals[list(topic.answers)].sum(skipna=False))
        for group, count, base in zip(chosen.index, chosen.tolist(), table.row_totals.tolist(), strict=True):
            share = count / base if base else math.nan
            rest = table.total - base
            others = (everybody - count) / rest if rest else math.nan
            seen = not math.isnan(share)
            told = judged.get((topic.table, str(group))) if seen else None
            interval = share_interval(round(count), round(base)) if seen else None
            yield Standing(topic, str(group), share, others, base, told, interval)
