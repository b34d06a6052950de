"""Documents written to the knowledge base through sqlite-utils."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from kb.lessons.bank.finding import Seen
from kb.lessons.bank.records import Document
from kb.lessons.base.drafts import Draft
from kb.lessons.base.holdings import READING
from kb.lessons.base.schema import migrations
from kb.lessons.base.store import unusable
from kb.lessons.words import postings


@contextmanager
def open_for_writing(path: Path) -> Iterator[Database]:
    """Open the knowledge base, made and migrated where needed, and close it afterwards.

    Raises `KbError` when the file is another's or a later version's, or cannot be written, now or later on.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(path, error) from error
    try:
        with closing(Database(path.absolute())) as db:
            db.execute("pragma foreign_keys = on")
            # 64 MiB: what one transaction changes must not be written out before its end.
            db.execute("pragma cache_size = -65536")
            _refuse_others(db)
            migrations.apply(db)
            # Told now, not after minutes of embedding.
            db.execute("begin immediate")
            db.execute("rollback")
            yield db
    except sqlite3.Error as error:
        raise unusable(path, error) from error


def _refuse_others(db: Database) -> None:
    done = {migration.name for migration in migrations.applied(db)}
    with closing(Database(memory=True)) as blank:
        known = {migration.name for migration in migrations.pending(blank)}
    if done - known:
        raise sqlite3.DatabaseError("a later version of kb made it")
    if db.table_names() and not done:
        raise sqlite3.DatabaseError("it is the database of another program")


def renew_postings(db: Database) -> None:
    """Make the postings anew where other rules or other word lists than today's made them, in one transaction."""
    told = db.execute("select value from state where name = 'analysis'").fetchone()
    if told != (postings.ANALYSIS,):
        with db.atomic():
            postings.rebuild(db)
            db.table("state").upsert({"name": "analysis", "value": postings.ANALYSIS}, pk="name")


def write(db: Database, drafts: Sequence[Draft], read_for: str) -> None:
    """Put documents in, with their passages and postings, instead of what had their paths or their ids.

    All of it is one transaction.
    """
    with db.atomic():
        for draft in drafts:
            _take_out(db, "path = ? or id = ?", [draft.document.path, draft.document.id])
            _put_in(db, draft, read_for)
        last = db.execute("select seq from sqlite_sequence where name = 'passages'").fetchone() or (0,)
        numbers = count(last[0] + 1)
        fields = [field for draft in drafts for field in _write_passages(db, draft, numbers)]
        postings.add(db, fields)


def remove(db: Database, paths: Iterable[str]) -> None:
    """Take the documents at these paths out, in one transaction."""
    with db.atomic():
        for path in paths:
            _take_out(db, "path = ?", [path])


def stamp(db: Database, files: Iterable[tuple[str, Seen]], read_for: str) -> None:
    """Note that the files at these paths are as the base has them, in one transaction."""
    rows = [(seen.size, seen.mtime, READING, read_for, path) for path, seen in files]
    if rows:
        statement = "update documents set size = ?, mtime = ?, reading = ?, read_for = ? where path = ?"
        with db.atomic():
            db.conn.executemany(statement, rows)


def _take_out(db: Database, which: str, values: Sequence[str]) -> None:
    for (document,) in db.execute(f"select id from documents where {which}", values).fetchall():
        db.execute(
            "insert or ignore into loose_texts select text_hash from passages where document_id = ?",
            [document],
        )
        db.execute("delete from document_themes where document_id = ?", [document])
        db.execute('delete from links where "from" = ?', [document])
        db.execute("delete from documents where id = ?", [document])


def _put_in(db: Database, draft: Draft, read_for: str) -> None:
    row = _row(draft.document) | {
        "size": draft.seen.size,
        "mtime": draft.seen.mtime,
        "reading": READING,
        "read_for": read_for,
    }
    columns, places = ", ".join(row), ", ".join("?" * len(row))
    db.execute(f"insert into documents ({columns}) values ({places})", list(row.values()))
    lesson = draft.document.lesson
    if lesson:
        themes = [(lesson.id, theme) for theme in lesson.themes]
        db.conn.executemany("insert into document_themes (document_id, theme) values (?, ?)", themes)
        links = [(lesson.id, to, "identified_before") for to in lesson.identified_before]
        db.conn.executemany('insert into links ("from", "to", kind) values (?, ?, ?)', links)


def _write_passages(db: Database, draft: Draft, numbers: Iterator[int]) -> list[postings.Fields]:
    document = draft.document
    ids = [next(numbers) for _ in draft.passages]
    db.conn.executemany(
        "insert into passages (id, document_id, position, heading, start, end, text, text_hash)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (key, document.id, position, p.heading, p.start, p.end, p.text, text_hash)
            for position, (key, p, text_hash) in enumerate(
                zip(ids, draft.passages, draft.hashes, strict=True)
            )
        ],
    )
    return [
        postings.Fields(key, document.title, passage.heading, passage.text)
        for key, passage in zip(ids, draft.passages, strict=True)
    ]


def _row(document: Document) -> dict[str, Any]:
    lesson = document.lesson
    return {
        "id": document.id,
        "kind": document.kind,
        "path": document.path,
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "until": _until(document),
        "unit": " › ".join(lesson.area.levels) if lesson else None,
        "status": lesson.status if lesson else None,
        "hash": document.hash,
        "metadata": lesson.model_dump_json(by_alias=True) if lesson else json.dumps(_told_of_text(document)),
    }


def _told_of_text(document: Document) -> dict[str, str]:
    return {"review_by": document.review_by.isoformat()} if document.review_by else {}


def _until(document: Document) -> str | None:
    if document.lesson:
        return document.lesson.period.end.isoformat() if document.lesson.period.end else None
    return document.date.isoformat() if document.date else None
