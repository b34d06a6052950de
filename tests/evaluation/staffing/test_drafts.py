import math
from dataclasses import replace

import pytest

from kb.evaluation.staffing.drafts import (
    bound_drafts,
    draft_list,
    fill_drafts,
    funnel_drafts,
    load_drafts,
    missing_drafts,
    move_drafts,
)
from kb.staffing.load.baseline import against


def all_drafts(measured, shown, language):
    return [
        *fill_drafts(shown["besatt per område"], shown["dekket per område"], language),
        *missing_drafts(shown["manglet"], language),
        *funnel_drafts(shown["trakt"], measured.pace, language),
        *move_drafts(shown["personer"], language),
        *load_drafts(against(shown["timer overtid"]), language),
        *bound_drafts(measured.bound, language),
    ]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_sentence_is_drafted_of_every_part(measured, shown, language):
    drafts = all_drafts(measured, shown, language)
    assert len(drafts) == 8
    assert all(draft.endswith(".") and "{" not in draft and " nan" not in draft for draft in drafts)


def test_the_figures_are_those_shown(measured, shown):
    text = " ".join(all_drafts(measured, shown, "nb"))
    for told in ("388 av 471", "82\u00a0%", "23 stillinger", "politiattest", "327 ble flyttet", "414"):
        assert told in text
    assert "Det er en grense, ikke en fasit." in text


def test_no_draft_is_made_of_what_is_hidden(shown):
    areas, flows = shown["besatt per område"], shown["personer"]
    hidden = replace(areas, cells=areas.cells * math.nan, column_totals=areas.column_totals * math.nan)
    time = shown["dekket per område"]
    assert not [one for one in fill_drafts(hidden, time) if "meldte" in one]
    assert list(move_drafts(replace(flows, row_totals=flows.row_totals * math.nan))) == []
    assert (
        list(missing_drafts(replace(shown["manglet"], row_totals=shown["manglet"].row_totals * math.nan)))
        == []
    )


def test_without_any_draft_the_list_says_so():
    assert "Ingen funn" in draft_list(iter(())).html
    assert "<li>a</li>" in draft_list(iter(["a"])).html
