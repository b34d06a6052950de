"""`kb import` and `kb forget`, as the one who has a folder of texts meets them."""

import json

import pytest
from banks import lesson_text, write

from .running import kb

STATUS = """\
# Status i Fjordvik 26. mai 2020

## Hva har vi lært

- Møtene på skjerm fungerte godt 😊
- Vaktlista kom sent
"""


@pytest.fixture(autouse=True)
def bank(tmp_path, monkeypatch):
    write(tmp_path, "kb.toml", "[intake]\nreview_after_months = 6\n")
    write(tmp_path, "innboks/status uke 21.md", STATUS + "\nRing Kari Nordmann, 22 33 44 55.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def texts(bank):
    return sorted(path.relative_to(bank).as_posix() for path in bank.glob("lessons/texts/*/*"))


def test_a_dry_run_tells_what_would_be_written_and_writes_nothing(bank):
    told = kb("import", "innboks", "--dry-run").stdout
    assert "status uke 21.md: new → " in told
    assert "masked: 1 name, 1 phone" in told
    assert "nothing was written" in told
    assert texts(bank) == []


def test_a_folder_is_brought_in_and_found_by_kb_check(bank):
    assert "1 new" in kb("import", "innboks").stdout
    assert texts(bank) == ["lessons/texts/status/2020-05-26-status-i-fjordvik-26-mai-2020.md"]
    assert "1 unchanged" in kb("import", "innboks").stdout
    assert kb("check").stdout == "No faults.\n"


def test_a_broken_file_is_told_with_its_remedy_and_the_exit_status_says_so(bank):
    write(bank, "innboks/tom.txt", "")
    done = kb("import", "innboks", status=1)
    assert "1 new" in done.stdout
    assert "tom.txt" in done.stderr
    assert "1 fault." in done.stderr
    assert len(texts(bank)) == 1


def test_json_tells_every_field_of_each_file(bank):
    (told,) = [
        json.loads(line) for line in kb("import", "innboks", "--dry-run", "--json").stdout.splitlines()
    ]
    assert (told["genre"], told["date"], told["language"]) == ("status", "2020-05-26", "nb")
    assert told["masked"] == {"name": 1, "phone": 1}
    assert "Nordmann" not in json.dumps(told)
    assert told["facts"]


def test_kind_and_date_may_be_given(bank):
    write(bank, "innboks/notat.txt", "Notat\n\nVi lærte noe nytt om lageret.\n")
    kb("import", "innboks/notat.txt", "--kind", "notater", "--date", "2021-02-03")
    assert texts(bank) == ["lessons/texts/notater/2021-02-03-notat.md"]


@pytest.mark.parametrize("kind", ["../ut", "/tmp", ".skjult", "a/b"])
def test_a_kind_that_leads_out_of_the_texts_is_refused(bank, kind):
    assert "no name of a folder" in kb("import", "innboks/notat.txt", "--kind", kind, status=1).stderr
    assert texts(bank) == []


def test_a_text_is_forgotten_and_its_lessons_say_since_when(bank):
    kb("import", "innboks")
    (name,) = texts(bank)
    source = name.removeprefix("lessons/")
    write(
        bank,
        "lessons/entries/2020-06-15-lager.md",
        lesson_text(sources=f"[{{document: {source}, passage: Hva har vi lært}}]", themes="[smittevern]"),
    )
    told = kb("forget", name).stdout
    assert "1 lessons say so" in told
    assert texts(bank) == []
    assert kb("check").stdout == "No faults.\n"


def test_a_lesson_cannot_be_forgotten(bank):
    lesson = write(bank, "lessons/entries/2020-06-15-lager.md", lesson_text())
    assert "is no text of the bank" in kb("forget", lesson, status=1).stderr
    assert lesson.exists()


def test_lessons_identified_before_are_told_when_a_text_comes_in(bank):
    write(bank, "kb.toml", "[model]\nname = 'static'\n")
    body = "\n## Observasjon\n\nMøtene på skjerm fungerte godt, og alle kom i gang.\n\n## Drøfting\n\nOpplæring.\n\n"
    body += "## Konklusjon\n\nMøter på skjerm virker.\n\n## Anbefaling\n\nBehold møtene på skjerm.\n"
    actions = "[{what: Beholde skjermmøtene, owner: IKT-sjef, status: planned}]"
    lesson = lesson_text(
        title="Møtene på skjerm fungerte godt", body=body, themes="[hjemmekontor]", actions=actions
    )
    write(bank, "lessons/entries/2020-06-15-skjerm.md", lesson)
    kb("index")
    told = kb("import", "innboks").stdout
    assert "Møtene på skjerm fungerte godt" in told
    assert "Beholde skjermmøtene" in told


def test_a_new_lesson_is_told_what_was_identified_before(bank):
    write(bank, "kb.toml", "[model]\nname = 'static'\n")
    write(bank, "lessons/entries/2020-06-15-lager.md", lesson_text(title="Ett felles lager ga oversikt"))
    kb("index")
    again = lesson_text(id="lager-igjen", title="Ett felles lager ga oversikt også i år")
    write(bank, "lessons/entries/2021-06-15-lager.md", again)
    told = kb("index").stdout
    assert "1 added" in told
    assert "felles-lager" in told
