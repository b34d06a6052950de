"""The knowledge base as search reads it: plain sqlite3, because sqlite-utils takes a second to import."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import KbError

if TYPE_CHECKING:
    from kb.lessons.embedding import Matrix

MOST_TERMS = 512  # distinct terms of one query; more than any sentence has, and well within FTS5's limits
STORED = "id, document_id, heading, start, end, text"
FIELD_WEIGHTS = "2.0, 1.5, 1.0"  # title, heading, body


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the index knows it; dates are ISO text, `levels` the organisation's, widest first."""

    id: str
    kind: str
    path: str
    title: str
    date: str | None
    until: str | None
    levels: tuple[str, ...]
    status: str | None
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage as the index knows it."""

    id: int
    document: str
    heading: str
    start: int
    end: int
    text: str


class Store:
    """A knowledge base opened for reading. Raises `KbError` when there is none, or it is no such file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            if not path.exists():
                raise KbError(f"There is no knowledge base at {path}. Build it with `kb index`.")
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        except (sqlite3.Error, OSError) as error:
            raise unusable(path, error) from error
        self._rows("select 1 from vectors, passages, stems, grams, documents limit 1")

    def entries(self) -> dict[str, Entry]:
        """Read all documents, by id."""
        themes: dict[str, list[str]] = {}
        for document, theme in self._rows("select document_id, theme from document_themes order by rowid"):
            themes.setdefault(document, []).append(theme)
        columns = "id, kind, path, title, date, until, unit, status"
        rows = self._rows(f"select {columns} from documents order by id")
        return {row[0]: _entry(row, tuple(themes.get(row[0], ()))) for row in rows}

    def passage_ids(self) -> list[tuple[int, str]]:
        """List passages as (id, document), in the order of their ids."""
        return self._rows("select id, document_id from passages order by id")

    def vectors(self, model: str, ids: Sequence[int]) -> Matrix | None:
        """Read the vectors of passages, (n, dimension); None when `model` has embedded none of them.

        A passage the model has not embedded gets zeros, which are like nothing.
        """
        import numpy as np

        rows = self._rows(
            "select p.id, v.vector from passages p join vectors v on v.text_hash = p.text_hash where v.model = ?",
            (model,),
        )
        found: dict[int, bytes] = dict(rows)
        if not found:
            return None
        blank = bytes(len(next(iter(found.values()))))
        return np.frombuffer(b"".join(found.get(i, blank) for i in ids), "<f4").reshape(len(ids), -1)

    def models(self) -> dict[str, int]:
        """Count the stored vectors of each model."""
        return dict(self._rows("select model, count(*) from vectors group by model order by model"))

    def lexical(self, table: str, terms: Iterable[str]) -> dict[int, float]:
        """Score passages by BM25 over `stems` or `grams`; higher is better, absent means no term in common."""
        # Quoted, so that nothing a user types is read as an operator of FTS5.
        quoted = [f'"{term}"' for term in dict.fromkeys(terms)][:MOST_TERMS]
        if not quoted:
            return {}
        statement = f"select rowid, -bm25({table}, {FIELD_WEIGHTS}) from {table} where {table} match ?"
        return dict(self._rows(statement, (" OR ".join(quoted),)))

    def passage(self, number: int) -> Stored:
        """Read one passage by its id."""
        rows = self._rows(f"select {STORED} from passages where id = ?", (number,))
        return Stored(*rows[0])

    def passages_of(self, document: str) -> list[Stored]:
        """Read all passages of a document, in order."""
        rows = self._rows(
            f"select {STORED} from passages where document_id = ? order by position", (document,)
        )
        return [Stored(*row) for row in rows]

    def metadata(self, document: str) -> str | None:
        """Read a lesson's front matter as JSON; None when there is no such lesson."""
        query = "select metadata from documents where id = ? and status is not null"
        rows = self._rows(query, (document,))
        return str(rows[0][0]) if rows else None

    def earlier(self) -> dict[str, list[str]]:
        """List for each lesson the lessons it says were identified before it."""
        links: dict[str, list[str]] = {}
        for later, before in self._rows('select "from", "to" from links where kind = \'identified_before\''):
            links.setdefault(later, []).append(before)
        return links

    def fingerprint(self) -> str:
        """Hash the paths and hashes of all documents."""
        rows = self._db.execute("select path, hash from documents order by path")
        return hashlib.sha256("\n".join(f"{path} {digest}" for path, digest in rows).encode()).hexdigest()

    def counts(self) -> dict[str, int]:
        """Count documents and passages."""
        return {
            table: self._rows(f"select count(*) from {table}")[0][0] for table in ("documents", "passages")
        }

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise unusable(self.path, error) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def unusable(path: Path, error: Exception) -> KbError:
    """Say why a file cannot serve as the knowledge base, and what to do."""
    remedy = (
        "Name another file with --db, and build it with `kb index`; lessons live on disk, so none is lost."
    )
    if "locked" in str(error):
        remedy = "Another program is writing to it: try again when that is done."
    elif "readonly" in str(error) or isinstance(error, PermissionError):
        remedy = "Ask for access to it, or name another file with --db."
    return KbError(f"{path} cannot be used as a knowledge base ({error}). {remedy}")


def _entry(row: tuple[str, ...], themes: tuple[str, ...]) -> Entry:
    key, kind, path, title, date, until, unit, status = row
    levels = tuple(unit.split(" › ")) if unit else ()
    return Entry(key, kind, path, title, date, until, levels, status, themes)
