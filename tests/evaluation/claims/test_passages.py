import pytest

from kb.evaluation.claims.passages import find_passage
from kb.evaluation.claims.records import Gone

TEXT = "texts/blogg/2020-12-18-aaret.md"


@pytest.mark.parametrize(
    "asked", [f"{TEXT}#Hva vi lærte", "2020-12-18-aaret#hva-vi-laerte", "2020-12#hva-vi", "blogg/2020#hva-vi"]
)
def test_a_text_is_found_by_path_or_name_and_heading_whole_or_its_beginning(library, asked):
    found = find_passage(library, asked)
    assert (found.path, found.heading, found.excerpt, found.kind) == (
        TEXT,
        "Hva vi lærte",
        "Lageret ga ro.",
        "text",
    )


def test_a_lesson_alone_gives_its_conclusion_with_what_it_was_drawn_from(library):
    found = find_passage(library, "felles-lager")
    assert (found.heading, found.excerpt) == ("Konklusjon", "Én oversikt er nok.")
    assert (found.kind, found.lesson_kind, found.drawn_from) == ("lesson", "strength", (TEXT,))
    assert (found.themes, found.about) == (("smittevern",), ("Helse og mestring", "Pleie og omsorg"))


@pytest.mark.parametrize(
    ("asked", "problem", "remedy"),
    [
        ("felles-lagr", "has no document “felles-lagr”", "Did you mean felles-lager"),
        ("noe helt annet", "has no document", "kb index"),
        ("202#hva", "2 documents begin with", "2021-01-02-mer"),
        (f"{TEXT}#hva", "2 headings", "Hva vi lærte, Hva nå"),
        (f"{TEXT}#Vedlegg", "has no heading “Vedlegg”", "It has: Hva vi lærte, Hva nå"),
        (TEXT, "has no heading", "It has:"),
        ("", "has no document", "kb index"),
    ],
)
def test_what_is_not_there_is_told_with_what_there_is(library, asked, problem, remedy):
    found = find_passage(library, asked)
    assert isinstance(found, Gone)
    assert problem in found.problem
    assert remedy in found.remedy


def test_words_that_a_passage_does_not_say_are_told(library):
    found = find_passage(library, "felles-lager#Observasjon", start="femti")
    assert isinstance(found, Gone)
    assert "does not say “femti”" in found.problem


def test_where_an_excerpt_begins_does_not_change_what_was_approved(library):
    whole, part = (find_passage(library, "felles-lager#observasjon", start=start) for start in ("", "telte"))
    assert part.excerpt == "… telte 40 000 munnbind."
    assert (whole.key, whole.state) == (part.key, part.state)
