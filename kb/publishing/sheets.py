"""Pages that no notebook makes, checked and written as all others are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kb.publishing.catalogue import publish_linked
from kb.publishing.origin import provenance_of
from kb.settings import Settings

if TYPE_CHECKING:
    from kb.reports.page.sheet import Sheet


KINDS = ("notat", "aarbok", "rundown")  # what a sheet's name begins with


def publish_sheet(settings: Settings, sheet: Sheet, name: str, depends: Sequence[Path]) -> Path:
    """Write a sheet as `name`.html in the folder of pages; `depends` are the files and folders it tells of.

    The lessons' pages that it leads to are written too, where they are not there.

    Raises `FaultsFound` with everything that keeps it from being published.
    """
    from kb.reports.page.sheet import write_sheet

    page = settings.root / settings.reports.output / f"{name}.html"
    lessons = settings.root / settings.bank.lessons
    provenance = provenance_of(settings, [*depends, lessons], key="")
    write_sheet(
        page, sheet, language=settings.reports.language, provenance=provenance, watch=settings.watch()
    )
    publish_linked(settings, page)
    return page


def sheets_of(folder: Path) -> list[Path]:
    """List the sheets that were written into a folder of pages, by name."""
    return sorted(page for kind in KINDS for page in folder.glob(f"{kind}-*.html") if is_sheet(page))


def is_sheet(page: Path) -> bool:
    """Tell a page from the draft of its accessibility statement."""
    return not page.stem.endswith("-tilgjengelighet")


def sheet_name(kind: str, title: str) -> str:
    """Make a page's name of its kind and title: `rundown-plan-for-stroembrudd`."""
    from kb.reports.text.markup import slug

    return re.sub(r"-{2,}", "-", f"{kind}-{slug(title)}")
