from datetime import date

import pytest

from kb.evaluation.reconciling.accounts import reconcile_file
from kb.evaluation.reconciling.facts import count, day
from kb.evaluation.reconciling.reconciler import reconcile
from kb.evaluation.reconciling.wording import explain

SENT = day("survey.sent.day", date(2020, 6, 15), ["undersøkelse*|survey", "sendt|sendte|sent"])
BEGAN = day("event.start", date(2020, 3, 12), ["pandemi*", "start*|begynte"])
DONE = count("survey.completed", 6087, ["fullført|fullførte"])
FACTS = [SENT, BEGAN, DONE]


def only(text, facts=FACTS, unit="date"):
    (one,) = [judged for judged in reconcile(text, facts) if getattr(judged.number, "unit", "") == unit]
    return one


@pytest.mark.parametrize(
    "told", ["15. juni 2020", "15.06.2020", "midten av juni 2020", "juni 2020", "uke 25 i 2020"]
)
def test_a_date_that_is_the_facts_agrees_to_its_precision(told):
    judged = only(f"Undersøkelsen ble sendt {told} til alle.")
    assert (judged.verdict, judged.fact) == ("agrees", SENT)


@pytest.mark.parametrize("told", ["18. juni 2020", "15. juni 2019", "mai 2020", "uke 20 i 2020"])
def test_a_date_that_is_not_differs_and_the_true_one_is_told(told):
    judged = only(f"Undersøkelsen ble sendt {told} til alle.")
    assert (judged.verdict, judged.fact, judged.flagged) == ("differs", SENT, True)
    assert "15. juni 2020" in explain(judged, language="nb").replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Undersøkelsen ble drøftet i HAMU 3. september 2020.",
        "Planen ble sendt 3. september 2020.",
        "Undersøkelsen ble sendt i 2021.",
        "Undersøkelsen ble sendt 18. juni.",
        "Undersøkelsen ble sendt 15. juni 2020 og purret 22. juni 2020.",
        "Pandemien og undersøkelsen ble nevnt 2. mai 2020.",
    ],
)
def test_a_date_of_something_else_or_without_its_year_is_not_flagged(text):
    assert not any(judged.flagged for judged in reconcile(text, FACTS))


def test_a_number_is_never_held_against_a_day():
    assert only("Undersøkelsen ble sendt til 14 kommuner.", unit="other").verdict == "unknown"
    assert only("Undersøkelsen ble sendt 14 ganger.", unit="other").verdict == "unknown"


def test_days_take_no_words_from_the_numbers_beside_them():
    text = "Undersøkelsen ble sendt 15. juni 2020, og 6087 fullførte."
    verdicts = {judged.number.text: judged.verdict for judged in reconcile(text, FACTS)}
    assert verdicts == {"15. juni 2020": "agrees", "6087": "agrees"}


def test_without_facts_of_dates_dates_are_no_figures():
    (judged,) = reconcile("Undersøkelsen ble sendt 15. juni 2020.", [DONE])
    assert judged.verdict == "not a figure"


def test_json_tells_a_day_as_a_day(tmp_path):
    text = tmp_path / "rapport.md"
    text.write_text("Undersøkelsen ble sendt 18. juni 2020.", encoding="utf-8")
    (one,) = reconcile_file(text, FACTS).as_dict()["numbers"]
    assert (one["value"], one["unit"], one["verdict"]) == ("2020-06-18", "date", "differs")
