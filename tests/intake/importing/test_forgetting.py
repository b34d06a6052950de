import datetime as dt

import pytest
from banks import TAXONOMY, lesson_text, write
from fakes import WordLengths

from kb.errors import FaultsFound
from kb.intake.importing.forgetting import forget
from kb.intake.importing.intake import take_in
from kb.intake.importing.shelf import open_shelf
from kb.intake.importing.writing import keep_original, put_away
from kb.lessons.library import Library

from .conftest import RULES, original, reading

TODAY = dt.date(2026, 11, 28)


@pytest.fixture
def bank(tmp_path):
    (tmp_path / "lessons" / "texts").mkdir(parents=True)
    return Library(tmp_path, tmp_path / "lessons", tmp_path / "kb.sqlite", WordLengths(), TAXONOMY)


@pytest.fixture
def text(bank):
    shelf = open_shelf(bank.lessons)
    intake = take_in(original(), reading(), shelf, RULES)
    keep_original(intake, b"1", shelf)
    return put_away(intake, shelf)


def sources(name):
    return f"[{{document: {name}, passage: Hva har vi lært}}, {{document: Logg, passage: Sak 4}}]"


def test_the_lessons_of_a_deleted_text_stay_and_say_since_when_it_is_gone(bank, text):
    name = text.relative_to(bank.lessons).as_posix()
    lesson = write(bank.lessons, "entries/2020-06-15-lager.md", lesson_text(sources=sources(name)))
    assert forget(bank, text, TODAY) == [lesson]
    assert not text.exists()
    assert "gone: 2026-11-28" in lesson.read_text(encoding="utf-8")
    assert bank.check() == ()


def test_a_lesson_with_two_passages_of_a_deleted_text_says_of_both_that_they_are_gone(bank, text):
    name = text.relative_to(bank.lessons).as_posix()
    both = f"[{{document: {name}, passage: Hva har vi lært}}, {{document: {name}, passage: HR}}]"
    lesson = write(bank.lessons, "entries/2020-06-15-lager.md", lesson_text(sources=both))
    assert forget(bank, text, TODAY) == [lesson]
    assert lesson.read_text(encoding="utf-8").count("gone: 2026-11-28") == 2
    assert bank.check() == ()


def test_the_kept_original_goes_with_its_text(bank, text):
    forget(bank, text, TODAY)
    assert [path for path in bank.lessons.rglob("*") if path.is_file()] == []


def test_only_texts_of_the_bank_can_be_forgotten(bank, tmp_path):
    lesson = write(bank.lessons, "entries/2020-06-15-lager.md", lesson_text())
    for path in (lesson, tmp_path / "borte.md", bank.lessons / "texts"):
        with pytest.raises(FaultsFound, match="is no text of the bank"):
            forget(bank, path, TODAY)
    assert lesson.exists()


def test_a_text_that_is_due_is_listed_with_its_day(bank, text):
    bank.index()
    assert bank.due(TODAY) == []
    ((day, entry),) = bank.due(dt.date(2028, 11, 28))
    assert day == RULES.review_by
    assert entry.path == text.relative_to(bank.root).as_posix()
