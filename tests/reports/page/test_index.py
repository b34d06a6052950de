import dataclasses
import datetime as dt

import nbformat
import pytest
from bs4 import BeautifulSoup

from kb.errors import KbError
from kb.reports.front import Asked, KeyFinding, front
from kb.reports.page.export import export
from kb.reports.page.index import write_index


def make_page(path, title, provenance, **changes):
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# {title}\n\nOm {title}.")])
    return export(node, path, language="nb", provenance=dataclasses.replace(provenance, **changes))


def test_the_list_shows_title_summary_date_and_label_newest_first(tmp_path, provenance):
    old = make_page(tmp_path / "reports" / "a.html", "Først", provenance, run_at=dt.datetime(2025, 1, 2))
    new = make_page(tmp_path / "reports" / "b ø.html", "Sist <b>", provenance, synthetic=False)
    page = write_index([old, new], tmp_path, municipality="Fjordvik kommune")
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert page.name == "index.html"
    assert [link.get_text() for link in soup.main.find_all("a")] == ["Sist <b>", "Først"]
    assert soup.main.a["href"] == "reports/b%20%C3%B8.html"
    first, second = soup.main.find_all("li")
    assert "Om Sist <b>." in first.get_text()
    assert "21.\u00a0november\u00a02026" in first.get_text()
    assert "Syntetiske eksempeldata" not in first.get_text()
    assert "Syntetiske eksempeldata" in second.get_text()


def test_an_empty_list_says_so(tmp_path):
    page = write_index([], tmp_path, municipality="Fjordvik kommune", language="nn")
    assert "Det er ingen rapportar her enno." in page.read_text(encoding="utf-8")


def test_a_page_from_elsewhere_is_told(tmp_path):
    (tmp_path / "a.html").write_text("<html><head></head></html>", encoding="utf-8")
    with pytest.raises(KbError, match="not a page that was exported here"):
        write_index([tmp_path / "a.html"], tmp_path, municipality="Fjordvik kommune")


def test_the_list_shows_status_event_and_the_writers_own_date(tmp_path, provenance):
    shown = front(
        event="Pandemien",
        period="2020–2022",
        findings=[KeyFinding("svarte", "58\u00a0%", "n", "#metode")],
        asked=Asked("Si ja.", "kommunedirektøren", "i år"),
    )
    output = nbformat.v4.new_output("execute_result", {"text/html": shown._repr_html_(), "text/plain": "x"})
    node = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Tittel\n\nOm den.\n\n## Metode\n\nTekst."),
            nbformat.v4.new_code_cell("front()", outputs=[output]),
        ],
        metadata={"kb": {"status": "endelig", "date": "2025-01-02"}},
    )
    page = export(node, tmp_path / "a.html", language="nb", provenance=provenance)
    listed = write_index([page], tmp_path, municipality="Fjordvik kommune", language="nn")
    item = BeautifulSoup(listed.read_text(encoding="utf-8"), "html.parser").main.li
    told = [part.get_text(" ", strip=True) for part in item.find_all(class_="fine")]
    assert told == ["Pandemien · 2020–2022", "2.\u00a0januar\u00a02025 Endeleg Syntetiske eksempeldata"]


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("Vi spurte alle 12. mars 2020. Siden viser hva de svarte.", "Vi spurte alle 12. mars 2020."),
        ("Vi spurte alle", "Vi spurte alle"),
        ("ord " * 60, ("ord " * 35).strip() + " …"),
    ],
)
def test_the_list_tells_the_first_sentence_in_two_lines_at_most(tmp_path, provenance, summary, shown):
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# Tittel\n\n{summary}")])
    page = export(node, tmp_path / "a.html", language="nb", provenance=provenance)
    soup = BeautifulSoup(
        write_index([page], tmp_path, municipality="Fjordvik kommune").read_text(encoding="utf-8"),
        "html.parser",
    )
    assert soup.main.li.p.get_text() == shown
