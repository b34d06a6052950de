"""Vectors of texts, saved as they are made, and forgotten when no passage has their text."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kb.lessons.bank.themes import Taxonomy
from kb.lessons.base.drafts import Draft
from kb.lessons.models.embedding import DefaultEmbedder, Embedder, Matrix, Progress
from kb.lessons.words.affinity import fingerprint, theme_vectors

if TYPE_CHECKING:
    from sqlite_utils import Database

BATCH = 64  # texts embedded at a time, of like length
SAVED_EVERY = 1.0  # seconds: what an interrupted run loses; each saving waits for the disk


def embed(db: Database, embedder: Embedder, drafts: Sequence[Draft], progress: Progress) -> int:
    """Embed what texts `embedder` has no vectors of yet, and say how many there were."""
    texts = {key: (draft, number) for draft in drafts for number, key in enumerate(draft.hashes)}
    wanted = texts.keys() - _embedded(db, embedder.name, texts.keys())
    # Texts of like length together: a batch costs what its longest text costs.
    missing = sorted(((key, texts[key][0].context(texts[key][1])) for key in wanted), key=_by_length)
    unsaved: list[tuple[str, str, bytes]] = []
    saved = time.monotonic()
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        vectors = embedder.documents([text for _, text in batch])
        unsaved += _rows(embedder.name, [key for key, _ in batch], vectors)
        done = start + len(batch)
        if done == len(missing) or time.monotonic() - saved > SAVED_EVERY:
            _save(db, unsaved)
            unsaved, saved = [], time.monotonic()
        progress(done, len(missing))
    return len(missing)


def _by_length(item: tuple[str, str]) -> tuple[int, str]:
    return len(item[1]), item[0]


def _embedded(db: Database, model: str, keys: Collection[str]) -> set[str]:
    statement = (
        "select text_hash from vectors where model = ? and text_hash in (select value from json_each(?))"
    )
    return {row[0] for row in db.execute(statement, [model, json.dumps(list(keys))])}


def _rows(model: str, keys: Sequence[str], vectors: Matrix) -> list[tuple[str, str, bytes]]:
    told = vectors.astype("<f4")
    return [(key, model, vector.tobytes()) for key, vector in zip(keys, told, strict=True)]


def _save(db: Database, rows: Sequence[tuple[str, str, bytes]]) -> None:
    with db.atomic():
        db.conn.executemany(
            "insert or replace into vectors (text_hash, model, vector) values (?, ?, ?)", rows
        )
        # No passage has them before the documents are written, and a stop may come between.
        db.conn.executemany("insert or ignore into loose_texts values (?)", [row[:1] for row in rows])


def embed_themes(db: Database, embedder: Embedder, taxonomy: Taxonomy) -> None:
    """Keep the vectors of the taxonomy's themes, unless they are kept already."""
    sign = fingerprint(taxonomy)
    kept = db.execute("select taxonomy from theme_vectors where model = ?", [embedder.name]).fetchone()
    if not taxonomy or kept == (sign,):
        return
    vectors = theme_vectors(taxonomy, lambda texts: embed_queries(embedder, texts))
    row = {"model": embedder.name, "taxonomy": sign, "vectors": vectors.astype("<f4").tobytes()}
    db.table("theme_vectors").insert(row, replace=True)


def embed_queries(embedder: Embedder, texts: Sequence[str]) -> Matrix:
    """Embed many queries (n, dimension), all at once where the embedder can."""
    if isinstance(embedder, DefaultEmbedder):
        return embedder.queries(texts)
    return np.stack([embedder.query(text) for text in texts])


def forget_unused(db: Database) -> None:
    """Remove the vectors of texts that no passage has any more, looking only at texts that came or went."""
    if db.execute("select 1 from loose_texts limit 1").fetchone():
        with db.atomic():
            db.execute(
                "delete from vectors where text_hash in (select text_hash from loose_texts"
                " except select text_hash from passages where text_hash in (select text_hash from loose_texts))"
            )
            db.execute("delete from loose_texts")
