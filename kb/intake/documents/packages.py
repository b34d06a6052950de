"""Office files as packages: looked over before anything is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence

from kb.errors import Fault, FaultsFound

UNPACKED = 40_000_000  # bytes of XML; lxml holds ten times as much in memory
LARGEST_PART = 25_000_000  # bytes; python-docx and python-pptx open every part of XML
ENTRIES = 5_000  # parts; a presentation of 300 slides has 1 500
PARAGRAPHS = 20_000  # of 1 000 pages

_RATIO = 200  # XML packs to a twentieth; a bomb to a thousandth
_RATIO_FROM = 1_000_000  # bytes; a small part may pack well
_MEDIA = re.compile(
    r"\.(?:png|jpe?g|gif|emf|wmf|tiff?|bmp|svg|mp4|wav|mp3|m4a|mov|avi|wmv|bin|fntdata|odttf)$"
)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MARKUP = re.compile(rb"<[wa]:p[ />]")
_OPENED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def part_names(content: bytes) -> tuple[str, ...]:
    """Give the names of a package's parts; none where it is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return tuple(package.namelist()[: ENTRIES + 1])
    except _OPENED:
        return ()


def check_package(content: bytes, name: str) -> tuple[int, tuple[Fault, ...]]:
    """Refuse a package that is broken, locked, or holds more than any document.

    Gives the bytes its text has unpacked, and notes on what is not opened.

    Only XML is unpacked here, within the limits. Raises `FaultsFound`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if refused := _locked(parts) or _bulk(parts) or _markup(package, parts):
                raise FaultsFound([Fault(name, "file", *refused)])
            size = sum(part.file_size for part in _texts(parts))
            return size, tuple(_notes([part.filename.casefold() for part in parts], name))
    except _OPENED as error:
        problem = "is broken or cut off."
        remedy = "Fetch it anew, or open it in the program it was made with and save it again."
        raise FaultsFound([Fault(name, "file", problem, remedy)]) from error


def _locked(parts: Sequence[zipfile.ZipInfo]) -> tuple[str, str] | None:
    if any(part.flag_bits & 0x1 for part in parts):
        return "is locked with a password.", "Save it again without a password."
    return None


def _bulk(parts: Sequence[zipfile.ZipInfo]) -> tuple[str, str] | None:
    remedy = "Split it, or save it again in the program it was made with."
    if len(parts) > ENTRIES:
        return f"holds {len(parts)} parts; the limit is {ENTRIES}.", remedy
    xml = _texts(parts)
    if sum(part.file_size for part in xml) > UNPACKED or any(p.file_size > LARGEST_PART for p in xml):
        return f"unpacks to more than {UNPACKED / 1e6:.0f} MB of text.", remedy
    for part in parts:
        if part.file_size > _RATIO_FROM and part.file_size > _RATIO * max(part.compress_size, 1):
            return "unpacks to far more than it holds, as no program writes a document.", remedy
    return None


def _texts(parts: Sequence[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    return [part for part in parts if not _MEDIA.search(part.filename.casefold())]


def _markup(package: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> tuple[str, str] | None:
    """Look through the XML for entities, which no office program writes, and for more text than can be read."""
    paragraphs = 0
    for part in parts:
        if not part.filename.casefold().endswith((".xml", ".rels", ".vml")):
            continue
        xml = package.read(part)
        if _DOCTYPE.search(xml) or _DOCTYPE.search(xml.replace(b"\x00", b"")):
            return "declares XML entities, as no office program does.", "Save it again in Word or PowerPoint."
        paragraphs += len(_MARKUP.findall(xml))
    if paragraphs > PARAGRAPHS:
        return f"holds {paragraphs} paragraphs; the limit is {PARAGRAPHS}.", "Split it into several files."
    return None


def _notes(parts: Sequence[str], name: str) -> list[Fault]:
    notes = []
    if any(part.endswith("vbaproject.bin") for part in parts):
        remedy = "Look at them yourself if they matter; nothing here runs them."
        notes.append(Fault(name, "file", "carries macros, which were not run and not read.", remedy))
    if any("/embeddings/" in part for part in parts):
        count = sum("/embeddings/" in part for part in parts)
        remedy = "Save what matters of them as files of their own."
        notes.append(Fault(name, "file", f"has {count} file(s) within it, which were not opened.", remedy))
    return notes
