"""An imported text written into the bank, whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

from kb.intake.importing.intake import Intake
from kb.intake.importing.shelf import Kept, Shelf
from kb.lessons.bank.texts import TextRecord
from kb.writing import write_whole

ORIGINALS = ".originals"  # no folder of the bank's texts: what begins with a dot is not indexed


def put_away(intake: Intake, shelf: Shelf) -> Path:
    """Write the text of a file that is new or a newer version, and remember it; an unchanged one is left."""
    if intake.outcome == "unchanged":
        return intake.path
    text = f"{front_matter(intake.record)}{intake.body}"
    path = write_whole(intake.path, text.encode())
    shelf.remember(Kept(path, intake.record, intake.body))
    return path


def keep_original(intake: Intake, content: bytes, shelf: Shelf) -> Path:
    """Copy the original itself into the bank, unmasked; only where somebody asked for it."""
    record = intake.record.original
    suffix = Path(intake.file).suffix.lower()
    return write_whole(shelf.folder.parent / ORIGINALS / f"{record.sha256[:16]}{suffix}", content)


def front_matter(record: TextRecord) -> str:
    """Write a record as front matter, what is empty left out."""
    from ruamel.yaml import YAML

    told = record.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    yaml = YAML(typ="rt")
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    written = io.StringIO()
    yaml.dump(told, written)
    return f"---\n{written.getvalue()}---\n"
