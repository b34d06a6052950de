"""Posting lists against a plain count of words, and whatever the order in which they were written."""

from collections import Counter
from contextlib import closing
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from postings_bases import blank_base, fresh, put_in, take_out, texts

from kb.lessons.words.postings import FIELDS, GROWTH, IDS, IMPACTS, K1, KINDS, B, add, rebuild

HALF = 2.0**-11  # how far a float16 may lie from what it stands for, as a share of it


@pytest.fixture(scope="module")
def blank():
    with closing(blank_base()) as base:
        yield base


def counted(passage, kind):
    """Tell each term's impact in a passage by the formula of the module's docstring, one word at a time."""
    analyse, usual = KINDS[kind]
    fields = list(zip(FIELDS, (passage.title, passage.heading, passage.text), strict=True))
    frequency = Counter()
    for weight, field in fields:
        for term in analyse(field):
            frequency[term] += weight
    norm = K1 * (1 - B + B * sum(len(analyse(field)) for _, field in fields) / usual)
    return {term: tf * (K1 + 1) / (tf + norm) for term, tf in frequency.items()}


def held(db, kind):
    """Read all impacts by passage and term; a passage told twice of a term is a fault."""
    found = {}
    query = "select term, passages, impacts from postings where kind = ? order by segment"
    for term, ids, impacts in db.execute(query, [kind]):
        for number, impact in zip(np.frombuffer(ids, IDS), np.frombuffer(impacts, IMPACTS), strict=True):
            assert (int(number), term) not in found
            found[int(number), term] = float(impact)
    return found


def added(db, batch):
    passages = put_in(db, batch)
    add(db, passages)
    return passages


def contents(db):
    return db.execute("select kind, term, passages, impacts from postings order by kind, term").fetchall()


def segments(db):
    return [row[0] for row in db.execute("select passages from segments order by id")]


@settings(max_examples=40)
@given(st.lists(texts(), min_size=1, max_size=6))
def test_each_passage_has_the_impacts_of_its_words(blank, bank):
    with closing(fresh(blank)) as db:
        passages = put_in(db, bank)
        add(db, passages)
        for kind in KINDS:
            expected = {(p.id, term): impact for p in passages for term, impact in counted(p, kind).items()}
            assert held(db, kind) == pytest.approx(expected, rel=HALF)


@settings(max_examples=25)
@given(st.lists(st.lists(texts(), max_size=4), min_size=1, max_size=6), st.data())
def test_batches_merges_and_what_was_taken_out_leave_no_trace_on_what_is_held(blank, batches, data):
    with closing(fresh(blank)) as db:
        living = {}
        for batch in batches:
            gone = data.draw(st.sets(st.sampled_from(sorted(living))) if living else st.just(set()))
            take_out(db, gone)
            passages = put_in(db, batch)
            living = {n: p for n, p in living.items() if n not in gone} | {p.id: p for p in passages}
            add(db, passages)
        for kind in KINDS:
            expected = {
                (p.id, term): impact for p in living.values() for term, impact in counted(p, kind).items()
            }
            told = {key: impact for key, impact in held(db, kind).items() if key[0] in living}
            assert told == pytest.approx(expected, rel=HALF)


@settings(max_examples=25)
@given(st.lists(st.lists(texts(), min_size=1, max_size=3), min_size=1, max_size=4), st.data())
def test_a_merge_of_all_writes_what_a_rebuild_would(blank, batches, data):
    with closing(fresh(blank)) as db:
        numbers = [p.id for batch in batches for p in added(db, batch)]
        take_out(db, data.draw(st.sets(st.sampled_from(numbers))))
        added(db, [("lager", "", "smittevern")] * len(numbers))
        assert len(segments(db)) == 1
        merged = contents(db)
        rebuild(db)
        assert contents(db) == merged


@pytest.mark.parametrize("step", [1, 2, 5, 100])
def test_a_rebuild_does_not_depend_on_its_steps(blank, step):
    with closing(fresh(blank)) as db:
        put_in(db, [(f"plan {n}", "råd", "munnbind og vaksine") for n in range(11)])
        rebuild(db, step)
        assert sum(segments(db)) == 11
        told = {kind: held(db, kind) for kind in KINDS}
        rebuild(db)
        assert {kind: held(db, kind) for kind in KINDS} == told


def test_segments_stay_few_and_each_is_much_larger_than_the_next(blank):
    with closing(fresh(blank)) as db:
        for n in range(40):
            added(db, [("plan", "", f"vakt {n}")] * (1 + n % 3))
            sizes = segments(db)
            assert all(size >= GROWTH * after for size, after in pairwise(sizes))
        assert len(sizes) <= np.log2(sum(sizes)) + 1


def test_ids_ascend_within_each_list_and_lie_in_the_stated_bytes(blank):
    with closing(fresh(blank)) as db:
        passages = put_in(db, [("plan", "råd", "vakt")] * 5)
        add(db, passages[::-1])
        for _, _, ids, impacts in contents(db):
            numbers = np.frombuffer(ids, "<u4").tolist()
            assert numbers == sorted(set(numbers))
            assert len(impacts) == 2 * len(numbers)


def test_a_word_of_the_title_counts_more_than_one_of_the_heading_and_that_more_than_one_of_the_body(blank):
    with closing(fresh(blank)) as db:
        add(db, put_in(db, [("vakt", "plan", "råd"), ("plan", "vakt", "råd"), ("plan", "råd", "vakt")]))
        impacts = held(db, "stem")
        assert impacts[1, "vakt"] > impacts[2, "vakt"] > impacts[3, "vakt"] > 0


def test_other_passages_change_no_impact(blank):
    with closing(fresh(blank)) as db:
        added(db, [("plan", "råd", "vakt")])
        alone = held(db, "gram")
        added(db, [("lang tekst", "", "munnbind og vaksine " * 50)])
        assert alone.items() <= held(db, "gram").items()


@pytest.mark.parametrize("bank", [[], [("", "", "…")], [("?", "—", "🙂"), ("!", "", "")]])
def test_passages_without_a_word_are_added_without_lists(blank, bank):
    with closing(fresh(blank)) as db:
        added(db, bank)
        added(db, bank)
        assert contents(db) == []
        added(db, [("plan", "", "vakt")])
        assert {number for number, _ in held(db, "stem")} == {2 * len(bank) + 1}


def test_a_passage_of_odd_letters_and_great_length_is_held(blank):
    with closing(fresh(blank)) as db:
        added(db, [("A\u030a", "\0", "smitte\u00advern \U0001f9a0 " * 5000), ("", "", "x" * 50_000)])
        assert held(db, "stem").keys() == {(1, "å"), (1, "smittevern"), (2, "x" * 50_000)}
        assert max(held(db, "stem").values()) < K1 + 1


def test_taking_out_every_passage_leaves_nothing_once_merged(blank):
    with closing(fresh(blank)) as db:
        first = added(db, [("plan", "", "vakt"), ("plan", "", "råd")])
        take_out(db, {p.id for p in first})
        added(db, [("lager", "", "munnbind"), ("lager", "", "vaksine")])
        assert {number for number, _ in held(db, "stem")} == {3, 4}
