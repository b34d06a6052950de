import json
import math

import pytest

from kb.errors import FaultsFound, KbError
from kb.evaluation.reconciling.facts import Fact, by_name, count, read_facts, share, speaking, write_facts

DONE = count("survey.completed", 6087, ["fullført"])


def test_a_share_keeps_the_counts_it_was_worked_out_from():
    one = share("survey.stewards.share", count("survey.stewards", 397, ["tillitsvalgt"]), DONE)
    assert one.counts == (397, 6087)
    assert one.value == pytest.approx(0.0652, abs=1e-4)
    assert (one.unit, one.part_of, one.words) == ("share", "survey.completed", ("tillitsvalgt",))


@pytest.mark.parametrize("value", [None, math.nan])
def test_a_hidden_count_hides_its_share(value):
    few = count("survey.area.kultur", value, ["kultur"])
    assert few.hidden
    assert share("survey.area.kultur.share", few, DONE).hidden
    assert share("survey.none", DONE, count("survey.empty", 0, ["ingen"])).hidden


@pytest.mark.parametrize(
    ("name", "value", "words", "told"),
    [
        ("svar prosent", 1, ("svar",), "no name"),
        ("svar", math.inf, ("svar",), "has the value"),
        ("svar", 1, (), "no words"),
        ("svar", 1, ("svar|",), "no words"),
    ],
)
def test_a_fact_that_cannot_be_is_told(name, value, words, told):
    with pytest.raises(KbError, match=told):
        Fact(name, value, "persons", words)


def test_two_facts_of_one_name_are_told():
    with pytest.raises(KbError, match=r"survey\.completed"):
        by_name([DONE, DONE])


def test_facts_are_read_as_they_were_written(tmp_path, facts):
    write_facts(facts, tmp_path / "facts.json")
    assert read_facts(tmp_path / "facts.json") == facts


def test_a_hidden_figure_is_not_in_the_file(tmp_path):
    write_facts([count("survey.area.kultur", math.nan, ["kultur"])], tmp_path / "facts.json")
    assert json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))[0]["value"] is None


def test_every_fault_of_a_file_of_facts_is_told(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text('[{"name": "a", "value": "mange", "unit": "skritt", "words": ["a"]}]', encoding="utf-8")
    with pytest.raises(FaultsFound) as told:
        read_facts(file)
    assert {fault.place for fault in told.value.faults} == {"0.value", "0.unit"}
    with pytest.raises(FaultsFound, match="cannot be opened"):
        read_facts(tmp_path / "none.json")


def test_a_label_is_spoken_of_by_its_words_and_those_in_brackets():
    assert speaking(["Pleie og omsorg (PLO)", "Nursing and care"]) == "pleie og omsorg|plo|nursing and care"
