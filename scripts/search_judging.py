"""A set of queries put to the search: the signals of every passage, and which of them answer."""

import re
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from search_sets import QuerySet, Question

from kb.lessons.base.store import Store, Stored
from kb.lessons.library import Library
from kb.lessons.retrieval.shelf import Shelf, fill
from kb.lessons.retrieval.signals import Signals, measure
from kb.lessons.words.asked import read_query
from kb.settings import read_settings


@dataclass(frozen=True)
class Judged:
    """A query, the signals of all passages, which documents they are of, and which of them answer."""

    question: Question
    signals: Signals
    owners: NDArray[np.int64]
    relevant: NDArray[np.bool_]

    @property
    def by_document(self) -> bool:
        """Tell whether whole documents answer, and not passages of them."""
        return all(not quote for _, quote in self.question.answers)


def judge(queries: QuerySet, workplace: Path, most: int = 10_000) -> list[Judged]:
    """Index the set's folder, kept in `workplace`, and measure its first `most` queries."""
    settings = read_settings()
    database = workplace / f"{queries.name.replace(' ', '-')}.sqlite"
    library = settings.library(database)
    library.index([queries.folder], progress=_show)
    with closing(Store(database)) as store:
        shelf = fill(store, library.embedder.name, library.taxonomy)
        passages = [store.passage(int(number)) for number in shelf.ids]
        return [_judge(one, shelf, passages, library, queries.folder) for one in queries.questions[:most]]


def _judge(
    question: Question, shelf: Shelf, passages: list[Stored], library: Library, folder: Path
) -> Judged:
    relevant = np.zeros(len(passages), bool)
    for document, quote in question.answers:
        found = _answering(document, quote, shelf, passages)
        if not found:
            print(f"{folder}: {document} has no passage with {quote!r} ({question.query})", file=sys.stderr)
        relevant[found] = True
    asked = read_query(question.query, library.taxonomy)
    signals = measure(shelf, asked, library.embedder.query(question.query))
    return Judged(question, signals, shelf.owners, relevant)


def _answering(document: str, quote: str, shelf: Shelf, passages: list[Stored]) -> list[int]:
    of = [number for number, entry in enumerate(shelf.entries) if entry.path.endswith(document)]
    rows = np.flatnonzero(np.isin(shelf.owners, of)).tolist()
    if not quote or any(_spaced(quote) in _spaced(shelf.entries[number].title) for number in of):
        return rows
    return [row for row in rows if _spaced(quote) in _spaced(f"{passages[row].heading} {passages[row].text}")]


def _spaced(text: str) -> str:
    return re.sub(r"[\s#]+", " ", text).strip()


def _show(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\rembedding {done} of {of}", end="" if done < of else "\n", file=sys.stderr)
