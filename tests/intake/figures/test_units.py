import pytest

from kb.intake.figures.units import words_of_unit


@pytest.mark.parametrize(
    ("text", "unit", "word", "rate"),
    [
        ("90 timer hver", "hours", " timer", " hver"),
        ("8 virkedager i alt", "days", " virkedager", ""),
        ("3 ganger i uka", "other", " ganger", " i uka"),
        ("5 vanlige dager per måned", "days", " vanlige dager", " per måned"),
        ("14 kommunale hus", "", "", ""),
    ],
)
def test_the_word_of_a_unit_and_of_its_rate_are_told_apart(text, unit, word, rate):
    start = len(text.split(" ", maxsplit=1)[0])
    told, stop, rated = words_of_unit(text, start)
    assert (told, text[start:stop], text[stop:rated]) == (unit, word, rate)
