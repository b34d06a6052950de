"""`kb review` walks through proposals by keys, and writes what was decided."""

import json
import sys

import pytest
from banks import lesson_text, write
from click.testing import CliRunner

from kb.console import Verbs
from kb.verbs.propose import propose
from kb.verbs.review import review

THEMES = """[smittevern]
name = { nb = "Smittevern", nn = "Smittevern", en = "Infection control" }
description = ""
synonyms = ["munnbind"]
"""
TEXT = """# Blogg

## Hva har vi lært

Det viste seg at munnbindene manglet, og ingen visste hvor mange munnbind vi hadde.

Munnbind fra ett lager fungerte svært godt, og folk slapp å vente.

Skjemaene kom for sent, og det burde vi ha sett.
"""


@pytest.fixture(autouse=True)
def bank(tmp_path, monkeypatch):
    write(tmp_path, "kb.toml", '[bank]\nlessons = "lessons"\n')
    write(tmp_path, "lessons/themes.toml", THEMES)
    write(tmp_path, "lessons/texts/blogg/2020-06-01-blogg.md", TEXT)
    write(tmp_path, "lessons/entries/2020-03-12-felles-lager.md", lesson_text())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kb(verb, *arguments, typed="", env=None):
    verbs = Verbs(commands={"propose": propose, "review": review})
    done = CliRunner().invoke(verbs, [verb, *map(str, arguments)], input=typed, env=env)
    assert done.exit_code == 0, done.output
    return done


def decisions(bank):
    return [json.loads(line) for line in (bank / "lessons/proposals.jsonl").read_text().splitlines()]


def drafts(bank):
    return [file for file in (bank / "lessons/entries").glob("*.md") if "status: draft" in file.read_text()]


def test_accept_merge_and_reject_are_one_key_each(bank):
    done = kb("review", typed="a\nm\nfelles-lager\nr\nikke nytt\n")
    assert "3 avgjort, 0 venter." in done.stdout
    assert sorted(one["verdict"] for one in decisions(bank)) == ["accepted", "merged", "rejected"]
    assert len(drafts(bank)) == 1
    assert "Ingen forslag venter." in kb("review").stdout
    assert "0 proposals." in kb("propose").stdout
    assert "3 proposals." in kb("propose", "--all").stdout


def test_identified_again_ties_to_the_lesson(bank):
    kb("review", typed="i\nfelles-lager\nq\n")
    assert "identified_before:\n- felles-lager" in drafts(bank)[0].read_text()


def test_quitting_and_the_end_of_what_is_typed_write_nothing(bank):
    for typed in ("q\n", ""):
        assert "0 avgjort, 3 venter." in kb("review", typed=typed).stdout
    assert not (bank / "lessons/proposals.jsonl").exists()


def test_a_decision_that_cannot_stand_is_told_and_asked_again(bank):
    done = kb("review", typed="r\n\nx\ns\nm\nborte\nq\n")
    assert "needs a reason" in done.output
    assert "Velg en av bokstavene." in done.output
    assert "no lesson 'borte'" in done.output
    assert "1 avgjort, 2 venter." in done.output


def test_a_proposal_without_theme_is_asked_for_one(bank):
    write(
        bank,
        "lessons/texts/blogg/2020-06-01-blogg.md",
        "## Hva lærte vi\n\nSkjemaene kom for sent til alle.\n",
    )
    kb("review", typed="a\nsmittevern\n")
    assert "themes:\n- smittevern" in drafts(bank)[0].read_text()


def test_the_kind_can_be_changed_before_it_is_accepted(bank):
    shown = kb("review", typed="k\na\nq\n").stdout
    told = "strength" if "Forbedringspunkt" in shown.splitlines()[1] else "improvement"
    assert f"kind: {told}" in drafts(bank)[0].read_text()


def test_a_draft_is_edited_in_the_person_s_own_editor(bank, tmp_path):
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[1])\n"
        "text = file.read_text(encoding='utf-8').replace('[Skriv: hendelsen]', 'Koronapandemien')\n"
        "file.write_text(text, encoding='utf-8')\n"
    )
    kb("review", typed="e\nq\n", env={"EDITOR": f"{sys.executable} {script}", "VISUAL": ""})
    assert "event: 'Koronapandemien'" in drafts(bank)[0].read_text()


def test_the_walk_speaks_the_bank_s_language(bank):
    write(bank, "kb.toml", '[reports]\nlanguage = "en"\n')
    assert "Identified before?" not in kb("review", typed="q\n").stdout  # nothing is indexed
    assert "[a] accept" in kb("review", typed="q\n").stdout
