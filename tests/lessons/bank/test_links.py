from banks import TAXONOMY, lesson_text, write

from kb.lessons.bank.gathering import gather
from kb.lessons.bank.links import loose_ends

SOURCES = "[{document: texts/blogg/b.md, passage: Læring}, {document: Referat 3. mai, passage: Sak 1}]"


def gone(bank):
    lessons = gather([bank], bank, TAXONOMY).lessons
    assert "felles-lager" in {lesson.id for _, lesson in lessons}
    return [str(fault).partition(". ")[0] for fault in loose_ends(lessons, bank)]


def test_a_source_in_the_bank_that_is_gone_is_told_and_the_lesson_is_kept(tmp_path):
    write(tmp_path, "entries/a.md", lesson_text(sources=SOURCES))
    assert gone(tmp_path) == ["entries/a.md: field sources.0.document: there is no file texts/blogg/b.md"]
    write(tmp_path, "texts/blogg/b.md", "# Læring\n\nVi lærte.\n")
    assert gone(tmp_path) == []


def test_a_proof_and_a_decision_note_that_are_gone_are_told(tmp_path):
    proofs = "[{document: texts/rapporter/r.md, passage: Funn, on: 2021-01-01}]"
    decision = "{answer: yes, on: 2021-01-01, by: HAMU, note: texts/notater/n.md}"
    write(tmp_path, "entries/a.md", lesson_text(verified_by=proofs, decision=decision))
    assert gone(tmp_path) == [
        "entries/a.md: field verified_by.0.document: there is no file texts/rapporter/r.md",
        "entries/a.md: field decision.note: there is no file texts/notater/n.md",
    ]


def test_a_source_known_to_be_gone_is_not_told(tmp_path):
    write(
        tmp_path,
        "entries/a.md",
        lesson_text(sources="[{document: texts/blogg/b.md, passage: Læring, gone: 2024-01-01}]"),
    )
    assert gone(tmp_path) == []


def waiting(lesson, *names, own="steg"):
    actions = f"[{{id: {own}, what: W, owner: O, status: planned, depends_on: [{', '.join(names)}]}}]"
    return lesson_text(id=lesson, actions=actions)


def test_an_action_that_waits_for_one_that_is_not_there_is_told(tmp_path):
    write(tmp_path, "entries/a.md", waiting("felles-lager", "b/borte", "c/steg"))
    write(tmp_path, "entries/b.md", waiting("b"))
    assert gone(tmp_path) == [
        "entries/a.md: field actions.0.depends_on: lesson 'b' has no action with the id 'borte'",
        "entries/a.md: field actions.0.depends_on: no lesson without faults has the id 'c'",
    ]


def test_actions_of_several_lessons_that_wait_for_each_other_are_told_once(tmp_path):
    write(tmp_path, "entries/a.md", waiting("felles-lager", "b/steg"))
    write(tmp_path, "entries/b.md", waiting("b", "c/steg"))
    write(tmp_path, "entries/c.md", waiting("c", "felles-lager/steg"))
    ring = "b/steg → c/steg → felles-lager/steg → b/steg"
    assert gone(tmp_path) == [f"entries/b.md: field actions: actions wait for each other: {ring}"]
