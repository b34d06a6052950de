"""`kb propose` tells proposals to people with persons masked, and to programs as they stand."""

import json

import pytest
from banks import lesson_text, write
from click.testing import CliRunner

from kb.console import Verbs
from kb.verbs.propose import propose
from kb.verbs.review import review

TOML = '[bank]\nlessons = "lessons"\n'
THEMES = """[smittevern]
name = { nb = "Smittevern", nn = "Smittevern", en = "Infection control" }
description = ""
synonyms = ["munnbind"]
"""
TEXT = """# Blogg

## Hva har vi lært

Kari Nordmann lærte at munnbindene manglet, og ingen visste hvor mange vi hadde.

Telefonlista fungerte svært godt, og folk slapp å vente.
"""


@pytest.fixture(autouse=True)
def bank(tmp_path, monkeypatch):
    write(tmp_path, "kb.toml", TOML)
    write(tmp_path, "lessons/themes.toml", THEMES)
    write(tmp_path, "lessons/texts/blogg/2020-06-01-blogg.md", TEXT)
    write(tmp_path, "lessons/entries/2020-03-12-felles-lager.md", lesson_text())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kb(*arguments, status=0, typed=""):
    verbs = Verbs(commands={"propose": propose, "review": review})
    done = CliRunner().invoke(verbs, list(map(str, arguments)), input=typed)
    assert done.exit_code == status, done.output
    return done


def test_people_are_shown_masked_words_their_place_and_why():
    done = kb("propose")
    assert "Forbedringspunkt: [navn] lærte at munnbindene manglet" in done.stdout
    assert "lessons/texts/blogg/2020-06-01-blogg.md › Hva har vi lært" in done.stdout
    assert "«manglet»" in done.stdout
    assert "Kari" not in done.stdout
    assert "2 proposals." in done.stdout
    assert "kb index" in done.stderr


def test_programs_get_every_field_the_manual_names():
    told = json.loads(kb("propose", "--json").stdout)
    assert told["found"] == 2
    assert set(told["proposals"][0]) == {
        "id", "kind", "title", "language", "themes", "area", "score", "why", "sources", "near",
    }  # fmt: skip


def test_the_limit_is_said():
    assert "2 proposals, 1 shown." in kb("propose", "--limit", "1").stdout


def test_a_file_that_cannot_be_read_is_told_without_a_traceback(bank):
    (bank / "lessons/texts/blogg/brutt.pdf").write_bytes(b"%PDF-1.4 brutt")
    done = kb("propose", "lessons/texts/blogg/brutt.pdf", status=1)
    assert "cannot be read as pdf" in done.stderr
    assert "There is no folder or file" in kb("propose", "borte.md", status=1).stderr


def test_nothing_is_written(bank):
    before = sorted(bank.rglob("*"))
    kb("propose")
    assert sorted(bank.rglob("*")) == before
