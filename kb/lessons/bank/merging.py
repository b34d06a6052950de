"""Two people's edits of one lesson: the marks that git leaves where it could not join them."""

from __future__ import annotations

import re

from kb.errors import Fault

CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)  # git marks two edits of one place so


def conflict_faults(text: str, file: str, first: int | None = None) -> list[Fault]:
    """Tell the marks that a merge leaves where two people edited the same place.

    `first` is the number of the text's first line in the file; a body, whose first line is not known, has none.
    """
    remedy = "Keep what should stand, and take out the marks."
    return [
        Fault(
            file,
            "body" if first is None else f"line {first + text.count(chr(10), 0, mark.start())}",
            f"{mark[0].strip()[:60]!r} is the mark of a merge that was not finished.",
            remedy,
        )
        for mark in CONFLICT.finditer(text)
    ]
