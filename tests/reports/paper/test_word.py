"""The page as Word, read back by python-docx."""

import re
import zipfile

import docx
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from docx.table import Table

from kb.errors import KbError
from kb.reports.paper import browser
from kb.reports.paper.word import write_word

PAGE = """<!doctype html><html lang="{language}"><head><style></style></head><body>
<header class="top"><p class="sender">Fjordvik kommune</p><p class="when">Utkast</p></header>{banner}
<main><div class="opening"><h1>Tittel</h1><p>Kort.</p></div>{body}</main>
<footer class="about"><h2>Om</h2><dl><div><dt>Kjørt</dt>
<dd><time datetime="2026-11-21T14:30">21. november</time></dd></div>
<div><dt>Versjon av koden</dt><dd>4f2c1a9</dd></div></dl></footer></body></html>"""
BANNER = '<aside class="banner"><p><strong>Syntetiske eksempeldata.</strong> Laget.</p></aside>'
TABLE = """<div class="scroll"><table id="tabell-a"><caption>Svar</caption><thead><tr><th>Område</th>
<th class="number">n</th></tr></thead><tbody><tr><th>Skole</th><td class="number"><span aria-hidden="true">:</span>
<span class="unseen">skjult</span></td></tr></tbody><tfoot><tr><th>I alt</th><td class="number">9</td></tr></tfoot>
</table></div>"""
CHART = f"""<figure id="figur-a" class="chart"><figcaption><p class="title"><strong>Flest i helse</strong></p>
<p class="caption">Andel av 9.</p></figcaption><div class="wide"><svg viewBox="0 0 720 90" aria-label="Helse 70 %.">
<rect class="mark" width="90" height="30"/></svg></div><div class="narrow" hidden><svg viewBox="0 0 340 90"/></div>
<details><summary>Vis</summary>{TABLE}</details><p class="fine figure-link"><a href="#figur-a">Lenke</a></p></figure>"""


@pytest.fixture
def write(tmp_path):
    """Give a function that writes a page with a body as Word and opens it again."""

    def write_(body, language="nb", banner=""):
        page = tmp_path / "a.html"
        page.write_text(PAGE.format(body=body, language=language, banner=banner), encoding="utf-8")
        return docx.Document(write_word(page).file)

    return write_


@pytest.fixture
def no_browser(monkeypatch):
    monkeypatch.setenv(browser.NAMED, "/borte/chromium")


def styled(document):
    return [(part.style.name, part.text) for part in document.paragraphs if part.text]


def body_of(document):
    """Give the paragraphs between the opening and the foot."""
    parts = styled(document)
    return parts[parts.index(("Lead", "Kort.")) + 1 : parts.index(("Heading 2", "Om"))]


def test_headings_paragraphs_and_quotes_have_real_styles(write):
    body = "<h2>Del</h2><p>En  <strong>fet</strong>\n<em>rett</em>.</p><h3>Under</h3>"
    body += "<blockquote><p>Sagt.</p></blockquote>"
    document = write(body)
    assert ("Heading 1", "Tittel") in styled(document)
    assert body_of(document) == [
        ("Heading 2", "Del"), ("Normal", "En fet rett."), ("Heading 3", "Under"), ("Quote", "Sagt."),
    ]  # fmt: skip
    runs = next(part for part in document.paragraphs if part.text == "En fet rett.").runs
    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("En ", None, None), ("fet", True, None), (" ", None, None), ("rett", None, True), (".", None, None),
    ]  # fmt: skip


def test_lists_are_lists_and_each_numbered_one_begins_at_one(write):
    body = "<ul><li>A<ul><li>B</li></ul></li><li><p>C</p><p>D</p></li></ul><ol><li>E</li></ol><ol><li>F</li></ol>"
    document = write(body)
    assert body_of(document) == [
        ("List Bullet", "A"), ("List Bullet 2", "B"), ("List Bullet", "C"), ("List Continue", "D"),
        ("List Number", "E"), ("List Number", "F"),
    ]  # fmt: skip
    numbered = [part for part in document.paragraphs if part.style.name == "List Number"]
    assert len({part._p.pPr.numPr.numId.val for part in numbered}) == 2


def test_a_table_has_caption_repeated_head_and_numbers_flush_right(write):
    document = write(TABLE)
    assert ("Caption", "Svar") in styled(document)
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Område", "n"],
        ["Skole", ": "],
        ["I alt", "9"],
    ]
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True, False, False]
    assert table.rows[1].cells[1].paragraphs[0].alignment.name == "RIGHT"
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Svar"


def test_links_lead_out_of_the_document_and_within_it_and_nowhere_else(write):
    body = """<p><a href="https://eksempel.no/a">ut</a> <a href="#del">inn</a> <a href="#borte">borte</a>
    <a href="b.html">fil</a> <a href="javascript:x()">kode</a></p><h2 id="del">Del</h2>"""
    document = write(body)
    paragraph = next(part for part in document.paragraphs if part.text.startswith("ut"))
    assert [(link.text, link.address, link.fragment) for link in paragraph.hyperlinks] == [
        ("ut", "https://eksempel.no/a", ""),
        ("inn", "", "kb_1"),
    ]
    assert paragraph.text == "ut inn borte fil kode"
    assert document.element.find(f".//{qn('w:bookmarkStart')}").get(qn("w:name")) == "kb_1"


def test_what_the_page_hides_is_not_in_the_file(write, tmp_path):
    body = '<p hidden>Hemmelig1</p><p>A<span class="unseen">Hemmelig2</span><!--Hemmelig3--></p>'
    write(
        body + "<script>Hemmelig4</script>"
        '<nav><p>Hemmelig5</p></nav><div data-x="Hemmelig6"><p title="Hemmelig7">B</p></div>'
    )
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        assert [name for name in parts.namelist() if b"Hemmelig" in parts.read(name)] == []


def test_without_a_browser_a_chart_is_told_in_words_and_numbers(write, no_browser, tmp_path):
    document = write(CHART)
    assert body_of(document) == [
        ("Caption", "Flest i helse"),
        ("Fine print", "Andel av 9."),
        (
            "Fine print",
            "Figuren er ikke tegnet i dette dokumentet. Dette viser den, og tallene står i tabellen under:",
        ),
        ("Fine print", "Helse 70 %."),
        ("Fine print", "Tallene i figuren:"),
    ]
    assert len(document.tables) == 1
    assert "KB_CHROMIUM" in write_word(tmp_path / "a.html").undrawn


@pytest.mark.page
def test_a_chart_is_a_sharp_picture_with_its_text_alternative_and_its_numbers(write):
    document = write(CHART)
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Helse 70 %."
    picture = next(part.image for part in document.part.package.image_parts)
    assert picture.px_width >= 2 * 720
    assert abs(shape.width.mm - 160) < 1
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Område", "n"]


@pytest.mark.parametrize(("language", "locale"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_file_tells_its_language_title_and_owner_and_nobody_else(write, language, locale):
    document = write("<p>A</p>", language)
    about = document.core_properties
    assert (about.title, about.author, about.last_modified_by) == (
        "Tittel",
        "Fjordvik kommune",
        "Fjordvik kommune",
    )
    assert (about.language, about.comments) == (locale, "")
    assert {tag.get(qn("w:val")) for tag in document.styles.element.iter(qn("w:lang"))} == {locale}


def test_every_sheet_tells_where_it_comes_from_and_that_data_are_made_up(write):
    (foot,) = write("<p>A</p>", banner=BANNER).sections[0].footer.paragraphs
    assert foot.text.strip() == (
        "Fjordvik kommune · Kjørt: 21. november · Versjon av koden: 4f2c1a9 · Syntetiske eksempeldata"
    )
    assert "PAGE" in foot._p.xml
    assert "Syntetiske" not in write("<p>A</p>").sections[0].footer.paragraphs[0].text


def test_two_runs_give_the_same_bytes(write, tmp_path):
    write(TABLE)
    first = (tmp_path / "a.docx").read_bytes()
    write(TABLE)
    assert (tmp_path / "a.docx").read_bytes() == first


def test_what_is_no_page_of_ours_is_refused(tmp_path):
    (tmp_path / "a.html").write_text("<p>A</p>", encoding="utf-8")
    with pytest.raises(KbError, match="not a page that was exported"):
        write_word(tmp_path / "a.html")


@pytest.mark.page
def test_all_words_of_the_sample_page_are_in_the_document(sample_page):
    document = docx.Document(write_word(sample_page).file)
    soup = BeautifulSoup(sample_page.read_text(encoding="utf-8"), "html.parser")
    for part in soup.select("nav, svg, .unseen, .figure-link, summary, [hidden], script, style"):
        part.decompose()
    wanted = set(re.findall(r"\w+", soup.main.get_text(" ")))
    found = " ".join(
        part.text if not isinstance(part, Table) else _cells(part) for part in document.iter_inner_content()
    )
    assert wanted - set(re.findall(r"\w+", found)) == set()
    assert len(document.inline_shapes) == 3


def _cells(table):
    return " ".join(cell.text for row in table.rows for cell in row.cells)
