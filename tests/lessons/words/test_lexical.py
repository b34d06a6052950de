"""Shares of a phrase against plain-Python BM25 over the passages themselves."""

import math
import unicodedata
from collections import Counter
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from postings_bases import NAMES, blank_base, fresh, put_in, take_out, texts

from kb.lessons.words.language import grams_of, stem_all, tokens
from kb.lessons.words.lexical import COMMON, Lexicon
from kb.lessons.words.postings import FIELDS, K1, KINDS, B, add, rebuild

TOLERANCE = 1e-3  # impacts are kept as float16
PHRASES = st.lists(
    st.sampled_from(["plan", "planar", "smittevern", "vakt", "råd", "åpen", "xyz"]), max_size=4
)


@pytest.fixture(scope="module")
def blank():
    with closing(blank_base()) as base:
        yield base


def lexicon(db):
    """Open the posting lists for all passages, in the order of their ids."""
    ids = [row[0] for row in db.execute("select id from passages order by id")]
    places = np.full(max(ids, default=0) + 2, len(ids), np.int32)
    places[ids] = np.arange(len(ids))
    return Lexicon(lambda query, values: db.execute(query, values).fetchall(), places, len(ids))


def analysed(phrase, kind):
    return stem_all(phrase) if kind == "stem" else [gram for word in phrase for gram in grams_of(word)]


def scored(bank, phrase, kind):
    """Tell the share of the phrase each passage holds, and its weight: BM25, one passage at a time."""
    analyse, usual = KINDS[kind]
    impacts = []
    for passage in bank:
        fields = [analyse(field) for field in passage]
        frequency = Counter()
        for weight, terms in zip(FIELDS, fields, strict=True):
            for term in terms:
                frequency[term] += weight
        norm = K1 * (1 - B + B * sum(map(len, fields)) / usual)
        impacts.append({term: tf * (K1 + 1) / (tf + norm) for term, tf in frequency.items()})
    whole, held = 0.0, [0.0] * len(bank)
    for term in set(analysed(phrase, kind)):
        holders = sum(term in one for one in impacts)
        if holders > max(COMMON * len(bank), 20):
            continue
        weight = math.log1p((len(bank) - holders + 0.5) / (holders + 0.5))
        whole += weight
        held = [share + weight * one.get(term, 0.0) for share, one in zip(held, impacts, strict=True)]
    return [min(share / whole, 1.0) if whole else 0.0 for share in held], whole


def told(lexicon, phrase, kind):
    shares, weight = lexicon.stems(phrase) if kind == "stem" else lexicon.grams(phrase)
    return shares.tolist(), weight


def agree(one, other):
    return one[0] == pytest.approx(other[0], abs=TOLERANCE) and one[1] == pytest.approx(other[1])


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(bank=st.lists(texts(), min_size=1, max_size=6), phrase=PHRASES)
def test_shares_are_those_of_bm25_with_a_fixed_length(blank, kind, bank, phrase):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, bank))
        assert agree(told(lexicon(db), phrase, kind), scored(bank, phrase, kind))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20)
@given(
    batches=st.lists(st.lists(texts(), max_size=4), min_size=1, max_size=5), phrase=PHRASES, data=st.data()
)
def test_batches_merges_and_what_was_taken_out_change_no_share(blank, kind, batches, phrase, data):
    with closing(fresh(blank)) as db:
        living = {}
        for batch in batches:
            passages = put_in(db, batch)
            add(db, passages)
            living |= {p.id: (p.title, p.heading, p.text) for p in passages}
            gone = data.draw(st.sets(st.sampled_from(sorted(living))) if living else st.just(set()))
            take_out(db, gone)
            living = {number: texts for number, texts in living.items() if number not in gone}
        before = told(lexicon(db), phrase, kind)
        assert agree(before, scored(list(living.values()), phrase, kind))
        rebuild(db)
        assert told(lexicon(db), phrase, kind) == before


@settings(max_examples=30)
@given(bank=st.lists(texts(), min_size=1, max_size=6), phrases=st.lists(PHRASES, max_size=4), data=st.data())
def test_some_places_have_the_shares_of_the_whole_for_each_of_many_phrases(blank, bank, phrases, data):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, bank))
        whole = lexicon(db)
        places = data.draw(st.permutations(range(len(bank))))[: data.draw(st.integers(0, len(bank)))]
        found = whole.grams_at(np.array(places, np.intp), phrases)
        assert len(found) == len(phrases)
        for phrase, (shares, weight) in zip(phrases, found, strict=True):
            everywhere, same = whole.grams(phrase)
            assert shares.tolist() == pytest.approx(everywhere[places].tolist(), abs=1e-6)
            assert weight == pytest.approx(same)


def test_what_was_taken_out_weighs_nothing_where_only_some_places_are_looked_at(blank):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, [("plan", "", f"vakt {n}") for n in range(60)]))
        take_out(db, range(3, 61))
        ((before, weight),) = lexicon(db).grams_at(np.array([1]), [["vakt", "plan"]])
        assert before[0] > 0
        rebuild(db)
        ((after, same),) = lexicon(db).grams_at(np.array([1]), [["vakt", "plan"]])
        assert (after.tolist(), same) == (before.tolist(), weight)


@settings(max_examples=20)
@given(bank=st.lists(texts(), min_size=1, max_size=6), phrases=st.lists(PHRASES, max_size=4))
def test_lists_read_together_say_what_they_say_read_one_by_one(blank, bank, phrases):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, bank))
        together = lexicon(db)
        together.read(phrases)
        for phrase in phrases:
            for kind in KINDS:
                assert told(together, phrase, kind) == told(lexicon(db), phrase, kind)


@pytest.mark.parametrize(("holders", "left_out"), [(20, False), (21, True)])
def test_a_term_that_more_than_a_share_of_the_passages_hold_is_left_out(blank, holders, left_out):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, [("", "", "vakt" if n < holders else "råd") for n in range(130)]))
        shares, weight = told(lexicon(db), ["vakt"], "stem")
        assert (weight == 0) == left_out
        assert (max(shares) == 0) == left_out


def test_no_term_of_a_small_base_is_left_out(blank):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, [("", "", "vakt")] * 20))
        assert min(told(lexicon(db), ["vakt"], "stem")[0]) > 0


def test_a_term_no_passage_holds_weighs_most_and_gives_nothing(blank):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, [("", "", "vakt"), ("", "", "råd")]))
        shares, weight = told(lexicon(db), ["xyz"], "stem")
        assert shares == [0, 0]
        assert weight == pytest.approx(math.log1p(2.5 / 0.5))
        assert weight > told(lexicon(db), ["vakt"], "stem")[1]


def test_a_word_said_twice_in_the_query_counts_once(blank):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, [("", "", "vakt"), ("", "", "råd")]))
        assert told(lexicon(db), ["vakt", "vakt"], "gram") == told(lexicon(db), ["vakt"], "gram")


def test_an_empty_base_and_an_empty_phrase_give_nothing(blank):
    with closing(fresh(blank)) as db:
        assert told(lexicon(db), ["vakt"], "stem")[0] == []
        add(db, put_in(db, [("", "", "vakt")]))
        assert told(lexicon(db), [], "gram") == ([0], 0)


def test_passages_written_after_the_places_were_told_are_passed_over(blank):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, [("", "", "vakt"), ("", "", "råd")]))
        opened = lexicon(db)
        add(db, put_in(db, [("", "", "vakt")] * 5))
        assert [share > 0 for share in told(opened, ["vakt"], "stem")[0]] == [True, False]


@settings(max_examples=30)
@given(bank=st.lists(texts(), min_size=1, max_size=6), phrase=PHRASES)
def test_holders_are_the_passages_with_every_stem(blank, bank, phrase):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, bank))
        wanted = stem_all(phrase)
        held = [set(stem_all(tokens(" ".join(passage)))) for passage in bank]
        expected = [n for n, own in enumerate(held) if wanted and own.issuperset(wanted)]
        assert lexicon(db).holders(wanted).tolist() == expected


def test_a_stem_that_most_passages_hold_has_its_holders_too(blank):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, [("", "", "vakt")] * 90 + [("", "", "vakt råd")] * 10))
        opened = lexicon(db)
        assert told(opened, ["vakt"], "stem")[1] == 0
        assert opened.holders(["vakt"]).tolist() == list(range(100))
        assert opened.holders(["vakt", "råd"]).tolist() == list(range(90, 100))


@settings(max_examples=30)
@given(bank=st.lists(texts(), min_size=1, max_size=6), phrase=PHRASES.filter(bool))
def test_shares_are_raised_to_the_stems_of_a_phrase_and_never_lowered(blank, bank, phrase):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, bank))
        opened = lexicon(db)
        before = np.linspace(0, 1, opened.count, dtype=np.float32)
        after = before.copy()
        opened.raise_by_stems(after, phrase, 0.8)
        assert after == pytest.approx(np.maximum(before, 0.8 * opened.stems(phrase)[0]), abs=1e-6)


ODD = [
    "smittevern? \"og\" 'vakt' -- ; drop table postings",
    "vakt\0plan",
    "\U0001f9a0\U0001f637 vakt",
    "vakt " * 2000,
    "v" * 10_000,
    unicodedata.normalize("NFD", "åpen vakt på øya, æsj"),
    "smitte\u00advern",
    "smitte-vern og vakt-plan",
    "* OR NEAR(vakt) ^plan",
    "%_",
]


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_no_query_breaks_the_lists(blank, query):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, [(name, "", query) for name in NAMES]))
        for kind in KINDS:
            shares, weight = told(lexicon(db), tokens(query), kind)
            assert len(shares) == len(NAMES)
            assert all(0 <= share <= 1 for share in shares)
            assert weight > 0 or not tokens(query)


SPELLINGS = [
    ("smittevern", "smitte\u00advern"),
    ("SMITTEVERN", "smittevern"),
    ("åpen", "aapen"),
    ("åpen", "A\u030apen"),
    ("råd", unicodedata.normalize("NFD", "RÅD")),
    ("lærer", "laerer"),
    ("øving", "oeving"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_a_word_find_the_same(blank, one, other):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, [("", "", "smittevern råd"), ("", "", "åpen lærer"), ("", "", "øving")]))
        for kind in KINDS:
            assert max(told(lexicon(db), tokens(one), kind)[0]) > 0
            assert told(lexicon(db), tokens(one), kind) == told(lexicon(db), tokens(other), kind)
