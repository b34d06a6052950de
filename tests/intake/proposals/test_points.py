"""Points stand in the text as they are quoted, and hold together what belongs together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.intake.proposals.points import points
from kb.intake.proposals.quoting import plain
from kb.lessons.bank.records import Document


def document(text, path="texts/blogg/2020-01-01-x.md"):
    return Document(path, "blogg", "Tittel", None, text, 0, path.endswith((".md", ".docx", ".pptx")), "0")


def told(text, path="texts/blogg/2020-01-01-x.md"):
    own = document(text, path)
    return [plain(text[point.start : point.end]) for point in points(own, "nb")]


def test_a_sentence_that_leans_brings_the_one_before_it():
    text = "## Hva lærte vi\n\nRenholderne kom inn i uke tre. Det angrer vi på, for da manglet tre rom."
    assert told(text) == ["Renholderne kom inn i uke tre. Det angrer vi på, for da manglet tre rom."]


def test_a_short_announcement_goes_with_what_it_announces():
    text = "## Hva lærte vi\n\nVi lærte også noe om grenser. Vaktene var for lange, og mange ble utslitt."
    assert told(text) == ["Vi lærte også noe om grenser. Vaktene var for lange, og mange ble utslitt."]


def test_each_bullet_is_a_point_and_short_ones_make_a_list():
    text = (
        "Hva har vi lært\n\n- Digitale møter 😊\n- Fjernledelse 😊\n- Loggen manglet da vi trengte den mest\n"
    )
    assert told(text, "texts/status/x.txt") == [
        "Digitale møter; Fjernledelse",
        "Loggen manglet da vi trengte den mest",
    ]


def test_a_text_without_any_sentence_is_read_in_no_time_and_tells_nothing():
    assert told("Det manglet folk " * 50_000, "texts/blogg/x.txt") == []
    assert told("mangl" * 400_000, "texts/blogg/x.txt") == []


def test_where_a_page_begins_is_part_of_no_point():
    text = (
        "## Det vi vil beholde\n\n<!-- side 3 -->\n\n- Digitale møter\n\n<!-- side 4 -->\n\n- Felles lager\n"
    )
    assert told(text) == ["Digitale møter", "Felles lager"]


def test_a_quotation_is_told_without_its_sign():
    assert told("## Hva lærte vi\n\n> Vi øvde aldri, og det manglet folk.\n") == [
        "Vi øvde aldri, og det manglet folk."
    ]


def test_short_points_of_what_was_hard_stand_alone():
    text = "Hva har vi lært\n\n- For få biler\n- Loggen fungerte ikke\n"
    assert told(text, "texts/status/x.txt") == ["For få biler", "Loggen fungerte ikke"]


def test_each_line_of_a_slide_is_a_point():
    text = "# Status\n\n## Det som er krevende\n\nKøen krysser seg selv ved døra\nLeveransene blir endret for sent\n"
    assert told(text, "texts/status/x.pptx") == [
        "Køen krysser seg selv ved døra",
        "Leveransene blir endret for sent",
    ]


def test_a_line_broken_by_a_page_is_one_sentence():
    first = "Listen over dem som skulle varsles da alt falt ut den tirsdagen, manglet ni numre, og ingen hadde fått det"
    text = f"{first} noe\n\nansvar for å rette dem. Møtet varte i en time.\n"
    assert told(text, "texts/rapporter/x.pdf") == [f"{first} noe ansvar for å rette dem."]


@pytest.mark.parametrize("short", ["kl. 14", "ca. 30 personer", "f.eks. Åsen"])
def test_a_shortened_word_ends_no_sentence(short):
    text = f"## Hva lærte vi\n\nDet manglet folk {short} og utover, og ingen visste hvorfor."
    assert told(text) == [f"Det manglet folk {short} og utover, og ingen visste hvorfor."]


@pytest.mark.parametrize(
    "text",
    [
        "## Hva lærte vi\n\n| Mangler | Antall |\n| --- | --- |\n| Manglet PC | 4 |\n",
        "## Hva lærte vi\n\nTabell 2. Det som manglet\n",
        "## Hva lærte vi\n\nHan klarte det på kort tid, og det fungerte godt.\n",
        "## Hva lærte vi\n\nHva manglet?\n",
    ],
)
def test_tables_labels_single_persons_and_questions_are_no_points(text):
    assert told(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "## Hva lærte vi\n\n",
                "Det manglet folk. ",
                "Møtet var mandag. ",
                "\n\n",
                "- Det fungerte\n",
                "Men ",
                "|",
                "«",
                "😊",
                "\r\n",
            ]
        )
        | st.text(st.characters(exclude_characters="\r"), max_size=8),
        max_size=20,
    ),
    st.sampled_from(["x.md", "x.pdf", "x.pptx", "x.txt"]),
)
def test_points_lie_in_order_within_the_text_and_apart(parts, name):
    text = "".join(parts)
    spans = [(point.start, point.end) for point in points(document(text, name), "nb")]
    assert all(
        0 <= start < end <= len(text) and text[start:end].strip() == text[start:end] for start, end in spans
    )
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
