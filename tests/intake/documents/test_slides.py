from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from .conftest import outline, repacked, slides


def show(show):
    first = show.slides.add_slide(show.slide_layouts[0])
    first.shapes.title.text = "Status"
    first.placeholders[1].text = "Utvalget 3. mai"
    second = show.slides.add_slide(show.slide_layouts[1])
    second.shapes.title.text = "Skole"
    frame = second.placeholders[1].text_frame
    frame.text = "Nytt tilbud 😊"
    deeper = frame.add_paragraph()
    deeper.text, deeper.level = "Tre spor", 1
    second.notes_slide.notes_text_frame.text = "Husk å smile"
    box = second.shapes.add_textbox(Cm(1), Cm(16), Cm(5), Cm(1))
    box.text_frame.text = "Kilde: skolene"


def test_titles_points_and_slides_are_kept_and_notes_left_out(original):
    found = original("a.pptx", slides(show))
    assert found.paged == "slide"
    assert outline(found.blocks) == [
        "# Status", "Utvalget 3. mai", "## Skole", "- Nytt tilbud 😊", "-- Tre spor", "Kilde: skolene",
    ]  # fmt: skip
    assert [block.page for block in found.blocks] == [1, 1, 2, 2, 2, 2]
    assert [note.problem for note in found.left_out] == [
        "has speaker's notes to 1 slide(s), which were left out."
    ]


def test_shapes_are_read_from_the_top_down_and_from_the_left(original):
    def fill(show):
        slide = show.slides.add_slide(show.slide_layouts[6])
        for text, left, top in (("fire", 1, 9), ("to", 12, 5), ("en", 1, 5.1), ("tre", 1, 7)):
            slide.shapes.add_textbox(Cm(left), Cm(top), Cm(4), Cm(1)).text_frame.text = text

    assert outline(original("a.pptx", slides(fill)).blocks) == ["en", "to", "tre", "fire"]


def test_tables_and_charts_become_rows_of_their_figures(original):
    def fill(show):
        slide = show.slides.add_slide(show.slide_layouts[6])
        table = slide.shapes.add_table(2, 2, Cm(1), Cm(1), Cm(8), Cm(2)).table
        for (row, column), text in {(0, 0): "Uke", (0, 1): "Doser", (1, 0): "5", (1, 1): "570"}.items():
            table.cell(row, column).text = text
        data = CategoryChartData()
        data.categories = ["Skole", "Helse"]
        data.add_series("Timer", (12.5, 30))
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Cm(1), Cm(6), Cm(8), Cm(6), data)

    found = original("a.pptx", slides(fill))
    assert outline(found.blocks) == ["| Uke, Doser / 5, 570", "| , Timer / Skole, 12,5 / Helse, 30"]
    assert "within it" in found.left_out[0].problem  # the chart's workbook


def test_hidden_slides_are_left_out_and_named(original):
    def fill(deck):
        show(deck)
        deck.slides[0].element.set("show", "0")

    found = original("a.pptx", slides(fill))
    assert found.blocks[0].text == "Skole"
    assert found.left_out[0].place == "slide 1"


def test_words_in_groups_are_read_and_feet_are_not(original):
    def fill(show):
        slide = show.slides.add_slide(show.slide_layouts[6])
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(Cm(1), Cm(5), Cm(4), Cm(1)).text_frame.text = "I gruppe"

    foot = (
        b'<p:sp><p:nvSpPr><p:cNvPr id="99" name="f"/><p:cNvSpPr/><p:nvPr><p:ph type="ftr"/></p:nvPr></p:nvSpPr>'
        b"<p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>Fjordvik</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>"
    )
    made = repacked(slides(fill), {"ppt/slides/slide1.xml": lambda c: c.replace(b"</p:spTree>", foot)})
    assert outline(original("a.pptx", made).blocks) == ["I gruppe"]


def test_a_deck_of_pictures_alone_is_told_to_need_recognition(fault):
    picture = b'<p:pic><p:nvPicPr><p:cNvPr id="9" name="p"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill/><p:spPr/>'
    picture += b"</p:pic></p:spTree>"
    made = slides(lambda s: s.slides.add_slide(s.slide_layouts[6]))
    told = fault(
        "a.pptx", repacked(made, {"ppt/slides/slide1.xml": lambda c: c.replace(b"</p:spTree>", picture)})
    )
    assert "pictures" in told.problem
    assert "OCR" in told.remedy


def test_the_words_of_a_drawn_diagram_are_points(original):
    uri = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    points = "".join(
        f'<d:pt modelId="{key}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'
        for key, text in (("0", ""), ("1", "Rekruttering"), ("2", "Overtid"), ("3", "i helgene"))
    )
    links = "".join(f'<d:cxn srcId="{one}" destId="{other}"/>' for one, other in ((0, 1), (0, 2), (2, 3)))
    main = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    data = f'<d:dataModel xmlns:d="{uri}" {main}><d:ptLst>{points}</d:ptLst><d:cxnLst>{links}</d:cxnLst></d:dataModel>'
    frame = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="s"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="{uri}"><d:relIds xmlns:d="{uri}" r:dm="rId9"/></a:graphicData></a:graphic>'
        "</p:graphicFrame></p:spTree>"
    )
    link = (
        '<Relationship Id="rId9" Target="../diagrams/data1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"/></Relationships>'
    )
    kind = (
        '<Override PartName="/ppt/diagrams/data1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"/></Types>'
    )
    changes = {
        "ppt/diagrams/data1.xml": data.encode(),
        "ppt/slides/slide1.xml": lambda c: c.replace(b"</p:spTree>", frame.encode()),
        "ppt/slides/_rels/slide1.xml.rels": lambda c: c.replace(b"</Relationships>", link.encode()),
        "[Content_Types].xml": lambda c: c.replace(b"</Types>", kind.encode()),
    }
    made = repacked(slides(lambda s: s.slides.add_slide(s.slide_layouts[6])), changes)
    assert outline(original("a.pptx", made).blocks) == ["- Rekruttering", "- Overtid", "-- i helgene"]
