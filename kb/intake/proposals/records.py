"""What is proposed: a point of a text that tells learning, and where it stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from kb.intake.proposals.quoting import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kb.lessons.bank.records import Kind, Language


@dataclass(frozen=True, slots=True)
class Judged:
    """What the words and the heading of a passage say of it; `kind` is None where it tells no learning.

    `score` is from 0 to 1, and `why` is told in the passage's own language.
    """

    kind: Kind | None
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a document as they stand there: `text` is the document's own, from `start` to `end`."""

    document: str
    heading: str
    start: int
    end: int
    text: str

    @property
    def words(self) -> str:
        """The text on one line, without its bullet and its marks."""
        return plain(self.text)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A lesson somebody may have learnt; `sources` are all places that say it, the clearest first.

    `id` is told by document and words, so that it stands when the text is moved about. `day` is the text's date.
    """

    id: str
    kind: Kind
    language: Language
    themes: tuple[str, ...]
    area: tuple[str, ...]
    score: float
    why: tuple[str, ...]
    sources: tuple[Quoted, ...]
    title: str
    document_title: str = ""
    day: date | None = None
    joined: tuple[str, ...] = ()

    @property
    def quoted(self) -> Quoted:
        """The clearest place."""
        return self.sources[0]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of this proposal and of those that say the same."""
        return frozenset((self.id, *self.joined))

    def joined_with(self, others: Sequence[Proposal]) -> Proposal:
        """Give the proposal with the places of those that say the same."""
        sources = (*self.sources, *(source for other in others for source in other.sources))
        return replace(self, sources=sources, joined=(*self.joined, *(other.id for other in others)))

    def as_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "language": self.language,
            "themes": list(self.themes),
            "area": list(self.area),
            "score": self.score,
            "why": list(self.why),
            "sources": [asdict(source) for source in self.sources],
        }
