"""The bank on disk brought into the knowledge base: only what changed is read in, only new text embedded."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import Fault
from kb.lessons.embedding import Embedder, Progress
from kb.lessons.gathering import gather, require, written_path
from kb.lessons.passages import cut
from kb.lessons.records import Document
from kb.lessons.themes import Taxonomy
from kb.lessons.writing import context, forget_unused_vectors, open_for_writing, remove, text_hash, write

if TYPE_CHECKING:
    from sqlite_utils import Database

BATCH = 64  # texts embedded before they are saved: an interrupted run loses seconds


def quiet(_done: int, _of: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What one `sync` did: paths by what happened to them, texts embedded, and what could not be read."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    embedded: int = 0
    faults: tuple[Fault, ...] = ()


def sync(
    folders: Sequence[Path],
    database: Path,
    embedder: Embedder,
    *,
    root: Path,
    taxonomy: Taxonomy,
    progress: Progress = quiet,
) -> Changes:
    """Bring every file below `folders` into the knowledge base at `database`, which is made when missing.

    A file with faults keeps what the base had of it. Documents below other folders are left alone. Vectors
    are saved in batches, then each document in a transaction of its own, so that a stop at any time leaves
    a whole base, and the next run goes on from there. Raises `KbError` when a folder is missing, or the base
    cannot be written.
    """
    require(folders)
    with open_for_writing(database) as db:
        stored = {row["id"]: row["path"] for row in db.table("documents").rows}
        scope = [written_path(folder, root) for folder in folders]
        inside = {name for name, path in stored.items() if _within(path, scope, root)}
        gathered = gather(folders, root, taxonomy, stored.keys() - inside)
        unseen = {stored[name] for name in inside} - gathered.paths
        gone = {path for path in unseen if not _within(path, gathered.closed, root)}
        documents, clashes = _without_clashes(gathered.documents, stored, gone)
        embedded = _embed(db, embedder, documents, progress)
        changes = _save(db, documents, sorted(gone))
    return replace(changes, embedded=embedded, faults=(*gathered.faults, *clashes))


def _save(db: Database, documents: Sequence[Document], gone: Sequence[str]) -> Changes:
    hashes = {row["path"]: row["hash"] for row in db.table("documents").rows}
    remove(db, gone)
    fresh = [document for document in documents if hashes.get(document.path) != document.hash]
    for document in fresh:
        write(db, document)
    forget_unused_vectors(db)
    return Changes(
        added=tuple(d.path for d in fresh if d.path not in hashes),
        changed=tuple(d.path for d in fresh if d.path in hashes),
        removed=tuple(gone),
        unchanged=tuple(d.path for d in documents if hashes.get(d.path) == d.hash),
    )


def _within(path: str, scope: Sequence[str], root: Path) -> bool:
    place = Path(os.path.normpath(root / path))
    return any(place.is_relative_to(os.path.normpath(root / folder)) for folder in scope)


def _without_clashes(
    documents: Sequence[Document], stored: Mapping[str, str], gone: Set[str]
) -> tuple[Sequence[Document], Sequence[Fault]]:
    """Leave out documents whose id belongs to one that stays in the base as it was, until none is left."""
    faults: list[Fault] = []
    while True:
        freed = gone | {document.path for document in documents}
        clashing = [d for d in documents if stored.get(d.id, d.path) not in freed]
        if not clashing:
            return documents, faults
        faults += [_clash(document, stored[document.id]) for document in clashing]
        documents = [document for document in documents if document not in clashing]


def _clash(document: Document, path: str) -> Fault:
    problem = (
        f"{document.id!r} is already the id of {path}, which has faults or lies outside the folders given."
    )
    remedy = "Give it another id, mend that file, or index both folders together."
    return Fault(document.path, "field id", problem, remedy)


def _embed(db: Database, embedder: Embedder, documents: Sequence[Document], progress: Progress) -> int:
    done = {
        row["text_hash"] for row in db.query("select text_hash from vectors where model = ?", [embedder.name])
    }
    texts = {text_hash(text): text for d in documents for text in (context(d, p) for p in cut(d))}
    # Texts of like length together: a batch costs what its longest text costs.
    missing = sorted((item for item in texts.items() if item[0] not in done), key=lambda item: len(item[1]))
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        vectors = embedder.documents([text for _, text in batch]).astype("<f4")
        rows = [
            {"text_hash": key, "model": embedder.name, "vector": vector.tobytes()}
            for (key, _), vector in zip(batch, vectors, strict=True)
        ]
        db.table("vectors").insert_all(rows, replace=True)
        progress(start + len(batch), len(missing))
    return len(missing)
