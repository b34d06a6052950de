"""Every list of the staffing page, in every language, and what hidden and unknown look like in it."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import kb.evaluation.staffing.wording
from kb.evaluation.staffing.ahead import what_if_table
from kb.evaluation.staffing.load import baseline_list, limits_list, peak
from kb.evaluation.staffing.moves import channel_list, channel_words, moves_list
from kb.evaluation.staffing.pace import cover_list, source_list, step_list
from kb.privacy.disclosure import protect
from kb.staffing.hindsight.whatif import sensitivity
from kb.staffing.load.baseline import against
from kb.staffing.movement.channels import lead_times
from kb.staffing.movement.redeployment import durations, emptied
from kb.staffing.pipeline.filling import time_to_fill

LANGUAGES = ("nb", "nn", "en")


def rows_of(block):
    table = BeautifulSoup(str(block.html), "html.parser").table
    heads = [cell.get_text() for cell in table.thead.find_all("th")]
    return heads, {
        row.th.get_text(): [cell.get_text() for cell in row.find_all("td")]
        for row in table.tbody.find_all("tr")
    }


def test_every_word_is_there_in_every_language():
    words = tomllib.loads(
        Path(kb.evaluation.staffing.wording.__file__).with_name("words.toml").read_text("utf-8")
    )
    assert all(set(told) == set(LANGUAGES) and all(told.values()) for told in words.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_and_sources_name_the_slowest(measured, shown, language):
    heads, rows = rows_of(step_list(measured.pace, shown["klarering"], caption="Steg", language=language))
    assert len(heads) == 5
    assert rows["Politiattest"][2:] == ["535", "22"]
    _, sources = rows_of(source_list(measured.sources, caption="Kilder", language=language))
    assert sources["NAV"][-1] == "politiattest"
    assert sources["Intern"][2].startswith("–")  # that source has no such step


def test_a_hidden_rate_is_a_colon_and_time_is_told_beside(staffing, shown):
    waited = time_to_fill(staffing, "kompetanse")
    _, rows = rows_of(
        cover_list(
            shown["besatt per kompetanse"],
            shown["dekket per kompetanse"],
            waited,
            caption="Behov",
            head="Kompetanse",
        )
    )
    assert rows["Lege"][1] == ": skjult"
    assert rows["Sykepleier natt"] == ["40", "43\u00a0%", "40\u00a0%", "mer enn 71 dager"]


@pytest.mark.parametrize(("language", "week"), [("nb", "Uke 12"), ("nn", "Veke 12"), ("en", "Week 12")])
def test_weeks_are_named_by_their_number(shown, language, week):
    told = {"caption": "Uker", "head": "Uke", "language": language}
    _, rows = rows_of(cover_list(shown["besatt per uke"], shown["dekket per uke"], **told))
    assert rows[week][:2] == ["64", "83%" if language == "en" else "83\u00a0%"]


def test_net_givers_and_receivers_stand_with_signs(staffing, shown):
    far = emptied(shown, {"Barnehage": 890, "HR og digitalisering": 150})
    _, rows = rows_of(moves_list(shown["personer"], durations(staffing), far, caption="Netto"))
    assert rows["Helsetjenester"][:3] == ["21", "193", "+172"]
    assert rows["Barnehage"][2] == "−74"
    assert rows["Barnehage"][4].startswith("69 (7,8\u00a0%), uke")
    assert rows["HR og digitalisering"][4] == ": skjult"  # it gave, but no week of it may be shown
    assert rows["Pleie og omsorg"][4].startswith("–")


def test_what_a_channel_does_not_tell_is_a_dash_and_not_zero(staffing, shown):
    told = {"persons": "personer per kanal", "hours": "timer per kanal", "cost": "kostnad per kanal"}
    _, rows = rows_of(channel_list(shown, lead_times(staffing), **told, caption="Kanaler"))
    assert rows["Overtid"][1:4] == ["35\u00a0593", "14,5\u00a0mill.\u00a0kr", "407"]
    assert rows["Ekstern rekruttering"][1].startswith("–")
    assert rows["NAV"][2].startswith("–")


def test_channels_in_words_say_what_is_hidden(shown):
    assert "skjult" in channel_words(shown["personer per kanal og måned"])


@pytest.mark.parametrize(
    ("language", "holiday"), [("nb", "langfredag"), ("nn", "langfredag"), ("en", "Good Friday")]
)
def test_the_quiet_level_stands_beside_each_month_with_its_holidays(shown, language, holiday):
    overtime, shifted = against(shown["timer overtid"]), against(shown["timer forskjøvet arbeidstid"])
    _, rows = rows_of(baseline_list(overtime, shifted, caption="Nivå", language=language))
    april = next(cells for month, cells in rows.items() if month.lower().startswith("april"))
    assert holiday in april[-1]
    assert april[2].startswith("+")


def test_the_peak_is_the_month_furthest_above(shown):
    name, hours, beyond, marked = peak(against(shown["timer overtid"]))
    assert (name, hours) == ("april\u00a02020", 9034)
    assert 0 < beyond < hours
    assert "langfredag" in marked


def test_where_nothing_is_above_there_is_no_peak(shown):
    told = against(shown["timer overtid"])
    assert peak(told.assign(avvik=float("nan"))) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Mulig overskridelse – må vurderes"),
        ("nn", "Mogleg overskriding – må vurderast"),
        ("en", "Possible excess – must be assessed"),
    ],
)
def test_limits_are_told_as_possible_excess_also_where_nobody_is(shown, rules, language, words):
    heads, rows = rows_of(limits_list(shown, rules, caption="Grenser", language=language))
    assert heads[1] == words
    assert len(rows) == 6
    assert {cells[0] for cells in rows.values()} == {"0"}


def test_a_what_if_is_told_with_rows_and_columns_in_words(staffing):
    rates = sensitivity(staffing, "sykepleier natt", days=[None, 7], more=[0, 5])
    told = protect({"if": what_if_table(rates, 471)}, smallest=1)["if"]
    assert told.cells.index.tolist() == ["som det var", "innen 7 dager"]
    assert told.cells.columns.tolist() == ["+0", "+5"]
    assert told.hidden == 0
    assert told.cells.to_numpy() == pytest.approx(rates.to_numpy())
    assert pd.Series(told.cells.to_numpy().ravel()).between(0, 1).all()
