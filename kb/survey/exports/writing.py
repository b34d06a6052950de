"""Imported answers on disk: both files whole or none, and nothing overwritten without being told."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

import pandas as pd

from kb.errors import KbError
from kb.survey.exports.records import Converted, Screened

# A spreadsheet runs what begins so; an apostrophe before it makes it text (OWASP, CSV injection).
_RUNS = re.compile(r"[=+\-@\t\r]")
_HARMLESS = re.compile(r"[+-]?[\d .,\u00a0\u202f]+|-")


def write_import(
    converted: Converted,
    screened: Screened,
    answers: Path | str,
    quarantine: Path | str,
    *,
    replace: bool = False,
) -> None:
    """Write answers.csv, and apart from it all that was quarantined, which only its owner may read.

    Both are UTF-8 with semicolons. Text that a spreadsheet would run as a formula gets an apostrophe before it. A file
    with other content is overwritten only with `replace`. Raises `KbError`, and leaves both as they were, when one
    of them cannot be written.
    """
    contents = {Path(answers): _csv(converted.answers), Path(quarantine): _csv(screened.quarantine)}
    if len({file.resolve() for file in contents}) < 2:
        raise KbError(f"{answers} cannot hold both answers and quarantine. Name two files.")
    before = {file: _before(file) for file in contents}
    other = [str(file) for file, content in contents.items() if before[file] not in (None, content)]
    if other and not replace:
        raise KbError(
            f"{' and '.join(other)} hold something else already. Name other files, or say to replace them."
        )
    _write_all(contents, before, private=Path(quarantine))


def _csv(table: pd.DataFrame) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.itertuples(index=False, name=None):
        writer.writerow([_safe(cell) for cell in row])
    return text.getvalue().encode()


def _safe(cell: object) -> object:
    if not isinstance(cell, str):
        return "" if cell is None or isinstance(cell, float) else cell  # what is missing is a float to pandas
    return f"'{cell}" if _RUNS.match(cell) and not _HARMLESS.fullmatch(cell) else cell


def _before(file: Path) -> bytes | None:
    try:
        return file.read_bytes() if file.is_file() else None
    except OSError as error:
        raise _unwritable(file, error) from None


def _write_all(contents: dict[Path, bytes], before: dict[Path, bytes | None], *, private: Path) -> None:
    """Write all beside their places first; put back what was there when one cannot take its place."""
    parts: dict[Path, Path] = {}
    done: list[Path] = []
    file = next(iter(contents))
    try:
        for file, content in contents.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            parts[file] = _part(file, content, private=file == private)
        for file, part in parts.items():
            part.replace(file)
            done.append(file)
    except OSError as error:
        for changed in done:
            _put_back(changed, before[changed])
        raise _unwritable(file, error) from None
    finally:
        for part in parts.values():
            with suppress(FileNotFoundError):
                part.unlink()


def _part(file: Path, content: bytes, *, private: bool) -> Path:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")  # readable by its owner only
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
    if not private:
        Path(name).chmod(0o644)
    return Path(name)


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)


def _unwritable(file: Path, error: OSError) -> KbError:
    remedy = "Close it where it is open, or mend your access to its folder, and try again."
    return KbError(f"{file} cannot be written ({error.strerror}). {remedy}")
