"""Each decision writes what it says and no more, and a bad one writes nothing."""

from datetime import date

import pytest
from banks import lesson_text, write

from kb.errors import FaultsFound, KbError
from kb.intake.proposals.proposing import propose
from kb.intake.review.choices import Decision
from kb.intake.review.deciding import _undone, decide
from kb.intake.review.decisions import decisions_file, read_decisions
from kb.intake.review.session import Session, neighbours, open_session, step
from kb.intake.review.writing import draft_for, faults_of
from kb.lessons.bank.reading import read

TODAY = date(2026, 11, 28)


@pytest.fixture
def proposal(library):
    return next(one for one in propose(library) if one.themes)


def everything(library):
    return {file: file.read_bytes() for file in library.lessons.rglob("*.*")}


def lesson(library, path):
    return read(path, path.name, library.taxonomy).lesson


def test_an_accepted_proposal_is_a_draft_the_bank_has_no_fault_with(library, proposal):
    draft, kept = decide(library, proposal, Decision("accept"), today=TODAY)
    assert draft.parent == library.lessons / "entries"
    assert draft.name.startswith("2021-05-01-")
    assert lesson(library, draft).status == "draft"
    assert kept == decisions_file(library)
    assert library.check() == ()
    assert read_decisions(library)[0].lesson == lesson(library, draft).id


def test_the_same_title_twice_gets_another_id_and_file(library, proposal):
    first, _ = decide(library, proposal, Decision("accept"), today=TODAY)
    second, _ = decide(library, proposal, Decision("accept"), today=TODAY)
    assert second.name == f"{first.stem}-2.md"
    assert library.check() == ()


def test_identified_again_ties_the_draft_to_the_lesson(library, proposal):
    draft, _ = decide(library, proposal, Decision("again", lesson="felles-lager"), today=TODAY)
    assert lesson(library, draft).identified_before == ["felles-lager"]


def test_merging_adds_the_place_to_the_lesson_once_and_keeps_the_rest(library, proposal):
    file = library.lessons / "entries/2020-03-12-felles-lager.md"
    body = file.read_text(encoding="utf-8").partition("---\n\n")[2]
    for _ in range(2):
        assert decide(library, proposal, Decision("merge", lesson="felles-lager"), today=TODAY)[0] == file
    assert [source.document for source in lesson(library, file).sources] == [
        "Logg",
        "texts/soknader/2021-05-01-lager.md",
    ]
    assert file.read_text(encoding="utf-8").endswith(body)
    assert library.check() == ()


def test_a_rejected_proposal_keeps_its_reason_and_writes_no_lesson(library, proposal):
    before = everything(library)
    assert decide(library, proposal, Decision("reject", reason=" ikke\nnytt "), today=TODAY) == (
        decisions_file(library),
    )
    assert read_decisions(library)[0].reason == "ikke nytt"
    assert before.items() <= everything(library).items()


def test_skipping_writes_nothing(library, proposal):
    before = everything(library)
    assert decide(library, proposal, Decision("skip"), today=TODAY) == ()
    assert everything(library) == before


@pytest.mark.parametrize(
    ("decision", "problem"),
    [
        (Decision("reject", reason="  "), "needs a reason"),
        (Decision("merge", lesson="finnes-ikke"), "no lesson 'finnes-ikke'"),
        (Decision("again", lesson=""), "no lesson ''"),
        (Decision("accept", text="---\nid: x\n---\n"), "is missing"),
        (Decision("accept", text="bare tekst"), "front matter is missing"),
        (Decision("accept", text=lesson_text()), "has the id 'felles-lager' already"),
        (
            Decision("accept", text=lesson_text(id="ny", identified_before="[borte]")),
            "No lesson has the id 'borte'",
        ),
        (Decision("accept", themes=("borte",)), "theme 'borte' is not in themes.toml"),
    ],
)
def test_a_decision_that_cannot_stand_writes_nothing(library, proposal, decision, problem):
    before = everything(library)
    with pytest.raises(KbError, match=problem):
        decide(library, proposal, decision, today=TODAY)
    assert everything(library) == before


def test_a_file_of_decisions_with_faults_stops_a_draft_from_being_written(library, proposal):
    decisions_file(library).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    before = everything(library)
    with pytest.raises(FaultsFound):
        decide(library, proposal, Decision("accept"), today=TODAY)
    assert everything(library) == before


@pytest.mark.parametrize("before", [None, "som det var"])
def test_a_lesson_is_as_it_was_when_the_decision_cannot_be_kept(tmp_path, before):
    file = write(tmp_path, "x.md", "endret")
    with pytest.raises(KbError), _undone(file, before):
        raise KbError("The disk is full.")
    assert (file.read_text() if file.exists() else None) == before


def test_an_edited_draft_is_written_as_edited(library, proposal):
    text = draft_for(library, proposal, Decision("accept"), today=TODAY).replace(
        "[Skriv: hendelsen]", "Øvelse 2021"
    )
    assert faults_of(library, text) == ()
    draft, _ = decide(library, proposal, Decision("accept", text=text), today=TODAY)
    assert draft.read_text(encoding="utf-8") == text


def test_a_person_can_call_it_the_other_kind(library, proposal):
    draft, _ = decide(library, proposal, Decision("accept", kind="strength"), today=TODAY)
    assert (proposal.kind, lesson(library, draft).kind) == ("improvement", "strength")


def test_the_event_is_that_of_the_lessons_from_the_same_text(library, proposal):
    source = "[{document: texts/soknader/2021-05-01-lager.md, passage: Kontakt}]"
    write(
        library.lessons,
        "entries/2021-05-02-annen.md",
        lesson_text(id="annen", sources=source, event="Flommen"),
    )
    draft, _ = decide(library, proposal, Decision("accept"), today=TODAY)
    assert lesson(library, draft).event == "Flommen"


def test_a_walk_goes_on_after_each_decision_and_remembers(library):
    session = open_session(library)
    number = len(session.waiting)
    session = step(library, session, Decision("skip"), today=TODAY)
    session = step(library, session, Decision("reject", reason="ikke nytt"), today=TODAY)
    assert (len(session.waiting), len(session.decided)) == (number - 2, 2)
    assert session.written == (decisions_file(library),)
    again = open_session(library)
    assert len(again.waiting) == number - 1
    assert step(library, Session(()), Decision("skip"), today=TODAY) == Session(())


def test_without_a_base_it_is_said_why_nothing_near_is_told(library):
    near = neighbours(library, propose(library))
    assert "kb index" in near.untold
    library.index()
    assert neighbours(library, propose(library)).untold == ""
