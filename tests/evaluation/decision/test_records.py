import shutil
from pathlib import Path

import pytest

from kb.errors import FaultsFound
from kb.evaluation.decision.records import read_note

SAMPLE = Path(__file__).parents[3] / "notebooks" / "data" / "decision.toml"


def changed(tmp_path, old, new):
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "data" / "decision.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.replace(old, new), encoding="utf-8")
    shutil.copy(SAMPLE.parents[1] / "04_evaluation.ipynb", tmp_path)
    return file


def test_the_sample_note_is_read_in_priority():
    note = read_note(SAMPLE)
    assert [one.priority for one in note.in_priority] == [1, 2, 3, 4, 5]
    assert [decision.answer for _, decision in note.decided] == ["yes", "partly", "yes", "yes", "no"]


def test_every_fault_of_a_note_is_told_at_once(tmp_path):
    file = changed(tmp_path, 'cost = "150 000 kr til utredningen"\n', "")
    file.write_text(file.read_text(encoding="utf-8").replace("concerns = [", "concern = ["), encoding="utf-8")
    with pytest.raises(FaultsFound) as found:
        read_note(file)
    told = "\n".join(map(str, found.value.faults))
    assert "recommendations.2.cost" in told
    assert "recommendations.0.concern" in told


def test_two_recommendations_cannot_have_the_same_priority(tmp_path):
    with pytest.raises(FaultsFound) as found:
        read_note(changed(tmp_path, "priority = 4", "priority = 2"))
    assert [fault.problem for fault in found.value.faults] == [
        "2 recommendations have priority 2.",
        "no recommendation has priority 4.",
    ]


def test_a_recommendation_without_an_alternative_is_refused(tmp_path):
    alternative = (
        '[[recommendations.alternatives]]\nwhat = "Fast avtale med vikarbyrå"\n'
        'means = "Raskt på plass, men dyrt og usikkert når alle kommuner trenger det samme"\n'
    )
    with pytest.raises(FaultsFound, match=r"recommendations\.2\.alternatives"):
        read_note(changed(tmp_path, alternative, ""))


def test_no_without_a_reason_is_refused(tmp_path):
    reason = 'reason = "Minstekravene tas inn når skolenes planer uansett skal revideres. Utstyr kjøpes ikke nå."\n'
    with pytest.raises(FaultsFound, match="needs a reason"):
        read_note(changed(tmp_path, reason, ""))


def test_a_finding_that_the_evaluation_does_not_have_is_told_with_those_it_has(tmp_path):
    with pytest.raises(FaultsFound, match=r"no finding 'overtida'.*It has: .*overtid"):
        read_note(changed(tmp_path, 'name = "overtid"', 'name = "overtida"'))


def test_a_note_without_its_evaluation_is_refused(tmp_path):
    with pytest.raises(FaultsFound, match="there is no \\.\\./borte"):
        read_note(changed(tmp_path, "../04_evaluation.ipynb", "../borte.ipynb"))


def test_a_person_who_decides_or_owns_is_a_fault_and_a_role_is_none(tmp_path):
    file = changed(tmp_path, 'owner = "Personalsjef"', 'owner = "Kari Nordmann"')
    text = file.read_text(encoding="utf-8").replace('by = "Kommunedirektøren"', 'by = "Ola Nordmann"')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsFound) as found:
        read_note(file)
    told = [str(fault) for fault in found.value.faults]
    assert any("recommendation 3, owner: tells of a person: 'Kari Nordmann' (name)." in line for line in told)
    assert any(
        "recommendation 1, decision.by: tells of a person: 'Ola Nordmann' (name)." in line for line in told
    )
