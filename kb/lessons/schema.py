"""The database told as a story of migrations.

A stored vector is a contract: `vectors.vector` is the embedding of the passage's context and text, float32,
little-endian (`<f4`), of unit length, `len / 4` numbers; `vectors.model` is the embedder's name, and
`vectors.text_hash` the sha256 of the text that was embedded. Vectors of several models live side by side.
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
