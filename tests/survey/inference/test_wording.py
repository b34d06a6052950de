"""Words say no more than the adjusted test does."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest

import kb.survey.inference
from kb.errors import KbError
from kb.survey.inference import (
    LargeWeights,
    compare_ordinal,
    compare_phrase,
    compare_shares,
    compare_words,
    family_sentence,
    judge,
    large_weights_sentence,
    not_covered,
    weighting_limit,
)

TABLE = pd.DataFrame(
    {"liten": [400, 60, 500, 18, 2], "stor": [430, 240, 430, 17, 3]},
    index=["Pleie", "Skole", "Teknisk", "Kultur", "Stab"],
)


def words(family, language="nb") -> dict[str, str]:
    return {judged.comparison.group: compare_words(judged, language) for judged in family.judged}


def test_more_and_fewer_are_said_only_where_the_adjusted_test_does():
    found = words(judge(compare_shares(TABLE, ["stor"])))
    assert found == {
        "Pleie": "omtrent like mange",
        "Skole": "flere",
        "Teknisk": "færre",
        "Kultur": "ingen sikker forskjell",
        "Stab": "for få til å si",
    }
    # The same table in a family of a hundred more tables: Teknisk's difference no longer stands out.
    crowd = [c for n in range(100) for c in compare_shares(TABLE * 0 + 50, ["stor"], table=f"t{n}")]
    assert words(judge([*compare_shares(TABLE, ["stor"]), *crowd]))["Teknisk"] != "færre"


def test_the_words_are_in_the_language_asked_for():
    family = judge(compare_shares(TABLE, ["stor"]))
    assert words(family, "nn")["Skole"] == "fleire"
    assert words(family, "en") == {
        "Pleie": "about as many",
        "Skole": "more",
        "Teknisk": "fewer",
        "Kultur": "no clear difference",
        "Stab": "too few to say",
    }
    with pytest.raises(KbError, match=r"no language «se»\. Choose among: nb, nn, en"):
        compare_words(family.judged[0], "se")


def test_a_scale_is_higher_or_lower():
    family = judge(compare_ordinal(TABLE))
    assert words(family)["Skole"] == "høyere"
    assert words(family, "nn")["Skole"] == "høgare"


def test_a_phrase_names_the_group():
    phrases = [compare_phrase(judged) for judged in judge(compare_shares(TABLE, ["stor"])).judged]
    assert phrases == [
        "Pleie: omtrent like mange som ellers",
        "Skole: flere enn ellers",
        "Teknisk: færre enn ellers",
        "Kultur: ingen sikker forskjell fra resten",
        "Stab: for få til å si noe sikkert",
    ]


def test_a_family_is_told_with_its_size():
    family = judge(compare_shares(TABLE, ["stor"]), adjustment="bh")
    assert family_sentence(family) == (
        "Hver gruppe er holdt opp mot alle de andre: 4 tester, justert samlet (Benjamini–Hochberg, 5\u00a0%). "
        "For små til å testes: 1."
    )


@pytest.mark.parametrize(("language", "word"), [("nb", "Frafallsskjevhet"), ("nn", "Fråfallsskeivskap")])
def test_what_is_not_covered_is_said(language, word):
    assert word in not_covered(language)


def test_what_weights_do_is_said():
    caution = LargeWeights(persons=1200, largest=4.25, limit=3.0)
    assert large_weights_sentence(caution).startswith(
        "1\u00a0200 svar teller mer enn 3 ganger så mye som et svar i snitt, det største 4,3 ganger."
    )
    assert "1,200 answers count more than 3 times" in large_weights_sentence(caution, "en")
    assert weighting_limit("en") == "Weighting mends only the skewness of what it is based on."


def test_every_sentence_is_there_in_all_three_languages():
    file = Path(kb.survey.inference.__file__).with_name("sentences.toml")
    sentences = tomllib.loads(file.read_text(encoding="utf-8"))
    assert all(list(words) == ["nb", "nn", "en"] for words in sentences.values())
    for kind in ("share", "ordinal"):
        for verdict in ("more", "fewer", "alike", "unsure", "too_few"):
            assert {f"{kind}_{verdict}", f"{verdict}_phrase"} <= set(sentences)
