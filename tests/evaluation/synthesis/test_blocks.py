import re

import pytest
from banks import TAXONOMY
from bs4 import BeautifulSoup

from kb.evaluation.synthesis.balance import weigh_sides
from kb.evaluation.synthesis.blocks import (
    balance_note,
    gap_list,
    method_list,
    question_findings,
    rule_note,
    selection_list,
    theme_findings,
)
from kb.evaluation.synthesis.gaps import Gaps
from kb.evaluation.synthesis.labels import ITEMS, STEPS, WORDS
from kb.evaluation.synthesis.method import check_method
from kb.evaluation.synthesis.selection import Candidate, select


def seen(block):
    return re.sub(r"\s+", " ", BeautifulSoup(block._repr_html_(), "html.parser").get_text(" ")).strip()


def rows(block):
    soup = BeautifulSoup(block._repr_html_(), "html.parser")
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in soup.select("tbody tr")
    ]


@pytest.fixture
def claims(make_claim):
    return [
        make_claim("a", "E1", themes=("skole",)),
        make_claim("b", "E2", "improvement", themes=("smittevern", "skole"), grade="weak"),
        make_claim("c", "E2", themes=("ukjent",)),
    ]


def test_each_question_tells_its_findings_and_how_strong_they_are(make_plan, claims):
    assert rows(question_findings(make_plan(), claims, caption="Funn")) == [
        ["E1. Kom varslet fram?", "1", "0", "1 sterkt"],
        ["E2. Holdt driften?", "1", "1", "1 sterkt, 1 svakt"],
        ["E3. Holdt folk?", "0", "0", "ingen funn ennå"],
    ]


def test_themes_come_with_those_most_told_of_first(claims):
    assert rows(theme_findings(claims, TAXONOMY, caption="Tema")) == [
        ["Skole", "1", "1"],
        ["Smittevern", "0", "1"],
        ["ukjent", "1", "0"],
    ]


def test_a_lopsided_evaluation_is_warned_of(claims):
    assert "Skjevt" not in seen(balance_note(weigh_sides(claims)))
    assert "Skjevt: Se over hvor mange funn det er av hvert slag" in seen(
        balance_note(weigh_sides(claims[:1]))
    )
    assert seen(balance_note(weigh_sides([]))) == "Ingen funn ennå."


def test_gaps_are_named_as_the_page_calls_them():
    told = seen(gap_list(Gaps(("E1",), (), ("Helse",), (), ("skole",)), TAXONOMY))
    assert "Spørsmål uten funn : E1." in told
    assert "Helse." in told
    assert "Skole." in told
    assert "alle" not in told
    assert seen(gap_list(Gaps((), (), (), (), ()))).startswith("Alle spørsmål")


def test_what_a_selection_left_out_is_told_with_why():
    same = {
        "event": ("flom",),
        "area": ("Skole",),
        "year": ("2020",),
        "theme": ("skole",),
        "kind": ("strength",),
    }
    lessons = [
        Candidate("a", "A", same, 3),
        Candidate("b", "B", same),
        Candidate("c", "C", same | {"year": ("2021",)}),
    ]
    told = seen(selection_list(select(lessons, 1), TAXONOMY, caption="Valgt"))
    assert "1 av 3 læringspunkter er valgt" in told
    assert "1 er utelatt fordi alt de handler om, er dekket" in told
    assert "de valgte ikke dekker dette: 2021." in told


def test_the_method_is_told_in_words_with_what_it_lacks(make_plan, claims):
    plan = make_plan(mandate="(fyll ut)", dates={"draft": "2023-10-01"})
    told = dict(rows(method_list(check_method(plan, claims, response_rate=0.685), caption="Metode")))
    assert told["Mandat"] == "mangler: tekst i planen"
    assert told["Spørsmål med funn"] == "2 av 3; mangler: E3"
    assert told["Svarprosent"] == "69\u00a0%"
    assert told["Datoer"] == "mangler: undersøkelse, høring, vedtak"


def test_the_rule_of_strength_tells_its_limits():
    assert "minst 100 har svart" in seen(rule_note())
    assert "færre enn 30 svar" in seen(rule_note())


@pytest.mark.parametrize("words", [WORDS, ITEMS, STEPS])
def test_every_language_has_every_word(words):
    assert words["nb"].keys() == words["nn"].keys() == words["en"].keys()
