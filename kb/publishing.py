"""Notebooks to pages: run what changed, export it, and list all pages. A fixed order of library calls."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import Fault, FaultsFound, KbError
from kb.settings import Settings

if TYPE_CHECKING:
    from kb.reports.provenance import Provenance

DATA = "data"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What one publishing did: the index page, the pages written, and those that were current already."""

    index: Path
    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]


def publish_all(settings: Settings, say: Say = print) -> Published:
    """Publish every notebook and the index of pages. Raises `FaultsFound` with the faults of all of them."""
    from kb.reports.index import write_index

    folder = settings.root / settings.reports.notebooks
    notebooks = sorted(folder.glob("*.ipynb"))
    if not notebooks:
        raise KbError(f"There are no notebooks in {folder}. Name their folder in kb.toml, under [reports].")
    made: list[tuple[Path, bool]] = []
    faults: list[Fault] = []
    for notebook in notebooks:
        try:
            made.append(publish_one(settings, notebook, say))
        except FaultsFound as found:
            faults.extend(found.faults)
        except KbError as error:
            faults.append(Fault(notebook.name, "notebook", str(error), ""))
    if faults:
        raise FaultsFound(faults)
    output = settings.root / settings.reports.output
    # The last notebook is the write-up that the others lead up to: its page is the one to meet first.
    pages = [page for page, _ in reversed(made)]
    reports = settings.reports
    index = write_index(pages, output, municipality=reports.municipality, language=reports.language)
    return Published(
        index, tuple(page for page, fresh in made if fresh), tuple(page for page, fresh in made if not fresh)
    )


def publish_one(settings: Settings, notebook: Path, say: Say = print) -> tuple[Path, bool]:
    """Publish one notebook unless its page is current; give the page, and whether it was written now."""
    from kb.reports.export import export
    from kb.reports.notebooks import run
    from kb.reports.runkeys import is_current, run_key

    depends = _depends(settings, notebook)
    page = settings.root / settings.reports.output / f"{notebook.stem}.html"
    key = run_key(notebook, depends, settings=_what_pages_say(settings))
    if is_current(page, key):
        say(f"  {notebook.name}: unchanged")
        return page, False
    began = time.monotonic()
    node = run(notebook)
    export(node, page, language=settings.reports.language, provenance=_provenance(settings, depends, key))
    say(f"  {notebook.name}: run and written in {time.monotonic() - began:.1f} s")
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
    return "\n".join([*(section.model_dump_json() for section in told), settings.library().fingerprint()])


def _provenance(settings: Settings, depends: Sequence[Path], key: str) -> Provenance:
    from kb.reports.provenance import Provenance, data_file, data_folder, installed_versions

    lessons = settings.root / settings.bank.lessons
    folders = [data_folder(path) for path in depends if path.resolve() == lessons.resolve()]
    return Provenance(
        municipality=settings.reports.municipality,
        synthetic=settings.reports.synthetic,
        files=(*(data_file(file, rows=_rows(file)) for file in _data_files(depends)), *folders),
        run_at=dt.datetime.now().astimezone(),
        versions=installed_versions(),
        smallest=settings.privacy.smallest,
        commit=_commit(settings.root),
        key=key,
    )


def _data_files(depends: Iterable[Path]) -> list[Path]:
    from kb.lessons.bank.gathering import GUIDES

    found = [file for path in depends for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    wanted = {".csv", ".toml", ".xlsx"}
    return [file for file in found if file.suffix in wanted and file.stem.lower() not in GUIDES]


def _rows(file: Path) -> int | None:
    if file.suffix != ".csv":
        return None
    with file.open("rb") as lines:
        return max(sum(1 for _ in lines) - 1, 0)


def _commit(root: Path) -> str | None:
    """Tell the commit the page was made from; None outside a git checkout."""
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() or None
