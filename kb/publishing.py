"""Notebooks to pages: run what changed, side by side, export it, and list all pages.

A fixed order of library calls.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import Fault, FaultsFound, KbError
from kb.settings import Settings

if TYPE_CHECKING:
    from kb.reports.page.notebooks import Runs
    from kb.reports.page.provenance import Provenance

DATA = "data"
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
    from kb.reports.page.index import write_index

    folder = settings.root / settings.reports.notebooks
    notebooks = sorted(folder.glob("*.ipynb"))
    if not notebooks:
        raise KbError(f"There are no notebooks in {folder}. Name their folder in kb.toml, under [reports].")
    profile = settings.profile()
    made: list[_Made] = []
    faults: list[Fault] = []
    for notebook, ended in zip(notebooks, _publish(settings, notebooks, say), strict=True):
        match ended:
            case FaultsFound():
                faults.extend(ended.faults)
            case KbError():
                faults.append(Fault(notebook.name, "notebook", str(ended), ""))
            case _:
                made.append(ended)
    if faults:
        raise FaultsFound(faults)
    output = settings.root / settings.reports.output
    # The last notebook is the write-up that the others lead up to: its page is the one to meet first.
    pages = [page for page, _ in reversed(made)]
    reports = settings.reports
    index = write_index(
        pages, output, municipality=reports.municipality, language=reports.language, profile=profile
    )
    return Published(
        index, tuple(page for page, fresh in made if fresh), tuple(page for page, fresh in made if not fresh)
    )


def publish_one(settings: Settings, notebook: Path, say: Say = print) -> tuple[Path, bool]:
    """Publish one notebook unless its page is current; give the page, and whether it was written now.

    Beside the page stands the draft of its accessibility statement.
    """
    (ended,) = _publish(settings, [notebook], say)
    if isinstance(ended, KbError):
        raise ended
    return ended


def _publish(settings: Settings, notebooks: Sequence[Path], say: Say) -> list[_Made | KbError]:
    """Publish notebooks side by side, as many as there are cores, and tell of each as it ends."""
    from kb.reports.page.notebooks import Runs

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

    depends = _depends(settings, notebook)
    page = settings.root / settings.reports.output / f"{notebook.stem}.html"
    key = run_key(notebook, depends, settings=_what_pages_say(settings))
    if is_current(page, key) and statement_of(page).is_file():
        return page, False
    from kb.reports.page.export import export
    from kb.reports.page.notebooks import run

    with kept_ledger() as ledger:
        node = run(notebook, ledger=ledger, runs=runs)
        watch = settings.watch(ledger)
    provenance = _provenance(settings, depends, key)
    export(node, page, language=settings.reports.language, provenance=provenance, watch=watch)
    return page, True


def _depends(settings: Settings, notebook: Path) -> list[Path]:
    """List what a notebook reads: its metadata's `kb.depends`, or else all data and the bank's lessons."""
    try:
        told = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["kb"]["depends"]
    except (OSError, ValueError, KeyError, TypeError):
        told = None
    everything = [notebook.parent / DATA, settings.root / settings.bank.lessons]
    named = [notebook.parent / name for name in told] if told else everything
    return [path for path in named if path.exists() or told]


def _what_pages_say(settings: Settings) -> str:
    told = (settings.reports, settings.privacy, settings.model)
    # Pages tell of the base as it is indexed, which may be behind the files.
    parts = (*(section.model_dump_json() for section in told), settings.profile().logo, *settings.names())
    return "\n".join([*parts, settings.library().fingerprint()])


def _provenance(settings: Settings, depends: Sequence[Path], key: str) -> Provenance:
    from kb.reports.page.provenance import (
        Provenance,
        commit_of,
        data_file,
        data_folder,
        installed_versions,
    )

    lessons = settings.root / settings.bank.lessons
    folders = [data_folder(path) for path in depends if path.resolve() == lessons.resolve()]
    return Provenance(
        municipality=settings.reports.municipality,
        synthetic=settings.reports.synthetic,
        files=(*map(data_file, _data_files(depends)), *folders),
        run_at=dt.datetime.now().astimezone(),
        versions=installed_versions(),
        smallest=settings.privacy.smallest,
        commit=commit_of(settings.root),
        key=key,
        contact=settings.reports.contact,
        profile=settings.profile(),
    )


def _data_files(depends: Iterable[Path]) -> list[Path]:
    from kb.lessons.bank.gathering import GUIDES

    found = [file for path in depends for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    wanted = {".csv", ".toml", ".xlsx"}
    return [file for file in found if file.suffix in wanted and file.stem.lower() not in GUIDES]
