"""What a file is, told by its first bytes and not by its name, and what to do where that cannot be read."""

from __future__ import annotations

import re
from pathlib import PurePath

from kb.errors import Fault
from kb.intake.documents.packages import part_names
from kb.intake.records import Format

SUFFIXES: dict[str, Format] = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "eml",
}
_DOCX, _PPTX = "Save it as .docx", "Save it as .pptx"
# What people send that is not read, and the way out.
_OTHERS = {
    ".doc": ("an old Word document", f"{_DOCX} in Word."),
    ".dot": ("an old Word template", f"{_DOCX} in Word."),
    ".ppt": ("an old PowerPoint presentation", f"{_PPTX} in PowerPoint."),
    ".pps": ("an old PowerPoint presentation", f"{_PPTX} in PowerPoint."),
    ".ppsx": ("a PowerPoint show", f"{_PPTX} in PowerPoint."),
    ".odt": ("an OpenDocument text", f"{_DOCX} in LibreOffice or Word."),
    ".odp": ("an OpenDocument presentation", f"{_PPTX} in LibreOffice or PowerPoint."),
    ".rtf": ("an RTF document", f"{_DOCX} in Word."),
    ".pages": ("a Pages document", f"{_DOCX} in Pages (File, Export To, Word)."),
    ".key": ("a Keynote presentation", f"{_PPTX} in Keynote (File, Export To, PowerPoint)."),
    ".msg": ("an Outlook message", "Save it as .eml in Outlook, or copy its text into a .docx file."),
    ".pst": ("an Outlook mailbox", "Save each message as .eml."),
    ".mht": ("a web archive", "Save the page as .html."),
    ".mhtml": ("a web archive", "Save the page as .html."),
    ".one": ("a OneNote section", "Export the page as .docx."),
    ".xlsx": ("a workbook", "Copy the text into a .docx file; surveys are read by `kb survey`."),
    ".xls": ("a workbook", "Copy the text into a .docx file; surveys are read by `kb survey`."),
    ".csv": ("a table", "Copy what it tells into a .docx file; surveys are read by `kb survey`."),
    ".zip": ("an archive", "Unpack it and import the files in it."),
    ".7z": ("an archive", "Unpack it and import the files in it."),
}
_PICTURES = frozenset([".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".webp"])
_PARTS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.xml", ".xlsx"),
    ("Index/Document.iwa", ".pages"),
    ("Index/Presentation.iwa", ".key"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (("EncryptedPackage", "locked"), ("__substg1.0_", ".msg"), ("WordDocument", ".doc"),
            ("PowerPoint Document", ".ppt"), ("Workbook", ".xls"), ("Book", ".xls"))  # fmt: skip
_MAGIC = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"), (b"II*\x00", ".tif"),
          (b"MM\x00*", ".tif"), (b"7z\xbc\xaf", ".7z"), (b"{\\rtf", ".rtf"))  # fmt: skip
_WEB = re.compile(
    r"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_NAMES = {"docx": "Word document", "pptx": "presentation", "pdf": "PDF", "html": "web page"}


def tell_kind(content: bytes) -> str:
    """Tell what bytes are: a format that is read, the suffix of one that is not, `locked`, or "" for text."""
    if content.startswith(_OLE):
        return next((kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in content), ".doc")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(content)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    opening = (
        content[:4000].replace(b"\x00", b"").decode("utf-8-sig", "ignore").lstrip("\ufeff\ufffd\xfe\xff")
    )
    return "html" if _WEB.match(opening) else ""


def refuse_kind(path: PurePath, kind: str, name: str) -> Fault | None:
    """Say why a file of this kind is not read under its name; None where it is."""
    suffix = path.suffix.casefold()
    expected = SUFFIXES.get(suffix)
    if kind == "locked":
        return Fault(name, "file", "is locked with a password.", "Save it again without a password.")
    if kind in _PICTURES or (expected is None and suffix in _PICTURES):
        remedy = "Have its text recognised first (OCR), and import that as .docx or PDF."
        return Fault(name, "file", "is a picture, not a text.", remedy)
    if other := next((one for one in (suffix, kind) if one in _OTHERS), None):
        told, remedy = _OTHERS[other]
        return Fault(name, "file", f"is {told}, which is not read.", remedy)
    if expected is None:
        problem = f"has a name ending in {suffix or 'nothing'}, which is not read."
        remedy = "Save it as .docx, .pptx, .pdf, .html, .md, .txt or .eml."
        return Fault(name, "file", problem, remedy)
    return _misnamed(suffix, expected, kind, name)


def _misnamed(suffix: str, expected: Format, kind: str, name: str) -> Fault | None:
    if kind == expected or (not kind and expected in ("txt", "md", "eml", "html")):
        return None
    if kind:
        problem = f"is named {suffix} and is a {_NAMES[kind]}."
        return Fault(name, "file", problem, f"Give it a name that ends in .{kind}.")
    problem = f"is named {suffix} and is no {_NAMES[expected]}; it is broken, cut off or of another kind."
    return Fault(
        name, "file", problem, "Fetch it anew, or open it in the program it was made with and save it again."
    )


def _package(content: bytes) -> str:
    names = part_names(content)
    for part, kind in _PARTS:
        if part in names:
            return kind
    if "mimetype" in names:
        return ".odp" if b"opendocument.presentation" in content[:200] else ".odt"
    # Cut off, a package has no list of parts; the parts themselves still tell.
    found = next((kind for part, kind in _PARTS if part.encode() in content), "")
    return found if found and not names else ".zip"
