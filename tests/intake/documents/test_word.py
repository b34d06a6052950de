import io
import re

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt

from .conftest import outline, repacked, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"


def body(xml):
    """Make a document with raw XML in its body."""
    return word(
        lambda d: d.element.body.insert(
            0, parse_xml(f"<w:sdt {W}><w:sdtContent>{xml}</w:sdtContent></w:sdt>")
        )
    )


def report(document):
    document.core_properties.title = "Evaluering"
    document.add_heading("Evaluering av øvelsen", 0)
    document.add_heading("Funn", 1)
    document.add_paragraph("Varslingen virket.")
    document.add_paragraph("Listen var gammel", style="List Bullet")
    document.add_paragraph("fra 2016", style="List Bullet 2")
    document.add_paragraph("Tavlen er fin.", style="Quote")
    document.add_paragraph("Tabell 1: Tall", style="Caption")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Enhet", "Timer", "Skole", "1 200"), strict=True):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "Topptekst"
    document.sections[0].footer.paragraphs[0].text = "Side 1"


def test_structure_is_kept_and_heads_and_feet_are_left_out(original):
    found = original("a.docx", word(report))
    assert found.title == "Evaluering"
    assert outline(found.blocks) == [
        "# Evaluering av øvelsen",
        "# Funn",
        "Varslingen virket.",
        "- Listen var gammel",
        "-- fra 2016",
        "> Tavlen er fin.",
        "^ Tabell 1: Tall",
        "| Enhet, Timer / Skole, 1 200",
    ]


def test_norwegian_style_names_and_styles_built_on_headings_are_headings(original):
    def fill(document):
        mine = document.styles.add_style("Min overskrift", WD_STYLE_TYPE.PARAGRAPH)
        mine.base_style = document.styles["Heading 2"]
        norwegian = document.styles.add_style("Overskrift nr. 3", WD_STYLE_TYPE.PARAGRAPH)
        norwegian.font.size = Pt(14)
        document.add_paragraph("Nivå to", style="Min overskrift")
        document.add_paragraph("Nivå tre", style="Overskrift nr. 3")
        document.add_paragraph("Tekst.")

    assert outline(original("a.docx", word(fill)).blocks) == ["## Nivå to", "### Nivå tre", "Tekst."]


def test_a_short_bold_line_alone_is_a_heading(original):
    def fill(document):
        document.add_paragraph().add_run("Hva lærte vi").bold = True
        document.add_paragraph("Å øve.")
        document.add_paragraph().add_run("Dette var viktig, og det sto fast.").bold = True

    assert outline(original("a.docx", word(fill)).blocks) == [
        "# Hva lærte vi",
        "Å øve.",
        "Dette var viktig, og det sto fast.",
    ]


def test_text_boxes_are_read_once_and_struck_text_not_at_all(original):
    box = f"<w:txbxContent {W}><w:p><w:r><w:t>I ramme</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    xml = (
        f"<w:p><w:r><w:t>Før </w:t></w:r><w:del><w:r><w:delText>bort</w:delText></w:r></w:del>"
        f"<w:ins><w:r><w:t>etter</w:t></w:r></w:ins><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    found = original("a.docx", body(xml))
    assert outline(found.blocks) == ["Før etter", "I ramme"]
    assert "tracked changes" in found.left_out[0].problem


def test_cells_that_reach_over_others_keep_columns_in_place(original):
    def fill(document):
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "To kolonner"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "To rader"
        table.cell(2, 2).text = "sist"

    (found,) = original("a.docx", word(fill)).blocks
    assert found.rows == (("To kolonner", "", ""), ("To rader", "", ""), ("", "", "sist"))


def test_a_frame_around_text_is_no_table(original):
    def fill(document):
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "Fakta om senteret."
        cell.add_paragraph("Åpnet i mai", style="List Bullet")

    assert outline(original("a.docx", word(fill)).blocks) == ["Fakta om senteret.", "- Åpnet i mai"]


@pytest.mark.parametrize("name", ["a.docm", "a.docx"])
def test_macros_are_never_run_and_told(original, name):
    made = repacked(
        word(lambda d: d.add_paragraph("Tekst")),
        {"word/vbaProject.bin": b"Sub AutoOpen()", "[Content_Types].xml": lambda c: c.replace(MAIN, MACROS)},
    )
    found = original(name, made)
    assert outline(found.blocks) == ["Tekst"]
    assert "macros" in found.left_out[0].problem


def test_what_a_document_points_to_outside_it_is_told_and_not_fetched(original):
    link = (
        b'<Relationship Id="r9" TargetMode="External" Target="http://192.0.2.1/a.dotm" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    change = {"word/_rels/document.xml.rels": lambda c: c.replace(b"</Relationships>", link)}
    found = original("a.docx", repacked(word(lambda d: d.add_paragraph("Tekst")), change))
    assert "points to 1 file(s) outside it" in found.left_out[0].problem


def test_a_table_of_contents_is_left_out(original):
    def fill(document):
        document.styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("Funn 3", style="TOC 1")
        document.add_paragraph("Vi fant feil.")

    assert outline(original("a.docx", word(fill)).blocks) == ["Vi fant feil."]


def test_tables_within_tables_without_end_do_not_stop_the_reading(original):
    deep = (
        "<w:tbl><w:tr><w:tc>" * 60 + "<w:p><w:r><w:t>Dypt</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 60
    )
    made = word(lambda d: d.add_paragraph("Tekst"))
    change = {"word/document.xml": lambda c: c.replace(b"<w:body>", b"<w:body>" + deep.encode())}
    assert [block.text for block in original("a.docx", repacked(made, change)).blocks] == ["Dypt", "Tekst"]


def test_the_made_file_is_one_that_python_docx_reads_too():
    assert re.match("Eval", docx.Document(io.BytesIO(word(report))).paragraphs[0].text)
