"""The words of a drafted codebook: TOML, with comments on what was guessed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kb.survey.exports.guessing import Guess
from kb.survey.exports.ladders import ladder_of
from kb.survey.exports.wording import cleaned, folded

KEY = "id"
PLACEHOLDER = """# No column seems to sort people. Fill in the background that your frame has, with its codes.
[[background]]
id = "background_to_fill_in"
source = "frame"
label = { nb = "Fyll inn" }
codes = [
    { code = "a", nb = "Fyll inn" },
    { code = "b", nb = "Fyll inn en til" },
]
"""
_HEAD = """# Draft of a codebook, made from {file}. Read it through before you use it:
# - title, key and background: key is the column of frame.csv and answers.csv that tells respondents apart
# - type, scale and asked_if: types are guessed from the answers; who was asked is not in an export
# - answers nobody chose are not in an export without labels: add them, in their place on the scale
# - good = "high" or "low" says which end of a scale is the favourable one
{told}
key = "{key}"
title = {{ nb = {title} }}
"""


class Scales:
    """Scales as they are met: questions with the same answers share one."""

    def __init__(self) -> None:
        self._names: dict[tuple[object, ...], str] = {}
        self._texts: list[str] = []

    def name_of(self, question: str, guess: Guess) -> str:
        """Give the name of the scale with these answers, and write it down the first time."""
        content = (tuple(guess.answers.items()), guess.dont_know)
        if content not in self._names:
            self._names[content] = self._free(question, guess)
            self._texts.append(_scale(self._names[content], guess))
        return self._names[content]

    def texts(self) -> list[str]:
        """Give all scales in the order they were met."""
        return self._texts

    def _free(self, question: str, guess: Guess) -> str:
        labels = list(guess.answers.values())
        name = ladder_of(labels) or (
            "yes_no" if set(map(folded, labels)) == {"ja", "nei"} else f"{question}_answers"
        )
        number, taken = 1, self._names.values()
        while (f"{name}_{number}" if number > 1 else name) in taken:
            number += 1
        return f"{name}_{number}" if number > 1 else name


def write_head(file: str, told: Sequence[str]) -> str:
    """Write what stands above everything else."""
    lines = "\n".join(f"# {_line(sentence)}" for sentence in told)
    title = file.rsplit(".", 1)[0].strip() or "Undersøkelse"
    return _HEAD.format(file=_line(file), told=lines, key=KEY, title=_quoted(title))


def write_background(name: str, column: str, wording: str, guess: Guess) -> str:
    """Write the column that is proposed to sort people by."""
    return (
        "# Proposed: the column that seems to sort people. Its source is frame when the frame knows it.\n"
        f'[[background]]\nid = "{name}"\nsource = "answers"\ncolumn = {_quoted(column)}\n'
        f"label = {{ nb = {_quoted(wording)} }}\ncodes = {_answers(guess.answers)}\n"
    )


def write_question(name: str, column: str, wording: str, guess: Guess, scales: Scales) -> str:
    """Write a question, and its scale where it is a new one."""
    lines = [f"# {guess.remark}"] if guess.remark else []
    lines += ["[[questions]]", f'id = "{name}"', f'type = "{guess.type}"']
    if guess.type in ("single", "multi", "likert"):
        lines.append(f'scale = "{scales.name_of(name, guess)}"')
    lines += [f"wording = {{ nb = {_quoted(wording)} }}", f"column = {_quoted(column)}", ""]
    return "\n".join(lines)


def _scale(name: str, guess: Guess) -> str:
    text = f"[scales.{name}]\nanswers = {_answers(guess.answers)}\n"
    if guess.dont_know:
        text += f"dont_know = {_answer(*guess.dont_know)}\n"
    return text


def _answers(answers: Mapping[str, str]) -> str:
    return "[\n" + "".join(f"    {_answer(code, label)},\n" for code, label in answers.items()) + "]"


def _answer(code: str, label: str) -> str:
    return f"{{ code = {_quoted(code)}, nb = {_quoted(label)} }}"


def _quoted(text: str) -> str:
    """Write a TOML string on one line; JSON's escapes are TOML's too."""
    return json.dumps(_line(text) or "-", ensure_ascii=False)


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())
