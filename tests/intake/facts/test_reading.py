from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.intake.facts.passages import text_of
from kb.intake.facts.reading import read_facts
from kb.intake.records import Block

WORDS = st.sampled_from(
    [
        "12",
        ".",
        "mars",
        "–",
        "til",
        "2020",
        "1.",
        "kvartal",
        "uke",
        "3",
        "og",
        "14,5",
        "mill.",
        "kr",
        "%",
        "(",
        ")",
        "=",
        "av",
        "8",
        "880",
        "timer\n",
        "\n\n\n\n",
        "#",
        "|",
        "-",
        "Fjordvik",
        "kommune",
        "Kari",
        "Nordmann",
        "AS",
        "HAMU",
        "NAV",
        "i",
        "år",
        "begynnelsen",
        "midten",
        "de",
        "siste",
        "ukene",
        "skole",
        ",",
        ":",
        "§",
        "kl.",
        "2–3",
        "hver",
        "per",
        "måneder",
        "juli/august",
        "tjenestested?",
        "Avdeling",
        "(OPA)",
        "Operativ",
        "pandemi",
        "arbeidsgruppe",
        "mellom",
        "99999999999",
        "\xa0",
        "ﬁ",
        "’s",
        "-",
    ]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=300))
BLOCKS = st.builds(
    Block,
    st.sampled_from(["heading", "paragraph", "bullet", "quote", "caption", "table"]),
    TEXTS,
    st.integers(0, 6),
    st.one_of(st.none(), st.integers(1, 9)),
    st.lists(st.lists(TEXTS, max_size=3).map(tuple), max_size=3).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["nb", "nn", "en", None]), st.one_of(st.none(), st.dates(date(2, 1, 1))))
def test_every_fact_is_a_stretch_of_the_text_and_those_of_a_kind_never_overlap(text, language, near):
    kinds = defaultdict(list)
    for fact in read_facts(text, near=near, language=language):
        assert fact.text == text[fact.start : fact.end] != ""
        assert fact.passage.start <= fact.start < fact.passage.end
        assert (fact.first is None) == (fact.last is None)
        assert fact.first is None or fact.first <= fact.last
        assert fact.kind != "share" or fact.unit in ("share", "points")
        kinds[fact.kind].append(fact)
    for facts in kinds.values():
        assert all(one.end <= other.start for one, other in pairwise(facts))


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCKS, max_size=6))
def test_facts_of_blocks_are_stretches_of_their_text(blocks):
    text, _ = text_of(blocks)
    assert all(text[fact.start : fact.end] == fact.text for fact in read_facts(blocks))


def only(text, kind):
    (one,) = [fact for fact in read_facts(text) if fact.kind == kind]
    return one


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "1", "%", "kr", "(", "\x00"])
def test_next_to_nothing_has_no_facts_and_no_fault(text):
    assert len(read_facts(text)) <= 1


def test_a_slide_tells_its_respondents_once_for_its_shares():
    slide = "Hva synes du om opplæringen?\n\nAntall\n\nrespondenter:\n\n210\n\nFornøyd\n\n64%\n"
    shares = [fact for fact in read_facts(slide) if fact.kind == "share"]
    assert [(one.part, one.whole) for one in shares] == [(None, 210)]


def test_a_response_rate_is_the_share_that_its_respondents_are():
    slide = "Opplevelsen i alt\n\nAntall\n\nrespondenter:\n\n203\n\nSvar-\n\nprosent\n\n51%\n"
    one = only(slide, "share")
    assert (one.part, one.whole, one.of) == (203, None, "Svarprosent")


def test_a_share_with_its_part_is_of_the_count_that_makes_it_come_out():
    slide = "Sendt til 4312 medarbeidere\n\n67 % fullført = 2897\n\n7 % med personalansvar\n(214)\n"
    shares = [fact for fact in read_facts(slide) if fact.kind == "share"]
    assert [(one.part, one.whole) for one in shares] == [(2897, 4312), (214, 2897)]


def test_a_share_has_no_base_from_a_count_far_away():
    text = f"Det kom 210 respondenter.\n\n{'Vi gjorde mye bra. ' * 40}\n\nAv dem var 64 % fornøyde."
    assert only(text, "share").whole is None


def test_a_cell_is_of_its_row_and_column():
    text = "| Område | Sendt | Svart |\n|---|---|---|\n| Skole | 1206 | 851 |\n"
    assert [(fact.value, fact.of) for fact in read_facts(text)] == [
        (1206, "Skole, Sendt"),
        (851, "Skole, Svart"),
    ]


def test_hours_for_each_keep_what_they_are_for():
    one = only("Lederne hadde inntil 90 timer hver.", "hours")
    assert (one.value, one.bound, one.per, one.text) == (90, "most", "hver", "90 timer")


def test_a_unit_on_the_line_below_belongs_to_its_number():
    assert (only("• Overtid i disse 5 \n\nmnd (som er mye)", "duration").unit) == "months"


def test_money_without_its_word_is_told_by_what_it_cost():
    assert only("Det kostet rundt 2 mill. å bygge om.", "money").value == 2_000_000
    assert not [fact for fact in read_facts("Det ble 2 mill. klikk.") if fact.kind == "money"]


def test_a_passage_has_its_heading_and_page():
    blocks = [
        Block("heading", "Bemanning", 2, 3),
        Block("paragraph", "Vi fikk hjelp. Det kom 14 vikarer.", page=3),
        Block("table", "", page=4, rows=(("Yrke", "Antall"), ("Leger", "15"))),
    ]
    one, two = read_facts(blocks)
    assert (one.passage.heading, one.passage.sentence, one.passage.page) == (
        "Bemanning",
        "Det kom 14 vikarer.",
        3,
    )
    assert (two.value, two.of, two.passage.page) == (15, "Leger, Antall", 4)


def test_a_line_that_stands_alone_is_the_heading_of_a_running_text():
    text = "Årets tilbakeblikk\n\nVi lærte mye.\n\nHva gikk bra\n\nDet kom 14 vikarer til legevakten.\n"
    assert only(text, "count").passage.heading == "Hva gikk bra"


def test_a_heading_stands_under_itself_and_a_bullet_is_told_without_its_mark():
    text = "Status HO\n\n- Det kom 14 vikarer.\n"
    assert only(text, "unit").passage.heading == "Status HO"
    assert only(text, "count").passage.sentence == "Det kom 14 vikarer."
