"""Reads an SPSS file and prints it as JSON. It is run as a program of its own, by `kb.survey.exports.spss`.

The C library beneath pyreadstat was written for whole files; a broken one may take its process down, or all
memory: of 1,902 files with one stretch of bytes changed, 4 and 1 did. So it gets a process of its own, which costs
0.3 s, and neither a notebook nor a command goes down with it.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress

_MEMORY = 6 * 1024**3  # bytes, where the system can set a limit


def describe(path: str) -> dict[str, object]:
    """Give columns, wording, value labels, missing ranges and multiple-response sets; raises what pyreadstat does."""
    import pyreadstat

    _limit_memory()
    columns, meta = pyreadstat.read_sav(path, user_missing=True, output_format="dict")
    return {
        "columns": list(columns.items()),
        "wording": meta.column_names_to_labels,
        "labels": {name: list(labels.items()) for name, labels in meta.variable_value_labels.items()},
        "missing": meta.missing_ranges,
        "sets": meta.mr_sets,
        "encoding": meta.file_encoding,
    }


def _limit_memory() -> None:
    with suppress(
        ImportError, ValueError, OSError
    ):  # Windows has no such limits; a lower one may stand already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(describe(sys.argv[1]), default=str))  # ASCII, whatever the terminal speaks
