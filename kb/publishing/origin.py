"""What a page is made of: the files it depends on, the settings it tells of, and where it comes from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kb.settings import Settings

if TYPE_CHECKING:
    from kb.reports.page.provenance import Provenance

DATA = "data"


def depends_of(settings: Settings, notebook: Path) -> list[Path]:
    """List what a notebook reads: its metadata's `kb.depends`, or else all data and the bank's lessons."""
    try:
        told = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["kb"]["depends"]
    except (OSError, ValueError, KeyError, TypeError):
        told = None
    everything = [notebook.parent / DATA, settings.root / settings.bank.lessons]
    named = [notebook.parent / name for name in told] if told else everything
    return [path for path in named if path.exists() or told]


def what_pages_say(settings: Settings) -> str:
    """Write all that pages are made with besides their own files, so that a change of it makes new pages.

    Pages tell of the base as it is indexed, which may be behind the files.
    """
    return "\n".join([what_settings_say(settings), settings.library().fingerprint()])


def what_settings_say(settings: Settings) -> str:
    """Write all settings that change what pages say."""
    told = (settings.reports, settings.privacy, settings.model)
    parts = (*(section.model_dump_json() for section in told), settings.profile().logo, *settings.names())
    return "\n".join(parts)


def provenance_of(settings: Settings, depends: Sequence[Path], key: str) -> Provenance:
    """Tell where a page comes from that depends on these files and folders."""
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
