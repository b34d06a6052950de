"""Sentences with their facts marked in braces: how many are found, and how many are made up."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kb.intake.facts.reading import read_facts

SENTENCES = Path(__file__).with_name("sentences.toml")
WRITTEN = date(2020, 12, 1)
NUMBERS = {"part", "whole", "high"}
_MARKED = re.compile(r"\{([^{}|]+)\|([^{}]*)\}")


def read_labelled(marked):
    """Give the plain sentence and its facts: (kind, start, text, value, what else is told)."""
    plain, facts, at = "", [], 0
    for found in _MARKED.finditer(marked):
        plain += marked[at : found.start()]
        kind, *rest = (part.strip() for part in found[2].split("|"))
        said = found[1].strip()
        value = rest[0] if rest and "=" not in rest[0] else said
        more = dict(one.split("=", 1) for one in rest if "=" in one)
        facts.append((kind, len(plain), said, _number(value, kind), more))
        plain += said
        at = found.end()
    return plain + marked[at:], facts


def sentences(part):
    return [read_labelled(one) for one in tomllib.loads(SENTENCES.read_text(encoding="utf-8"))[part]]


def compare(plain, labels):
    """Read a sentence; give the labels found and missed, the facts too many, and the fields told wrongly."""
    facts = {(one.kind, one.start): one for one in read_facts(plain, near=WRITTEN)}
    found, missed, wrong = [], [], []
    for kind, start, said, value, more in labels:
        fact = facts.pop((kind, start), None)
        if fact is None or fact.text != said or fact.value != value:
            missed.append((kind, said, value, fact and (fact.text, fact.value)))
            continue
        found.append((kind, said))
        for name, told in more.items():
            read = getattr(fact, name)
            if read != (float(told) if name in NUMBERS else told):
                wrong.append((said, name, told, read))
    return found, missed, [(one.kind, one.text) for one in facts.values()], wrong


def _number(value, kind):
    return value if kind in ("date", "period", "organisation", "unit") else float(value)


def tally(part):
    """Count by kind what is labelled, found and too many; and list the fields told wrongly."""
    labelled, found, extra, wrong = Counter(), Counter(), Counter(), []
    for plain, labels in sentences(part):
        right, _, more, fields = compare(plain, labels)
        labelled.update(label[0] for label in labels)
        found.update(kind for kind, _ in right)
        extra.update(kind for kind, _ in more)
        wrong += fields
    return labelled, found, extra, wrong


def test_at_least_150_sentences_are_labelled_and_a_third_held_back():
    tuned, held = sentences("tuned"), sentences("held_back")
    assert len(tuned) + len(held) >= 150
    assert len(held) >= 50
    assert len({plain for plain, _ in [*tuned, *held]}) == len(tuned) + len(held)


@pytest.mark.parametrize(("part", "recall", "precision"), [("tuned", 0.99, 0.98), ("held_back", 0.96, 0.95)])
def test_facts_are_found_and_none_made_up(part, recall, precision):
    labelled, found, extra, _ = tally(part)
    assert found.total() >= recall * labelled.total()
    assert found.total() >= precision * (found.total() + extra.total())


@pytest.mark.parametrize("part", ["tuned", "held_back"])
def test_no_kind_of_fact_is_poorly_found(part):
    labelled, found, _, _ = tally(part)
    assert all(found[kind] >= 0.8 * number for kind, number in labelled.items())


@pytest.mark.parametrize("part", ["tuned", "held_back"])
def test_what_is_counted_the_base_and_the_bound_are_told_right(part):
    told = sum(len(more) for _, labels in sentences(part) for *_, more in labels)
    assert len(tally(part)[3]) <= 0.05 * told
