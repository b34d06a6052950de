"""Whether a page carries anything that no reader sees: comments, metadata, data for programs."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import CData, Declaration, Doctype, ProcessingInstruction

from kb.reports.checks.findings import Finding
from kb.reports.checks.texts import tags

# What the pages of kb carry themselves; each tells how a page was made, never a number of the data.
_KNOWN_DATA = frozenset({"data-cell", "data-hidden", "data-smallest", "data-table"})
_UNSEEN_STRINGS = (Comment, CData, ProcessingInstruction, Declaration)
_DATA = re.compile(r"data:([\w/+.-]*)([^,]*),(.*)", re.IGNORECASE | re.DOTALL)
_PICTURES = ("image/png", "image/jpeg", "image/svg+xml", "image/gif", "image/webp")
# The parts of a PNG that say how it looks; all others carry something else.
_DRAWING_CHUNKS = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"bKGD",
        b"pHYs",
        b"sBIT",
    }
)
_REMOVE = "Remove it: a page holds what its readers see, and nothing else."


def hidden_findings(soup: BeautifulSoup) -> Iterator[Finding]:
    """Find what stands in the file, but is not seen or heard."""
    for string in soup.descendants:
        if isinstance(string, _UNSEEN_STRINGS) and not isinstance(string, Doctype):
            yield Finding(string.parent, "A comment, which readers do not see but anybody can read.", _REMOVE)
    for tag in soup.find_all(("metadata", "rdf:rdf")):
        yield Finding(tag, f"A drawing with <{tag.name}>.", _REMOVE)
    for tag in tags(soup):
        for name, value in tag.attrs.items():
            if name.startswith("data-") and name not in _KNOWN_DATA:
                yield Finding(tag, f"<{tag.name}> carries {name}, which readers do not see.", _REMOVE)
            yield from _data_address(tag, name, " ".join(value) if isinstance(value, list) else str(value))


def _data_address(tag: Tag, name: str, value: str) -> Iterator[Finding]:
    found = _DATA.match(value.strip())
    if (
        not found or not found[3] or (tag.name == "a" and name == "href")
    ):  # a link is told of by checks_safety
        return
    kind = found[1].lower()
    content = decoded(value)
    if kind not in _PICTURES:
        yield Finding(tag, f"{name} of <{tag.name}> carries data of the kind “{kind or 'text'}”.", _REMOVE)
    elif content is None:
        yield Finding(tag, f"{name} of <{tag.name}> carries data that cannot be read.", _REMOVE)
    elif kind == "image/svg+xml" and tag.find_parent("header") is None:  # the head shows the sender's logo
        problem = f"{name} of <{tag.name}> carries a drawing as data, which nobody can search."
        yield Finding(tag, problem, "Draw it with kb.reports.charts.")
    elif notes := picture_notes(content):
        problem = f"A picture that carries texts within its file ({', '.join(name for name, _ in notes)})."
        yield Finding(tag, problem, "Save it without metadata, or draw it with kb.reports.charts.")


def decoded(address: str) -> bytes | None:
    """Read what a data: address carries; None where it cannot be read."""
    found = _DATA.match(address.strip())
    if not found:
        return None
    raw = unquote_to_bytes(found[3])
    if "base64" not in found[2].lower():
        return raw
    try:
        return base64.b64decode(re.sub(rb"\s", b"", raw), validate=True)
    except binascii.Error:
        return None


def picture_notes(content: bytes) -> list[tuple[str, str]]:
    """List the texts that a PNG or JPEG file carries beside its dots, each with its name."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return list(_png_notes(content))
    if content.startswith(b"\xff\xd8"):
        return list(_jpeg_notes(content))
    return []


def _png_notes(content: bytes) -> Iterator[tuple[str, str]]:
    at, kind = 8, b""
    while at + 8 <= len(content) and kind != b"IEND":
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        data = content[at + 8 : at + 8 + size]
        at += size + 12
        # Matplotlib names itself in every picture; that is no secret.
        if kind not in _DRAWING_CHUNKS and not data.startswith(b"Software\0Matplotlib"):
            yield kind.decode("latin-1"), _unpacked(kind, data)
    if content[at:].strip(b"\0\r\n "):
        yield "after the end", content[at:].decode("latin-1")


def _unpacked(kind: bytes, data: bytes) -> str:
    name, _, rest = data.partition(b"\0")
    if kind == b"zTXt":
        try:
            rest = zlib.decompress(rest[1:])
        except zlib.error:
            rest = b""
    return (name + b" " + rest).decode("utf-8", "replace")


def _jpeg_notes(content: bytes) -> Iterator[tuple[str, str]]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        # COM is a comment; APP1 and APP13 hold place, camera and words. APP0 and APP14 say how to draw.
        if marker in (0xFE, 0xE1, 0xED):
            yield f"segment {marker:X}", content[at + 4 : at + 2 + size].decode("latin-1")
        at += size + 2
    if after := content.rpartition(b"\xff\xd9")[2].strip(b"\0\r\n "):
        yield "after the end", after.decode("latin-1")
