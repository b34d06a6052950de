"""Findings and what stands behind them: the front door for notebooks.

A finding's figures are never typed. They come from its evidence by name, and evidence comes from protected tables and
from passages of the bank. What is wrong with a finding is shown beneath it and stops the page, and the cells that
follow run on: an export tells the faults of all findings at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kb.errors import KbError
from kb.evaluation.claims.answers import survey_number
from kb.evaluation.claims.checking import (
    Problem,
    changed_problems,
    claim_problems,
    plan_problems,
    standing,
)
from kb.evaluation.claims.figures import evidence_tables, open_figures
from kb.evaluation.claims.lock import leave_used, read_lock
from kb.evaluation.claims.opposing import opposing
from kb.evaluation.claims.passages import find_passage
from kb.evaluation.claims.prose import prose_block
from kb.evaluation.claims.records import Claim, Gone, Kind, Number, Quote
from kb.evaluation.claims.records import Evidence as Piece
from kb.evaluation.claims.staffing import staffing_number
from kb.evaluation.claims.strength import weigh
from kb.evaluation.claims.telling import faults_block, finding_block, told_statement
from kb.evaluation.plan import Plan
from kb.lessons.library import Library
from kb.privacy.disclosure import Protected
from kb.reports.blocks import Block
from kb.reports.text.markup import slug
from kb.reports.text.numbers import Language
from kb.staffing.records import Staffing
from kb.survey.importing import Survey

__all__ = ["Evidence", "Number", "Quote", "evidence_tables", "finding", "passage"]


def passage(library: Library, document: str, heading: str, *, start: str = "") -> Piece:
    """Take a passage of a lesson (by id) or text (by path) as evidence, from the words `start` where given.

    One that is not there is told by the finding it is given to.
    """
    return find_passage(library, f"{document}#{heading}", start=start)


def finding(statement: str, *, kind: Kind, evidence: Sequence[Piece], language: Language = "nb") -> Block:
    """Set out a finding; a line opens its evidence. `{name}` in the statement is the number of that name."""
    problems = list(claim_problems(statement, evidence))
    told = _filled(statement, evidence, language, problems)
    if problems:
        return faults_block(statement, problems, language)
    return finding_block(_claim("", told, kind, "", evidence, (), ()), language=language, graded=False)


class Evidence:
    """What the findings of an evaluation may rest on, and the findings made so far.

    `shown` holds the protected tables, those of `evidence_tables` among them. With a `plan`, each finding must answer
    one of its questions; with a `lock`, its evidence must be as it was when `kb evaluation approve` wrote that file.
    """

    def __init__(
        self,
        *,
        library: Library,
        survey: Survey | None = None,
        staffing: Staffing | None = None,
        shown: Protected | None = None,
        plan: Plan | None = None,
        lock: Path | str | None = None,
        language: Language = "nb",
    ) -> None:
        self.plan, self.language = plan, language
        self._library = library
        self._figures = open_figures(survey, staffing, shown, language)
        self._lock = Path(lock) if lock else None
        self._approved = read_lock(self._lock) if self._lock else None
        self._claims: dict[str, Claim] = {}

    @property
    def claims(self) -> list[Claim]:
        """The findings made so far, in their order; one that is made again takes the place of the first."""
        return list(self._claims.values())

    def survey(
        self, asked: str, *answers: str, name: str = "", said: str = "", **group: str
    ) -> Number | Gone:
        """Take a figure of the survey: `survey("information", "4", "5", area="plo")`, `survey("response_rate")`.

        `name` is its name in the statement (else what was asked), `said` the words for what it counts.
        """
        if len(group) > 1:
            raise KbError(f"Evidence is of one group, not of {' and '.join(group)}. Name one of them.")
        one = next(iter(group.items()), None)
        return survey_number(self._figures, asked, answers, one, name=name, said=said)

    def staffing(self, asked: str, *, name: str = "", said: str = "") -> Number | Gone:
        """Take a figure of the staffing files: `staffing("overtime.plo")`, `staffing("needs.fill_rate")`."""
        return staffing_number(self._figures, asked, name=name, said=said)

    def passage(self, asked: str, *, start: str = "") -> Quote | Gone:
        """Take a passage of the bank: `passage("2021-09-20-digitalt#kva-laerte")`, from the words `start`."""
        return find_passage(self._library, asked, start=start)

    def lesson(self, asked: str, *, start: str = "") -> Quote | Gone:
        """Take a lesson's conclusion, or another of its headings: `lesson("id")`, `lesson("id#droefting")`."""
        return find_passage(self._library, asked, start=start)

    def finding(
        self,
        statement: str,
        *,
        kind: Kind,
        evidence: Sequence[Piece],
        question: str = "",
        about: Sequence[str] = (),
        against: Sequence[Piece] = (),
        weighed: Sequence[str] = (),
        name: str = "",
    ) -> Block:
        """Set out a finding with the strength of its evidence, what speaks against it, and what might.

        `about` names areas and groups it tells of, beside those of its evidence. `weighed` are lessons the search
        suggested that the writer has judged not to speak against it. `name` gives it the id `funn-name`.
        """
        own, pieces = name or slug(statement), (*evidence, *against)
        problems = [
            *claim_problems(statement, evidence, against),
            *self._own_problems(pieces, question, about),
        ]
        told = _filled(statement, pieces, self.language, problems)
        if problems:
            self._claims.pop(own, None)
            return faults_block(statement, problems, self.language, name=own)
        claim = _claim(own, told, kind, question, evidence, against, about)
        self._claims[own] = claim
        seen = {one.document for one in pieces if isinstance(one, Quote)} | set(weighed)
        near = opposing(self._library, statement, kind, seen, claim.themes)
        return finding_block(claim, language=self.language, suggested=near)

    def hold_prose(self, notebook: Path | str) -> Block:
        """Hold the figures typed in a notebook's running text against the data, and say so on the page."""
        return prose_block(Path(notebook), list(self._figures.facts.values()), self.language)

    def _own_problems(self, pieces: Sequence[Piece], question: str, about: Sequence[str]) -> list[Problem]:
        """Find what the plan and the approvals have against a finding, and tell what it rests on to one who asked."""
        if self._lock:
            leave_used(self._lock, {one.key: one.state for one in standing(pieces) if one.key})
        changed = changed_problems(pieces, self._approved) if self._approved else ()
        return [*changed, *(plan_problems(question, about, self.plan) if self.plan else ())]


def _filled(statement: str, pieces: Sequence[Piece], language: Language, problems: list[Problem]) -> str:
    """Put the figures into a claim that has no faults; add the fault of braces that cannot be filled."""
    if problems:
        return ""
    try:
        return told_statement(statement, [one for one in pieces if isinstance(one, Number)], language)
    except KbError as error:
        problems.append((str(error), "Mend the braces."))
        return ""


def _claim(
    name: str,
    told: str,
    kind: Kind,
    question: str,
    evidence: Sequence[Piece],
    against: Sequence[Piece],
    about: Sequence[str],
) -> Claim:
    there = standing(evidence)
    groups = dict.fromkeys([*about, *(group for one in there for group in one.about)])
    themes = dict.fromkeys(theme for one in there if isinstance(one, Quote) for theme in one.themes)
    strength = weigh(evidence, against)
    return replace(
        Claim(name, told, kind, question, tuple(evidence), tuple(against), strength),
        about=tuple(groups),
        themes=tuple(themes),
    )
