"""Whether a page still says what a new run would say, so that unchanged notebooks are not run again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import kb
from kb.errors import KbError

META = "kb-run-key"
_LEFT_OUT = frozenset({"__pycache__", ".ipynb_checkpoints"})


def run_key(notebook: Path, depends: Iterable[Path] = (), *, settings: str = "") -> str:
    """Make a key of all a page is made from: notebook, files or folders, this package, and settings.

    Of the notebook, cells and `kb` metadata count, stored outputs do not. Raises `KbError` for a path that is
    not there.
    """
    digest = hashlib.sha256(f"{_package()}\n{settings}\n".encode())
    digest.update(_source(notebook))
    for path in sorted(depends):
        for file, name in _files(path):
            digest.update(f"\n{name}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def told_key(*told: str) -> str:
    """Make a key of a page that is made of these texts and this package."""
    return hashlib.sha256("\n".join((_package(), *told)).encode()).hexdigest()


def is_current(page: Path, key: str) -> bool:
    """Tell whether a page was made from what the key stands for."""
    if not page.is_file():
        return False
    with page.open(encoding="utf-8") as file:
        start = file.read(4000)
    found = re.search(rf'<meta name="{META}" content="([0-9a-f]*)">', start)
    return bool(key) and found is not None and found[1] == key


def _source(notebook: Path) -> bytes:
    if not notebook.is_file():
        raise KbError(f"There is no notebook {notebook}. Check the name.")
    try:
        read = json.loads(notebook.read_text(encoding="utf-8"))
        cells = [(cell["cell_type"], cell["source"]) for cell in read["cells"]]
        return json.dumps([cells, read.get("metadata", {}).get("kb")]).encode()
    except (ValueError, KeyError, TypeError):
        raise KbError(f"{notebook} is no notebook. Save it again from Jupyter.") from None


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """Give a file, or all files of a folder, with names that do not depend on the machine."""
    if not path.exists():
        raise KbError(f"There is no {path}, which the page depends on. Check the name.")
    if path.is_file():
        yield path, path.name
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and not _LEFT_OUT & set(file.relative_to(path).parts):
            yield file, f"{path.name}/{file.relative_to(path).as_posix()}"


@cache
def _package() -> str:
    """Make a key of this package's own files."""
    folder = Path(kb.__file__).parent
    digest = hashlib.sha256()
    for file, name in _files(folder):
        digest.update(f"{name}\n".encode() + file.read_bytes())
    return digest.hexdigest()
