"""How a bank covers its themes: lessons labelled, passages that speak of them, years, and what nobody looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import KbError
from kb.lessons.retrieval.grouping import suggest_groups

if TYPE_CHECKING:
    from kb.lessons.bank.themes import Taxonomy
    from kb.lessons.base.store import Entry, Store
    from kb.lessons.models.embedding import Matrix
    from kb.lessons.retrieval.shelf import Shelf

SPEAKS = 0.5  # from here on people would label a passage so more often than not


@dataclass(frozen=True, slots=True)
class Origin:
    """The document a passage stands in: its id, whether it is a lesson, its labels and its year."""

    document: str
    lesson: bool
    themes: tuple[str, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """One theme's place in the bank: lessons labelled with it, and passages that speak of it by meaning."""

    theme: str
    lessons: int
    in_lessons: int
    in_texts: int
    first: int | None
    last: int | None

    @property
    def unlooked(self) -> bool:
        """Tell whether no lesson is labelled with the theme."""
        return self.lessons == 0


def coverage(
    themes: Sequence[str], scores: Matrix, origins: Sequence[Origin], floor: float = SPEAKS
) -> list[Coverage]:
    """Tell each theme's coverage in the taxonomy's order; scores (n, themes) with an origin for each passage.

    Years are those of documents that are labelled with the theme or have a passage that reaches the floor.
    """
    return [
        _coverage_of(theme, [float(score) >= floor for score in scores[:, at]], origins)
        for at, theme in enumerate(themes)
    ]


def _coverage_of(theme: str, speaks: Sequence[bool], origins: Sequence[Origin]) -> Coverage:
    about = [origin for origin, reached in zip(origins, speaks, strict=True) if reached]
    labelled = [origin for origin in origins if origin.lesson and theme in origin.themes]
    years = [origin.year for origin in (*about, *labelled) if origin.year is not None]
    in_lessons = sum(origin.lesson for origin in about)
    return Coverage(
        theme=theme,
        lessons=len({origin.document for origin in labelled}),
        in_lessons=in_lessons,
        in_texts=len(about) - in_lessons,
        first=min(years, default=None),
        last=max(years, default=None),
    )


@dataclass(frozen=True, slots=True)
class Lacking:
    """A group of passages that no theme covers: how many, in how many documents, its words, and examples."""

    passages: int
    documents: int
    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Landscape:
    """A bank seen by its themes: each theme's name (bokmål) and coverage, and what the taxonomy may lack."""

    themes: tuple[tuple[str, Coverage], ...]
    lacking: tuple[Lacking, ...]


def survey_themes(store: Store, shelf: Shelf, taxonomy: Taxonomy) -> Landscape:
    """Tell a whole base's themes. Raises `KbError` where it was indexed without this taxonomy."""
    if shelf.compass is None or shelf.affinities is None:
        raise KbError(
            "The knowledge base knows nothing of these themes. Check themes.toml, and run `kb index`."
        )
    passages = [store.passage(int(number)) for number in shelf.ids]
    origins = [_origin(shelf.entries[int(owner)]) for owner in shelf.owners]
    covered = coverage(tuple(taxonomy), shelf.affinities, origins)
    texts, documents = [passage.text for passage in passages], [origin.document for origin in origins]
    groups = suggest_groups(shelf.vectors, shelf.affinities, texts, documents)
    return Landscape(
        tuple((taxonomy[one.theme].names["nb"], one) for one in covered),
        tuple(
            Lacking(len(one.passages), one.documents, one.words, tuple(texts[row] for row in one.examples))
            for one in groups
        ),
    )


def _origin(entry: Entry) -> Origin:
    year = int(entry.date[:4]) if entry.date else None
    return Origin(entry.id, entry.status is not None, entry.themes, year)
