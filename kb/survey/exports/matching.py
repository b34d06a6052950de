"""Which columns of an export hold the answers to which question of a codebook."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kb.survey.codebook import Background, Codebook, Question
from kb.survey.exports.records import Variable
from kb.survey.exports.wording import folded, unmarked, unnumbered
from kb.survey.scales import Text

Asked = Question | Background


@dataclass(frozen=True, slots=True)
class Match:
    """A question or background and its columns: one, or one for each option."""

    asked: Asked
    variables: tuple[Variable, ...]

    @property
    def by_option(self) -> bool:
        """Say whether each column is one option, or one of several codes."""
        return len(self.variables) > 1 or (_is_multi(self.asked) and self.variables[0].choice is not None)


@dataclass(frozen=True, slots=True)
class Matches:
    """What met: the questions with their columns, those without any, and the columns nobody asks for."""

    found: tuple[Match, ...]
    lacking: tuple[Asked, ...]
    unclaimed: tuple[Variable, ...]
    shared: tuple[str, ...]  # columns that several questions name


def match(codebook: Codebook, variables: Iterable[Variable]) -> Matches:
    """Match by the question's `column`; without one by its id, its wording, or its short name, in any language.

    Names are compared folded, and with the question's number dropped. What is asked of the frame has no column.
    """
    offered = [one for one in variables if one.role != "key"]
    single, several = _names(offered), _sets(offered)
    wanted: list[Asked] = [*codebook.in_answers()]
    wanted += codebook.questions
    found: list[Match] = []
    lacking: list[Asked] = []
    for asked in wanted:
        columns = _columns(asked, single, several)
        if columns:
            found.append(Match(asked, columns))
        else:
            lacking.append(asked)
    uses = Counter(one.name for pair in found for one in pair.variables)
    unclaimed = tuple(one for one in offered if one.role == "answer" and one.name not in uses)
    shared = tuple(name for name, count in uses.items() if count > 1)
    return Matches(tuple(found), tuple(lacking), unclaimed, shared)


def _is_multi(asked: Asked) -> bool:
    return isinstance(asked, Question) and asked.type == "multi"


def _columns(
    asked: Asked, single: dict[str, Variable], several: dict[str, list[Variable]]
) -> tuple[Variable, ...]:
    for name in _wanted(asked):
        if _is_multi(asked) and name in several:
            return tuple(several[name])
        if name in single:
            return (single[name],)
    return ()


def _wanted(asked: Asked) -> list[str]:
    """List the names a column may have, the surest first."""
    if asked.column is not None:
        return [asked.column, folded(unmarked(asked.column))]
    texts = [asked.label] if isinstance(asked, Background) else [asked.wording, asked.short]
    return [
        folded(asked.id),
        *(folded(unmarked(words)) for text in texts if text for words in _languages(text)),
    ]


def _languages(text: Text) -> list[str]:
    return [words for words in (text.nb, text.nn, text.en) if words]


def _names(variables: Iterable[Variable]) -> dict[str, Variable]:
    """Map names, wordings, and wordings without their number to columns; what two columns share names none."""
    named = {folded(unmarked(one.name)): one for one in variables} | {one.name: one for one in variables}
    worded: dict[str, list[Variable]] = defaultdict(list)
    for one in variables:
        for words in {folded(one.wording), folded(unnumbered(one.wording))}:
            worded[words].append(one)
    return {words: group[0] for words, group in worded.items() if len(group) == 1} | named


def _sets(variables: Iterable[Variable]) -> dict[str, list[Variable]]:
    """Map the names and wordings of sets to their columns."""
    sets: dict[str, list[Variable]] = defaultdict(list)
    for one in variables:
        if one.choice is not None:
            for name in {one.choice.of, folded(one.choice.of), folded(one.choice.wording)}:
                sets[name].append(one)
    return sets
