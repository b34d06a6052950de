"""Passages that tell learning are told from those that do not, as well as docs/proposals.md says."""

import csv
from pathlib import Path

import pytest

from kb.intake.proposals.cues import features, word_cues
from kb.intake.proposals.judging import judge

HERE = Path(__file__).parent
# Precision and recall of learning, strength and improvement, somewhat below what was measured.
FLOORS = {
    "tuned": {"": (0.93, 0.93), "strength": (0.85, 0.85), "improvement": (0.85, 0.88)},
    "held": {"": (0.92, 0.83), "strength": (0.82, 0.75), "improvement": (0.88, 0.78)},
}


def labelled(part):
    with (HERE / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("part", FLOORS)
def test_learning_is_found_as_well_as_the_manual_says(part):
    passages = labelled(part)
    told = [judge(one["text"], one["heading"], one["language"]).kind or "none" for one in passages]
    for kind, (precision, recall) in FLOORS[part].items():
        pairs = [
            (t != "none", p["label"] != "none") if not kind else (t == kind, p["label"] == kind)
            for t, p in zip(told, passages, strict=True)
        ]
        hits = sum(t and true for t, true in pairs)
        assert hits / sum(t for t, _ in pairs) >= precision, kind
        assert hits / sum(true for _, true in pairs) >= recall, kind


def test_there_are_three_hundred_labelled_passages_in_all_genres_and_languages():
    tuned, held = labelled("tuned"), labelled("held")
    assert len(tuned) >= 200
    assert len(held) >= 100
    assert len(tuned) + len(held) >= 300
    for part in (tuned, held):
        assert {one["genre"] for one in part} == {"application", "status", "blog", "article", "hr", "report"}
        assert {one["language"] for one in part} == {"nb", "nn", "en"}
        assert {one["label"] for one in part} == {"none", "strength", "improvement"}


def test_no_passage_is_both_tuned_on_and_held_back():
    texts = [one["text"] for part in ("tuned", "held") for one in labelled(part)]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Loggen manglet, og ingen visste hvor den lå.", "improvement"),
        ("Loggen var ikke krevende å føre, og den fungerte godt.", "strength"),
        ("Telefonlista fungerte ikke, og for mange sto uten beskjed.", "improvement"),
        ("Telefonlista verka, og folk slapp å vente.", "strength"),
        ("The list was missing, and nobody knew who to call.", "improvement"),
    ],
)
def test_the_kind_follows_the_words_and_what_turns_them(text, kind):
    assert judge(text, "Erfaringer").kind == kind


@pytest.mark.parametrize("text", ["Hva savnet du?", "Fungerte det godt, og hva lærte dere?"])
def test_a_question_is_never_learning(text):
    assert judge(text, "Hva lærte dere?").kind is None


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_reasons_show_the_words_that_spoke(language):
    judged = judge("Utstyret manglet, og det burde vi sett.", "Hva lærte dere?", language)
    assert any("«manglet»" in reason for reason in judged.why)
    assert any("«Hva lærte dere?»" in reason for reason in judged.why)


def test_a_reason_shows_what_turned_the_word_about():
    assert any("«fungerte ikke»" in reason for reason in judge("Loggen fungerte ikke.", "Læring").why)


def test_a_strength_is_not_given_the_reasons_of_an_improvement():
    why = judge("Dette fungerte svært godt, ble enklere og raskere, men manglet strøm.", "Det som virket").why
    assert why
    assert not any("manglet" in reason for reason in why)


def test_every_group_of_words_has_a_weight():
    from kb.intake.proposals.judging import _weights

    for of in ("learning", "improvement"):
        assert set(_weights()[of]) == {"start", *features()}


def test_no_word_stands_in_two_groups_that_say_the_opposite():
    groups = {}
    for listed in word_cues().first.values():
        for words, group in listed:
            groups.setdefault(words, set()).add(group)
    against = [{"fault", "worked"}, {"lack", "gain"}, {"plan", "learnt"}]
    assert [words for words, own in groups.items() if any(pair <= own for pair in against)] == []
