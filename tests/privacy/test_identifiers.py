import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import KbError
from kb.privacy.identifiers import find_identifiers, mask
from kb.privacy.names import read_names
from kb.reports.text import numbers

NAMES = ("Kari Nordmann", "Åse-Lill Bjørnson", "André van der Berg", "Hansen, Ola", "Nordgård")


def kinds(text):
    return [(found.kind, found.text) for found in find_identifiers(text, NAMES)]


def national_id(first_nine):
    from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

    ten = first_nine + calc_check_digit1(first_nine)
    return ten + calc_check_digit2(ten)


@pytest.mark.parametrize(
    "text",
    [
        "kari.nordmann@fjordvik.kommune.no",
        "kari@fjordvik.no",
        "kari (at) fjordvik.no",
        "kari [at] fjordvik [punktum] no",
        "kari%40fjordvik.no",
        "k\u200bari@fjordvik.no",
        "kåre.øy@blåbær.no",
        "kari＠fjordvik.no",
    ],
)
def test_an_address_is_found_in_every_disguise(text):
    assert kinds(f"Skriv til {text}, takk.") == [("e-mail", text)]
    assert kinds(f"mailto:{text}") == [("e-mail", text)]


@pytest.mark.parametrize(
    "text",
    [
        "22 33 44 55",
        "22\u00a033\u00a044\u00a055",
        "22\u202f33\u202f44\u202f55",
        "22-33-44-55",
        "900 12 345",
        "223 34 455",
        "90012345",
        "9001 2345",
        "22 33\u200b 44 55",
        "２２ ３３ ４４ ５５",
    ],
)
def test_a_telephone_number_is_found_in_its_usual_groups(text):
    assert kinds(f"Ring {text}.") == [("phone", text)]
    assert kinds(f"+47 {text}") == [("phone", text)]
    assert kinds(f"0047{text}") == [("phone", text)]


@pytest.mark.parametrize("text", ["tlf. 90 012 345", "telefonnummer: 2 2 3 3 4 4 5 5", "(+47) 90 012 345"])
def test_a_word_or_a_country_before_it_tells_a_telephone_number(text):
    assert [kind for kind, _ in kinds(text)] == ["phone"]


def test_a_telephone_number_of_another_country_is_found():
    assert kinds("+46 70 123 45 67") == [("phone", "+46 70 123 45 67")]


@pytest.mark.parametrize(
    "text",
    [
        "35 593 timer",
        "14 497 300 kr",
        "14497300 kr",
        "kr 22334455",
        "22334455 personer",
        "8 880 av 6 087",
        "2019 2020 og 2021",
        "20201231",
        "2020-03-12",
        "12.03.2020–01.06.2020",
        "uke 21 22 23 24",
        "kl. 22.30 til 23.45",
        "+14 497 300",
        "orgnr. 974 760 673 MVA",
        "974760673",
        "815 00 300",
        "3f5a9c22334455",
        "figur-22334455",
        "d=22334455",
        "arbeidsmiljøloven § 10-6",
        "22.33.44.55.66",
        "123 456 789 012",
        "01010112345",
        "Se @fjordvik og a@b",
        "1234 56 78901",
        "Berg og Hansen",
        "nordmann kari",
        "Kari Nordmannsen",
    ],
)
def test_numbers_and_words_that_are_no_person_are_left(text):
    assert kinds(text) == []


@pytest.mark.parametrize("more", [(0, 0), (40, 0), (0, 40), (0, 65), (0, 80), (40, 80)])
def test_identity_numbers_are_found_those_for_tests_too(more):
    day, month = 1 + more[0], 2 + more[1]
    number = next(
        found
        for serial in range(100, 200)
        if len(found := national_id(f"{day:02}{month:02}90{serial}")) == 11
    )
    for text in (
        number,
        f"{number[:6]} {number[6:]}",
        f"{number[:6]}\u00a0{number[6:]}",
        f"{number[:6]}-{number[6:]}",
    ):
        assert kinds(f"Født {text}.") == [("national id", text)]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "national id" not in [kind for kind, _ in kinds(wrong)]


@pytest.mark.parametrize("text", ["8601 11 17947", "8601.11.17947", "86011117947"])
def test_an_account_is_found_by_its_check_digit(text):
    assert kinds(f"Konto {text}") == [("account", text)]
    assert kinds(f"Konto {text[:-1]}8") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kari Nordmann",
        "Kari Nordmanns",
        "KARI NORDMANN",
        "Kari\u00a0Nordmann",
        "Kari Anne Nordmann",
        "Kari A. Nordmann",
        "Kari-Anne Nordmann",
        "Nordmann, Kari",
        "Nordmann, K.",
        "K. Nordmann",
        "Kari N.",
        "Åse-Lill Bjørnson",
        "Åse Lill Bjørnson",
        "Aase-Lill Bjornson",
        "A\u030ase-Lill Bjørnson",
        "Andre van der Berg",
        "André Van Der Bergs",
        "Ola Hansen",
        "Nordgaard",
        "Nordgårds",
    ],
)
def test_a_name_from_the_list_is_found_in_the_forms_people_write(text):
    assert kinds(f"Det sa {text} i møtet.") == [("name", text)]


def test_names_are_read_one_a_line(tmp_path):
    file = tmp_path / "names.txt"
    file.write_text("# remark\n\n Kari  Nordmann \nOla Hansen\n", encoding="utf-8")
    assert read_names(file) == ("Kari Nordmann", "Ola Hansen")
    with pytest.raises(KbError, match="cannot be read"):
        read_names(tmp_path / "none.txt")


def test_masks_say_what_was_there_in_the_readers_language():
    text = "Kari Nordmann, kari@fjordvik.no, 22 33 44 55"
    assert mask(text, NAMES) == "[navn], [e-post], [telefon]"
    assert mask(text, NAMES, language="nn") == "[namn], [e-post], [telefon]"
    assert mask(text, NAMES, language="en") == "[name], [e-mail], [phone]"


WHOLE = ("kari@fjordvik.no", "22 33 44 55", "900 12 345", "Kari Nordmann", "Nordgård", "8601 11 17947")
BETWEEN = (", ", "\n", "\u200b", "\u00a0", "(at)", ".no", "kr", "tlf. ", "+47", "Navn", *"@a12-[] ")
PIECES = st.sampled_from(WHOLE + BETWEEN)
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=60)


@given(TEXTS)
def test_masking_leaves_nothing_to_find(text):
    assert find_identifiers(mask(text, NAMES), NAMES) == []


@given(TEXTS)
def test_what_is_found_stands_where_it_is_said_to_stand(text):
    found = find_identifiers(text, NAMES)
    assert all(one.text == text[one.start : one.end] for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(st.floats(0, 1e12), st.integers(0, 3), st.sampled_from(["nb", "nn", "en"]), st.booleans())
def test_numbers_as_pages_write_them_are_no_identifiers(value, digits, language, spaced):
    written = [
        numbers.integer(value, language=language),
        numbers.decimal(value, digits, language=language),
        numbers.money(value, language=language),
        numbers.percent(value / 1e12, digits, language=language),
    ]
    for text in written:
        assert find_identifiers(text.replace("\u00a0", " ") if spaced else text) == []


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(["nb", "nn", "en"]))
def test_dates_are_no_identifiers(day, language):
    moment = dt.datetime.combine(day, dt.time(22, 33))
    for text in (
        numbers.date(day, language=language),
        numbers.moment(moment, language=language),
        day.isoformat(),
    ):
        assert find_identifiers(text) == []
    assert find_identifiers(day.strftime("%Y%m%d")) == []
