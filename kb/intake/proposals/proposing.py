"""Proposals from documents: their points with themes and area, the same point of several places as one, ranked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kb.errors import FaultsFound
from kb.intake.proposals.areas import Areas, read_areas
from kb.intake.proposals.grouping import Likeness, grouped
from kb.intake.proposals.points import Point, points
from kb.intake.proposals.quoting import plain
from kb.intake.proposals.records import Proposal, Quoted
from kb.intake.proposals.theming import Theming
from kb.lessons.bank.frontmatter import read_front_matter
from kb.lessons.bank.gathering import Gathered, gather
from kb.lessons.bank.records import Document, Language
from kb.lessons.library import Library
from kb.lessons.words.tongues import language_of

ID_LETTERS = 12
LONGEST_TITLE = 90  # letters
# A bullet of two words tells less than a sentence, however sure it is that it tells learning.
BARE, A_WORD = 0.5, 0.06
SAID = re.compile(r",? (?:sier|seier|forteller|fortel|mener|meiner|says|said) [^.,]*[.:]?$")
LISTED = 0.6  # below stand fragments: of thirty read, four told something by themselves


def propose(library: Library, files: Sequence[Path] = ()) -> tuple[Proposal, ...]:
    """Propose lessons from texts of the bank (all of them when none is named), the clearest first.

    Nothing is written, and no model is needed; where the bank is indexed, the same point of several texts is found
    by meaning. Raises `FaultsFound` with every fault when files are named and one cannot be read.
    """
    gathered = _gather(library, files)
    if files and gathered.faults:
        raise FaultsFound(gathered.faults)
    texts = [document for document in gathered.documents if document.lesson is None]
    return propose_from(texts, library, areas=read_areas(library))


def propose_from(texts: Iterable[Document], library: Library, *, areas: Areas) -> tuple[Proposal, ...]:
    """Propose lessons from documents that were read."""
    theming = Theming(library.taxonomy)
    found = [one for document in texts for one in _of_document(document, theming, areas)]
    ranked = sorted(found, key=lambda one: (-one.score, one.quoted.document, one.quoted.start))
    return tuple(grouped(ranked, Likeness.of(library)))


def _gather(library: Library, files: Sequence[Path]) -> Gathered:
    folder = library.lessons / "texts"
    return gather(
        files or ([folder] if folder.is_dir() else [library.lessons]), library.root, library.taxonomy
    )


def _of_document(document: Document, theming: Theming, areas: Areas) -> Iterator[Proposal]:
    language, organisation = _recorded(document)
    area = areas.of_document(document, organisation)
    told: set[str] = set()
    for point in points(document, language):
        quoted = Quoted(
            document.path, point.heading, point.start, point.end, document.text[point.start : point.end]
        )
        name = identify(quoted)
        words = quoted.words
        score = _score(point, words)
        if name in told or score < LISTED:  # a page's header, or a slide shown twice
            continue
        told.add(name)
        assert point.judged.kind
        yield Proposal(
            id=name,
            kind=point.judged.kind,
            language=language,
            themes=theming.themes(words, point.heading, document.title),
            area=areas.named(words) or area,
            score=score,
            why=point.judged.why,
            sources=(quoted,),
            title=shortened(plain(document.text[slice(*point.core)])),
            document_title=document.title,
            day=document.date,
        )


def _recorded(document: Document) -> tuple[Language, list[str]]:
    """Give a text's language and organisations as its import recorded them; the language is else read out of it."""
    values = read_front_matter(document.text, document.path).values if document.body_start else {}
    organisation = values.get("organisation")
    told = [str(one) for one in organisation] if isinstance(organisation, list) else []
    recorded: dict[object, Language] = {"nb": "nb", "nn": "nn", "en": "en"}
    language = str(values.get("language"))
    return recorded.get(language) or language_of(document.text[document.body_start :], default="nb"), told


def identify(quoted: Quoted) -> str:
    """Name a point by its document and words, whatever its place and its line breaks."""
    told = f"{quoted.document}\n{' '.join(quoted.text.split())}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LETTERS]


def shortened(words: str) -> str:
    """Give a sentence as a title, without who said it, cut at the edge of a word."""
    first = SAID.sub("", words).lstrip('–-* «"').rstrip(" .:;,»")
    if len(first) <= LONGEST_TITLE:
        return first[:1].upper() + first[1:]
    kept = first[:LONGEST_TITLE].rsplit(None, 1)[0].rstrip(" .:;,–-")
    return f"{kept[:1].upper()}{kept[1:]} …"


def _score(point: Point, words: str) -> float:
    """Weigh how sure it is by how much is told; the points of a list tell it together."""
    told = len(words.split()) * (2 if "; " in words else 1)
    return round(point.judged.score * min(1.0, BARE + A_WORD * told), 3)
