"""`kb yearbook`: a look back, told, as data and as a page."""

import json

import pytest
from banks import lesson_text, write

from .running import kb


@pytest.fixture(autouse=True)
def bank(tmp_path, monkeypatch):
    write(tmp_path, "kb.toml", "[model]\nname = 'static'\n[reports]\nmunicipality = 'Fjordvik kommune'\n")
    write(tmp_path, "lessons/entries/2020-06-15-lager.md", lesson_text())
    write(
        tmp_path,
        "lessons/texts/blogg/2020-12-18-aaret.md",
        "# Året\n\nVi delte lageret. Må det en krise til?\n",
    )
    monkeypatch.chdir(tmp_path)
    kb("index")
    return tmp_path


def test_a_year_is_told_with_its_open_questions():
    told = kb("yearbook", 2020).stdout
    assert "2020-06-15  Styrke             Ett felles lager ga oversikt" in told
    assert "?  Må det en krise til?" in told


def test_a_year_is_told_as_json():
    told = json.loads(kb("yearbook", 2020, "--json").stdout)
    assert [one["id"] for one in told["lessons"]] == ["felles-lager"]


def test_a_year_has_a_page_with_a_picture(bank):
    page = kb("yearbook", 2020, "--page").stdout.splitlines()[-1]
    text = (bank / page).read_text(encoding="utf-8")
    assert "figur-tidslinje" in text
    assert "Må det en krise til?" in text


def test_a_year_with_nothing_is_told():
    assert "nothing of 1999" in kb("yearbook", 1999, status=1).stderr
