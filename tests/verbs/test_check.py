"""`kb check`: warnings are told apart from faults, and count only where they are asked to."""

from functools import partial

import pytest
from banks import BODY, lesson_text, write

from .running import kb as run

NAMED = BODY.replace("Alle hadde", "Kari Hansen hadde")


@pytest.fixture
def bank(tmp_path, monkeypatch):
    write(tmp_path, "kb.toml", "[model]\nname = 'static'\n[reports]\ncontact = 'post@fjordvik.example'\n")
    write(tmp_path, "lessons/entries/a.md", lesson_text())
    monkeypatch.chdir(tmp_path)
    return tmp_path


kb = partial(run, "check")


def test_a_clean_bank_has_neither_faults_nor_warnings(bank):
    done = kb()
    assert (done.stdout, done.stderr) == ("No faults.\n", "")
    kb("--strict")


def test_a_warning_tells_file_line_and_remedy_and_leaves_the_exit_status(bank):
    write(bank, "lessons/entries/a.md", lesson_text(NAMED))
    done = kb()
    assert done.stdout == "No faults.\n"
    assert done.stderr == (
        "warning: lessons/entries/a.md: line 22: A person's name: “K… H…”. Name the role, or leave it out.\n"
        "1 warning.\n"
    )


def test_strict_makes_warnings_count(bank):
    write(bank, "lessons/entries/a.md", lesson_text(NAMED))
    assert "1 warning.\n" in kb("--strict", status=1).stderr


def test_warnings_come_after_the_faults(bank):
    write(bank, "lessons/entries/a.md", lesson_text(NAMED, kind="no"))
    told = kb(status=1).stderr
    assert told.index("1 fault.") < told.index("warning: ") < told.index("1 warning.")


def test_only_the_named_folder_is_warned_of(bank):
    write(bank, "lessons/entries/a.md", lesson_text(NAMED))
    write(bank, "lessons/texts/blogg/b.md", "# Året\n\nKari Hansen ringte.\n")
    told = kb("lessons/texts").stderr
    assert "lessons/texts/blogg/b.md: line 3" in told
    assert "1 warning." in told


def test_offices_names_and_the_common_address_are_those_of_the_settings(bank):
    write(
        bank,
        "lessons/texts/blogg/b.md",
        "# Året\n\nRektor på Lia skole: post@fjordvik.example\n\nAvvik: Qix Zeppelin.\n",
    )
    assert "A role that one person holds" in kb().stderr
    contact = "[reports]\ncontact = 'post@fjordvik.example'\n"
    settings = f"[model]\nname = 'static'\n{contact}[privacy]\noffices = ['Rektor']\n"
    write(bank, "kb.toml", settings)
    assert kb().stderr == ""
    write(bank, "names.txt", "Qix Zeppelin\n")
    write(bank, "kb.toml", f"{settings}names = 'names.txt'\n")
    assert "A person's name: “Q… Z…”" in kb().stderr


def test_a_list_of_names_that_is_missing_is_told(bank):
    write(bank, "kb.toml", "[model]\nname = 'static'\n[privacy]\nnames = 'none.txt'\n")
    assert "cannot be read" in kb(status=1).stderr
