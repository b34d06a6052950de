"""Files to documents: lessons with checked front matter, and texts of any other kind.

markitdown opens office files and PDFs, with its built-in guessing off: the guess hands a broken file over
as text, the three converters raise.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
import zipfile
import zlib
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.lessons.bank.frontmatter import FrontMatter, has_front_matter, read_front_matter
from kb.lessons.bank.naming import DATED, day_of
from kb.lessons.bank.records import CONTROL, Document
from kb.lessons.bank.texts import MARK, is_imported, read_text_record
from kb.lessons.bank.themes import Taxonomy
from kb.lessons.bank.validation import validate

PLAIN = {".md", ".txt"}
OFFICE = {".docx", ".pptx", ".pdf"}
LARGEST = 20_000_000  # bytes; the longest evaluation we know of is a tenth of it
LONGEST_TITLE = 100  # letters
UNPACKED = 50_000_000  # bytes of XML, or of one stream in a PDF; a page of a map drawn in lines has a tenth
MOST_PARAGRAPHS = 20_000  # of 1 000 pages; twice as many take a minute
LESSON_FOLDER = "entries"
LESSON_KEYS = {"status", "event", "applies_when", "review_by", "identified_before"}


def read(path: Path, name: str, taxonomy: Taxonomy) -> Document:
    """Read one file as the document called `name` (its path as users write it).

    Markdown with a lesson's front matter, or in a folder `entries`, is a lesson; all else is a text.
    Raises `FaultsFound` with every fault of the file.
    """
    content = _bytes(path, name)
    suffix = path.suffix.lower()
    text = _decode(content, name) if suffix in PLAIN else _take_out(content, suffix, name)
    if not text.strip():
        raise FaultsFound([Fault(name, "file", "has no text.", "Write something in it, or remove it.")])
    digest = hashlib.sha256(content).hexdigest()
    if suffix == ".md" and (path.parent.name == LESSON_FOLDER or _opens_a_lesson(text)):
        return _lesson(text, name, digest, taxonomy)
    return _text(text, path, name, digest)


def _bytes(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            problem = f"is {size / 1e6:.0f} MB; the limit is {LARGEST / 1e6:.0f} MB."
            raise FaultsFound([Fault(name, "file", problem, "Split it, or take out the pictures.")])
        return path.read_bytes()
    except OSError as error:
        problem = f"cannot be opened ({error.strerror})."
        raise FaultsFound([Fault(name, "file", problem, "Check the name and your access to it.")]) from error


def _decode(content: bytes, name: str) -> str:
    if content.startswith(codecs.BOM_UTF8 + b"---"):
        problem = "begins with a byte order mark (BOM), which hides the front matter."
        raise FaultsFound([Fault(name, "line 1", problem, "Save it as UTF-8 without BOM.")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = f"is not UTF-8 (byte 0x{content[error.start]:02x})."
        remedy = "Open it in an editor and save it as UTF-8."
        raise FaultsFound([Fault(name, f"line {line}", problem, remedy)]) from error
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        problem = f"holds a control character (U+{ord(control[0]):04X}), so it may be no text."
        raise FaultsFound(
            [Fault(name, f"line {line}", problem, "Remove it, or save the file as UTF-8 text.")]
        )
    if "\r" in text and "\n" not in text:
        problem = "ends its lines with CR alone, as old Macs did."
        raise FaultsFound([Fault(name, "line 1", problem, "Save it with line ends LF or CRLF.")])
    return text


def _take_out(content: bytes, suffix: str, name: str) -> str:
    from markitdown import MarkItDown, MarkItDownException, StreamInfo
    from markitdown.converters import DocxConverter, PdfConverter, PptxConverter

    if bulk := _bulk(content):
        remedy = "Split it, or save it again in the program it was made with."
        raise FaultsFound([Fault(name, "file", f"unpacks to {bulk}.", remedy)])
    reader = MarkItDown(enable_builtins=False, enable_plugins=False)
    reader.register_converter(
        {".docx": DocxConverter, ".pptx": PptxConverter, ".pdf": PdfConverter}[suffix]()
    )
    try:
        told = reader.convert_stream(io.BytesIO(content), stream_info=StreamInfo(extension=suffix)).markdown
        return CONTROL.sub("", str(told))
    except MarkItDownException as error:
        problem = f"cannot be read as {suffix[1:]}; it is broken, locked or of another kind."
        remedy = "Open it in the program it was made with and save it again, without a password."
        raise FaultsFound([Fault(name, "file", problem, remedy)]) from error


def _bulk(content: bytes) -> str | None:
    """Say what an office file or PDF holds packed when it is more than any document, unpacking no more than that."""
    too_much = f"more than {UNPACKED / 1e6:.0f} MB"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [part for part in packed.infolist() if part.filename.endswith(".xml")]
            if sum(part.file_size for part in parts) > UNPACKED:
                return too_much
            count = sum(len(re.findall(rb"<[wa]:p[ />]", packed.read(part))) for part in parts)
            return f"{count} paragraphs; the limit is {MOST_PARAGRAPHS}" if count > MOST_PARAGRAPHS else None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        pass  # a PDF, or a broken file, which the converter tells
    streams = re.finditer(rb"stream\r?\n", content)
    return too_much if any(_swells(content, stream) for stream in streams) else None


def _swells(content: bytes, stream: re.Match[bytes]) -> bool:
    described = content[max(0, stream.start() - 1000) : stream.start()].rpartition(b"obj")[2]
    if b"/Image" in described:  # large by nature, and never unpacked when text is taken out
        return False
    if described.count(b"/Fl") > 1:  # packed twice, which no program does and a bomb needs
        return True
    unpacker = zlib.decompressobj()
    try:
        return len(unpacker.decompress(content[stream.end() :], UNPACKED)) == UNPACKED
    except zlib.error:
        return False


def _opens_a_lesson(text: str) -> bool:
    keys = set(re.findall(r"^(\w+)[ \t]*:", text[:4000], re.MULTILINE))
    return has_front_matter(text) and bool(keys & LESSON_KEYS) and MARK not in keys


def _lesson(text: str, name: str, digest: str, taxonomy: Taxonomy) -> Document:
    front = read_front_matter(text, name)
    lesson = validate(front, text[front.body_start :], name, taxonomy)
    return Document(
        path=name,
        kind=lesson.kind,
        title=lesson.title,
        date=lesson.period.start,
        text=text,
        body_start=front.body_start,
        markdown=True,
        hash=digest,
        lesson=lesson,
        review_by=lesson.review_by,
    )


def _text(text: str, path: Path, name: str, digest: str) -> Document:
    front = read_front_matter(text, name) if has_front_matter(text) else FrontMatter({}, 0)
    record = read_text_record(front, name) if is_imported(front) else None
    markdown = path.suffix.lower() in {".md", ".docx", ".pptx"}
    return Document(
        path=name,
        kind=path.parent.name,
        title=CONTROL.sub("", str(front.values.get("title") or ""))
        or _title(text[front.body_start :], markdown)
        or _spoken(path.stem),
        date=day_of(path.name),
        text=text,
        body_start=front.body_start,
        markdown=markdown,
        hash=digest,
        review_by=record.review_by if record else None,
    )


def _title(body: str, markdown: bool) -> str | None:
    """Find the title a reader would see: the first line that is short and stands once, else a heading."""
    lines = [line.strip() for line in body.splitlines() if line.strip() and not line.startswith("<!--")]
    # A line that comes again is the page header of a PDF.
    once = [line for line in lines[:5] if lines.count(line) == 1]
    if once and len(once[0]) <= LONGEST_TITLE:
        return once[0].lstrip("# ")
    return next((line.lstrip("# ") for line in lines if markdown and line.startswith("#")), None)


def _spoken(stem: str) -> str:
    words = DATED.sub("", stem, count=1).replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
