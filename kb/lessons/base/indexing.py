"""The bank on disk brought into the knowledge base: only what changed is read in, only new text embedded."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import Fault
from kb.lessons.bank.finding import Seen, require, written_path
from kb.lessons.bank.gathering import Gathered, Recall, gather
from kb.lessons.bank.links import Claim
from kb.lessons.bank.records import Document
from kb.lessons.bank.themes import Taxonomy
from kb.lessons.base.drafts import Draft, draft
from kb.lessons.base.holdings import READING, Holding, purpose, read_holdings
from kb.lessons.base.vectors import embed, embed_themes, forget_unused
from kb.lessons.base.writing import open_for_writing, remove, renew_postings, stamp, write
from kb.lessons.models.embedding import Embedder, Progress

if TYPE_CHECKING:
    from sqlite_utils import Database

BATCH = 2000  # passages written in one transaction


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

    A file is read when it, the taxonomy, the model or the way of reading is another than before. A file
    with faults keeps what the base had of it. Documents below other folders are left alone. Vectors are
    saved as they are made, then documents with all that belongs to them, some at a time, so that a stop at
    any time leaves a whole base, and the next run goes on from there. Raises `KbError` when a folder is
    missing, or the base cannot be written.
    """
    require(folders)
    with open_for_writing(database) as db:
        renew_postings(db)
        held = read_holdings(db.execute)
        read_for = purpose(taxonomy, embedder.name)
        inside = _within(held, [written_path(folder, root) for folder in folders], root)
        known = [holding.claim.id for path, holding in held.items() if path not in inside]
        gathered = gather(folders, root, taxonomy, known, _recalling(held, read_for))
        unseen = inside - gathered.seen.keys()
        gone = unseen - _within(unseen, gathered.closed, root)
        documents, clashes = _without_clashes(gathered.documents, held, gone)
        drafts = [draft(document, gathered.seen[document.path]) for document in documents]
        embedded = embed(db, embedder, drafts, progress)
        embed_themes(db, embedder, taxonomy)
        _save(db, drafts, gathered, held, read_for)
        remove(db, gone)
        forget_unused(db)
    changes = _told(documents, held, gathered, gone)
    return replace(changes, embedded=embedded, faults=(*gathered.faults, *clashes))


def _recalling(held: Mapping[str, Holding], read_for: str) -> Recall:
    def recall(path: str, seen: Seen) -> Claim | None:
        holding = held.get(path)
        return holding.claim if holding and holding.is_of(seen, read_for) else None

    return recall


def _within(paths: Iterable[str], scope: Sequence[str], root: Path) -> set[str]:
    """Pick the paths that lie at or below one of `scope`, all told from `root`."""

    @cache  # few folders hold many files
    def place(folder: str) -> str:
        return os.path.normcase(os.path.normpath(root / folder)).rstrip(os.sep) + os.sep

    wanted = tuple(place(folder) for folder in scope)
    parts = ((path, *path.rpartition("/")) for path in paths)
    return {
        path
        for path, folder, slash, name in parts
        if f"{place(folder + slash)}{os.path.normcase(name)}{os.sep}".startswith(wanted)
    }


def _is_fresh(document: Document, held: Mapping[str, Holding]) -> bool:
    holding = held.get(document.path)
    return holding is None or (holding.hash, holding.reading) != (document.hash, READING)


def _save(
    db: Database, drafts: Sequence[Draft], gathered: Gathered, held: Mapping[str, Holding], read_for: str
) -> None:
    for batch in _batches([d for d in drafts if _is_fresh(d.document, held)]):
        write(db, batch, read_for)
    same = [d.document.path for d in drafts if not _is_fresh(d.document, held)]
    # A file that is as it was, but for its time, need not be looked into the next time.
    moved = [path for path in gathered.recalled if held[path].mtime != gathered.seen[path].mtime]
    stamp(db, [(path, gathered.seen[path]) for path in (*same, *moved)], read_for)


def _batches(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    batch: list[Draft] = []
    passages = 0
    for one in drafts:
        batch.append(one)
        passages += len(one.passages)
        if passages >= BATCH:
            yield batch
            batch, passages = [], 0
    if batch:
        yield batch


def _told(
    documents: Sequence[Document], held: Mapping[str, Holding], gathered: Gathered, gone: Set[str]
) -> Changes:
    fresh = [document.path for document in documents if _is_fresh(document, held)]
    same = [document.path for document in documents if not _is_fresh(document, held)]
    return Changes(
        added=tuple(path for path in fresh if path not in held),
        changed=tuple(path for path in fresh if path in held),
        removed=tuple(sorted(gone)),
        unchanged=tuple(sorted([*same, *gathered.recalled])),
    )


def _without_clashes(
    documents: Sequence[Document], held: Mapping[str, Holding], gone: Set[str]
) -> tuple[Sequence[Document], Sequence[Fault]]:
    """Leave out documents whose id belongs to one that stays in the base as it was, until none is left."""
    owners = {holding.claim.id: path for path, holding in held.items()}
    faults: list[Fault] = []
    while True:
        freed = gone | {document.path for document in documents}
        clashing = [d for d in documents if owners.get(d.id, d.path) not in freed]
        if not clashing:
            return documents, faults
        faults += [_clash(document, owners[document.id]) for document in clashing]
        left_out = {document.path for document in clashing}
        documents = [document for document in documents if document.path not in left_out]


def _clash(document: Document, path: str) -> Fault:
    problem = (
        f"{document.id!r} is already the id of {path}, which has faults or lies outside the folders given."
    )
    remedy = "Give it another id, mend that file, or index both folders together."
    return Fault(document.path, "field id", problem, remedy)
