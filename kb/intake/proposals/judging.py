"""Whether a passage tells learning, and of which kind: weights learnt from labelled passages, and words for why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import exp
from typing import TYPE_CHECKING

from kb.intake.proposals.cues import HERE, count, heading_cues, word_cues
from kb.intake.proposals.records import Judged

if TYPE_CHECKING:
    from kb.lessons.bank.records import Kind

TELLS = 0.5  # of passages that reach it, more are learning than not
MOST_REASONS, MOST_WORDS = 4, 3
OF_THE_OTHER = {
    "strength": ("regret", "too", "lack", "fault", "heading bad", "bad mark"),
    "improvement": ("worked", "gain", "turn", "heading good", "good mark"),
}
MARKS = {
    "good mark": {"nb": "er merket som positivt", "nn": "er merkt som positivt", "en": "is marked as good"},
    "bad mark": {"nb": "er merket som negativt", "nn": "er merkt som negativt", "en": "is marked as bad"},
}


def judge(text: str, heading: str = "", language: str = "nb") -> Judged:
    """Judge a passage of one to three sentences, or a bullet, under its heading."""
    found = count(text, heading)
    score = _chance(found, "learning")
    if score < TELLS or found["question"]:
        return Judged(None, round(score, 3), ())
    kind: Kind = "improvement" if _chance(found, "improvement") >= 0.5 else "strength"
    return Judged(kind, round(score, 3), _reasons(text, heading, kind, found, language))


def _chance(found: Mapping[str, float], of: str) -> float:
    weights = _weights()[of]
    total = weights["start"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + exp(-total))


@cache
def _weights() -> dict[str, dict[str, float]]:
    read: dict[str, dict[str, float]] = json.loads((HERE / "weights.json").read_text(encoding="utf-8"))
    return read


def _reasons(
    text: str, heading: str, kind: Kind, found: Mapping[str, float], language: str
) -> tuple[str, ...]:
    """Say what spoke most for it, with the words that did."""
    weights = _weights()["learning"]
    spoke = {name: weights.get(name, 0.0) * value for name, value in found.items() if value}
    against = OF_THE_OTHER[kind]
    told = {
        name: reason
        for name, reason in _told(text, heading, language).items()
        if spoke.get(name, 0) > 0 and name not in against
    }
    ranked = sorted(told, key=lambda name: -spoke[name])
    return tuple(told[name] for name in ranked[:MOST_REASONS])


def _told(text: str, heading: str, language: str) -> dict[str, str]:
    """Say each thing that may have spoken for it, by the name of its feature."""
    last = heading.rsplit(" › ", maxsplit=1)[-1]
    heads = {
        f"heading {name}": f"{why[language]}: «{last}»" for name, why in heading_cues().why.items() if why
    }
    found: dict[str, dict[str, None]] = {}
    for group, words in word_cues().find(text):
        found.setdefault(group, {})[f"«{words}»"] = None
    told = {
        group: f"{word_cues().why[group][language]}: {', '.join(list(words)[:MOST_WORDS])}"
        for group, words in found.items()
        if word_cues().why[group]
    }
    return {name: words[language] for name, words in MARKS.items()} | heads | told
