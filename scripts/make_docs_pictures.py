"""Draw the pictures of the README and docs: every chart example of docs/pages.md, and the first screen of a page.

The charts need nothing but the `.venv`; the first screen needs a Chromium, and a page that `kb publish` wrote.
"""

import ast
import re
import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from kb.reports.charts.lettering import wrap
from kb.reports.charts.svg import WIDE, text
from kb.reports.palette import paint, variables
from kb.reports.paper.browser import find_browser
from kb.reports.text.markup import element, finished

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "pages.md"
CHARTS = ROOT / "docs" / "charts"
PAGE = ROOT / "build" / "reports" / "04_evaluation.html"
SCREEN = ROOT / "docs" / "report.png"
WIDTH, BENEATH = 1280, 28  # of the picture of a page: its width, and what is kept beneath the first screen
FONT = "'Segoe UI',-apple-system,BlinkMacSystemFont,Roboto,'Helvetica Neue',Arial,sans-serif"
EDGE, LINE = 24.0, 19.0
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block of the guide: the headings of level two and three above it, its language and its text."""

    part: str
    section: str
    language: str
    source: str


def examples() -> Iterator[Example]:
    """Read the fenced blocks of the guide, in order."""
    for part in re.split(r"^## ", _guide_text(), flags=re.MULTILINE)[1:]:
        for number, section in enumerate(re.split(r"^### ", part, flags=re.MULTILINE)):
            name = section.partition("\n")[0] if number else ""
            for language, source in _FENCE.findall(section):
                yield Example(part.partition("\n")[0], name, language, source.replace("\a", "#"))


def run_charts() -> dict[str, str]:
    """Run the examples of charts and tables as one program; give the HTML of each by the heading above it."""
    wanted = [one for one in examples() if one.part in ("Charts", "Tables") and one.language == "python"]
    cells = [_kept(one.source, one.section or f"{one.part} {at}") for at, one in enumerate(wanted)]
    with TemporaryDirectory() as place:
        program = Path(place) / "examples.py"
        program.write_text("\n".join(cells), encoding="utf-8")
        drawn: dict[str, Any] = runpy.run_path(str(program), {"drawn": {}})["drawn"]
    return {name: block._repr_html_() for name, block in drawn.items()}


def picture(html: str) -> str:
    """Make one SVG of a figure: its title and caption, the wide drawing, and what is told beneath it."""
    figure = BeautifulSoup(html, "html.parser").figure
    drawing = finished(html[html.index("<svg") : html.index("</svg>") + 6])  # as it was written, by element()
    if figure is None:
        raise ValueError("The example draws no figure.")
    room = WIDE.width
    above = [
        *_lines(figure, ".title", size=16.0, bold=True, room=room),
        *_lines(figure, ".caption", size=13.0, room=room),
    ]
    beneath = [
        *_lines(figure, ".events li", size=13.0, room=room),
        *_lines(figure, ".fine:not(.figure-link)", size=12.5, room=room),
    ]
    parts, y = _written(above, EDGE)
    height = float(re.findall(r'height="([\d.]+)"', drawing)[0])
    parts.append(element("g", drawing, transform=f"translate({EDGE:g} {y + 10:g})"))
    told, y = _written(beneath, y + height + 24)
    return _framed([*parts, *told], y + EDGE - 8)


def screenshot(page: Path = PAGE) -> bytes:
    """Take a picture of a page down to the end of its first screen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_browser()), args=["--no-sandbox"])
        opened = browser.new_context(color_scheme="light").new_page()
        opened.set_viewport_size({"width": WIDTH, "height": 1600})
        opened.goto(page.as_uri())
        end = opened.evaluate("document.querySelector('.front').getBoundingClientRect().bottom")
        taken = opened.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": round(end) + BENEATH})
        browser.close()
    return taken


def main() -> None:
    """Draw all pictures anew."""
    CHARTS.mkdir(exist_ok=True)
    for name, html in run_charts().items():
        if "<figure" in html:
            (CHARTS / f"{name}.svg").write_text(picture(html), encoding="utf-8", newline="\n")
    if PAGE.is_file():
        SCREEN.write_bytes(screenshot())
    else:
        print(f"There is no {PAGE.relative_to(ROOT)}: run `kb publish` for the picture of a page.")


def _guide_text() -> str:
    """Read the guide, with # inside fenced blocks written so that it begins no heading."""
    guide = GUIDE.read_text(encoding="utf-8")
    return _FENCE.sub(lambda found: found[0].replace("#", "\a"), guide)


def _kept(source: str, name: str) -> str:
    """Write a cell so that it keeps what its last line is worth, which a notebook shows."""
    tree = ast.parse(source)
    *before, last = tree.body
    if isinstance(last, ast.Expr):
        tree.body = [*before, *ast.parse(f"drawn[{name!r}] = {ast.unparse(last.value)}").body]
    return ast.unparse(tree)


def _lines(
    figure: Tag, where: str, *, size: float, room: float, bold: bool = False
) -> Iterator[tuple[str, float, bool]]:
    """Break the texts of some elements into lines; those of a numbered list begin with their numbers."""
    found = figure.select(where)
    for number, one in enumerate(found, start=1):
        words = " ".join(one.get_text(" ", strip=True).split(" "))
        numbered = f"{number}) {words}" if one.name == "li" else words
        yield from ((line, size, bold) for line in wrap(numbered, size, room, lines=4))


def _written(lines: list[tuple[str, float, bool]], y: float) -> tuple[list[Markup], float]:
    parts = []
    for words, size, bold in lines:
        tone = "ink" if bold else "muted"
        parts.append(text(EDGE, y + LINE / 2, words, size=size, bold=bold, tone=tone))
        y += LINE
    return parts, y


def _framed(parts: list[Markup], height: float) -> str:
    width = WIDE.width + 2 * EDGE
    style = element("style", finished(f"{variables()}svg{{color:var(--ink);font-family:{FONT}}}"))
    ground = element("rect", width=width, height=height, fill=paint("paper"))
    svg = element(
        "svg",
        style,
        ground,
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        font_size=12.5,
        fill="currentColor",
    )
    return f"{svg}\n"


if __name__ == "__main__":
    main()
