"""Queries read from a file, one a line."""

from __future__ import annotations

import re
from pathlib import Path

from kb.errors import Fault, FaultsFound


def read_queries(path: Path) -> list[str]:
    """Read a file with one query a line, which may be blank; raise `FaultsFound` when it is no UTF-8 text."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        remedy = "Check the name and your access to it."
        raise FaultsFound(
            [Fault(str(path), "file", f"cannot be opened ({error.strerror}).", remedy)]
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = f"is not UTF-8 (byte 0x{error.object[error.start]:02x})."
        raise FaultsFound([Fault(str(path), f"line {line}", problem, "Save it as UTF-8.")]) from error
    lines = re.split(r"\r\n|\n|\r", text)
    return lines if lines[-1] else lines[:-1]
