"""The front door: a bank of lessons opened by its paths, indexed, searched and told about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import Fault, KbError
from kb.lessons.bank.life import STATUSES
from kb.lessons.bank.themes import Taxonomy, find_theme
from kb.lessons.base.store import Entry, Store
from kb.lessons.retrieval.filters import Filters
from kb.lessons.retrieval.recurrence import Recurrence, recurrences

if TYPE_CHECKING:
    from kb.lessons.bank.persons import Watch
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
        from kb.lessons.base.checking import check

        return check(folders, self.lessons, self.root, self.database, self.taxonomy, self.embedder.name)

    def read_lessons(self, folder: Path) -> tuple[list[tuple[str, Lesson]], tuple[Fault, ...]]:
        """Give the lessons below a folder as their files tell them, each with its path, and the faults of all files."""
        from kb.lessons.base.checking import read_lessons

        return read_lessons([folder], self.root, self.database, self.taxonomy, self.embedder.name)

    def warnings(self, folders: Sequence[Path] = (), watch: Watch | None = None) -> tuple[Fault, ...]:
        """List what points at persons in lessons and texts, with line and remedy.

        Nothing is written but which files were found clean, beside the knowledge base.
        """
        from kb.lessons.bank.persons import Watch, warn

        memory = self.database.with_name(f"{self.database.stem}.clean")
        return warn(folders or [self.lessons], self.root, watch or Watch(), memory)

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

    def due(self, day: date) -> list[tuple[date, Entry]]:
        """List the lessons and imported texts whose day to be read again has come, the longest due first."""
        with closing(Store(self.database)) as store:
            entries = store.entries()
            return [(date.fromisoformat(when), entries[name]) for when, name in store.due(day.isoformat())]

    def describe(self, today: date | None = None) -> dict[str, str]:
        """Tell what the knowledge base holds: counts by kind and status, models, the file, and what is due."""
        with closing(Store(self.database)) as store:
            entries, counts, models = store.entries().values(), store.counts(), store.models()
        due = Counter(entry.status or "texts" for _, entry in self.due(today or date.today()))
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
            "to review": ", ".join(f"{due[kind]} {kind}" for kind in ("texts", *STATUSES) if due[kind]),
        }
