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
