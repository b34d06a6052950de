"""The bank as pages: the catalogue, a page a lesson, and the data; only what changed is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kb.errors import Fault, FaultsFound
from kb.evaluation.addresses import FOLDER
from kb.publishing.origin import provenance_of, what_settings_say
from kb.settings import Settings
from kb.writing import write_whole

if TYPE_CHECKING:
    from kb.evaluation.catalogue.entries import Entry
    from kb.lessons.bank.themes import Taxonomy
    from kb.reports.page.provenance import Provenance
    from kb.reports.page.sheet import Sheet

FEW = 300  # lessons, whose pages are written in some seconds
_LINK = re.compile(rf'<a href="({FOLDER}/[^"#]+)">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one publishing did: the list, how many pages were written, and how many were current already."""

    index: Path
    written: int
    unchanged: int


def publish_catalogue(settings: Settings) -> Catalogue | None:
    """Write the pages of all lessons that changed, the list of them, and the downloads; remove those that are gone.

    A bank without lessons has no catalogue: None. Raises `FaultsFound` with the faults of all lessons and pages;
    then the list stays as it was.
    """
    from kb.evaluation.catalogue.entries import catalogue_entries

    entries = catalogue_entries(settings.library())
    return _publish_all(settings, entries) if entries else None


def _publish_all(settings: Settings, entries: list[Entry]) -> Catalogue:
    from kb.evaluation.catalogue.downloads import as_csv, as_json
    from kb.evaluation.catalogue.overview import CSV, JSON

    folder = settings.root / settings.reports.output / FOLDER
    made = [*_lesson_pages(settings, folder, entries)]
    if faults := [fault for one in made for fault in one.faults]:
        raise FaultsFound(faults)
    index = folder / "index.html"
    made.append(_list_page(settings, index, entries))
    if made[-1].faults:
        raise FaultsFound(made[-1].faults)
    write_whole(folder / JSON, as_json(entries))
    write_whole(folder / CSV, as_csv(entries))
    _remove_others(folder, entries)
    written = sum(one.written for one in made)
    return Catalogue(index, written, len(made) - written)


def publish_linked(settings: Settings, page: Path) -> None:
    """Write the lessons' pages that a page leads to and that are not there, and leave no link to none.

    A small bank that has no catalogue yet gets the whole of it; a big one waits for `kb publish`. Lessons with faults
    keep the catalogue as it was, of which `kb check` and `kb publish` tell.
    """
    if dead := _dead_links(page):
        with suppress(FaultsFound):
            _publish_some(settings, page.parent / FOLDER, {Path(unquote(address)).name for address in dead})
        remove_dead_links(page)


def _publish_some(settings: Settings, folder: Path, names: set[str]) -> None:
    """Write the pages of these names, and of the lessons that theirs lead to."""
    from kb.evaluation.catalogue.entries import catalogue_entries

    entries = catalogue_entries(settings.library())
    if (folder / "index.html").is_file():
        list(_lesson_pages(settings, folder, _tied(entries, names)))
    elif 0 < len(entries) <= FEW:
        _publish_all(settings, entries)


def _tied(entries: Iterable[Entry], names: set[str]) -> list[Entry]:
    """Give the lessons whose pages have these names, and all that are tied to them, however indirectly."""
    by_name = {entry.file: entry for entry in entries}
    found: dict[str, Entry] = {}
    waiting = [name for name in sorted(names) if name in by_name]
    while waiting:
        entry = by_name[waiting.pop()]
        if entry.file not in found:
            found[entry.file] = entry
            waiting += [f"{other}.html" for other, _ in (*entry.before, *entry.after)]
    return list(found.values())


def remove_dead_links(page: Path) -> None:
    """Leave only the text of links to lessons' pages that are not there."""
    if dead := _dead_links(page):
        html = page.read_text(encoding="utf-8")
        live = _LINK.sub(lambda found: found[2] if found[1] in dead else found[0], html)
        write_whole(page, live.encode())


def _dead_links(page: Path) -> set[str]:
    linked = {address for address, _ in _LINK.findall(page.read_text(encoding="utf-8"))}
    return {address for address in linked if not (page.parent / unquote(address)).is_file()}


@dataclass(frozen=True, slots=True)
class _Made:
    written: bool = False
    faults: tuple[Fault, ...] = ()


def _lesson_pages(settings: Settings, folder: Path, entries: Iterable[Entry]) -> Iterable[_Made]:
    from kb.evaluation.catalogue.lesson import lesson_sheet
    from kb.reports.page.statement import statement_of

    taxonomy, language = settings.library().taxonomy, settings.reports.language
    origin, said = provenance_of(settings, [], ""), _made_with(settings, taxonomy)
    shared = statement_of(folder / "index.html")
    for entry in entries:
        make = partial(lesson_sheet, entry, taxonomy, language=language)
        yield _page(settings, folder / entry.file, make, origin, said, entry.hash, statement=shared)


def _list_page(settings: Settings, index: Path, entries: list[Entry]) -> _Made:
    from kb.evaluation.catalogue.overview import overview_sheet

    taxonomy = settings.library().taxonomy
    make = partial(overview_sheet, entries, taxonomy, language=settings.reports.language)
    origin = provenance_of(settings, [settings.root / settings.bank.lessons], "")
    everything = "\n".join(entry.hash for entry in entries)
    return _page(settings, index, make, origin, _made_with(settings, taxonomy), everything)


def _made_with(settings: Settings, taxonomy: Taxonomy) -> str:
    """Say what pages are made with besides the lessons: these are told from their files, so no base is asked."""
    return f"{what_settings_say(settings)}\n{taxonomy}"


def _page(
    settings: Settings,
    page: Path,
    make: Callable[[], Sheet],
    origin: Provenance,
    *told: str,
    statement: Path | None = None,
) -> _Made:
    """Write one page unless it says already what it would say."""
    from kb.reports.page.runkeys import is_current, told_key
    from kb.reports.page.sheet import write_sheet

    key = told_key(*told)
    if is_current(page, key):
        return _Made()
    try:
        write_sheet(
            page,
            make(),
            language=settings.reports.language,
            provenance=replace(origin, key=key),
            watch=settings.watch(),
            statement=statement,
        )
    except FaultsFound as found:
        return _Made(faults=found.faults)
    return _Made(written=True)


def _remove_others(folder: Path, entries: Iterable[Entry]) -> None:
    """Remove the pages of lessons that are gone or drafts again."""
    kept = {entry.file for entry in entries}
    for page in folder.glob("*.html"):
        if page.name not in kept and not page.name.startswith("index"):
            page.unlink()
