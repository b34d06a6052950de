"""The knowledge base as search reads it: plain sqlite3, because sqlite-utils takes a second to import."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import KbError

if TYPE_CHECKING:
    from kb.lessons.models.embedding import Matrix

STORED = "id, document_id, heading, start, end, text"


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
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False
            )
        except (sqlite3.Error, OSError) as error:
            raise unusable(path, error) from error
        self.fetch("select 1 from vectors, passages, postings, documents limit 1")

    def entries(self) -> dict[str, Entry]:
        """Read all documents, by id."""
        themes: dict[str, list[str]] = {}
        for document, theme in self.fetch("select document_id, theme from document_themes order by rowid"):
            themes.setdefault(document, []).append(theme)
        columns = "id, kind, path, title, date, until, unit, status"
        rows = self.fetch(f"select {columns} from documents order by id")
        return {row[0]: _entry(row, tuple(themes.get(row[0], ()))) for row in rows}

    def passage_ids(self) -> list[tuple[int, str]]:
        """List passages as (id, document), in the order of their ids."""
        return self.fetch("select id, document_id from passages order by id")

    def vectors(self, model: str, ids: Sequence[int]) -> Matrix | None:
        """Read the vectors of passages, (n, dimension); None when `model` has embedded none of them.

        A passage the model has not embedded gets zeros, which are like nothing.
        """
        import numpy as np

        rows = self.fetch(
            "select p.id, v.vector from passages p join vectors v on v.text_hash = p.text_hash where v.model = ?",
            (model,),
        )
        found: dict[int, bytes] = dict(rows)
        if not found:
            return None
        blank = bytes(len(next(iter(found.values()))))
        return np.frombuffer(b"".join(found.get(i, blank) for i in ids), "<f4").reshape(len(ids), -1)

    def theme_vectors(self, model: str, taxonomy: str) -> Matrix | None:
        """Read the vectors of a taxonomy's themes, (themes, dimension); None where others or none are kept."""
        import numpy as np

        query = (
            "select t.vectors, length(v.vector) from theme_vectors t join vectors v on v.model = t.model"
            " where t.model = ? and t.taxonomy = ? limit 1"
        )
        rows = self.fetch(query, (model, taxonomy))
        return np.frombuffer(rows[0][0], "<f4").reshape(-1, rows[0][1] // 4) if rows else None

    def models(self) -> dict[str, int]:
        """Count the stored vectors of each model."""
        return dict(self.fetch("select model, count(*) from vectors group by model order by model"))

    def passage(self, number: int) -> Stored:
        """Read one passage by its id."""
        rows = self.fetch(f"select {STORED} from passages where id = ?", (number,))
        return Stored(*rows[0])

    def passages_of(self, document: str) -> list[Stored]:
        """Read all passages of a document, in order."""
        rows = self.fetch(
            f"select {STORED} from passages where document_id = ? order by position", (document,)
        )
        return [Stored(*row) for row in rows]

    def metadata(self, document: str) -> str | None:
        """Read a lesson's front matter as JSON; None when there is no such lesson."""
        query = "select metadata from documents where id = ? and status is not null"
        rows = self.fetch(query, (document,))
        return str(rows[0][0]) if rows else None

    def lessons(self) -> list[tuple[str, str]]:
        """List all lessons as (path, front matter as JSON), by path."""
        return self.fetch("select path, metadata from documents where status is not null order by path")

    def due(self, day: str) -> list[tuple[str, str]]:
        """List the documents to be read again on a day or before it, as (day, id), the longest due first."""
        told = "json_extract(metadata, '$.review_by')"
        return self.fetch(
            f"select {told}, id from documents where {told} <= ? and status is not 'rejected' order by 1, 2",
            (day,),
        )

    def earlier(self) -> dict[str, list[str]]:
        """List for each lesson the lessons it says were identified before it."""
        links: dict[str, list[str]] = {}
        for later, before in self.fetch('select "from", "to" from links where kind = \'identified_before\''):
            links.setdefault(later, []).append(before)
        return links

    def fingerprint(self) -> str:
        """Hash the paths and hashes of all documents."""
        rows = self._db.execute("select path, hash from documents order by path")
        return hashlib.sha256("\n".join(f"{path} {digest}" for path, digest in rows).encode()).hexdigest()

    def version(self) -> int:
        """Give a number that changes when another connection has written to the file."""
        return int(self.fetch("pragma data_version")[0][0])

    def counts(self) -> dict[str, int]:
        """Count documents and passages."""
        return {
            table: self.fetch(f"select count(*) from {table}")[0][0] for table in ("documents", "passages")
        }

    def fetch(self, statement: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Any]:
        """Run a query and give its rows. Raises `KbError` where the file cannot answer it."""
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
