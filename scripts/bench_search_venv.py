"""The virtual environment of the systems that `bench_search.py` compares with, apart from the project's own."""

import os
import subprocess
import venv
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parent.parent / "build" / "bench-venv"
PACKAGES = ("torch==2.13.0", "llm", "txtai", "chromadb")  # txtai wants torch, and takes one that is there


def python() -> Path:
    """Name its interpreter."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install() -> None:
    """Make it, each package on its own so that one that fails hinders no other; say which did."""
    if not python().exists():
        venv.create(ENVIRONMENT, with_pip=True)
    for package in PACKAGES:
        command = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            told = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
            print(f"{package} could not be installed: {told}", flush=True)
