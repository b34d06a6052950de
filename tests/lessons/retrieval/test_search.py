import json
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
from kb.lessons.base.indexing import sync
from kb.lessons.base.store import Store
from kb.lessons.library import Library
from kb.lessons.retrieval import fusion
from kb.lessons.retrieval.fusion import LEARNED, learned
from kb.lessons.retrieval.reasons import UNSURE


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
        ({"theme": "skole", "kind": "lesson"}, {"hjemmeskole"}),
        ({"theme": "Infection control", "kind": "lesson"}, {"felles-lager"}),
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


WORDS = st.sampled_from(
    [
        "lageret",
        "beredskap",
        "munbind",
        "skule",
        "sjukeheim",
        "elevene",
        "vinter",
        "munnbind",
        "nursing",
        "home",
        "og",
    ]
)
QUERIES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "theme": st.sampled_from(["smittevern", "skole"]),
        "kind": st.sampled_from(["lesson", "text", "blogg", "strength"]),
        "status": st.just("identified"),
        "area": st.sampled_from(["Oppvekst", "Pleie og omsorg"]),
        "since": st.sampled_from(["2020-05-01", "2021-01-01"]),
        "until": st.sampled_from(["2021-03-01", "2022-01-01"]),
    },
)
MANY = 1000
NOTES = {
    "blogg/2020-04-01-skule": "# Skule\n\n## Heime\n\nElevane fekk heimeskule.\n\n## Att\n\nSkulen opna att.",
    "blogg/2021-02-01-vinter": "# Vinter\n\nVinteren var kald.\n\nLageret var fullt av munnbind.",
    "notater/2021-06-01-sjukeheim": "# Besøk\n\nEin sjukeheim vart stengd for besøk.",
    "notater/2022-01-01-plan": "# Plan\n\n## Plan\n\nBeredskapsplanen.\n\n## Øvelse\n\nEn øvelse i beredskap.",
    "notater/udatert": "# Uten dato\n\nMunnbind og lager.",
}


@pytest.fixture(scope="module")
def shelves(tmp_path_factory):
    """A bank of three lessons and five texts of several passages each."""
    root = tmp_path_factory.mktemp("shelves")
    for number, theme in enumerate(["smittevern", "skole", "smittevern, skole"]):
        area = "{direktørområde: Oppvekst}" if number else None
        fields = {"id": f"l{number}", "themes": f"[{theme}]", "period": f"{{from: 202{number}-04-01}}"}
        write(root, f"entries/{number}.md", lesson_text(**fields, **({"area": area} if area else {})))
    for name, text in NOTES.items():
        write(root, f"texts/{name}.md", f"{text}\n")
    return indexed(root, "kb.sqlite")


def indexed(root, base, folders=None):
    library = Library(root, root, root / base, LetterCounts(), TAXONOMY)
    assert library.index([root / folder for folder in folders] if folders else [root]).faults == ()
    return library


def admits(library, hit, filters):
    """Tell whether a hit passes: by its document, or by its own theme where its document has no labels."""
    apart = {key: value for key, value in filters.items() if key != "theme"}
    entries = {entry.id: entry for entry in library.entries(**apart)}
    return hit.document in entries and ("theme" not in filters or filters["theme"] in hit.themes)


@settings(max_examples=40)
@given(QUERIES, FILTERS, st.integers(1, 30))
def test_a_filter_leaves_hits_out_and_the_others_as_they_were(shelves, query, filters, limit):
    every = shelves.search(query, limit=MANY)
    expected = [hit for hit in every if admits(shelves, hit, filters)]
    assert shelves.search(query, limit=limit, **filters) == expected[:limit]
    assert len(every) == int(shelves.describe()["documents"].split()[2])


@settings(max_examples=40)
@given(QUERIES, FILTERS, st.integers(1, 12))
def test_one_each_tells_the_best_passage_of_each_document(shelves, query, filters, limit):
    every = shelves.search(query, limit=MANY, **filters)
    first = {hit.document: hit for hit in reversed(every)}
    expected = [hit for hit in every if first[hit.document] is hit]
    assert shelves.search(query, limit=limit, one_each=True, **filters) == expected[:limit]


@settings(max_examples=30)
@given(QUERIES, FILTERS, st.integers(1, 30), st.booleans())
def test_one_hit_more_is_told_after_those_before(shelves, query, filters, limit, one_each):
    less = shelves.search(query, limit=limit, one_each=one_each, **filters)
    more = shelves.search(query, limit=limit + 1, one_each=one_each, **filters)
    assert more[:limit] == less
    assert shelves.search(query, limit=0, **filters) == []


@settings(max_examples=30)
@given(QUERIES)
def test_every_hit_is_its_documents_own_words_and_marks_words_of_them(shelves, query):
    for hit in shelves.search(query, limit=MANY):
        assert (shelves.root / hit.path).read_text(encoding="utf-8")[hit.start : hit.end] == hit.text
        for start, end in hit.marks:
            assert 0 <= start < end <= len(hit.text)
            assert hit.text[start:end].isalnum()
            assert not hit.text[start - 1 : start].isalnum()
            assert not hit.text[end : end + 1].isalnum()
        assert hit.why


@settings(max_examples=20)
@given(FILTERS, st.sampled_from(["", " ", "?!", "—"]), st.integers(1, 12))
def test_a_query_without_a_word_lists_what_filters_admit_newest_first(shelves, filters, query, limit):
    found = shelves.search(query, limit=limit, **filters)
    every = shelves.search("lager", limit=MANY, one_each=True, **filters)
    dates = {entry.id: entry.date or "" for entry in shelves.entries()}
    newest = sorted(
        sorted(every, key=lambda hit: hit.path), key=lambda hit: dates[hit.document], reverse=True
    )
    assert documents(found) == (documents(newest)[:limit] if filters else [])
    assert {hit.why for hit in found} <= {("utvalg",)}


def test_a_theme_finds_texts_by_meaning_and_lessons_by_their_labels(shelves):
    found = shelves.search("skule", limit=MANY, theme="skole")
    assert {hit.document for hit in found if hit.status} == {"l1", "l2"}
    assert "texts/blogg/2020-04-01-skule.md" in documents(found)
    assert all("skole" in hit.themes for hit in found)


def test_a_hit_as_plain_values_has_the_keys_that_are_promised(shelves):
    keys = "document path kind title heading text start end score why themes"
    for hit in [*shelves.search("lager"), *shelves.search("", kind="text")]:
        assert list(hit.as_dict()) == keys.split()
        json.dumps(hit.as_dict())


def scores(library, query):
    return [(hit.path, hit.start, hit.score) for hit in library.search(query, limit=MANY)]


@pytest.fixture
def notes(tmp_path):
    for name, text in NOTES.items():
        write(tmp_path, f"bank/{name}.md", f"{text}\n")
    return tmp_path


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(len(NOTES))), st.lists(QUERIES, min_size=3, max_size=3))
def test_the_order_is_the_same_in_whatever_order_files_were_indexed(notes, order, queries):
    for number in order:
        base = f"{''.join(map(str, order))}.sqlite"
        stepwise = indexed(notes, base, [f"bank/{list(NOTES)[number]}.md"])
    at_once = indexed(notes, "whole.sqlite", ["bank"])
    for query in queries:
        assert scores(stepwise, query) == scores(at_once, query)


def test_the_order_is_the_same_whatever_the_base_held_before(notes):
    for number in range(80):
        write(notes, f"bank/old/{number}.md", "# Gammelt\n\nMunnbind og lager, vinter og beredskap.\n")
    library = indexed(notes, "kb.sqlite", ["bank"])
    shutil.rmtree(notes / "bank" / "old")
    write(notes, "bank/notater/udatert.md", "# Uten dato\n\nEt lager, nå uten mer.\n")
    indexed(notes, "kb.sqlite", ["bank"])
    fresh = indexed(notes, "fresh.sqlite", ["bank"])
    for query in ["lager", "munnbind", "vinter beredskap", "munbind"]:
        assert scores(library, query) == scores(fresh, query)


def test_equal_passages_are_ordered_by_path_and_place(tmp_path):
    same = "# Notat\n\n## Lager\n\nEt lager.\n\n## Lager\n\nEt lager.\n"
    for name in ["c", "a", "b"]:
        write(tmp_path, f"bank/{name}.md", same)
        library = indexed(tmp_path, "kb.sqlite", [f"bank/{name}.md"])
    found = library.search("lager")
    assert len({hit.score for hit in found}) == 1
    assert [(hit.path, hit.start) for hit in found] == sorted((hit.path, hit.start) for hit in found)
    assert len(found) == 6


def test_a_library_kept_open_sees_what_another_indexed(notes):
    library = indexed(notes, "kb.sqlite", ["bank"])
    assert library.search("fjernarbeid", one_each=True) != []
    write(notes, "bank/ny.md", "# Nytt\n\nFjernarbeid ble vanlig.\n")
    indexed(notes, "kb.sqlite", ["bank"])
    assert library.search("fjernarbeid")[0].path == "bank/ny.md"


@pytest.fixture
def floor(tmp_path, monkeypatch):
    """Set the floor above which something answers: the learned weights, with nothing but it for certainty."""

    def set_floor(height):
        told = json.loads(LEARNED.read_text(encoding="utf-8"))
        told["certainty"] = [-height, *[0.0] * (len(told["certainty"]) - 1)]
        (tmp_path / "fusion.json").write_text(json.dumps(told), encoding="utf-8")
        learned.cache_clear()

    monkeypatch.setattr(fusion, "LEARNED", tmp_path / "fusion.json")
    yield set_floor
    learned.cache_clear()


def test_below_the_floor_every_hit_says_first_that_none_is_sure(shelves, floor):
    floor(-1)
    sure = shelves.search("lager")
    floor(1)
    unsure = shelves.search("lager")
    assert all(hit.sure and UNSURE not in hit.why for hit in sure)
    assert not any(hit.sure for hit in unsure)
    assert [hit.why for hit in unsure] == [(UNSURE, *hit.why) for hit in sure]
    assert [hit.score for hit in unsure] == [hit.score for hit in sure]
    assert all(hit.sure for hit in shelves.search("", kind="text"))
