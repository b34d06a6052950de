"""Imported files on disk: all of them or none, and nothing overwritten without being told."""

from __future__ import annotations

from pathlib import Path

from kb.errors import KbError
from kb.staffing.mapping.importing import Imported
from kb.writing import holding_other, write_all


def write_imported(imported: Imported, folder: Path, *, replace: bool = False) -> list[Path]:
    """Write the files into a folder and give their paths; all are written, or the folder is as it was.

    A file with other content is overwritten only with `replace`. Raises `KbError`.
    """
    contents = {folder / name: content for name, content in imported.files.items()}
    other = [file.name for file in holding_other(contents)]
    if other and not replace:
        told = " and ".join(other)
        raise KbError(
            f"{told} in {folder} hold something else already. Name another folder, or say --replace."
        )
    return write_all(contents)
