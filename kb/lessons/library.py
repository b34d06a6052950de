"""The front door: a bank of lessons opened by its paths, indexed, searched and told about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import Fault, FaultsFound, KbError
from kb.lessons.bank.life import STATUSES
from kb.lessons.bank.themes import Taxonomy, find_theme
from kb.lessons.base.store import Entry, Store
from kb.lessons.retrieval.filters import Filters
from kb.lessons.retrieval.recurrence import Recurrence, recurrences

if TYPE_CHECKING:
    from kb.lessons.bank.records import Lesson
    from kb.lessons.base.indexing import Changes
    from kb.lessons.models.embedding import Embedder, Progress
    from kb.lessons.retrieval.landscape import Landscape
    from kb.lessons.retrieval.search import Hit
    from kb.lessons.retrieval.shelf import Reader, Shelf


@dataclass(frozen=True, slots=True)
class Library:
    """A bank: `root` is where paths are told from, `lessons` its folder, `database` its knowledge base."""

    root: Path
    lessons: Path
    database: Path
    embedder: Embedder
    taxonomy: Taxonomy = field(default_factory=dict)
    _readers: list[Reader] = field(default_factory=list, init=False, repr=False, compare=False)

    def check(self, folders: Sequence[Path] = ()) -> tuple[Fault, ...]:
        """Read every file and return all faults, sources that are gone among them; nothing is written.

        A part of the bank is checked with the rest of it in sight, since its links lead there.
        """
        from kb.lessons.bank.gathering import gather, require, written_path
        from kb.lessons.bank.links import missing_sources

        require(folders)
        home = self.lessons.resolve()
        part = bool(folders) and all(folder.resolve().is_relative_to(home) for folder in folders)
        gathered = gather([self.lessons] if part or not folders else folders, self.root, self.taxonomy)
        faults = sorted(
            [*gathered.faults, *missing_sources(gathered.documents, self.root)], key=lambda f: f.file
        )
        if not part:
            return tuple(faults)
        scope = [written_path(folder.resolve(), self.root.resolve()) for folder in folders]
        return tuple(
            f for f in faults if any(f.file == place or f.file.startswith(f"{place}/") for place in scope)
        )

    def index(self, folders: Sequence[Path] = (), progress: Progress | None = None) -> Changes:
        """Bring the folders (the bank's own when none is named) into the knowledge base."""
        from kb.lessons.base.indexing import quiet, sync

        return sync(
            folders or [self.lessons],
            self.database,
            self.embedder,
            root=self.root,
            taxonomy=self.taxonomy,
            progress=progress or quiet,
        )

    def search(
        self, query: str, *, limit: int = 10, one_each: bool = False, **filters: str | None
    ) -> list[Hit]:
        """Find passages, or with `one_each` the best passage of each document.

        Filters are theme (id or name), kind, status, area, since and until.

        Raises `KbError` for a theme, a status, a kind or an area that does not exist, for a time that ends
        before it begins, and where nothing is indexed.
        """
        from kb.lessons.retrieval.search import search

        wanted = self._filters(filters)
        store, shelf = self._open()
        if wanted:
            wanted.require(shelf.entries)
        return search(
            store,
            shelf,
            self.embedder,
            self.taxonomy,
            query,
            filters=wanted,
            limit=limit,
            one_each=one_each,
        )

    def _open(self) -> tuple[Store, Shelf]:
        from kb.lessons.retrieval.shelf import Reader

        if not self._readers:
            self._readers.append(Reader(self.database, self.embedder.name, self.taxonomy))
        return self._readers[0].open()

    def _filters(self, given: dict[str, str | None]) -> Filters | None:
        named = {key: value for key, value in given.items() if value}
        if "theme" in named and self.taxonomy:
            theme = find_theme(self.taxonomy, named["theme"])
            if theme is None:
                raise KbError(
                    f"There is no theme {named['theme']!r}. Use one of: {', '.join(self.taxonomy)}."
                )
            named["theme"] = theme.id
        if named.get("status", STATUSES[0]) not in STATUSES:
            raise KbError(f"There is no status {named['status']!r}. Use one of: {', '.join(STATUSES)}.")
        if named.get("since", "") > named.get("until", "9999"):
            raise KbError(f"{named['since']} is after {named['until']}: change since and until about.")
        return Filters(**named) if named else None

    def entries(self, **filters: str | None) -> list[Entry]:
        """List the documents of the knowledge base that the filters of `search` admit, by path."""
        wanted = self._filters(filters) or Filters()
        with closing(Store(self.database)) as store:
            admitted = (entry for entry in store.entries().values() if wanted.admits(entry))
            return sorted(admitted, key=lambda entry: entry.path)

    def lesson(self, name: str) -> Lesson:
        """Give a lesson's front matter as it was indexed. Raises `KbError` when the base has none by that id."""
        from kb.lessons.bank.records import Lesson

        with closing(Store(self.database)) as store:
            metadata = store.metadata(name)
        if metadata is None:
            raise KbError(f"The knowledge base has no lesson {name!r}. Check the id, or run `kb index`.")
        return Lesson.model_validate_json(metadata)

    def themes(self) -> Landscape:
        """Tell how the bank covers its taxonomy, and what the taxonomy may lack. Raises `KbError` without a base."""
        from kb.lessons.retrieval.landscape import survey_themes

        return survey_themes(*self._open(), self.taxonomy)

    def fingerprint(self) -> str:
        """Tell the documents of the knowledge base apart from any others; empty where there is no base."""
        if not self.database.exists():
            return ""
        with closing(Store(self.database)) as store:
            return store.fingerprint()

    def recurring(self) -> list[Recurrence]:
        """List lessons that were identified more than once, the most often first."""
        with closing(Store(self.database)) as store:
            return recurrences(store.entries(), store.earlier())

    def describe(self) -> dict[str, str]:
        """Tell what the knowledge base holds: counts by kind and status, models, and the file."""
        with closing(Store(self.database)) as store:
            entries, counts, models = store.entries().values(), store.counts(), store.models()
        kinds = Counter(entry.kind for entry in entries)
        statuses = Counter(entry.status for entry in entries if entry.status)
        return {
            "file": str(self.database),
            "model": self.embedder.name,
            "vectors": ", ".join(f"{name}: {number}" for name, number in models.items()),
            "documents": f"{counts['documents']} in {counts['passages']} passages",
            "kinds": ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items())),
            "lessons": ", ".join(f"{status} {statuses[status]}" for status in STATUSES if statuses[status]),
            "came back": f"{len(self.recurring())} lessons identified more than once",
        }


def read_queries(path: Path) -> list[str]:
    """Read a file with one query a line, which may be blank; raise `FaultsFound` when it is no UTF-8 text."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        remedy = "Check the name and your access to it."
        raise FaultsFound(
            [Fault(str(path), "file", f"cannot be opened ({error.strerror}).", remedy)]
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = f"is not UTF-8 (byte 0x{error.object[error.start]:02x})."
        raise FaultsFound([Fault(str(path), f"line {line}", problem, "Save it as UTF-8.")]) from error
    lines = re.split(r"\r\n|\n|\r", text)
    return lines if lines[-1] else lines[:-1]
