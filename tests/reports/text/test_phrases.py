import string

import pytest

from kb.errors import KbError
from kb.reports.text.phrases import phrase, phrases


@pytest.mark.parametrize("name", sorted(phrases()))
def test_every_phrase_stands_in_three_languages_with_the_same_values(name):
    words = phrases()[name]
    assert set(words) == {"nb", "nn", "en"}
    fields = {
        tuple(sorted(part[1] or "" for part in string.Formatter().parse(text))) for text in words.values()
    }
    assert len({tuple(filter(None, names)) for names in fields}) == 1


def test_a_language_without_phrases_is_told():
    with pytest.raises(KbError, match="sv"):
        phrase("skip", "sv")
