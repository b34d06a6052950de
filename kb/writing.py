"""Files for readers, written whole or not at all: nobody ever meets half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from kb.errors import KbError


def write_whole(file: Path, content: bytes) -> Path:
    """Write a file in one stroke, and its folder where there is none. Raises `KbError` where it cannot be."""
    write_all({file: content})
    return file


def write_all(contents: Mapping[Path, bytes], *, private: Collection[Path] = ()) -> list[Path]:
    """Write several files, or none: what was there is put back when one of them cannot be written.

    `private` are those that only their owner may read. Raises `KbError`.
    """
    parts: dict[Path, Path] = {}
    done: dict[Path, bytes | None] = {}
    file = next(iter(contents), Path())
    try:
        for file in contents:
            file.parent.mkdir(parents=True, exist_ok=True)
            parts[file] = _part_beside(file)
            _fill(parts[file], contents[file], private=file in private)
        before = {file: _held(file) for file in contents} if len(contents) > 1 else {}
        for file, part in parts.items():
            part.replace(file)
            done[file] = before.get(file)
    except OSError as error:
        _put_back(done)
        raise _unwritable(file, error) from None
    finally:
        for part in parts.values():
            with suppress(FileNotFoundError):
                part.unlink()
    return list(contents)


def holding_other(contents: Mapping[Path, bytes]) -> list[Path]:
    """List the files that hold something else already. Raises `KbError` where one cannot be read."""
    other = []
    for file, content in contents.items():
        try:
            if _held(file) not in (None, content):
                other.append(file)
        except OSError as error:
            raise _unwritable(file, error) from None
    return other


def _held(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _part_beside(file: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    os.close(handle)
    return Path(name)


def _fill(part: Path, content: bytes, *, private: bool) -> None:
    part.write_bytes(content)
    if not private:
        part.chmod(0o644)  # mkstemp lets only its owner read


def _put_back(done: Mapping[Path, bytes | None]) -> None:
    for file, content in done.items():
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)


def _unwritable(file: Path, error: OSError) -> KbError:
    remedy = "Close it where it is open, or mend your access to its folder, and try again."
    return KbError(f"{file} cannot be written ({error.strerror}). {remedy}")
