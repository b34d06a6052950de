"""Make the project's `.venv` and install the lock in it, once; standard library only."""

import hashlib
import os
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.sha256"
PINNED = ("requirements.lock", "pyproject.toml")


def prepare() -> None:
    """Make sure the `.venv` holds just what the lock says; leave with one clear sentence when it cannot."""
    fault = version_fault(sys.version_info[:3])
    if fault:
        sys.exit(fault)
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in PINNED)).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    stage(
        "Installing the packages of requirements.lock (some minutes the first time)",
        _pip,
        "-r",
        "requirements.lock",
    )
    stage("Installing Erfaringsbank itself", _pip, "--no-deps", "--no-build-isolation", "-e", ".")
    STAMP.write_text(wanted, encoding="utf-8")


def version_fault(version: tuple[int, int, int]) -> str | None:
    """Say what to do when this is not the Python the project is made for."""
    if version[:2] == (3, 11):
        return None
    return (
        f"Erfaringsbank needs Python 3.11 and this is {'.'.join(map(str, version))}: "
        "install Python 3.11 and start this script with it, for instance `python3.11 scripts/demo.py`."
    )


def stage(name: str, action: Callable[..., None], *arguments: str) -> None:
    """Run one stage and print its name and how long it took."""
    print(f"- {name} …", flush=True)
    began = time.monotonic()
    action(*arguments)
    print(f"  done in {time.monotonic() - began:.1f} s", flush=True)


def run(*command: str) -> None:
    """Run the `.venv`'s Python; leave with its exit status when it fails."""
    status = subprocess.run([str(PYTHON), *command], cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


def _pip(*arguments: str) -> None:
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
        *arguments,
    ]
    errors = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        collected = 0
        for line in pip.stdout or ():
            if line.startswith("ERROR"):
                errors.append(line.strip())
            elif line.startswith("Collecting "):
                collected += 1
                _progress(f"{collected} packages collected")
            elif line.startswith("Installing collected") and collected:
                _progress(f"installing {collected} packages")
    if sys.stdout.isatty():
        print()
    if pip.returncode:
        sys.exit(
            "The packages could not be installed: check the network and pip's index settings "
            f"(`pip config list`), then run this again; what is done stays done. pip said: {' '.join(errors[:2])}"
        )


def _progress(text: str) -> None:
    """Show how far pip has come on one line of a terminal; a log gets a line for every fiftieth package."""
    if sys.stdout.isatty():
        print(f"\r  {text:<40}", end="", flush=True)
    elif not text[0].isdigit() or text.split(maxsplit=1)[0].endswith(("00", "50")):
        print(f"  {text}", flush=True)
