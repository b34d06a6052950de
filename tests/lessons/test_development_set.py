"""The judged queries over the sample bank are well-formed, and point at passages that are there."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from kb.lessons.bank.gathering import gather
from kb.lessons.bank.passages import cut
from kb.lessons.bank.themes import read_taxonomy

ROOT = Path(__file__).parents[2]
KINDS = {
    "exact",
    "compound-head",
    "compound-tail",
    "inflection",
    "typo",
    "nn-nb",
    "nb-nn",
    "english",
    "synonym",
    "theme",
    "facets",
    "nothing",
}
FEWEST = 15  # queries of a kind: fewer tell one from another by chance


@pytest.fixture(scope="module")
def questions():
    lines = (ROOT / "tests" / "queries" / "development.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def bank():
    """Give by path each document's title, and its passages with their headings."""
    taxonomy = read_taxonomy(ROOT / "lessons" / "themes.toml")
    documents = gather([ROOT / "lessons"], ROOT / "lessons", taxonomy).documents
    return {
        document.path: (
            spaced(document.title),
            [spaced(f"{passage.heading} {passage.text}") for passage in cut(document)],
        )
        for document in documents
    }


def spaced(text):
    return re.sub(r"[\s#]+", " ", text).strip()


def answers(questions):
    return [(question["query"], answer) for question in questions for answer in question["answers"]]


def test_there_are_enough_queries_of_every_kind(questions):
    kinds = Counter(question["kind"] for question in questions)
    assert len(questions) >= 200
    assert kinds.keys() == KINDS
    assert min(kinds.values()) >= FEWEST


def test_every_line_has_just_the_three_fields_filled_in(questions):
    for question in questions:
        assert list(question) == ["kind", "query", "answers"]
        assert question["query"] == unicodedata.normalize("NFC", question["query"]).strip() != ""
        for answer in question["answers"]:
            assert list(answer) == ["document", "quote"]
            assert len(answer["quote"].split()) >= 2


def test_no_query_stands_twice(questions):
    asked = Counter(" ".join(question["query"].casefold().split()) for question in questions)
    assert [query for query, times in asked.items() if times > 1] == []


def test_only_what_nothing_answers_is_without_answers(questions):
    assert [q["query"] for q in questions if (q["kind"] == "nothing") != (not q["answers"])] == []


def test_no_answer_is_told_twice_of_a_query(questions):
    for question in questions:
        told = [(answer["document"], spaced(answer["quote"])) for answer in question["answers"]]
        assert len(told) == len(set(told)), question["query"]


def test_every_answer_is_a_document_of_the_bank(questions, bank):
    assert [(query, a["document"]) for query, a in answers(questions) if a["document"] not in bank] == []


def test_every_quote_stands_in_one_passage_or_in_the_title(questions, bank):
    lost = []
    for query, answer in answers(questions):
        title, passages = bank[answer["document"]]
        quote = spaced(answer["quote"])
        if quote not in title and not any(quote in passage for passage in passages):
            lost.append((query, answer))
    assert lost == []


def test_a_quote_tells_few_passages_apart_from_the_rest(questions, bank):
    for query, answer in answers(questions):
        title, passages = bank[answer["document"]]
        held = sum(spaced(answer["quote"]) in passage for passage in passages)
        assert held <= 2 or spaced(answer["quote"]) in title, (query, answer)


def test_a_word_that_is_only_found_otherwise_does_not_stand_in_what_answers(questions, bank):
    """A synonym, an English word or a theme is no test where the passage has the query itself."""
    for question in questions:
        if question["kind"] in {"synonym", "english", "typo"}:
            for answer in question["answers"]:
                _, passages = bank[answer["document"]]
                answering = [p for p in passages if spaced(answer["quote"]) in p]
                found = [p for p in answering if question["query"].casefold() in p.casefold()]
                assert found == [], question["query"]
