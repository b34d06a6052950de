import dataclasses
import datetime as dt

import nbformat
import pytest
from bs4 import BeautifulSoup

from kb.errors import FaultsFound
from kb.reports.checks.front_rules import first_screen_words, front_findings
from kb.reports.front import Asked, KeyFinding, front
from kb.reports.page.export import export

ONE = KeyFinding("fikk informasjonen de trengte", "58\u00a0%", "2\u00a0338 svar", "informasjon")
ASKED = Asked("Pek ut hvem som skal ta imot.", "kommunedirektøren", dt.date(2026, 12, 1))


def make(findings=(ONE,), asked=ASKED, **told):
    return front(event="Pandemien", period="2020–2022", findings=findings, asked=asked, **told)


def soup_of(block):
    return BeautifulSoup(block._repr_html_(), "html.parser")


def page_of(block, *, figure="figur-informasjon", method="Metode og begrensninger", after=""):
    html = (
        f'<main><div class="opening"><h1>Rapport</h1><p>Ett ord til.</p></div>{block._repr_html_()}'
        f'<div class="body"><h2>Funn</h2><figure id="{figure}"></figure><h2>{method}</h2>{after}</div></main>'
    )
    return BeautifulSoup(html, "html.parser")


def problems(soup):
    return [finding.problem for finding in front_findings(soup)]


def test_the_front_tells_event_period_findings_and_what_is_asked():
    soup = soup_of(make())
    assert [found.get_text() for found in soup.select(".facts dd")] == ["Pandemien", "2020–2022"]
    item = soup.select_one(".key-finding")
    assert item.select_one(".number").get_text() == "58\u00a0%"
    assert item.select_one(".base").get_text() == "2\u00a0338 svar · Se figuren"
    assert item.a["href"] == "#figur-informasjon"
    asked = soup.select_one(".asked").get_text(" ", strip=True)
    assert asked == (
        "Dette ber vi om Pek ut hvem som skal ta imot. Av kommunedirektøren Når 1.\u00a0desember\u00a02026"
    )


def test_a_period_of_dates_and_a_bare_number_are_written_in_the_language():
    dates = (dt.date(2020, 3, 12), dt.date(2020, 6, 1))
    block = front(
        event="x", period=dates, findings=[dataclasses.replace(ONE, number=2338)], asked=ASKED, language="en"
    )
    soup = soup_of(block)
    assert soup.select_one("dd.period_header").get_text() == "12\u00a0March–1\u00a0June\u00a02020"
    assert soup.select_one(".number").get_text() == "2,338"


@pytest.mark.parametrize(
    ("figure", "words"),
    [("a", "Se figuren"), ("#tabell-a", "Se tabellen"), ("#liste-a", "Se tabellen"), ("#del", "Se mer")],
)
def test_a_link_says_what_it_leads_to(figure, words):
    assert soup_of(make([dataclasses.replace(ONE, figure=figure)])).a.get_text() == words


def test_all_that_is_left_out_is_told_at_once():
    with pytest.raises(FaultsFound) as raised:
        front(event=" ", period="", findings=[], asked=[dataclasses.replace(ASKED, by="")])
    assert [fault.place for fault in raised.value.faults] == ["findings", "event", "period", "asked 1, by"]


def test_six_findings_are_too_many_for_a_writer_and_for_a_page():
    with pytest.raises(FaultsFound, match="are 6; a reader keeps 5"):
        make([ONE] * 6)
    soup = page_of(make([ONE] * 5))
    assert problems(soup) == []
    soup.select_one(".key-finding").insert_after(
        BeautifulSoup('<li class="key-finding">x</li>', "html.parser")
    )
    assert problems(soup) == ["The first screen has 6 findings; the limit is 5."]


def test_words_are_counted_as_a_reader_sees_them():
    block = make([dataclasses.replace(ONE, text="a b", base="n")])
    # Rapport · Ett ord til. · Hendelse Pandemien Periode 2020–2022 · Det viktigste · 58 % · a b · n ·
    # Se figuren · Dette ber vi om · Pek ut hvem som skal ta imot. · Av kommunedirektøren · Når 1. desember 2026
    assert first_screen_words(page_of(block)) == 1 + 3 + 4 + 2 + 1 + 2 + 1 + 2 + 4 + 7 + 2 + 2


def test_a_first_screen_of_351_words_is_a_fault_and_one_of_350_is_not():
    used = first_screen_words(page_of(make([dataclasses.replace(ONE, text="ord")]))) - 1
    most = make([dataclasses.replace(ONE, text=" ".join(["ord"] * (350 - used)))])
    over = make([dataclasses.replace(ONE, text=" ".join(["ord"] * (351 - used)))])
    assert problems(page_of(most)) == []
    assert problems(page_of(over)) == ["The first screen has 351 words; the limit is 350."]


def test_a_link_that_leads_nowhere_is_a_fault():
    (problem,) = problems(page_of(make(), figure="figur-noe-annet"))
    assert problem == "The link “Se figuren” leads to #figur-informasjon, which is not on the page."


@pytest.mark.parametrize("method", ["Metode og begrensninger", "Metode og avgrensingar", "Method and limits"])
def test_method_comes_last_or_before_the_sources(method):
    assert problems(page_of(make(), method=method)) == []
    assert problems(page_of(make(), method=method, after="<h2>Kilder</h2>")) == []
    (problem,) = problems(page_of(make(), method=method, after="<h2>Flere funn</h2>"))
    assert problem == "The page does not end with its method and limits."


def test_two_fronts_are_a_fault():
    soup = page_of(make())
    soup.select_one(".front").insert_after(soup_of(make()))
    assert "A second first screen." in problems(soup)


def test_a_page_without_a_front_needs_no_method():
    assert problems(BeautifulSoup("<main><div class='body'><h2>Funn</h2></div></main>", "html.parser")) == []


def node_of(*cells):
    node = nbformat.v4.new_notebook()
    for source, html in cells:
        if html is None:
            node.cells.append(nbformat.v4.new_markdown_cell(source))
            continue
        output = nbformat.v4.new_output("execute_result", {"text/html": html, "text/plain": "x"})
        node.cells.append(nbformat.v4.new_code_cell(source, outputs=[output]))
    return node


def test_a_front_in_the_last_cell_stands_right_under_the_title(provenance, tmp_path):
    block = make([dataclasses.replace(ONE, figure="#funn")])
    node = node_of(
        ("# Tittel\n\nKort sagt.", None),
        ("## Funn\n\nTekst.\n\n## Metode og begrensninger\n\nTekst.", None),
        ("front()", block._repr_html_()),
    )
    page = export(node, tmp_path / "a.html", language="nb", provenance=provenance)
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    parts = [tag.get("class") for tag in soup.main.find_all(recursive=False)]
    assert parts == [["opening"], None, ["contents"], ["body"]]
    assert soup.main.select_one("[data-cell='3'] > .front")
    assert soup.select(".body .front") == []
    assert soup.find("meta", attrs={"name": "kb-event"})["content"] == "Pandemien"
    assert soup.find("meta", attrs={"name": "description"})["content"] == "Kort sagt."
    assert [link.get_text() for link in soup.nav.find_all("a")] == [
        "Funn",
        "Metode og begrensninger",
        "Datakilder",
    ]


def test_a_fault_of_the_front_names_its_cell(provenance, tmp_path):
    node = node_of(
        ("# Tittel\n\nKort sagt.\n\n## Metode", None),
        ("front()", make()._repr_html_()),
    )
    with pytest.raises(FaultsFound) as raised:
        export(node, tmp_path / "a.html", language="nb", provenance=provenance)
    (fault,) = raised.value.faults
    assert fault.place == "cell 2 (front())"


def test_texts_from_outside_are_inert():
    payload = "<script>alert(1)</script>"
    finding = KeyFinding(payload, payload, payload, f'"{payload}')
    soup = soup_of(
        front(event=payload, period=payload, findings=[finding], asked=Asked(payload, payload, payload))
    )
    assert soup.script is None
