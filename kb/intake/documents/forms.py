"""One reader for each form of file, and what is told where it stumbles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.errors import Fault, FaultsFound
from kb.intake.documents.encodings import decode
from kb.intake.documents.mail import read_mail
from kb.intake.documents.markdown import PAGE, read_markdown
from kb.intake.documents.pdf import read_pdf
from kb.intake.documents.plain import read_plain
from kb.intake.documents.slides import read_slides
from kb.intake.documents.web import read_web
from kb.intake.documents.word import read_word
from kb.intake.records import Block, Format


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: its blocks, title, date, what was left out, and what its blocks' pages are."""

    blocks: tuple[Block, ...]
    title: str = ""
    made: date | None = None
    left_out: tuple[Fault, ...] = ()
    paged: Literal["page", "slide", ""] = ""


def read_form(content: bytes, form: Format, name: str) -> Contents:
    """Read bytes of a form, and tell a file that a library stumbles over as a broken one.

    Broken files make the office and mail libraries raise whatever their code happens to meet: of the files in the
    tests' fuzzing, ten kinds of exception. Raises `FaultsFound`.
    """
    try:
        return _read(content, form, name)
    except FaultsFound:
        raise
    except MemoryError:
        problem = "fills the memory when it is read."
        raise FaultsFound(
            [Fault(name, "file", problem, "Split it, or copy its text into a new file.")]
        ) from None
    except Exception as error:
        problem = f"cannot be read as .{form}; it is broken or cut off."
        remedy = "Fetch it anew, or open it in the program it was made with and save it again."
        raise FaultsFound([Fault(name, "file", problem, remedy)]) from error


def _read(content: bytes, form: Format, name: str) -> Contents:
    if form == "docx":
        return Contents(*read_word(content, name))
    if form == "pptx":
        return Contents(*read_slides(content, name), "slide")
    if form == "pdf":
        return Contents(*read_pdf(content, name), "page")
    if form == "eml":
        return Contents(*read_mail(content, name))
    text, notes = decode(content, name)
    if form == "txt":
        blocks = read_plain(text)
        title = blocks[0].text if blocks and blocks[0].level == 1 else ""
        return Contents(blocks, title, None, notes, "page" if any(block.page for block in blocks) else "")
    blocks, title, made, left_out = (read_markdown if form == "md" else read_web)(text, name)
    slides = PAGE.search(text) if form == "md" else None
    paged: Literal["page", "slide", ""] = "" if not slides else "slide" if slides["slide"] else "page"
    return Contents(blocks, title, made, (*notes, *left_out), paged)
