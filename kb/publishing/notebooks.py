"""Notebooks to pages: run what changed, side by side, export it, and list all pages.

A fixed order of library calls.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import Fault, FaultsFound, KbError
from kb.publishing.origin import depends_of, provenance_of, what_pages_say
from kb.publishing.sheets import sheets_of
from kb.settings import Settings

if TYPE_CHECKING:
    from kb.reports.page.notebooks import Runs

MOST = 4  # notebooks run at once: each has a Python of its own, with some hundred megabytes
Say = Callable[[str], None]
_Made = tuple[Path, bool]  # a page, and whether it was written now


@dataclass(frozen=True, slots=True)
class Published:
    """What one publishing did: the index page, the pages written, and those that were current already."""

    index: Path
    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]


def publish_all(settings: Settings, say: Say = print) -> Published:
    """Publish every notebook and the index of pages. Raises `FaultsFound` with the faults of all of them."""
    from kb.publishing.catalogue import remove_dead_links
    from kb.reports.page.index import write_index

    folder = settings.root / settings.reports.notebooks
    notebooks = _notebooks(folder)
    profile = settings.profile()
    made, faults = _parted(notebooks, _publish(settings, notebooks, say))
    lessons = _lesson_pages(settings, faults, say)
    for page, _ in made:
        remove_dead_links(page)
    if faults:
        raise FaultsFound(faults)
    if not made and not lessons:
        remedy = "Name the notebooks' folder in kb.toml, under [reports]."
        raise KbError(f"There are no notebooks in {folder}, and no lessons to list but drafts. {remedy}")
    output = settings.root / settings.reports.output
    # The last notebook is the write-up that the others lead up to: its page is the one to meet first.
    pages = [*(page for page, _ in reversed(made)), *sheets_of(output), *lessons]
    reports = settings.reports
    index = write_index(
        pages, output, municipality=reports.municipality, language=reports.language, profile=profile
    )
    return Published(
        index, tuple(page for page, fresh in made if fresh), tuple(page for page, fresh in made if not fresh)
    )


def _parted(notebooks: Sequence[Path], ended: Iterable[_Made | KbError]) -> tuple[list[_Made], list[Fault]]:
    """Part what notebooks ended with into pages and faults."""
    made: list[_Made] = []
    faults: list[Fault] = []
    for notebook, one in zip(notebooks, ended, strict=True):
        match one:
            case FaultsFound():
                faults.extend(one.faults)
            case KbError():
                faults.append(Fault(notebook.name, "notebook", str(one), ""))
            case _:
                made.append(one)
    return made, faults


def _lesson_pages(settings: Settings, faults: list[Fault], say: Say) -> list[Path]:
    """Publish the catalogue of lessons and give its list; a bank without lessons has none."""
    from kb.publishing.catalogue import publish_catalogue

    try:
        catalogue = publish_catalogue(settings)
    except FaultsFound as found:
        faults.extend(found.faults)
        return []
    if catalogue is None:
        return []
    say(f"  lessons: {catalogue.written} pages written, {catalogue.unchanged} unchanged")
    return [catalogue.index]


def _notebooks(folder: Path) -> list[Path]:
    """List the notebooks of a folder and of those below it, such as one for each evaluation."""
    found = (
        path for path in folder.rglob("*.ipynb") if not path.relative_to(folder).as_posix().startswith(".")
    )
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def publish_one(settings: Settings, notebook: Path, say: Say = print) -> tuple[Path, bool]:
    """Publish one notebook unless its page is current; give the page, and whether it was written now.

    Beside the page stands the draft of its accessibility statement, and the lessons' pages that it leads to.
    """
    from kb.publishing.catalogue import publish_linked

    (ended,) = _publish(settings, [notebook], say)
    if isinstance(ended, KbError):
        raise ended
    publish_linked(settings, ended[0])
    return ended


def _publish(settings: Settings, notebooks: Sequence[Path], say: Say) -> list[_Made | KbError]:
    """Publish notebooks side by side, as many as there are cores, and tell of each as it ends."""
    from kb.reports.page.notebooks import Runs

    if not notebooks:
        return []
    runs = Runs()
    with ThreadPoolExecutor(min(len(notebooks), os.cpu_count() or 1, MOST)) as pool:
        waiting = {pool.submit(_try, settings, notebook, runs): notebook for notebook in notebooks}
        try:
            return _await(waiting, say)
        except BaseException:  # above all the user's Ctrl-C
            runs.end()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _await(waiting: Mapping[Future[tuple[_Made | KbError, str]], Path], say: Say) -> list[_Made | KbError]:
    """Wait for notebooks, tell of each as it ends, and give what they ended with in their order."""
    left = set(waiting)
    while left:
        # Windows hears Ctrl-C only between two waits.
        done, left = wait(left, timeout=0.5, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda one: waiting[one]):
            say(f"  {waiting[future].name}: {future.result()[1]}")
    return [future.result()[0] for future in waiting]


def _try(settings: Settings, notebook: Path, runs: Runs) -> tuple[_Made | KbError, str]:
    """Publish a notebook; give what it ended with, and in words."""
    began = time.monotonic()
    try:
        page, fresh = _page_of(settings, notebook, runs)
    except KbError as error:
        count = len(error.faults) if isinstance(error, FaultsFound) else 1
        return error, f"{count} fault{'s' if count > 1 else ''}, not written"
    taken = f"run and written in {time.monotonic() - began:.1f} s"
    return (page, fresh), taken if fresh else "unchanged"


def _page_of(settings: Settings, notebook: Path, runs: Runs) -> _Made:
    from kb.privacy.ledger import kept_ledger
    from kb.reports.page.runkeys import is_current, run_key
    from kb.reports.page.statement import statement_of

    depends = depends_of(settings, notebook)
    page = settings.root / settings.reports.output / f"{notebook.stem}.html"
    key = run_key(notebook, depends, settings=what_pages_say(settings))
    if is_current(page, key) and statement_of(page).is_file():
        return page, False
    from kb.reports.page.export import export
    from kb.reports.page.notebooks import run

    with kept_ledger() as ledger:
        node = run(notebook, ledger=ledger, runs=runs)
        watch = settings.watch(ledger)
    provenance = provenance_of(settings, depends, key)
    export(node, page, language=settings.reports.language, provenance=provenance, watch=watch)
    return page, True
