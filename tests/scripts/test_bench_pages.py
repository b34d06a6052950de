"""What the comparison of pages counts, on pages whose costs are known."""

import importlib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture(scope="module")
def bench():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPTS)
        return importlib.import_module("bench_pages")


def test_a_chart_drawn_twice_has_one_alternative_and_the_logo_none(bench):
    html = """<header><img alt="Fjordvik kommune"></header><main><svg aria-label="Helse 70 %."></svg>
    <svg aria-label="Helse 70 %."></svg><img alt="Kart"><img alt=""><svg></svg><div role="img" aria-label="Rute"></div>
    <nav aria-label="Innhold"></nav></main>"""
    assert bench.alts(BeautifulSoup(html, "html.parser")) == {"Helse 70 %.", "Kart", "Rute"}


def test_only_what_leaves_the_page_is_a_request_outside(bench, tmp_path):
    page = tmp_path / "a.html"
    asked = [page.as_uri(), f"{page.as_uri()}#b", "data:,", "https://cdn.example/require.js"]
    assert bench.outside(asked, page) == ["https://cdn.example/require.js"]


def test_a_page_is_judged_by_its_bytes_language_title_and_faults(bench, tmp_path):
    page = tmp_path / "a.html"
    html = '<!doctype html><html lang="nb"><head><title>Å</title></head><body><main><svg></svg></main></body></html>'
    page.write_text(html, encoding="utf-8")
    found = bench.judged(page, requests=2, axe=3)
    assert (found.size, found.requests, found.axe) == (len(html.encode()), 2, 3)
    assert (found.alts, found.language, found.title) == (0, "nb", "Å")
    assert found.faults > 0


def test_the_table_tells_theirs_against_ours(bench):
    ours = bench.Measured(100_000, 0, 0, 0, 5, "nb", "Tittel")
    theirs = bench.Measured(650_000, 3, 7, 12, 5, "en", "01_survey")
    lines = list(bench.table("01_survey", ours, theirs, [(0.1, 0.4), (0.2, 0.2), (0.1, 0.3)]))
    assert [lines[1].split()[-3:], lines[2].split()[-3:]] == [
        ["100", "650", "6.5"],
        ["0.100", "0.300", "3.0"],
    ]
    assert [line.split()[-2:] for line in lines[3:7]] == [["0", "3"], ["0", "7"], ["0", "12"], ["5", "5"]]
    assert len(lines) == 3 + len(bench.LABELS)
