import pytest
from banks import BODY, lesson_text

from kb.lessons.bank.differences import UNREADABLE, differences, lesson_id

ACTION = "{what: Telle hver mandag, owner: Lagerleder, status: planned, due: 2020-09-01}"


def told(after, **before):
    return differences(lesson_text(**before), after)


def test_the_first_version_is_said_to_be_written():
    assert differences(None, lesson_text()) == ["written as identified"]


def test_a_status_is_told_first_and_other_fields_by_what_they_were():
    assert told(lesson_text(status="validated", review_by="2028-01-01", event="Øvelse")) == [
        "status: identified → validated",
        "event: Koronapandemien 2020–2022 → Øvelse",
        "review_by: 2027-06-30 → 2028-01-01",
    ]


def test_a_list_is_told_by_what_came_in_and_what_went_out():
    assert told(lesson_text(themes="[skole]")) == ["themes: skole added", "themes: smittevern taken out"]
    assert told(lesson_text(themes="[b, a]"), themes="[a, b]") == ["themes: in another order"]


def test_a_field_that_comes_and_one_that_goes_are_told():
    assert told(lesson_text(verification="Svinnet falt.")) == ["verification: Svinnet falt."]
    assert told(lesson_text(), reason="Dyrt.") == ["reason taken out"]


def test_a_progress_note_and_a_new_status_of_an_action_are_told_by_its_name():
    after = ACTION.replace("planned", "done").replace(
        "}", ", progress: [{on: 2020-08-01, note: Talt}], id: telle}"
    )
    assert told(lesson_text(actions=f"[{after}]"), actions=f"[{ACTION}]") == [
        "action telle: status: planned → done",
        "action telle: id: telle",
        "action telle: progress: (2020-08-01, Talt) added",
    ]


def test_an_action_without_an_id_is_called_by_its_first_words():
    long = ACTION.replace(
        "Telle hver mandag", "Telle alt utstyret på hvert eneste lager i kommunen hver mandag"
    )
    assert told(lesson_text(actions=f"[{long}]")) == [
        "action «Telle alt utstyret på hvert eneste lager i …» added, planned"
    ]
    assert told(lesson_text(), actions=f"[{ACTION}]") == ["action Telle hver mandag taken out"]


@pytest.mark.parametrize(("written", "said"), [("no", "no"), ('"no"', "no"), ("partly", "partly")])
def test_a_decision_is_told_in_one_line(written, said):
    decision = f"{{answer: {written}, on: 2020-08-01, by: HAMU, reason: Dyrt}}"
    assert told(lesson_text(decision=decision)) == [f"decided {said} by HAMU on 2020-08-01"]


def test_an_edited_section_is_told_with_its_change_in_length():
    body = BODY.replace("Behold lageret.", "Behold lageret, og tell det.").replace(
        "Én oversikt", "Ei oversikt"
    )
    assert told(lesson_text(body=body)) == [
        "section Konklusjon edited (as many words as before)",
        "section Anbefaling edited (+3 words)",
    ]


def test_a_section_that_comes_and_one_that_goes_are_told():
    assert told(lesson_text(body=BODY.replace("Anbefaling", "Tilråding"))) == [
        "section Tilråding added",
        "section Anbefaling taken out",
    ]


def test_what_is_laid_out_anew_says_so_and_the_same_text_says_nothing():
    assert told(lesson_text().replace("\n", "\r\n")) == ["laid out anew"]
    assert told(lesson_text()) == []


def test_a_version_that_cannot_be_read_is_told_and_so_is_its_mending():
    assert told("---\nbroken") == [UNREADABLE]
    assert differences("---\nbroken", lesson_text()) == [f"mended from {UNREADABLE}"]


def test_a_long_value_is_shortened():
    (line,) = told(lesson_text(event="x" * 1000))
    assert len(line) < 400


def test_fields_of_other_kinds_than_they_should_be_are_told_too():
    assert told(lesson_text(actions="ingen", decision="ja", status="[a]")) != []


def test_the_id_of_a_text_that_has_none_is_none():
    assert lesson_id(lesson_text()) == "felles-lager"
    assert lesson_id("# Tekst") is None


def test_signs_that_would_steer_a_terminal_are_left_out():
    decision = '{answer: yes, on: 2020-08-01, by: "HA\\e[2JMU"}'
    lines = told(lesson_text(event='"a\\e[2Jb"', decision=decision, status='"\\e[1m"'))
    assert len(lines) == 3
    assert not any("\x1b" in line for line in lines)
