"""Files of every kind, made small: Word and PowerPoint by their libraries, PDF by hand."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from pptx import Presentation

from kb.errors import Fault, FaultsFound
from kb.intake.documents import read_original
from kb.intake.records import Block, Original

Reader = Callable[[str, bytes | str], Original]
Written = tuple[str, float, float, float, bool]  # text, left, top, height, bold


@dataclass
class Drawn:
    """A page to draw: lines of text, boxes as lines (left, top, wide, high), and whether a picture fills it."""

    lines: Sequence[Written] = ()
    boxes: Sequence[tuple[float, float, float, float]] = ()
    picture: bool = False


@pytest.fixture
def original(tmp_path: Path) -> Reader:
    """Give a reader of contents under a name."""

    def read(name: str, content: bytes | str) -> Original:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_original(path, name)

    return read


@pytest.fixture
def fault(original: Reader) -> Callable[[str, bytes | str], Fault]:
    """Give what is told of contents that cannot be read: one fault with a remedy."""

    def read(name: str, content: bytes | str) -> Fault:
        with pytest.raises(FaultsFound) as raised:
            original(name, content)
        (told,) = raised.value.faults
        assert told.file == name
        assert told.remedy
        return told

    return read


def outline(blocks: Sequence[Block]) -> list[str]:
    """Write blocks as lines a reader of the test takes in at once."""
    signs = {"heading": "#", "bullet": "-", "quote": ">", "caption": "^", "table": "|"}
    told = []
    for block in blocks:
        sign = signs.get(block.kind, "")
        deep = block.level if block.kind == "heading" else block.level + 1
        words = " / ".join(", ".join(row) for row in block.rows) if block.kind == "table" else block.text
        told.append(f"{sign * (deep if block.kind in ('heading', 'bullet') else 1)} {words}".strip())
    return told


def word(fill: Callable[[docx.document.Document], object]) -> bytes:
    """Make a Word document."""
    document = docx.Document()
    fill(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def slides(fill: Callable[[Presentation], object]) -> bytes:
    """Make a presentation."""
    show = Presentation()
    fill(show)
    made = io.BytesIO()
    show.save(made)
    return made.getvalue()


def repacked(package: bytes, changes: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """Change or add parts of an office file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            change = changes.get(part.filename)
            content = old.read(part)
            new.writestr(part, change(content) if callable(change) else change or content)
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return made.getvalue()


def pdf(
    pages: Sequence[Drawn], *, title: str = "", trailer: bytes = b"", packed: bool = True, wide: bool = False
) -> bytes:
    """Write a PDF of A4 pages in Helvetica."""
    objects: list[bytes] = [b"", b""]
    fonts = []
    for name in (b"Helvetica", b"Helvetica-Bold"):
        objects.append(b"<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont/" + name + b">>")
        fonts.append(len(objects))
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    )
    objects.append(picture + b"stream\n\x80\nendstream")
    kids = []
    for page in pages:
        content = _drawn(page)
        content = zlib.compress(content) if packed else content
        how = b"/Filter/FlateDecode" if packed else b""
        objects.append(b"<<%s/Length %d>>stream\n%s\nendstream" % (how, len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 842]/Contents %d 0 R/Resources<</Font<</F0 %d 0 R/F1 %d 0 R>>"
            b"/XObject<</P 5 0 R>>>>>>" % (1500 if wide else 595, len(objects), *fonts)
        )
        kids.append(len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    objects.append(b"<</Title(%s)/CreationDate(D:20230814120000Z)>>" % title.encode("cp1252"))
    return _filed(objects, trailer)


def _filed(objects: Sequence[bytes], trailer: bytes) -> bytes:
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end = b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    return made + head + end % (len(objects) + 1, len(objects), trailer, len(made))


def _drawn(page: Drawn) -> bytes:
    parts = []
    for text, left, top, size, bold in page.lines:
        told = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(b"BT /F%d %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (bold, size, left, 842 - top, told))
    parts += [
        b"%g %g %g %g re S" % (left, 842 - top - high, wide, high) for left, top, wide, high in page.boxes
    ]
    if page.picture:
        parts.append(b"q 500 0 0 700 40 70 cm /P Do Q")
    return b"\n".join(parts)


def typed(
    *lines: str, left: float = 70, top: float = 100, size: float = 11, step: float = 15
) -> list[Written]:
    """Set lines under each other."""
    return [(line, left, top + place * step, size, False) for place, line in enumerate(lines)]
