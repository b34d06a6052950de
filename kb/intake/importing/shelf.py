"""The imported texts that the bank holds already: which original each came from, and where it lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.errors import FaultsFound
from kb.lessons.bank.frontmatter import has_front_matter, read_front_matter
from kb.lessons.bank.texts import TextRecord, is_imported, read_text_record

TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Kept:
    """An imported text: its file, its front matter, and its body as it stands."""

    path: Path
    record: TextRecord
    body: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the bank's `texts` folder holds, by the hash and by the name of the original."""

    folder: Path
    by_hash: dict[str, Kept]
    by_name: dict[str, Kept]
    taken: set[Path]

    def remember(self, kept: Kept) -> None:
        """Put a text on the shelf, so that the next file of the same import sees it."""
        self.by_hash[kept.record.original.sha256] = kept
        self.by_name[kept.record.original.file] = kept
        self.taken.add(kept.path)

    def find(self, digest: str, name: str) -> Kept | None:
        """Find the text of an original by its bytes, or else by its name, of which it is a newer version then."""
        return self.by_hash.get(digest) or self.by_name.get(name)


def open_shelf(lessons: Path) -> Shelf:
    """Read the front matter of every imported text below `lessons/texts`; what has faults is left out."""
    shelf = Shelf(lessons / TEXTS, {}, {}, set())
    files = sorted(shelf.folder.rglob("*")) if shelf.folder.is_dir() else []
    shelf.taken.update(files)
    for kept in _imported(path for path in files if path.suffix == ".md"):
        shelf.remember(kept)
    return shelf


def _imported(paths: Iterable[Path]) -> Iterable[Kept]:
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
            if not has_front_matter(text):
                continue
            front = read_front_matter(text, path.name)
            if is_imported(front):
                yield Kept(path, read_text_record(front, path.name), text[front.body_start :])
        except (OSError, UnicodeDecodeError, FaultsFound):
            continue  # `kb check` tells of it
