import datetime as dt

import pytest

from kb.errors import FaultsFound, KbError
from kb.evaluation.actions.freshness import changed_since_index
from kb.evaluation.actions.writing import add_action, finish_action, note_progress, record_decision
from kb.lessons.bank.records import Action

DAY = dt.date(2026, 11, 20)


def text(library, name="b"):
    return (library.lessons / "entries" / f"{name}.md").read_text(encoding="utf-8")


def test_a_note_stands_in_the_file_and_in_the_knowledge_base(library):
    note_progress(library, "lager-igjen", "ny-telling", "Resten tas i uke 50", on=DAY)
    assert "\n      - {on: 2026-11-20, note: Resten tas i uke 50}\n" in text(library)
    assert library.lesson("lager-igjen").actions[0].last.note == "Resten tas i uke 50"
    assert changed_since_index(library) == 0


def test_without_a_knowledge_base_the_file_is_written_all_the_same(library):
    library.database.unlink()
    note_progress(library, "lager-igjen", "ny-telling", "Talt", on=DAY)
    assert "note: Talt" in text(library)
    assert not library.database.exists()


def test_when_the_knowledge_base_cannot_follow_it_is_told_that_the_file_is_written(library):
    library.database.write_bytes(b"no base")
    with pytest.raises(KbError, match=r"The lesson is written, but .*kb index"):
        note_progress(library, "lager-igjen", "ny-telling", "Talt", on=DAY)
    assert "note: Talt" in text(library)


@pytest.mark.parametrize("name", ["varsle", "2", "lager-igjen/varsle"])
def test_an_action_is_told_by_its_id_its_number_or_its_full_name(library, name):
    changed = note_progress(library, "lager-igjen", name, "I gang", on=DAY, status="started")
    assert (changed.actions[1].status, changed.actions[1].last.note) == ("started", "I gang")


def test_an_older_note_is_put_in_its_place(library):
    changed = note_progress(library, "lager-igjen", "1", "Først", on=dt.date(2026, 8, 1))
    assert [one.note for one in changed.actions[0].progress] == ["Først", "Halve lageret er talt"]


def test_a_finished_action_is_done_from_the_day_told_with_a_word_of_its_own(library):
    changed = finish_action(library, "lager-igjen", "ny-telling", on=DAY)
    assert (changed.actions[0].status, changed.actions[0].done_on) == ("done", DAY)
    assert changed.actions[0].last.note == "Gjort."


@pytest.mark.parametrize(
    "words", ["yes", "12:30", "a: b", "# nei", "2026-01-01", "- x", "null", "[a]", "'x", "a, b", "{a", "a]"]
)
def test_words_that_yaml_would_read_otherwise_come_through(library, words):
    assert note_progress(library, "lager-igjen", "1", words, on=DAY).actions[0].last.note == words


def test_a_note_of_several_lines_becomes_one(library):
    assert note_progress(library, "lager-igjen", "1", " a\n\n b ", on=DAY).actions[0].last.note == "a b"


def test_an_action_or_a_lesson_that_is_not_there_is_told_with_those_that_are(library):
    with pytest.raises(KbError, match=r"no action 'borte'. It has ny-telling: Telle hver mandag; varsle: "):
        note_progress(library, "lager-igjen", "borte", "x", on=DAY)
    with pytest.raises(KbError, match="Did you mean lager-igjen"):
        note_progress(library, "lager-igje", "1", "x", on=DAY)


def test_a_note_on_what_is_done_is_refused_since_it_would_move_the_day(library):
    before = text(library, "a")
    with pytest.raises(KbError, match="verified_by"):
        note_progress(library, "felles-lager", "lager", "Virker", on=DAY)
    assert text(library, "a") == before


def test_what_was_done_before_its_last_note_is_refused(library):
    with pytest.raises(KbError, match="has a note of 2026-09-01, after 2026-08-01"):
        finish_action(library, "lager-igjen", "ny-telling", on=dt.date(2026, 8, 1))


def test_reopening_an_action_of_an_implemented_lesson_is_refused_by_the_lessons_rules(library):
    before = text(library, "a")
    with pytest.raises(FaultsFound, match="is started, but the lesson is implemented"):
        note_progress(library, "felles-lager", "lager", "Igjen", on=DAY, status="started")
    assert text(library, "a") == before


@pytest.mark.parametrize(
    "words", ["Kari Nordmann tar det", "Ring 22 33 44 55", "a@b.no", "Per Ås-Hansen ser på"]
)
def test_words_about_a_person_are_refused(library, words):
    before = text(library)
    with pytest.raises(KbError, match="tells of a person"):
        note_progress(library, "lager-igjen", "1", words, on=DAY, names=["Per Ås-Hansen"])
    with pytest.raises(KbError, match="tells of a person"):
        record_decision(
            library, "lager-igjen", "no", by="HAMU", on=DAY, reason=words, names=["Per Ås-Hansen"]
        )
    assert text(library) == before


def test_a_decision_takes_the_place_of_the_one_before(library):
    changed = record_decision(library, "lager-igjen", "no", by="Kommunedirektøren", on=DAY, reason="no")
    assert changed.decision.model_dump(exclude_none=True) == {
        "on": DAY,
        "answer": "no",
        "by": "Kommunedirektøren",
        "reason": "no",
    }
    assert library.lesson("lager-igjen").decision == changed.decision
    assert text(library).count("decision:") == 1


def test_a_decision_without_the_reason_it_needs_is_refused(library):
    before = text(library)
    with pytest.raises(FaultsFound, match="the answer partly needs a reason"):
        record_decision(library, "lager-igjen", "partly", by="HAMU", on=DAY)
    assert text(library) == before


def test_a_decision_note_in_the_bank_must_be_there(library):
    with pytest.raises(KbError, match="no decision note"):
        record_decision(library, "skole", "yes", by="HAMU", on=DAY, note="texts/notater/n.md")
    changed = record_decision(library, "skole", "yes", by="HAMU", on=DAY, note="Notat 4/2026")
    assert changed.decision.note == "Notat 4/2026"


def test_a_new_action_is_written_beneath_the_others(library):
    new = Action(id="merke", what="Merke: alt", owner="Lagerleder", status="planned", due=dt.date(2027, 2, 1))
    changed = add_action(library, "lager-igjen", new)
    assert changed.actions[-1] == new
    assert add_action(library, "skole", new).actions[-1] == new


def test_a_new_action_with_an_id_that_is_taken_is_refused(library):
    with pytest.raises(FaultsFound, match="two actions have the id"):
        add_action(library, "lager-igjen", Action(id="varsle", what="X", owner="Y", status="planned"))


def test_files_that_changed_after_the_index_are_counted(library):
    folder = library.lessons / "entries"
    (folder / "a.md").write_text(text(library, "a") + "\nMer.\n", encoding="utf-8")
    (folder / "b.md").unlink()
    (folder / "e.md").write_text(text(library, "c").replace("id: skole", "id: ny"), encoding="utf-8")
    assert changed_since_index(library) == 3
