"""Groups beside all others: by protected figures only, and in words no stronger than the tests."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from kb.errors import KbError
from kb.evaluation.profiles import difference_list, draft_findings, group_sheets
from kb.evaluation.topics import Topic, judge_topics, standings
from kb.privacy.disclosure import Table, protect

AREAS = ["Pleie", "Skole", "Barnehage", "Kultur", "Idrett"]
TOPIC = Topic("information", "information", ("Stor",), "fikk informasjonen de trengte", "Fikk informasjon")


@pytest.fixture
def tables():
    counts = pd.DataFrame([[400, 200], [150, 250], [120, 130], [7, 2], [6, 3]], AREAS, ["Liten", "Stor"])
    rate = pd.DataFrame([[600, 300], [400, 100], [250, 60], [9, 3], [9, 4]], AREAS, ["Svart", "Ikke svart"])
    return {"information": Table(counts), "rate": Table(rate)}


@pytest.fixture
def told(tables):
    shown = protect(tables)
    family = judge_topics(tables, [TOPIC])
    return shown, family, list(standings(shown, [TOPIC], family))


def test_a_group_stands_beside_all_others(told):
    _, _, (care, school, *_) = told
    assert care.share == pytest.approx(200 / 600)
    assert care.base == 600
    assert care.stands_out
    assert school.judged.verdict == "more"


def test_nothing_is_said_of_a_group_whose_share_is_hidden(told):
    shown, _, (*_, culture, _) = told
    assert math.isnan(shown["information"].cells.loc["Kultur", "Stor"])
    assert math.isnan(culture.share)
    assert culture.judged is None
    assert not culture.stands_out


def test_drafts_tell_the_differences_that_the_tests_make_out_the_largest_first(told):
    _, _, found = told
    drafts = draft_findings(found)
    assert [draft.split(":")[0] for draft in drafts if "enn ellers" in draft] == [
        draft.split(":")[0] for draft in drafts
    ]
    assert all("Kultur" not in draft for draft in drafts)
    assert any(
        "færre enn ellers fikk informasjonen de trengte (33 % av 600 svar, mot"
        in draft.replace("\u00a0", " ")
        for draft in drafts
    )


def test_without_differences_it_is_said_so(tables):
    alike = {**tables, "information": Table(pd.DataFrame([[100, 100]] * 5, AREAS, ["Liten", "Stor"]))}
    family = judge_topics(alike, [TOPIC])
    block = difference_list(standings(protect(alike), [TOPIC], family), family)
    assert "Ingen områder skiller seg" in block.html
    assert "5 tester" in block.html.replace("\u00a0", " ")


def test_each_group_has_a_sheet_with_its_response_rate(told):
    shown, _, found = told
    soup = BeautifulSoup(group_sheets(found, shown["rate"]).html, "html.parser")
    heads = [summary.get_text().replace("\u00a0", " ") for summary in soup.select("summary")]
    assert heads[:2] == ["Pleie: 67 % svarte, 600 av 900", "Skole: 80 % svarte, 400 av 500"]
    assert heads[3] == "Kultur"  # its response rate is hidden
    assert len(soup.select("table")) == 5
    assert (
        soup.select("p.caption")[-1].get_text().startswith("«:»")
        or ":" in soup.select("p.caption")[-1].get_text()
    )


def test_an_answer_that_the_table_has_not_is_told(told):
    shown, family, _ = told
    wrong = Topic("information", "information", ("Svært stor",), "x", "x")
    with pytest.raises(KbError, match=r"«information» has no answer Svært stor\. Choose among: Liten, Stor"):
        list(standings(shown, [wrong], family))
