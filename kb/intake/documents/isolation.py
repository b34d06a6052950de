"""The process in which PDFs and large files are read: kept for many, stopped and started anew where one hangs.

To start it costs 0.2 s, to ask it 1 ms.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import kb
from kb.errors import Fault, FaultsFound
from kb.intake.documents.apart import PATIENCE, understand
from kb.intake.documents.forms import Contents
from kb.intake.records import Format

# Where the process limits its own computing, the clock on the wall may run on so much longer: the machine is busy.
_BUSY = 3.0 if hasattr(signal, "setitimer") else 1.0
_FILES = 500  # after which the process is started anew, whatever it may have piled up
_PROGRAM = "from kb.intake.documents.apart import serve; serve({})"
_REMEDY = "Split it, or copy its text into a new file."


class Reader:
    """Has files read in a process of its own; `read` ends in time, whatever a file does to that process."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._process: subprocess.Popen[str] | None = None
        self._owner = self._read = 0
        self._lock = threading.Lock()

    def read(self, content: bytes, form: Format, name: str) -> Contents:
        """Give a file's contents. Raises `FaultsFound` where it cannot be read, takes too long or breaks the reader."""
        with self._lock, _kept(content) as path:
            line, ran_out = self._asked(json.dumps({"path": str(path), "form": form, "name": name}))
        if line.endswith("\n") and line.strip() != "{}":
            return understand(line)
        problem = "breaks the program that reads it, or fills its memory."
        if ran_out:
            problem = f"took more than {self.patience:g} seconds to read."
        raise FaultsFound([Fault(name, "file", problem, _REMEDY)])

    def close(self) -> None:
        """Stop the process, if it runs."""
        with self._lock:
            self._stop()

    def _asked(self, request: str) -> tuple[str, bool]:
        """Give the answer's line, or what came of it, and whether time ran out."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(_BUSY * self.patience, process.kill)
        timer.start()
        line = ""
        try:
            with suppress(OSError, ValueError):  # it went down, and its pipes with it
                process.stdin.write(request + "\n")
                process.stdin.flush()
                line = process.stdout.readline()
        finally:  # also where the user breaks off: an answer that comes later would be taken for the next file's
            ran_out = not timer.is_alive()
            timer.cancel()
            if ran_out or not line.endswith("\n"):
                ran_out = self._stop() == -getattr(signal, "SIGPROF", 0) or ran_out
        return line, ran_out

    def _running(self) -> subprocess.Popen[str]:
        """Give the process. After a fork it is the parent's, and another is started."""
        mine = self._owner == os.getpid()
        if self._process is not None and mine and (self._process.poll() is not None or self._read >= _FILES):
            self._stop()
        if self._process is None or not mine:
            self._process = _start(self.patience)
            self._owner, self._read = os.getpid(), 0
        self._read += 1
        return self._process

    def _stop(self) -> int | None:
        """Stop the process and give the status it ended with."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return None
        with suppress(subprocess.TimeoutExpired):  # one that ended by itself tells how
            process.wait(0.2)
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        return process.wait()


def _start(patience: float) -> subprocess.Popen[str]:
    """Start the process; it finds this package where this process found it, installed or not."""
    root = str(Path(kb.__file__).resolve().parent.parent)
    paths = [root, os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _PROGRAM.format(patience)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # libraries complain there of what is told as a fault
        text=True,
        encoding="ascii",
        env=environment,
    )


@contextmanager
def _kept(content: bytes) -> Iterator[Path]:
    """Put the bytes where the other process can read them: those that were looked at, whatever became of the file."""
    handle, name = tempfile.mkstemp(prefix="kb-read-")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        yield Path(name)
    finally:
        with suppress(OSError):  # Windows keeps a file that a stopped process still holds
            Path(name).unlink()


READER = Reader()
atexit.register(READER.close)
