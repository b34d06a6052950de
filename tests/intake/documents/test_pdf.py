import datetime as dt

import pytest

from .conftest import Drawn, outline, pdf, typed

LOCKED = (
    b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
)


def report():
    head = ("Fjordvik kommune", 70, 30, 8, False)
    first = [
        head,
        ("Evaluering av øvelsen", 70, 80, 20, True),
        ("Funn", 70, 120, 14, True),
        *typed(
            "Varslingen gikk ut etter fjorten minutter, og de aller fleste svarte da de så den. Listen",
            "lå på intra-",
            top=150,
        ),
        *typed("nettet, som var nede.", top=180),
        *typed("• Ny liste hvert kvartal, og en på", "  papir i alle permer", top=220),
        *typed("– på engelsk også", left=90, top=250),
        ("Side 1 av 3", 70, 810, 8, False),
    ]
    vann = "Avsnittet på side to handler om vann, og det går videre over på den neste siden med flere"
    second = [head, *typed(vann), ("Side 2 av 3", 70, 810, 8, False)]
    third = [head, *typed("ord om det samme."), ("Side 3 av 3", 70, 810, 8, False)]
    return pdf([Drawn(first), Drawn(second), Drawn(third)], title="Øvelse")


def test_size_and_weight_tell_headings_lines_are_mended_and_furniture_dropped(original):
    found = original("a.pdf", report())
    assert (found.title, found.made, found.paged) == ("Øvelse", dt.date(2023, 8, 14), "page")
    assert outline(found.blocks) == [
        "# Evaluering av øvelsen",
        "## Funn",
        "Varslingen gikk ut etter fjorten minutter, og de aller fleste svarte da de så den. "
        "Listen lå på intranettet, som var nede.",
        "- Ny liste hvert kvartal, og en på papir i alle permer",
        "-- på engelsk også",
        "Avsnittet på side to handler om vann, og det går videre over på den neste siden med flere ord om det samme.",
    ]
    assert [block.page for block in found.blocks] == [1, 1, 1, 1, 1, 2]


def test_a_grid_of_lines_is_a_table_with_its_broken_cells_whole(original):
    boxes = [(70 + 150 * column, 100 + 40 * row, 150, 40) for row in range(2) for column in range(2)]
    lines = [("Enhet", 75, 118, 11, True), ("Funn", 225, 118, 11, True), ("Skole", 75, 154, 11, False),
             ("Gikk bra i", 225, 154, 11, False), ("mai", 225, 168, 11, False)]  # fmt: skip
    found = original("a.pdf", pdf([Drawn([("Tall i tabell", 70, 80, 11, False), *lines], boxes)]))
    assert outline(found.blocks) == ["Tall i tabell", "| Enhet, Funn / Skole, Gikk bra i mai"]


def test_columns_under_each_other_are_a_table_without_lines(original):
    rows = (("Yrke", "Antall"), ("Leger", "15"), ("Kokker", "7"))
    lines = [
        (text, 70 + 200 * place, 100 + 16 * row, 11, False)
        for row, cells in enumerate(rows)
        for place, text in enumerate(cells)
    ]
    assert outline(original("a.pdf", pdf([Drawn(lines)])).blocks) == [
        "| Yrke, Antall / Leger, 15 / Kokker, 7"
    ]


def test_bullets_that_were_drawn_are_points(original):
    lines = typed("Felles liste", "Ny rutine", left=100)
    discs = [(88, top - 5, 3, 3) for _, _, top, _, _ in lines]
    assert outline(original("a.pdf", pdf([Drawn(lines, discs)])).blocks) == ["- Felles liste", "- Ny rutine"]


def test_pages_that_are_pictures_are_told_to_need_recognition(original, fault):
    told = fault("a.pdf", pdf([Drawn(picture=True)] * 3))
    assert "3 page(s) are pictures" in told.problem
    assert "OCR" in told.remedy
    found = original("b.pdf", pdf([Drawn(typed("Denne siden har tekst å lese.")), Drawn(picture=True)]))
    assert found.left_out[0].place == "page 2"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (pdf([Drawn(typed("x"))], trailer=LOCKED), "password"),
        (report()[: len(report()) // 3], "broken or cut off"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, "broken or cut off"),
        (pdf([Drawn(typed("x"))] * 1001), "1001 pages; the limit is 1000"),
        (pdf([Drawn()]), "no text"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_remedy(fault, content, told):
    assert told in fault("a.pdf", content).problem


def test_500_pages_are_read(original):
    found = original(
        "a.pdf", pdf([Drawn(typed(f"Avsnitt {n} om vann.", f"Og {n} om veg.")) for n in range(500)])
    )
    assert found.blocks[-1].page == 500


def test_a_page_of_drawn_lines_and_letters_all_over_does_not_stop_the_reading(original):
    lines = [(f"a{n}", 7 * (n % 70), 9 * (n // 70), 3, False) for n in range(3000)]
    boxes = [(7 * (n % 60), 9 * (n // 60), 8, 10) for n in range(2900)]
    assert original("a.pdf", pdf([Drawn(lines, boxes)])).blocks


def test_lines_on_a_slide_are_points_of_their_own(original):
    lines = typed("Antall svar i alt", "Svarprosent 51 %", "Alle som var", "omdisponert", size=18, step=22)
    found = original("a.pdf", pdf([Drawn(lines)], wide=True))
    assert [block.text for block in found.blocks] == [
        "Antall svar i alt",
        "Svarprosent 51 %",
        "Alle som var omdisponert",
    ]


def test_letters_that_a_font_does_not_name_are_told_to_need_recognition(fault):
    made = pdf([Drawn(typed("AAAA AAAA AAAA"))])
    made = made.replace(b"/Encoding/WinAnsiEncoding", b"/Encoding<</Differences[65/uniE001]>>")
    assert "fonts do not name them" in fault("a.pdf", made).problem
