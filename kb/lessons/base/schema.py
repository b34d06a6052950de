"""The database told as a story of migrations.

A stored vector is a contract: `vectors.vector` is the embedding of the passage's context and text, float32,
little-endian (`<f4`), of unit length, `len / 4` numbers; `vectors.model` is the embedder's name, and
`vectors.text_hash` the sha256 of the text that was embedded. Vectors of several models live side by side.
Every passage stands in the postings, and a posting may name a passage that is gone: its id is never given
to another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("erfaringsbank")

# Underscores belong to the 4-grams, and å must stay another letter than a.
TOKENS = "tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\""


@migrations()
def m001_documents(db: Database) -> None:
    """Keep documents: lessons and texts, each with its own path, and a hash that tells whether it changed."""
    db.table("documents").create(
        {
            "id": str,
            "kind": str,
            "path": str,
            "title": str,
            "date": str,
            "until": str,
            "unit": str,
            "status": str,
            "hash": str,
            "metadata": str,
        },
        pk="id",
        not_null={"kind", "path", "title", "hash", "metadata"},
    )
    db.table("documents").create_index(["path"], unique=True)


@migrations()
def m002_themes_and_links(db: Database) -> None:
    """Give documents themes, and let lessons point at those that said the same before."""
    db.table("document_themes").create(
        {"document_id": str, "theme": str},
        pk=("document_id", "theme"),
        foreign_keys=[("document_id", "documents", "id")],
    )
    db.table("document_themes").create_index(["theme"])
    db.table("links").create({"from": str, "to": str, "kind": str}, pk=("from", "to", "kind"))
    db.table("links").create_index(["to"])


@migrations()
def m003_passages(db: Database) -> None:
    """Cut documents into passages, text from `start` to `end`, which go when their document goes."""
    db.execute(
        """create table passages (
            id integer primary key,
            document_id text not null references documents(id) on delete cascade,
            position integer not null,
            heading text not null,
            start integer not null,
            end integer not null,
            text text not null,
            text_hash text not null,
            unique (document_id, position))"""
    )
    db.table("passages").create_index(["text_hash"])


@migrations()
def m004_words(db: Database) -> None:
    """Lay analysed text beside the passages: stems and 4-grams, by field, under the passage's id."""
    for table in ("stems", "grams"):
        db.execute(f"create virtual table {table} using fts5(title, heading, body, {TOKENS})")


@migrations()
def m005_vectors(db: Database) -> None:
    """Tie a vector to a text and a model, so that equal passages share it and none loses it."""
    db.table("vectors").create(
        {"text_hash": str, "model": str, "vector": bytes}, pk=("text_hash", "model"), not_null={"vector"}
    )


@migrations()
def m006_stamps(db: Database) -> None:
    """Stamp documents with what their file looked like and what they were read for, so that few are read again.

    `size` is in bytes and `mtime` in nanoseconds (null: look at the bytes), `reading` the version of the
    program's reading and cutting, `read_for` the taxonomy and the model.
    """
    for column, kind in (("size", int), ("mtime", int), ("reading", int), ("read_for", str)):
        db.table("documents").add_column(column, kind)


@migrations()
def m007_lasting_ids(db: Database) -> None:
    """Never give a passage's id to another, since postings name passages that are gone."""
    db.execute(
        """create table lasting (
            id integer primary key autoincrement,
            document_id text not null references documents(id) on delete cascade,
            position integer not null,
            heading text not null,
            start integer not null,
            end integer not null,
            text text not null,
            text_hash text not null,
            unique (document_id, position))"""
    )
    db.execute("insert into lasting select * from passages")
    db.execute("drop table passages")
    db.execute("alter table lasting rename to passages")
    db.table("passages").create_index(["text_hash"])


@migrations()
def m008_postings(db: Database) -> None:
    """Lay posting lists in segments where the full-text tables were; the next run fills them."""
    for table in ("stems", "grams"):
        db.execute(f"drop table {table}")
    db.execute("create table segments (id integer primary key, passages integer not null)")
    db.execute(
        """create table postings (
            kind text not null,
            term text not null,
            segment integer not null,
            passages blob not null,
            impacts blob not null,
            primary key (segment, kind, term)) without rowid"""
    )


@migrations()
def m009_state(db: Database) -> None:
    """Remember what the postings were made with, and the texts whose vectors may be needed no more."""
    db.table("state").create({"name": str, "value": str}, pk="name", not_null={"value"})
    db.execute("create table loose_texts (text_hash text primary key) without rowid")
    db.execute(
        "insert into loose_texts select distinct text_hash from vectors"
        " where text_hash not in (select text_hash from passages)"
    )


@migrations()
def m010_theme_vectors(db: Database) -> None:
    """Keep the vectors of the taxonomy's themes by a model, `<f4` one after another, with its fingerprint."""
    db.table("theme_vectors").create(
        {"model": str, "taxonomy": str, "vectors": bytes}, pk="model", not_null={"taxonomy", "vectors"}
    )
