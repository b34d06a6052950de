import re
from pathlib import Path

import pytest

from kb.lessons.words.tongues import BOKMAAL, NYNORSK, language_of

ENTRIES = sorted((Path(__file__).parents[3] / "lessons" / "entries").glob("*.md"))


def parts_of(path):
    _, front, body = path.read_text(encoding="utf-8").split("---", 2)
    return re.search(r"^language: *(\w\w)", front, re.MULTILINE)[1], body


def test_every_sample_lesson_is_told_in_its_own_language():
    told = [(path.name, *parts_of(path)) for path in ENTRIES]
    assert {language for _, language, _ in told} == {"nb", "nn"}
    assert [name for name, language, body in told if language_of(body) != language] == []


def test_no_word_speaks_for_both_languages():
    assert frozenset() == BOKMAAL & NYNORSK


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Det var ikkje nok folk, og dei fekk vite det seint.", "nn"),
        ("Det var ikke nok folk, og de fikk vite det sent.", "nb"),
        ("There were too few of us, and we were told late.", "en"),
        ("Lager og utstyr", ""),
        ("", ""),
    ],
)
def test_common_words_tell_the_language(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["Lager og utstyr", "", "Meld deg på www.fjordvik.no"])
def test_a_text_that_does_not_tell_is_taken_to_be_what_is_said(text):
    assert (language_of(text), language_of(text, default="nb"), language_of(text, default="nn")) == (
        "",
        "nb",
        "nn",
    )


@pytest.mark.parametrize(
    "text", ["Noen ringte ikke.", "Noe manglet hele uken.", "Nå er det bare ansatte der."]
)
def test_words_are_known_as_they_are_normalised(text):
    assert language_of(text, default="nn") == "nb"
