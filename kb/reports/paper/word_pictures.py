"""The charts of a page as pictures: a browser prints each on a sheet of its own size, and those are rastered."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from kb.errors import KbError
from kb.reports.paper.browser import print_pdf

SHARPNESS = 2  # pixels of the picture for one of the drawing, so that it is sharp on paper too
_POINTS = 72 / 96  # a PDF counts in points, a drawing in pixels
_COLOURS = 128  # a chart has few, and a picture of few is small
_EDGE = 6  # pixels around a drawing: letters may reach a little outside it
_OVER = (
    "html,body{margin:0;padding:0;background:#fff}"
    "svg{display:block!important;margin:0!important;overflow:visible!important}"
    f"div{{margin:0!important;padding:{_EDGE}px!important;max-width:none!important;display:block!important}}"
)


def drawings(figure: Tag) -> list[Tag]:
    """List the drawings of a chart that a wide page shows."""
    return [
        drawing
        for drawing in figure.find_all("svg")
        if drawing.find_parent(class_="narrow") is None and drawing.get("aria-hidden") != "true"
    ]


def draw(soup: BeautifulSoup, found: Sequence[Tag], folder: Path) -> list[bytes]:
    """Draw each drawing as PNG, in the page's own style. Raises `KbError` where no browser can print them."""
    if not found:
        return []
    pictures = _raster(print_pdf(_sheet(soup, found), folder))
    if len(pictures) != len(found):
        raise KbError(f"The browser printed {len(pictures)} pictures of {len(found)} charts.")
    return pictures


def size(drawing: Tag) -> tuple[float, float]:
    """Give the width and height of a drawing in pixels, by its viewBox."""
    box = str(drawing.get("viewbox") or drawing.get("viewBox") or "0 0 720 360").replace(",", " ").split()
    return float(box[2]), float(box[3])


def _sheet(soup: BeautifulSoup, found: Sequence[Tag]) -> str:
    """Write a page of HTML with one drawing on each sheet, and the sheet as large as the drawing."""
    style = "".join(tag.get_text() for tag in soup.find_all("style"))
    sheets, rules = [], []
    for number, drawing in enumerate(found):
        width, height = size(drawing)
        page = f"{width + 2 * _EDGE:g}px {height + 2 * _EDGE:g}px"
        rules.append(
            f"@page sheet{number}{{size:{page};margin:0;@bottom-right{{content:none}}}}"
            f"#sheet{number}{{page:sheet{number};break-after:page}}"
            f"#sheet{number} svg{{width:{width:g}px!important;height:{height:g}px!important}}"
        )
        sheets.append(f'<div id="sheet{number}" class="chart">{drawing}</div>')
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><style>{style}{_OVER}{"".join(rules)}</style></head>'
        f"<body>{''.join(sheets)}</body></html>"
    )


def _raster(pdf: bytes) -> list[bytes]:
    """Turn every sheet of a PDF into a PNG with few colours."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pictures = []
        for at in range(len(document)):
            image = document[at].render(scale=SHARPNESS / _POINTS).to_pil().convert("RGB")
            written = io.BytesIO()
            image.quantize(_COLOURS).save(written, "PNG", optimize=True)
            pictures.append(written.getvalue())
        return pictures
    finally:
        document.close()
