"""Compare our pages with those of nbconvert's lab template, from the same executed notebooks, side by side.

Run it in the `.venv` after `python scripts/demo.py`; it needs a Chromium. Names of notebooks may be given.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from playwright.sync_api import Browser, sync_playwright

from kb.publishing.notebooks import publish_one
from kb.reports.checks.gate import check_page
from kb.reports.page.notebooks import run
from kb.reports.paper.browser import find_browser
from kb.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
LARGEST, SLOWEST = 1_000_000, 1.0  # bytes and seconds of a page of 30 figures × 12 areas
BIG = """
import pandas as pd
from kb.privacy.disclosure import Table, protect
from kb.reports.charts import likert_bars

steps = ["I svært liten grad", "I liten grad", "I noen grad", "I stor grad", "I svært stor grad"]
areas = [f"Kommunalsjefområde {number}" for number in range(1, 13)]
"""
FIGURE = """
counts = pd.DataFrame([[20 + area + {n}, 31, 52, 63 + {n}, 24] for area in range(12)], index=areas, columns=steps)
likert_bars(protect({{"a": Table(counts)}})["a"], title="Figur {n}: flest er fornøyde", base="Andel av dem som svarte",
            alt="Figur {n}: andel fornøyde i 12 områder, mellom 40 % og 50 %.", sum_label="stor + svært stor grad")
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one page costs, and what it keeps of what the notebook told."""

    size: int
    requests: int
    axe: int
    faults: int
    alts: int
    language: str
    title: str


def lab(node: NotebookNode, page: Path) -> Path:
    """Write a page as `nbconvert --to html --template lab --no-input` does."""
    from nbconvert import HTMLExporter

    make: Callable[..., Any] = HTMLExporter
    exporter = make(template_name="lab", exclude_input=True)
    html, _ = exporter.from_notebook_node(node, resources={"metadata": {"name": page.stem}})
    page.write_text(html, encoding="utf-8")
    return page


def measure(browser: Browser, page: Path) -> Measured:
    """Open a page without any network, and ask axe and our own checks."""
    asked: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    opened = context.new_page()
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(page.as_uri())
    opened.evaluate("document.querySelectorAll('details').forEach(found => { found.open = true })")
    axe = Axe().run(opened, options={"runOnly": TAGS, "resultTypes": ["violations"]})
    context.close()
    violations = sum(len(found["nodes"]) for found in axe.response["violations"])
    return judged(page, requests=len(outside(asked, page)), axe=violations)


def judged(page: Path, *, requests: int, axe: int) -> Measured:
    """Put what a browser saw beside what the file itself tells."""
    html = page.read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "html.parser")
    return Measured(
        size=len(html.encode()),
        requests=requests,
        axe=axe,
        faults=len(check_page(html, notebook=f"{page.stem}.ipynb")),
        alts=len(alts(soup)),
        language=str(soup.html.get("lang", "")) if soup.html else "",
        title=soup.title.get_text() if soup.title else "",
    )


def outside(asked: Iterable[str], page: Path) -> list[str]:
    """Leave out of what a page asked for the page itself and what stands in it."""
    return [address for address in asked if not address.startswith(("data:", "blob:", page.as_uri()))]


def alts(soup: BeautifulSoup) -> set[str]:
    """Give the text alternatives of the charts and pictures in what the notebook shows, each once."""
    drawn = soup.select("main svg[aria-label], main img[alt], main [role=img][aria-label]")
    return {str(tag.get("aria-label") or tag.get("alt")) for tag in drawn} - {""}


def seconds(browser: Browser, page: Path) -> float:
    """Time one page from the request to when all of it is laid out."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    opened = context.new_page()
    began = time.perf_counter()
    opened.goto(page.as_uri(), wait_until="load")
    opened.evaluate("document.body.getBoundingClientRect().height")
    taken = time.perf_counter() - began
    context.close()
    return taken


def compare(browser: Browser, ours: Path, theirs: Path) -> None:
    """Print one notebook's two pages beside each other, loaded in turn."""
    rounds = [(seconds(browser, ours), seconds(browser, theirs)) for _ in range(ROUNDS)]
    for line in table(ours.stem, measure(browser, ours), measure(browser, theirs), rounds):
        print(line)


def table(name: str, one: Measured, two: Measured, rounds: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Write what two pages cost, a line a measure; the ratio is theirs to ours, of times the median of ratios."""
    own, other = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(second / first for first, second in rounds)
    yield f"\n{name:<34}{'kb report':>22}{'lab template':>22}{'ratio':>9}"
    yield f"{'size, kB':<34}{one.size / 1e3:>22.0f}{two.size / 1e3:>22.0f}{two.size / one.size:>9.1f}"
    yield f"{f'load, s (median of {len(rounds)})':<34}{own:>22.3f}{other:>22.3f}{ratio:>9.1f}"
    for key, label in LABELS.items():
        told = [str(getattr(side, key))[:20] for side in (one, two)]
        yield f"{label:<34}{told[0]:>22}{told[1]:>22}"


LABELS = {
    "requests": "requests outside, offline",
    "axe": "axe violations (places)",
    "faults": "faults by our own checks",
    "alts": "text alternatives kept",
    "language": "lang",
    "title": "title",
}


def big(folder: Path) -> NotebookNode:
    """Run a notebook of 30 figures × 12 areas."""
    import nbformat

    form: Any = nbformat.v4  # has no types of its own
    title = "# Tretti figurer\n\nHver figur har tolv områder.\n\n## Figurene"
    cells = [form.new_markdown_cell(title), form.new_code_cell(BIG)]
    cells += [form.new_code_cell(FIGURE.format(n=number)) for number in range(1, 31)]
    write: Callable[..., None] = nbformat.write
    write(form.new_notebook(cells=cells), folder / "30_figures.ipynb")
    return run(folder / "30_figures.ipynb")


def main() -> None:
    """Make both pages of every notebook from one run, and print what they cost."""
    settings = read_settings(ROOT)
    wanted = sys.argv[1:] or ["01_survey", "02_staffing", "03_lessons", "04_evaluation"]
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        browser = playwright.chromium.launch(executable_path=str(find_browser()), args=["--no-sandbox"])
        for name in wanted:
            notebook = ROOT / settings.reports.notebooks / f"{name}.ipynb"
            page, _ = publish_one(settings, notebook, say=lambda _: None)
            compare(browser, page, lab(run(notebook), folder / f"{name}.html"))
        node = big(folder)
        elsewhere = replace(settings, reports=settings.reports.model_copy(update={"output": str(folder)}))
        ours, _ = publish_one(elsewhere, folder / "30_figures.ipynb", say=lambda _: None)
        compare(browser, ours, lab(node, folder / "30_figures-lab.html"))
        size, load = ours.stat().st_size, statistics.median(seconds(browser, ours) for _ in range(ROUNDS))
        kept = size <= LARGEST and load <= SLOWEST
        print(f"\n30 figures × 12 areas: {size / 1e3:.0f} kB, {load:.2f} s: {'kept' if kept else 'NOT kept'}")


if __name__ == "__main__":
    main()
