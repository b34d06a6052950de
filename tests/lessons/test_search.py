import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from banks import BODY, TAXONOMY, lesson_text, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from letters import LetterCounts

from kb.errors import KbError
from kb.lessons.filters import Filters
from kb.lessons.indexing import sync
from kb.lessons.library import Library
from kb.lessons.search import search
from kb.lessons.store import Store


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    root = tmp_path_factory.mktemp("bank")
    write(root, "entries/a.md", lesson_text())
    school = BODY.replace("Lageret ble åpnet 20. mars", "Elevene fikk hjemmeskole 13. mars")
    write(
        root,
        "entries/b.md",
        lesson_text(
            school,
            id="hjemmeskole",
            title="Hjemmeskole på få dager",
            kind="improvement",
            status="draft",
            themes="[skole]",
            area="{direktørområde: Oppvekst, kommunalsjefområde: Grunnskole}",
            period="{from: 2021-01-04}",
            identified_before="[felles-lager]",
        ),
    )
    write(root, "texts/blogg/2020-12-18-c.md", "# Et annerledes år\n\nBeredskapsplanen lå i skuffen.\n")
    embedder = LetterCounts()
    sync([root], root / "kb.sqlite", embedder, root=root, taxonomy=TAXONOMY)
    return Library(root, root, root / "kb.sqlite", embedder, TAXONOMY)


def documents(hits):
    return [hit.document for hit in hits]


def test_the_hit_is_the_documents_own_words_with_their_place(library):
    hit = library.search("åpnet lager munnbind")[0]
    source = (library.root / hit.path).read_text(encoding="utf-8")
    assert source[hit.start : hit.end] == hit.text == "Lageret ble åpnet 20. mars og telte 40 000 munnbind."
    assert (hit.document, hit.heading, hit.kind, hit.themes) == (
        "felles-lager",
        "Observasjon",
        "strength",
        ("smittevern",),
    )


def test_half_a_compound_finds_the_whole_and_says_so(library):
    hit = library.search("beredskap")[0]
    assert "Beredskapsplanen" in hit.text
    assert "del av ord: beredskap ~ beredskapsplanen" in hit.why


def test_an_inflected_word_is_told_as_a_word(library):
    assert (
        "ord: lagre" in library.search("lagre")[0].why or "ord: lageret" in library.search("lageret")[0].why
    )


def test_a_typing_error_still_finds_and_says_so(library):
    hit = library.search("munbind")[0]
    assert "munnbind" in hit.text
    assert "lik stavemåte: munbind ~ munnbind" in hit.why


def test_a_theme_called_by_its_synonym_is_told(library):
    assert any("tema: Skole" in hit.why for hit in library.search("hjemmeskole"))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"theme": "skole"}, {"hjemmeskole"}),
        ({"theme": "Infection control"}, {"felles-lager"}),
        ({"kind": "strength"}, {"felles-lager"}),
        ({"kind": "lesson"}, {"felles-lager", "hjemmeskole"}),
        ({"kind": "text"}, {"texts/blogg/2020-12-18-c.md"}),
        ({"kind": "blogg"}, {"texts/blogg/2020-12-18-c.md"}),
        ({"status": "draft"}, {"hjemmeskole"}),
        ({"area": "pleie og omsorg"}, {"felles-lager"}),
        ({"area": "Oppvekst"}, {"hjemmeskole"}),
        ({"since": "2020-12-01"}, {"hjemmeskole", "texts/blogg/2020-12-18-c.md"}),
        ({"until": "2020-12-31"}, {"felles-lager", "texts/blogg/2020-12-18-c.md"}),
        ({"since": "2020-06-01", "until": "2020-06-30"}, {"felles-lager"}),
        ({"theme": "skole", "status": "verified"}, set()),
    ],
)
def test_filters_work_inside_the_search(library, filters, expected):
    assert set(documents(library.search("erfaring", limit=50, **filters))) == expected
    assert set(documents(library.search("", limit=50, **filters))) == expected


def test_an_unknown_theme_is_told_with_those_that_exist(library):
    with pytest.raises(KbError, match="Use one of: smittevern, skole"):
        library.search("x", theme="skolen")


def test_a_hit_each_gives_every_document_once_in_the_same_order(library):
    every, once = library.search("lager", limit=50), library.search("lager", limit=50, one_each=True)
    assert documents(once) == list(dict.fromkeys(documents(every)))


def test_an_empty_query_finds_nothing(library):
    assert library.search("") == library.search("  !?  ") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.text(max_size=60)
    | st.sampled_from(['"', "NEAR(a b)", "a AND", "a*", "-", "col:x", "😊", "ord " * 2500, "x" * 10_000])
)
def test_no_query_raises_and_the_order_is_repeatable(library, query):
    once = library.search(query, limit=5)
    assert once == library.search(query, limit=5)
    assert [hit.score for hit in once] == sorted((hit.score for hit in once), reverse=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.text(alphabet="abcdefghij ", min_size=1), st.integers(1, 12))
def test_fewer_hits_are_the_beginning_of_more(library, query, limit):
    assert library.search(query, limit=limit) == library.search(query, limit=12)[:limit]


def test_a_model_that_embedded_nothing_is_told(library):
    with pytest.raises(KbError, match="no vectors of the model other"):
        search(Store(library.database), LetterCounts("other"), {}, "lager", filters=Filters())


def test_a_missing_knowledge_base_is_told(tmp_path):
    with pytest.raises(KbError, match="Build it with `kb index`"):
        Store(tmp_path / "kb.sqlite")


def test_another_file_is_no_knowledge_base(tmp_path):
    with pytest.raises(KbError, match="cannot be used as a knowledge base"):
        Store(write(tmp_path, "kb.sqlite", "tekst " * 500))


def test_lessons_that_came_back_are_told_with_the_oldest_first(library):
    (found,) = library.recurring()
    assert (found.times, [entry.id for entry in found.lessons]) == (2, ["felles-lager", "hjemmeskole"])


def test_the_bank_describes_itself(library):
    told = library.describe()
    assert told["documents"] == "3 in 9 passages"
    assert told["lessons"] == "draft 1, identified 1"


def test_a_time_that_ends_before_it_begins_is_told(library):
    with pytest.raises(KbError, match="2022-01-01 is after 2020-01-01"):
        library.search("lager", since="2022-01-01", until="2020-01-01")


def test_a_status_that_does_not_exist_is_told(library):
    with pytest.raises(KbError, match="Use one of: draft, identified"):
        library.search("lager", status="verifisert")


def test_a_base_that_lacks_a_column_is_told_and_not_called_lost(library, tmp_path):
    library = replace(library, database=shutil.copy(library.database, tmp_path / "older.sqlite"))
    with closing(sqlite3.connect(library.database)) as older:
        older.execute("alter table documents rename column until to ended")
    with pytest.raises(KbError, match=r"no such column: until.*build it with `kb index`"):
        library.search("lager")


@pytest.mark.parametrize("name", ["x" * 300, "lessons"])
def test_a_name_that_is_no_file_is_told(tmp_path, name):
    (tmp_path / "lessons").mkdir()
    with pytest.raises(KbError, match="cannot be used as a knowledge base"):
        Store(tmp_path / name)
