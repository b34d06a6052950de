import pytest
from banks import TAXONOMY, lesson_text, write

from kb.evaluation.claims.opposing import opposing
from kb.evaluation.evidence import Evidence

CLAIM = "Lageret ga oversikt over munnbind"


@pytest.fixture
def near(library):
    """Search without a learned floor: letters alone are never sure."""

    def found(claim=CLAIM, kind="strength", weighed=(), themes=()):
        return [hit.document for hit in opposing(library, claim, kind, weighed, themes)]

    return found


def test_the_nearest_lesson_of_the_opposite_kind_is_suggested(near):
    assert near() == ["ingen-oversikt"]
    assert near(kind="improvement") == ["felles-lager"]


def test_a_lesson_that_was_weighed_or_has_another_theme_is_not_suggested(near):
    assert near(weighed=["ingen-oversikt"]) == []
    assert near(themes=["skole"]) == []
    assert near(themes=["smittevern", "skole"]) == ["ingen-oversikt"]


def test_a_finding_shows_what_the_search_suggests_until_it_is_weighed(library):
    belegg = Evidence(library=library)
    given = {"kind": "strength", "evidence": [belegg.lesson("felles-lager")]}
    assert "Lageret ga ikke oversikt" in belegg.finding(CLAIM, **given)._repr_html_()
    weighed = belegg.finding(CLAIM, **given, weighed=["ingen-oversikt"])._repr_html_()
    against = belegg.finding(CLAIM, **given, against=[belegg.lesson("ingen-oversikt")])._repr_html_()
    assert "Søket foreslår" not in weighed + against
    assert "Taler imot" in against


def test_drafts_and_rejected_lessons_are_not_suggested(tmp_path):
    from letters import LetterCounts

    from kb.lessons.base.indexing import sync
    from kb.lessons.library import Library

    fields = {"kind": "improvement", "title": "Lageret ga ikke oversikt"}
    write(tmp_path, "a.md", lesson_text(id="utkast", status="draft", **fields))
    write(tmp_path, "b.md", lesson_text(id="avvist", status="rejected", reason="Feil.", **fields))
    sync([tmp_path], tmp_path / "kb.sqlite", LetterCounts(), root=tmp_path, taxonomy=TAXONOMY)
    library = Library(tmp_path, tmp_path, tmp_path / "kb.sqlite", LetterCounts(), TAXONOMY)
    assert opposing(library, CLAIM, "strength", ()) == []
