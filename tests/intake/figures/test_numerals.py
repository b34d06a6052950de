from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.intake.figures.numerals import find_numbers
from kb.reports.text import numbers

S = "\u00a0"
LANGUAGES = st.sampled_from(["nb", "nn", "en"])


def only(text, language="nb"):
    figures, _ = find_numbers(text, language)
    assert len(figures) == 1, figures
    return figures[0]


@pytest.mark.parametrize(
    ("text", "value", "step", "unit"),
    [
        ("8880", 8880, 1, ""),
        ("8 880", 8880, 1, ""),
        (f"8{S}880", 8880, 1, ""),
        ("8\u2009880", 8880, 1, ""),
        ("8.880", 8880, 1, ""),
        ("1.234.567 kr", 1_234_567, 1, "kroner"),
        ("14,5 mill. kr", 14_500_000, 100_000, "kroner"),
        ("14,5 mill kr", 14_500_000, 100_000, "kroner"),
        ("kr 14,5 mill.", 14_500_000, 100_000, "kroner"),
        ("7,9 millionar kroner", 7_900_000, 100_000, "kroner"),
        ("69 %", 0.69, 0.01, "share"),
        ("69%", 0.69, 0.01, "share"),
        ("6,5 prosent", 0.065, 0.001, "share"),
        ("5 prosentpoeng", 5, 1, "points"),
        ("1,5 årsverk", 1.5, 0.1, "positions"),
        ("\u22121 234", -1234, 1, ""),
        ("20 786 timer", 20786, 1, "hours"),
        ("20 786 registrerte timer", 20786, 1, "hours"),
        ("11 207 av timene", 11207, 1, "hours"),
        ("35 593 overtidstimer", 35593, 1, "hours"),
        ("407 kr/t", 407, 1, "rate"),
        ("90 timer hver", 90, 1, "rate"),
        ("3 ganger i uka", 3, 1, "rate"),
        ("12 spørsmål", 12, 1, "other"),
        ("tre", 3, 1, ""),
        ("elleve", 11, 1, ""),
        ("tjueto", 22, 1, ""),
        ("toogtjue", 22, 1, ""),
        ("to hundre", 200, 1, ""),
        ("to hundre og femti personer", 250, 1, "persons"),
        ("tre tusen to hundre", 3200, 1, ""),
        ("halvparten", 0.5, 0.05, "share"),
        ("en tredel", 1 / 3, 0.05, "share"),
        ("to av tre", 2 / 3, 0.05, "share"),
        ("tre firedeler", 3 / 4, 0.05, "share"),
    ],
)
def test_a_number_is_read_with_its_value_precision_and_unit(text, value, step, unit):
    figure = only(f"Det var {text}, mente noen.")
    assert (figure.value, figure.step, figure.unit) == (pytest.approx(value), pytest.approx(step), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("6,087 answers", 6087, "answers"),
        ("1,234.5 hours", 1234.5, "hours"),
        ("NOK 14.5 million", 14_500_000, "kroner"),
        ("two hundred and fifty", 250, ""),
        ("twenty-three people", 23, "persons"),
        ("one in three", 1 / 3, "share"),
        ("two thirds", 2 / 3, "share"),
    ],
)
def test_english_numbers_are_read_as_english(text, value, unit):
    figure = only(f"It was {text}, they said.", "en")
    assert (figure.value, figure.unit) == (pytest.approx(value), unit)


def test_words_of_the_other_language_are_no_numbers():
    assert find_numbers("They went to work to help.", "en") == ([], [])
    assert find_numbers("Eleven kom til skolen.", "nb") == ([], [])


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("2–3 uker", 2, 3, "weeks"),
        ("50-60 %", 0.5, 0.6, "share"),
        ("mellom 5 og 10 personer", 5, 10, "persons"),
        ("2–3 mill. kr", 2e6, 3e6, "kroner"),
        ("5 til 10 ansatte", 5, 10, "persons"),
    ],
)
def test_a_range_is_one_number(text, low, high, unit):
    figure = only(f"Det tok {text}.")
    assert (figure.value, figure.high, figure.unit) == (pytest.approx(low), pytest.approx(high), unit)


def test_a_change_is_two_numbers_of_one_unit():
    figures, _ = find_numbers("Andelen gikk fra 64 til 69 %.")
    assert [(one.value, one.unit) for one in figures] == [(0.64, "share"), (0.69, "share")]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("ca. 6100", "about"),
        ("rundt 6100", "about"),
        ("nesten 6100", "under"),
        ("drøyt 6100", "over"),
        ("mer enn 6100", "least"),
        ("inntil 6100", "most"),
        ("færre enn 6100", "most"),
        ("akkurat 6100", "exact"),
    ],
)
def test_the_words_before_a_number_tell_how_it_is_held(text, bound):
    assert only(f"Det var {text} svar.").bound == bound


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("den 12. mars 2020", "12. mars 2020", "date"),
        ("i tiden 12.–20. mars 2020", "12.–20. mars 2020", "date"),
        ("fram til 31.12 2023", "31.12 2023", "date"),
        ("avtalt 18.3–16.9.2020", "18.3–16.9.2020", "date"),
        ("registrert 2020-06-15", "2020-06-15", "date"),
        ("våren 2020", "2020", "year"),
        ("i 2019–2021", "2019–2021", "year"),
        ("klokka 09.15", "klokka 09.15", "clock"),
        ("kl. 14.30", "kl. 14.30", "clock"),
        ("åpent 08.00–16.00", "08.00–16.00", "clock"),
        ("etter § 8", "§ 8", "law"),
        ("etter § 10-6", "§ 10-6", "law"),
        ("etter §§ 8 og 9", "§§ 8 og 9", "law"),
        ("se kapittel 3", "kapittel 3", "label"),
        ("se tabell 12", "tabell 12", "label"),
        ("i uke 12–20", "uke 12–20", "label"),
        ("på side 3 av 10", "side 3 av 10", "page"),
        ("med versjon 1.2.3", "versjon 1.2.3", "label"),
        ("med 1.2.3", "1.2.3", "version"),
        ("ring 22 33 44 55", "22 33 44 55", "phone"),
        ("skriv til x2@fjordvik.example", "x2@fjordvik.example", "e-mail"),
        ("se https://fjordvik.example/2020/35", "https://fjordvik.example/2020/35", "address"),
        ("i 3. trinn", "3.", "ordinal"),
        ("for 2. gang", "2.", "ordinal"),
        ("under covid-19", "covid-19", "part of a word"),
        ("med O365", "O365", "part of a word"),
        ("etter 10-FAKTOR", "10-FAKTOR", "part of a word"),
        ("en 24-timers vakt", "24-timers", "part of a word"),
        ("med Office 365", "Office 365", "label"),
        ("et 1:1 tilbud", "1:1", "ratio"),
        ("en skala fra 1 til 5", "skala fra 1 til 5", "scale"),
        ("med `x = 5`", "`x = 5`", "code"),
        ("andelen {{ svar.andel2 }}", "{{ svar.andel2 }}", "reference"),
        ("som vist[^1]", "[^1]", "footnote"),
    ],
)
def test_what_is_no_figure_is_told_as_what_it_is(text, found, reason):
    figures, others = find_numbers(f"Vi viser {text}, sa de.")
    assert not figures
    assert [(other.text, other.reason) for other in others] == [(found, reason)]


def test_numbers_of_lists_and_headings_are_no_figures():
    figures, others = find_numbers("## 1.2 Svar\n\n1. Vi spurte\n2. De svarte\n\n```\nx = 5\n```\n")
    assert not figures
    assert [other.reason for other in others] == ["heading number", "list number", "list number", "code"]


@pytest.mark.parametrize("text", ["2011 medarbeidere", "2020 timer", "totalt 2 020"])
def test_what_is_counted_is_no_year(text):
    assert only(f"Det var {text}.").value in {2011, 2020}


def read_back(written, language):
    figure = only(f"Det var {written} i alt.", language)
    assert figure.text == written
    return figure


@given(st.integers(-(10**12), 10**12), LANGUAGES)
def test_a_whole_number_as_reports_write_it_is_read_back(number, language):
    figure = read_back(numbers.integer(number, language=language), language)
    assert (figure.value, figure.step) == (number, 1)


@given(st.floats(-1e9, 1e9), st.integers(1, 3), LANGUAGES)
def test_a_decimal_number_as_reports_write_it_is_read_back(number, digits, language):
    figure = read_back(numbers.decimal(number, digits, language=language), language)
    assert figure.value == pytest.approx(numbers.rounded(number, digits), abs=1e-9)
    assert figure.step == pytest.approx(10**-digits)


@given(st.floats(0, 1), st.integers(0, 2), LANGUAGES)
def test_a_share_as_reports_write_it_is_read_back(share, digits, language):
    figure = read_back(numbers.percent(share, digits, language=language), language)
    assert figure.value == pytest.approx(numbers.rounded(share * 100, digits) / 100, abs=1e-12)
    assert (figure.step, figure.unit) == (pytest.approx(10 ** -(digits + 2)), "share")


@given(st.integers(0, 10**12), LANGUAGES)
def test_an_amount_as_reports_write_it_is_read_back(kroner, language):
    figure = read_back(numbers.money(kroner, language=language), language)
    assert abs(figure.value - kroner) <= figure.step / 2 * (1 + 1e-9)
    assert figure.unit == "kroner"


@given(st.text(alphabet="12305 .,-–%§/:()abkrtilog\n", max_size=80), LANGUAGES)
def test_what_is_found_slices_the_text_and_never_overlaps(text, language):
    figures, others = find_numbers(text, language)
    found = sorted([*figures, *others], key=lambda one: one.start)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_quarter_of_an_hour_is_no_share():
    assert find_numbers("Det tok et kvarter å rydde.") == ([], [])
    assert only("En kvart av de ansatte svarte.").unit == "share"
