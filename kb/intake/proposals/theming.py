"""Which themes of the taxonomy a point is about, by the themes' own words and without any model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kb.lessons.bank.themes import Taxonomy
from kb.lessons.words.affinity import stemmed_words
from kb.lessons.words.language import stems

SHORTEST = 5  # letters of a stem that is looked for at either end of a compound
MOST = 2
WEIGHTS = (3.0, 1.0, 0.2)  # of the words themselves, of the heading, and of the document's title


class Theming:
    """A taxonomy's words, looked up by stem."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._themes = tuple(taxonomy)
        self._phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for words, theme in stemmed_words(taxonomy):
            self._phrases.setdefault(words[0], []).append((words, theme))
        self._ends = [
            stem for stem, own in self._phrases.items() if len(stem) >= SHORTEST and len(own[0][0]) == 1
        ]
        self._known: dict[str, frozenset[int]] = {}

    def themes(self, text: str, heading: str = "", title: str = "") -> tuple[str, ...]:
        """Name at most `MOST` themes, the nearest first; none where no word tells."""
        found: Counter[int] = Counter()
        for told, weight in zip((text, heading, title), WEIGHTS, strict=True):
            for theme in self._about(stems(told)) if told else ():
                found[theme] += weight  # type: ignore[assignment]
        reached = [(theme, score) for theme, score in found.most_common() if score >= 1]
        best = reached[0][1] if reached else 0
        return tuple(self._themes[theme] for theme, score in reached[:MOST] if score >= best / 2)

    def _about(self, own: list[str]) -> Iterable[int]:
        held = frozenset(own)
        for stem in dict.fromkeys(own):  # in the text's order: a set's differs from run to run
            yield from sorted(self._of(stem, held))

    def _of(self, stem: str, held: frozenset[str]) -> frozenset[int]:
        whole = {theme for words, theme in self._phrases.get(stem, ()) if held.issuperset(words)}
        return frozenset(whole) or self._compound(stem)

    def _compound(self, stem: str) -> frozenset[int]:
        """Name the themes of a word that stands at either end of a compound."""
        if stem not in self._known:
            ends = [end for end in self._ends if stem != end and (stem.startswith(end) or stem.endswith(end))]
            self._known[stem] = frozenset(
                theme for end in ends for words, theme in self._phrases[end] if len(words) == 1
            )
        return self._known[stem]
