"""Cells turned to codes: labels of any language, the export's own labels, and options joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.survey.codebook import Question
from kb.survey.exports.matching import Asked
from kb.survey.exports.options import CHOSEN, NOT_CHOSEN
from kb.survey.exports.records import Variable
from kb.survey.exports.wording import folded, unmarked
from kb.survey.routes import BETWEEN
from kb.survey.scales import Answer, Scale

_NUMBER = re.compile(r"[+-]?(?:\d{1,15}|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4})(?:[.,]\d{1,15})?")
_WHOLE = re.compile(r"(-?\d{1,15})[.,]0+")
_POINT = re.compile(r"(\d{1,2})(?: ?[-–=:.)].*| \D.*)?")
_REFUSED = NOT_CHOSEN | {"nei", "no", "2", "-", "-1"}
_OTHER = ("annet", "anna", "other", "andre", "annet, spesifiser", "annet (spesifiser)", "noe annet")
_WORDS = re.compile(r"[^\W\d_]{3}")  # a code nobody knows is no answer in own words
_PARTERS = (";", BETWEEN, "\n", ",")


@dataclass(frozen=True, slots=True)
class Coded:
    """What became of a cell: its value, None where there is no answer; or the part that is no answer at all."""

    value: str | None
    wrong: str | None = None
    remapped: bool = False  # the export's label led to another code than stood there
    own_words: bool = False  # somebody wrote their own answer, where the question allows another


_EMPTY = Coded(None)


@dataclass(frozen=True, slots=True)
class Coder:
    """Turns the cells of one question to codes."""

    asked: Asked
    scale: Scale | None
    names: Mapping[str, str]  # label, folded, or code, as it is or folded, to code
    several: str | None
    other: str | None = None  # the code of «Annet», where there is one

    def single(self, cell: str | None, variable: Variable) -> Coded:
        """Code a cell that holds one answer, or the codes of several where the question allows them."""
        if cell is None:
            return _EMPTY
        if self.scale is None:
            return _EMPTY if cell in variable.missing else _open(cell, self.asked)
        kind = self.asked.type if isinstance(self.asked, Question) else "single"
        coded = self._code(cell, variable)
        if coded is None and kind == "multi":
            return self._parts(cell, variable)
        if coded is None and kind == "nps" and (point := _POINT.fullmatch(cell)):
            coded = self.names.get(point[1])  # the ends of the scale may have words beside their number
        if coded is None:
            return _EMPTY if cell in variable.missing else self._in_own_words([cell]) or Coded(None, cell)
        return Coded(coded, remapped=coded != cell and cell in self.scale.all_codes)

    def options(self, cells: Sequence[str | None], variables: Sequence[Variable]) -> Coded:
        """Join the columns of one question: the options chosen, or the codes they hold."""
        codes: list[str] = []
        for cell, variable in zip(cells, variables, strict=True):
            chosen = self._chosen(cell, variable)
            if chosen.wrong is not None:
                return chosen
            codes += [chosen.value] if chosen.value is not None else []
        return Coded(self._joined(codes) or None)

    def option_code(self, variable: Variable) -> str | None:
        """Give the code an option stands for, by its name or its label."""
        choice = variable.choice
        if choice is None:
            return None
        tried = (choice.option, choice.label, unmarked(choice.label))
        return next((self.names[name] for one in tried if (name := folded(one)) in self.names), None)

    def _chosen(self, cell: str | None, variable: Variable) -> Coded:
        choice = variable.choice
        if choice is None or choice.chosen is None:
            return self.single(cell, variable)
        if cell is None or cell in variable.missing:
            return _EMPTY
        said = {folded(cell), folded(variable.labels.get(cell, cell))}
        code = self.option_code(variable)
        refused = said & _REFUSED
        if said & choice.chosen or (not refused and code is not None and self._code(cell, variable) == code):
            return Coded(code)  # an option nobody knows is told of its column, once
        # Where the set's own value says chosen, all others say that it is not.
        return _EMPTY if refused or not choice.chosen & CHOSEN else Coded(None, cell)

    def _code(self, cell: str, variable: Variable) -> str | None:
        label = variable.labels.get(cell)
        if label is not None and (code := self.names.get(folded(unmarked(label)))) is not None:
            return code
        if (code := self.names.get(cell) or self.names.get(folded(cell))) is not None:
            return code
        whole = _WHOLE.fullmatch(cell)
        return self.names.get(whole[1]) if whole else None

    def _parts(self, cell: str, variable: Variable) -> Coded:
        """Split the answers in one cell by the separator that makes answers of all its parts."""
        if not cell.strip(f" {self.several or ''}{BETWEEN}"):
            return _EMPTY
        wrong = cell
        for mark in dict.fromkeys([*([self.several] if self.several else []), *_PARTERS]):
            parts = [part.strip() for part in cell.split(mark) if part.strip()]
            codes = [self._code(part, variable) for part in parts]
            known = [code for code in codes if code is not None]
            if parts and len(known) == len(parts):
                return Coded(self._joined(known))
            if known:
                wrong = parts[codes.index(None)]
        return (
            _EMPTY if cell in variable.missing else self._with_own_words(cell, variable) or Coded(None, wrong)
        )

    def _with_own_words(self, cell: str, variable: Variable) -> Coded | None:
        """Take the parts that are no answers as somebody's own, where the question allows another."""
        parts = [part.strip() for part in cell.split(self.several or BETWEEN) if part.strip()]
        codes = [self._code(part, variable) for part in parts]
        own = self._in_own_words([part for part, code in zip(parts, codes, strict=True) if code is None])
        if own is None or own.value is None:
            return None
        return Coded(self._joined([code or own.value for code in codes]), own_words=True)

    def _in_own_words(self, parts: Sequence[str]) -> Coded | None:
        if self.other is None or not parts or not all(_WORDS.search(part) for part in parts):
            return None
        return Coded(self.other, own_words=True)

    def _joined(self, codes: Iterable[str]) -> str:
        return BETWEEN.join(sorted(set(codes), key=self._rank))

    def _rank(self, code: str) -> int:
        assert self.scale is not None
        return self.scale.all_codes.index(code)


def coder(asked: Asked, scale: Scale | None, several: str | None) -> Coder:
    """Make ready for a question; a code wins over a label that reads the same."""
    answers: list[Answer] = []
    if scale is not None:
        answers = [*scale.answers, *([scale.dont_know] if scale.dont_know else [])]
    names: dict[str, str] = {}
    for answer in answers:
        for label in (answer.nb, answer.nn, answer.en):
            if label:
                names.setdefault(folded(unmarked(label)), answer.code)
    names |= {folded(answer.code): answer.code for answer in answers}
    names |= {answer.code: answer.code for answer in answers}
    other = next((names[word] for word in _OTHER if word in names), None)
    return Coder(asked, scale, names, several, other)


def _open(cell: str, asked: Asked) -> Coded:
    """Keep open text as it is; a number must be one."""
    if isinstance(asked, Question) and asked.type == "number" and not _NUMBER.fullmatch(cell):
        return Coded(None, cell)
    return Coded(cell)
