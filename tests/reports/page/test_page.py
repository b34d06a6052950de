"""The exported page in a real browser."""

import dataclasses

import pytest

from kb.reports.page.export import export

pytestmark = pytest.mark.page

PAYLOAD = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>"
EVIL = f"""
import pandas as pd
from kb.privacy.disclosure import ProtectedTable
from kb.reports.blocks import *
from kb.reports.charts import *
from kb.reports.tables import *
evil = {PAYLOAD!r}
cells = pd.DataFrame([[10.0, 20.0], [30.0, 40.0]], index=pd.Index([evil, "B"], name=evil), columns=[evil, "ja"])
shown = ProtectedTable(cells, cells.sum(axis=1), cells.sum(), 100.0, 5)
"""


def test_a_page_asks_for_nothing_and_complains_of_nothing(open_page, sample_page):
    page = open_page(sample_page)
    assert page.asked == [sample_page.as_uri()]
    assert page.complaints == []


@pytest.mark.parametrize(("width", "layout"), [(1280, "wide"), (390, "narrow")])
def test_only_one_layout_of_a_chart_is_seen_and_heard(open_page, sample_page, width, layout):
    page = open_page(sample_page, width)
    assert page.get_by_role("img").count() == 3
    assert page.locator(f".{layout} svg:visible").count() == 3


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_text_in_charts_is_never_small(open_page, sample_page, width):
    page = open_page(sample_page, width)
    sizes = page.evaluate(
        """[...document.querySelectorAll('svg text')].filter(text => text.getBoundingClientRect().width)
           .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""
    )
    assert min(sizes) >= 11


@pytest.mark.parametrize("width", [1280, 320])
def test_no_text_in_a_chart_runs_outside_it(open_page, sample_page, width):
    page = open_page(sample_page, width)
    outside = page.evaluate(
        """[...document.querySelectorAll('svg text')].filter(text => {
             const box = text.getBoundingClientRect(), frame = text.ownerSVGElement.getBoundingClientRect()
             return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1 ||
                                  box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
           }).map(text => text.textContent)"""
    )
    assert outside == []


def test_the_first_stop_of_the_keyboard_leads_to_the_content(open_page, sample_page):
    page = open_page(sample_page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hopp til innholdet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innhold"


def test_paper_is_white_and_wide_also_from_a_dark_screen(open_page, sample_page):
    page = open_page(sample_page, 390, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".wide svg:visible").count() == 3
    assert page.locator("nav:visible").count() == 0


def test_payloads_in_labels_titles_and_columns_are_inert(open_page, provenance, tmp_path, write_notebook):
    from kb.reports.page.notebooks import run

    words = "title=evil, alt=evil + ' 7', base=evil, question=evil, caption=evil"
    cells = [
        ("markdown", f"# Tittel {PAYLOAD}\n\n{PAYLOAD}"),
        ("code", EVIL),
        ("code", f"likert_bars(shown, {words}, sum_label=evil)"),
        ("code", f"bars(shown, {words}, share_of='ja')"),
        ("code", "table(shown, caption=evil)"),
        ("code", "listing([{evil: evil}], caption=evil)"),
        ("code", "key_figures([KeyFigure(evil, evil, evil)])"),
        ("code", "cards([Card(evil, evil, evil, evil, 'javascript:document.title=1', evil, evil)])"),
        ("code", "prose('{x} ' + evil, x=evil)"),
        ("code", "note(evil)"),
    ]
    node = run(write_notebook(tmp_path / "evil.ipynb", cells))
    evil = dataclasses.replace(provenance, municipality=PAYLOAD, commit=PAYLOAD)
    page = open_page(export(node, tmp_path / "evil.html", language="nb", provenance=evil))
    assert page.title() != "hit"
    assert page.locator("script, img, [onerror]").count() == 0
    assert page.asked == [(tmp_path / "evil.html").as_uri()]
