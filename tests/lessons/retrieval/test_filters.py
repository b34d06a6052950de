import pytest

from kb.errors import KbError
from kb.lessons.base.store import Entry
from kb.lessons.retrieval.filters import Filters

ENTRIES = [
    Entry(
        "a",
        "strength",
        "entries/a.md",
        "A",
        None,
        None,
        ("Helse og mestring", "Pleie og omsorg"),
        "draft",
        (),
    ),
    Entry("b", "blogg", "texts/blogg/b.md", "B", "2020-12-18", "2020-12-18", (), None, ()),
]


@pytest.mark.parametrize("kind", ["lesson", "text", "strength", "improvement", "blogg"])
def test_kinds_and_families_that_are_known_are_let_through(kind):
    Filters(kind=kind).require(ENTRIES)


def test_a_kind_that_no_document_is_of_is_told_with_those_there_are():
    with pytest.raises(KbError, match=r"no kind 'blog'\. Use one of: blogg, improvement"):
        Filters(kind="blog").require(ENTRIES)


@pytest.mark.parametrize("area", ["pleie og omsorg", "Helse og Mestring"])
def test_an_area_is_known_in_any_case(area):
    Filters(area=area).require(ENTRIES)


def test_a_misspelt_area_is_told_with_the_nearest():
    with pytest.raises(KbError, match=r"no area 'Pleie og omsrog'\. Did you mean: Pleie og omsorg"):
        Filters(area="Pleie og omsrog").require(ENTRIES)


def test_an_area_like_none_is_told_with_some_of_those_there_are():
    with pytest.raises(KbError, match="Did you mean: Helse og mestring, Pleie og omsorg"):
        Filters(area="xyz").require(ENTRIES)


def test_no_filter_asks_nothing():
    Filters().require([])
