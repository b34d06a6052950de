"""Files for readers, written whole or not at all: nobody ever meets half of one."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from kb.errors import KbError


def write_whole(file: Path, content: bytes) -> Path:
    """Write a file in one stroke, and its folder where there is none. Raises `KbError` where it cannot be."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, content)
    except PermissionError:
        remedy = "Close it where it is open, or mend your access to its folder, and try again."
        raise KbError(f"{file} cannot be written. {remedy}") from None
    except OSError as error:  # a full disk, or a file where the folder should be
        raise KbError(f"{file} cannot be written ({error.strerror}). Mend that and try again.") from None
    return file


def _write(file: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        Path(name).chmod(0o644)  # mkstemp lets only its owner read
        Path(name).replace(file)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
