"""What a text speaks of near a number: which facts, how closely, and what sets the number apart from them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.evaluation.reconciling.facts import Fact
from kb.intake.figures.inflection import Word, key_roots, roots, words_of
from kb.intake.figures.layout import Statement
from kb.intake.figures.lines import Span

# How much it tells that a thing is said in the number's own part of the sentence or its labels, elsewhere in
# the sentence, or in a heading above. What is said only around it, or not at all, takes away: a sentence on
# all overtime after one on a unit's is on all. The order matters, the sizes only with the margins of matching.
NEAR, SAID, OVER, AROUND, MISSING = 1.0, 0.6, 0.4, -0.3, -0.5

Matcher = Callable[[str], bool]
Way = tuple[Matcher, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may be meant: how closely it is spoken of, whether wholly, and its nearest word."""

    fact: Fact
    score: float
    whole: bool
    nearest: float


@dataclass(frozen=True, slots=True)
class Scope:
    """The entries of words that are spoken at each distance from a number, the near ones by their places."""

    places: tuple[tuple[int, str], ...]
    near: frozenset[str]
    said: frozenset[str]
    over: frozenset[str]
    around: frozenset[str]

    def weight(self, entry: str) -> float:
        """Tell how closely an entry is spoken."""
        rings = ((self.near, NEAR), (self.said, SAID), (self.over, OVER), (self.around, AROUND))
        return next((weight for ring, weight in rings if entry in ring), MISSING)


class Subjects:
    """The facts' words found in one text."""

    def __init__(self, text: str, facts: Sequence[Fact]) -> None:
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            for entry in dict.fromkeys(fact.words):
                self._facts[entry].append(fact)
        self._named = {fact.name: fact for fact in facts}
        self._firsts = frozenset(fact.words[0] for fact in facts)
        self._found = sorted(_spoken(words_of(text), self._facts))
        self._starts = [start for start, _ in self._found]

    def scope(self, statement: Statement, near: Span) -> Scope:
        """Collect what is spoken around a number whose part of the statement is `near`."""
        places = tuple(one for span in (near, *statement.labels) for one in self._hits(span))
        return Scope(
            places,
            frozenset(entry for _, entry in places),
            self._within([(statement.start, statement.end)]),
            self._within(statement.over),
            self._within([statement.around]),
        )

    def candidates(self, scope: Scope) -> list[Candidate]:
        """List the facts spoken of in the sentence or above it, the closest first."""
        spoken = scope.near | scope.said | scope.over
        facts = {fact.name: fact for entry in spoken for fact in self._facts[entry]}
        found = [_candidate(fact, scope) for fact in facts.values()]
        return sorted(found, key=lambda one: (-one.score, one.fact.name))

    def foreign(self, scope: Scope, fact: Fact) -> bool:
        """Tell whether the number's own part names what other facts are of, in words that are not this one's."""
        known = self.entries(fact)
        own = {place for place, entry in scope.places if entry in known}
        return any(place not in own and entry in self._firsts for place, entry in scope.places)

    def entries(self, fact: Fact) -> list[str]:
        """List the entries of a fact and of the wholes it is a part of: *tillitsvalgte som svarte*."""
        entries, seen = list(fact.words), {fact.name}
        while (whole := self._named.get(fact.part_of)) and whole.name not in seen:
            seen.add(whole.name)
            entries += whole.words
            fact = whole
        return entries

    @staticmethod
    def own(entries: Sequence[str]) -> Callable[[str], bool]:
        """Give the test whether a word is one of those of some entries."""
        keys = [key for entry in entries for phrase in entry.split("|") for key in _keys(phrase)]
        return lambda word: any(_matcher(*key)(word) for key in keys)

    def _within(self, spans: Iterable[Span]) -> frozenset[str]:
        return frozenset(entry for span in spans for _, entry in self._hits(span))

    def _hits(self, span: Span) -> list[tuple[int, str]]:
        return self._found[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]


def _candidate(fact: Fact, scope: Scope) -> Candidate:
    weights = [scope.weight(entry) for entry in fact.words]
    if weights[0] == SAID and scope.places:  # what the fact is of is said of another number in the sentence
        weights[0] = AROUND
    return Candidate(fact, sum(weights), MISSING not in weights, max(weights))


def _spoken(words: Sequence[Word], entries: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Find where each entry is spoken: the start of the word, or of the phrase's first."""
    by_root, by_start = _index(entries)
    for place, word in enumerate(words):
        ways = [way for root in roots(word.text) for way in by_root.get(root, ())]
        ways += [
            way for length in range(2, len(word.text) + 1) for way in by_start.get(word.text[:length], ())
        ]
        for entry in {entry for entry, way in ways if _goes_on(words[place : place + len(way)], way)}:
            yield word.start, entry


def _goes_on(words: Sequence[Word], way: Way) -> bool:
    return len(words) == len(way) and all(fits(word.text) for fits, word in zip(way, words, strict=True))


def _index(
    entries: Iterable[str],
) -> tuple[Mapping[str, list[tuple[str, Way]]], Mapping[str, list[tuple[str, Way]]]]:
    """Sort the ways to say an entry by the roots of their first word, or by its beginning before a `*`."""
    by_root: dict[str, list[tuple[str, Way]]] = defaultdict(list)
    by_start: dict[str, list[tuple[str, Way]]] = defaultdict(list)
    for entry in entries:
        for phrase in entry.split("|"):
            keys = _keys(phrase)
            if not keys:
                continue
            way = (entry, tuple(_matcher(*key) for key in keys))
            (first, starred) = keys[0]
            if starred:
                by_start[first].append(way)
            else:
                for root in key_roots(first):
                    by_root[root].append(way)
    return by_root, by_start


def _keys(phrase: str) -> list[tuple[str, bool]]:
    """List the words of a phrase, each with whether any ending may follow."""
    return [(word.text, phrase[word.end : word.end + 1] == "*") for word in words_of(phrase)]


def _matcher(key: str, starred: bool) -> Matcher:
    if starred:
        return lambda word: word.startswith(key)
    known = key_roots(key)
    return lambda word: not known.isdisjoint(roots(word))
