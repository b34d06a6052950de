"""The lines of a PDF's pages, as PDFium reads them: their text, place, height and weight.

PDFium is written in C, and a broken or hostile file may take its process down, or all memory: read PDFs by way of
`kb.intake.documents.isolation`.
"""

from __future__ import annotations

import ctypes
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MOST_PAGES = 1000
_MOST_LETTERS = 5_000_000
_MOST_RULES = 3000  # drawn lines on a page; a map has more, and no table
_APART = 1.2  # letter heights between two pieces of a line: a column's gap, not a word's
_DEEPEST = 4  # forms within forms


def read_pages(content: bytes) -> dict[str, Any]:
    """Give pages of lines, drawn rules, title and date; or `fault`, a word for what is wrong."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return {"fault": "locked" if "assword" in str(error) else "broken"}
    with closing(document):
        if len(document) > MOST_PAGES:
            return {"fault": "long", "pages": len(document)}
        pages, letters = [], 0
        for number in range(len(document)):
            page = _page(document, number)
            letters += sum(len(piece[4]) for line in page["lines"] for piece in line["pieces"])
            if letters > _MOST_LETTERS:
                return {"fault": "bulk"}
            pages.append(page)
        told = document.get_metadata_dict()
        return {"pages": pages, "title": told.get("Title", ""), "made": told.get("CreationDate", "")}


def _page(document: PdfDocument, number: int) -> dict[str, Any]:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return {"broken": True, "width": 0, "height": 0, "pictures": 0, "rules": [], "lines": []}
    with closing(page):
        width, height = page.get_size()
        rules, pictures = _drawn(page, height)
        with closing(page.get_textpage()) as text:
            lines = _lines(text, height)
        return {"width": width, "height": height, "pictures": pictures, "rules": rules, "lines": lines}


def _drawn(page: PdfPage, height: float) -> tuple[list[list[float]], int]:
    """Give the boxes of what is drawn in lines (left, top, right, foot), and how many pictures there are."""
    import pypdfium2.raw as pdfium

    rules: list[list[float]] = []
    pictures = 0
    for drawn in page.get_objects(max_depth=_DEEPEST):
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif drawn.type == pdfium.FPDF_PAGEOBJ_PATH and len(rules) <= _MOST_RULES:
            left, foot, right, top = drawn.get_bounds()
            rules.append([round(value, 1) for value in (left, height - top, right, height - foot)])
    return (rules if len(rules) <= _MOST_RULES else []), pictures


def _lines(text: PdfTextPage, height: float) -> list[dict[str, Any]]:
    """Give lines as PDFium parts them, in the order the file draws them."""
    lines: list[dict[str, Any]] = []
    words: list[tuple[int, int, str]] = []  # the places of a word's first and last letter, and the word
    start = 0
    letters = _letters(text)
    for place, letter in enumerate([*letters, "\n"]):
        if letter > " " and letter != "\u00a0":
            continue
        if start < place:
            words.append((start, place - 1, letters[start:place]))
        start = place + 1
        if letter in "\r\n":
            _end(lines, words, text, height)
            words = []
    return lines


def _letters(text: PdfTextPage) -> str:
    """Give a page's letters, one for each place; a letter without meaning becomes «\ufffd»."""
    import pypdfium2.raw as pdfium

    count = text.count_chars()
    told = str(text.get_text_range())
    if len(told) == count:
        return told
    # PDFium leaves letters without meaning out of the text, and joins halves of others: asked one by one.
    codes = (pdfium.FPDFText_GetUnicode(text, place) for place in range(count))
    return "".join(chr(min(code, 0x10FFFF)) if code else "\ufffd" for code in codes)


def _end(
    lines: list[dict[str, Any]], words: list[tuple[int, int, str]], text: PdfTextPage, height: float
) -> None:
    """Part a line into pieces at its wide gaps, and tell its letters' height and weight."""
    if not words:
        return
    middle = words[len(words) // 2][0]
    size = _size(text, middle)
    pieces: list[list[Any]] = []
    for first, last, word in words:
        left, top, right, foot = _box(text, first, last, height)
        before = pieces[-1] if pieces else None
        if before is None or left - before[2] > _APART * size:
            pieces.append([left, top, right, foot, word])
        else:
            pieces[-1] = [min(before[0], left), min(before[1], top), max(before[2], right), max(before[3], foot),
                          f"{before[4]} {word}"]  # fmt: skip
    bold = all(_is_bold(text, place) for place in (words[0][0], middle, words[-1][1]))
    told = [[*(round(value, 1) for value in piece[:4]), _whole(piece[4])] for piece in pieces]
    lines.append({"size": round(size, 1), "bold": bold, "pieces": told})


def _box(text: PdfTextPage, first: int, last: int, height: float) -> tuple[float, float, float, float]:
    """Give a word's box, from the page's upper left corner."""
    import pypdfium2.raw as pdfium

    start, end = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, first, start)
    pdfium.FPDFText_GetLooseCharBox(text, last, end)
    left, right = min(start.left, end.left), max(start.right, end.right)
    return left, height - max(start.top, end.top), right, height - min(start.bottom, end.bottom)


def _whole(letters: str) -> str:
    """Put the halves of letters beyond the first 65 536 together, and drop halves alone."""
    return letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore").strip()


def _size(text: PdfTextPage, place: int) -> float:
    """Give a letter's height as it is drawn: the font's size times the scale it is drawn at."""
    import pypdfium2.raw as pdfium

    size = float(pdfium.FPDFText_GetFontSize(text, place))
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(text, place, matrix):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    return min(max(size, 1.0), 500.0)


def _is_bold(text: PdfTextPage, place: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(text, place) >= 600:
        return True
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, place, name, 100, flags)
    return any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy", b"demi"))
