"""Lessons near a text are told with what was promised, and whether they say the same or the opposite."""

import itertools
from pathlib import Path

import pytest
from banks import TAXONOMY, lesson_text, write
from fakes import WordLengths

import kb.intake.nearness as near
from kb.errors import KbError
from kb.intake.nearness import NEAR, Nearness, near_lessons
from kb.lessons.bank.themes import read_taxonomy
from kb.lessons.library import Library
from kb.lessons.models.embedding import open_embedder
from kb.lessons.models.model import default_cache

ROOT = Path(__file__).parents[2]
ACTION = "[{what: Behold lageret, owner: Lagerleder, due: 2021-01-01, status: done}]"
OTHER = """
## Observasjon

{0}

## Drøfting

{0}

## Konklusjon

{0}

## Anbefaling

{0}
"""
WORDS = [
    "skolebuss",
    "fritidsklubb",
    "svømming",
    "bibliotek",
    "kulturskole",
    "tannlege",
    "parkering",
    "brannbil",
    "kirke",
]


@pytest.fixture
def library(tmp_path):
    write(tmp_path, "lessons/entries/lager.md", lesson_text(actions=ACTION, status="action_agreed"))
    for number, word in enumerate(WORDS):
        text = lesson_text(
            OTHER.format(f"{word} {'å' * (number + 4)} " * 9), id=f"annen-{number}", title=word
        )
        write(tmp_path, f"lessons/entries/{number}.md", text)
    own = Library(tmp_path, tmp_path / "lessons", tmp_path / "kb.sqlite", WordLengths(), TAXONOMY)
    own.index()
    return own


TEXT = (
    "Ett felles lager ga oversikt. Lageret ble åpnet 20. mars og telte 40 000 munnbind."
    " Alle hadde bestilt hver for seg."
)


def test_a_near_lesson_is_told_with_when_where_status_and_what_was_promised(library):
    found = near_lessons(library, TEXT, kind="strength")[0]
    assert (found.lesson, found.kind, found.status) == ("felles-lager", "strength", "action_agreed")
    assert found.when == "2020-03-12–2020-06-30"
    assert found.area == "Helse og mestring › Pleie og omsorg"
    assert [action.what for action in found.promised] == ["Behold lageret"]
    assert found.as_dict()["promised"][0]["due"] == "2021-01-01"


@pytest.mark.parametrize(
    ("kind", "themes", "relation"),
    [
        ("strength", (), "agrees"),
        ("improvement", (), "contradicts"),
        ("improvement", ("smittevern",), "contradicts"),
        ("improvement", ("skole",), "unclear"),
        (None, (), "unclear"),
    ],
)
def test_one_kind_agrees_and_the_other_contradicts_on_the_same_theme(library, kind, themes, relation):
    assert near_lessons(library, TEXT, kind=kind, themes=themes)[0].relation == relation


def test_what_is_apart_is_left_out_and_the_limit_kept(library):
    assert "felles-lager" not in [one.lesson for one in near_lessons(library, TEXT, apart={"felles-lager"})]
    assert near_lessons(library, TEXT, 0) == []


def test_far_texts_have_nothing_near(library):
    assert near_lessons(library, "Sommerfuglene flagrer.") == []


def test_several_texts_are_told_as_each_alone(library):
    texts = [TEXT, "skolebuss åååå " * 70, "Noe helt annet"]
    together = Nearness(library).of_all(texts, 5, kinds=[None] * 3, themes=[()] * 3)
    assert together == [near_lessons(library, text) for text in texts]


def test_a_bank_that_is_not_indexed_is_told_and_one_without_lessons_has_nothing_near(tmp_path):
    empty = Library(tmp_path, tmp_path / "lessons", tmp_path / "kb.sqlite", WordLengths(), TAXONOMY)
    with pytest.raises(KbError, match="kb index"):
        near_lessons(empty, TEXT)
    write(tmp_path, "lessons/texts/blogg/2020-01-01-x.md", "Bare en tekst.")
    empty.index()
    assert near_lessons(empty, TEXT) == []


@pytest.mark.model
def test_lessons_that_people_linked_are_found_near_each_other(model_folder, tmp_path):
    lessons = ROOT / "lessons"
    bank = Library(
        ROOT,
        lessons,
        tmp_path / "kb.sqlite",
        open_embedder("multilingual-e5-small", cache=default_cache()),
        read_taxonomy(lessons / "themes.toml"),
    )
    bank.index([lessons / "entries"])
    chains = [[entry.id for entry in one.lessons] for one in bank.recurring()]
    linked = {frozenset(pair) for chain in chains for pair in itertools.combinations(chain, 2)}
    nearness = Nearness(bank)
    texts = {entry.id: near._text(nearness._store, entry) for entry in nearness._entries}
    told = {
        name: {one.lesson for one in near_lessons(bank, text, 10, apart={name})}
        for name, text in texts.items()
    }
    found = sum(a in told[b] or b in told[a] for a, b in map(tuple, linked))
    assert len(linked) >= 17
    assert found / len(linked) >= 0.85  # measured 0.94
    assert sum(map(len, told.values())) / len(told) <= 3  # lessons told of each, measured 2.0
    assert NEAR == 0.05
