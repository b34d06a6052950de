"""The door: a file to what it says, whatever program wrote it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.intake.documents.forms import Contents, read_form
from kb.intake.documents.isolation import READER
from kb.intake.documents.kinds import SUFFIXES, refuse_kind, tell_kind
from kb.intake.documents.packages import check_package
from kb.intake.records import Format, Original

LARGEST = 50_000_000  # bytes; a report full of pictures has half of it
MOST_BLOCKS = 20_000

# Bytes, unpacked, that are read in this process: of the worst files we could make, these take 3 s and 350 MB.
_HERE: dict[Format, int] = {
    "txt": 500_000,
    "md": 100_000,
    "html": 200_000,
    "eml": 100_000,
    "docx": 5_000_000,
    "pptx": 5_000_000,
}


def read_original(path: Path, name: str) -> Original:
    """Read a file as the document called `name` (its path as users write it), with its structure.

    Reads .txt, .md, .docx, .pptx, .pdf, .html and .eml. Nothing a file points to is fetched and nothing in it is
    run. Raises `FaultsFound` with one fault when it cannot be read, or holds no text.
    """
    content = _bytes(path, name)
    if refused := refuse_kind(path, tell_kind(content), name):
        raise FaultsFound([refused])
    form = SUFFIXES[path.suffix.casefold()]
    found = _read(content, form, name)
    if not found.blocks:
        raise FaultsFound([_empty(found.left_out, name)])
    if len(found.blocks) > MOST_BLOCKS:
        problem = f"holds {len(found.blocks)} paragraphs; the limit is {MOST_BLOCKS}."
        raise FaultsFound([Fault(name, "file", problem, "Split it into several files.")])
    return Original(
        file=name,
        format=form,
        hash=hashlib.sha256(content).hexdigest(),
        blocks=found.blocks,
        title=found.title,
        made=found.made,
        paged=found.paged,
        left_out=found.left_out,
    )


def _bytes(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():
            problem = "is no file." if path.exists() else "is not there."
            raise FaultsFound([Fault(name, "file", problem, "Check how the name is written.")])
        size = path.stat().st_size
        if size > LARGEST:
            problem = f"is {size / 1e6:.0f} MB; the limit is {LARGEST / 1e6:.0f} MB."
            raise FaultsFound([Fault(name, "file", problem, "Split it, or take out the pictures.")])
        content = path.read_bytes()
    except OSError as error:
        problem = f"cannot be opened ({error.strerror})."
        raise FaultsFound([Fault(name, "file", problem, "Check your access to it.")]) from error
    if not content.strip():
        raise FaultsFound([Fault(name, "file", "is empty.", "Fetch it anew, or leave it out.")])
    return content


def _read(content: bytes, form: Format, name: str) -> Contents:
    """Read in this process what can do no harm in it, and all else in another."""
    if form in ("docx", "pptx"):
        size, notes = check_package(content, name)
    else:
        size, notes = len(content), ()
    apart = form == "pdf" or size > _HERE[form]
    found = (READER.read if apart else read_form)(content, form, name)
    return replace(found, left_out=(*notes, *found.left_out))


def _empty(left_out: tuple[Fault, ...], name: str) -> Fault:
    if any("picture" in note.problem for note in left_out):
        remedy = "Have their text recognised first (OCR), or write in words what they tell."
        return Fault(name, "file", "holds pictures and no text.", remedy)
    return Fault(name, "file", "has no text.", "Write something in it, or leave it out.")
