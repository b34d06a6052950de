"""Warnings of persons in lessons and texts: what is told, how, and what is remembered."""

import pytest
from banks import BODY, lesson_text, write

from kb.lessons.bank.persons import Watch, warn, warnings_of


def told(text, **watch):
    return [(fault.place, fault.problem) for fault in warnings_of("a.md", text, Watch(**watch))]


def test_a_lesson_that_points_at_nobody_is_told_nothing_of():
    assert told(lesson_text()) == []


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("title", "Kari Hansen fikk lageret på plass", "A person's name"),
        ("applies_when", "Når Kari Hansen er borte.", "A person's name"),
        ("reason", "Spør ola@fjordvik.example", "An e-mail address"),
        ("actions", "[{id: a, what: Ring 22 33 44 55, owner: HR-sjef}]", "A telephone number"),
        ("actions", "[{id: a, what: Rydde, owner: Kari Hansen}]", "A person's name"),
    ],
)
def test_each_field_of_the_front_matter_is_searched_and_its_line_told(field, value, what):
    text = lesson_text(**{field: value})
    line = text.splitlines().index(f"{field}: {value}") + 1
    ((place, problem),) = told(text)
    assert place == f"line {line}"
    assert problem.startswith(what)


def test_the_body_is_searched_and_a_name_told_once_a_line_by_its_first_letters():
    text = lesson_text(BODY.replace("Alle hadde", "Kari Hansen og Kari Hansen hadde"))
    line = text.count("\n", 0, text.index("Kari")) + 1
    assert told(text) == [(f"line {line}", "A person's name: “K… H…”.")]


def test_an_owner_is_a_role_and_a_role_of_one_person_elsewhere_is_told():
    owned = lesson_text(actions="[{id: a, what: Rydde, owner: Leder for Servicetorget, status: started}]")
    assert told(owned) == []
    body = BODY.replace("Alle hadde", "Rektor på Solvang skole hadde")
    assert [problem for _, problem in told(lesson_text(body))] == [
        "A role that one person holds: “Rektor på Solvang skole”."
    ]
    assert told(lesson_text(body), offices=("rektor",)) == []


def test_a_listed_name_is_told_in_the_owners_place_too():
    text = lesson_text(actions="[{id: a, what: Rydde, owner: Qix Zeppelin, status: started}]")
    assert told(text) == []
    assert [problem for _, problem in told(text, names=("Qix Zeppelin",))] == ["A person's name: “Q… Z…”."]


def test_few_persons_of_whom_something_is_told_are_told_in_the_lessons_language():
    body = BODY.replace("Alle hadde bestilt hver for seg.", "To lærarar slutta.")
    assert told(lesson_text(body)) == []
    ((_, problem),) = told(lesson_text(body, language="nn"))
    assert problem == "Fewer persons than 5, and what is told of them: “To lærarar”."
    assert told(lesson_text(body, language="nn"), smallest=2) == []


def test_the_municipalitys_own_address_is_allowed():
    text = "Skriv til postmottak@fjordvik.example.\n"
    assert told(text, allowed=("postmottak@fjordvik.example",)) == []
    assert len(told(text)) == 1


def test_all_files_below_a_folder_are_searched_but_guides_and_what_cannot_be_read(tmp_path):
    write(tmp_path, "lessons/entries/a.md", "Kari Hansen ringte.\n")
    write(tmp_path, "lessons/texts/blogg/b.txt", "Alt gikk bra.\nOla Hansen ringte.\n")
    write(tmp_path, "lessons/README.md", "Kari Hansen skriver veiledningen.\n")
    write(tmp_path, "lessons/texts/status/c.docx", "Kari Hansen, men ingen docx.\n")
    warnings = warn([tmp_path / "lessons"], tmp_path, Watch())
    assert [(one.file, one.place) for one in warnings] == [
        ("lessons/entries/a.md", "line 1"),
        ("lessons/texts/blogg/b.txt", "line 2"),
    ]


def test_a_clean_file_is_remembered_until_it_or_the_rules_change(tmp_path):
    memory = tmp_path / "build/kb.clean"
    file = write(tmp_path, "lessons/a.md", "Avvik: Qix Zeppelin.\n")
    folders, listed = [tmp_path / "lessons"], Watch(names=("Qix Zeppelin",))
    assert warn(folders, tmp_path, Watch(), memory) == ()
    remembered = memory.read_text(encoding="ascii")
    assert warn(folders, tmp_path, Watch(), memory) == ()
    assert len(remembered.split()) == 2
    assert len(warn(folders, tmp_path, listed, memory)) == 1
    assert warn(folders, tmp_path, Watch(), memory) == ()
    file.write_text("Kari Hansen ringte.\n", encoding="utf-8")
    assert len(warn(folders, tmp_path, Watch(), memory)) == 1
    assert len(warn(folders, tmp_path, Watch(), memory)) == 1  # what points at a person is told each time


@pytest.mark.parametrize("broken", [b"", b"\xff\xfe", b"another fingerprint\nabc"])
def test_a_broken_memory_is_no_memory(tmp_path, broken):
    memory = tmp_path / "kb.clean"
    memory.write_bytes(broken)
    write(tmp_path, "lessons/a.md", "Kari Hansen ringte.\n")
    write(tmp_path, "lessons/b.md", "Alt gikk bra.\n")
    assert len(warn([tmp_path / "lessons"], tmp_path, Watch(), memory)) == 1
    assert len(memory.read_text(encoding="ascii").split()) == 2


def test_a_memory_that_cannot_be_written_stops_nothing(tmp_path):
    blocked = write(tmp_path, "build", "a file where the folder should be")
    write(tmp_path, "lessons/a.md", "Alt gikk bra.\n")
    assert warn([tmp_path / "lessons"], tmp_path, Watch(), blocked / "kb.clean") == ()
