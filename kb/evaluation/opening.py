"""An evaluation opened by its plan: the data it names, protected together, and what findings may rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.evaluation.claims.figures import evidence_tables
from kb.evaluation.evidence import Evidence
from kb.evaluation.figures.folder import find_part
from kb.evaluation.plan import DataSource, Plan, SourceKind, read_plan
from kb.lessons.base.store import Entry
from kb.lessons.library import Library
from kb.privacy.disclosure import Protected, Table, protect
from kb.reports.blocks import Block, note
from kb.reports.text.numbers import Language
from kb.staffing.records import Staffing, read_staffing
from kb.survey.groups import levels
from kb.survey.importing import Survey, read_survey

_FILES: dict[SourceKind, str] = {"survey": "codebook.toml", "staffing": "needs.csv"}
_SAID: dict[Language, tuple[str, str]] = {
    "nb": ("Alle dataene i planen er lest.", "Disse dataene i planen mangler ennå: {names}."),
    "nn": ("Alle dataa i planen er lesne.", "Desse dataa i planen manglar enno: {names}."),
    "en": ("All data of the plan are read.", "These data of the plan are not there yet: {names}."),
}
_BASE: dict[Language, str] = {
    "nb": "kunnskapsbasen (bygg den med kb index)",
    "nn": "kunnskapsbasen (bygg han med kb index)",
    "en": "the knowledge base (build it with kb index)",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """An evaluation's plan, its data as far as they are there, all tables protected, and the evidence they give."""

    plan: Plan
    survey: Survey | None
    staffing: Staffing | None
    shown: Protected
    evidence: Evidence
    library: Library
    missing: tuple[DataSource, ...]

    @property
    def answered(self) -> int:
        """Count the questions that have a finding."""
        return len({one.question for one in self.evidence.claims})

    @property
    def response_rate(self) -> float | None:
        """The share of those sent the survey who answered; None without one, or where it is hidden."""
        return getattr(self.evidence.survey("response_rate"), "value", None)

    def entries(self) -> list[Entry]:
        """List the bank's documents; none where it is not indexed."""
        return self.library.entries() if self.library.database.exists() else []

    def data_note(self) -> Block:
        """Say on the page which data of the plan are missing, and where to put them."""
        language = self.evidence.language
        names = [f"{one.name} ({one.folder})" for one in self.missing]
        names += [] if self.library.database.exists() else [_BASE[language]]
        all_there, some = _SAID[language]
        return note(some.format(names="; ".join(names)) if names else all_there)


def open_evaluation(
    plan_file: Path | str,
    *,
    library: Library,
    smallest: int,
    lock: Path | str | None = None,
    by: Mapping[str, str | Sequence[str]] | None = None,
    more: Mapping[str, Table] | None = None,
    language: Language = "nb",
) -> Opened:
    """Open an evaluation by its plan; data whose folder is not there yet are told as missing.

    `by` names questions whose answers are evidence by a background; `more` are other tables the page shows. Raises
    `FaultsFound` for a plan or data with faults.
    """
    file = Path(plan_file)
    plan = read_plan(file)
    places = {kind: _place(file.parent, plan.folder_of(kind), name, kind) for kind, name in _FILES.items()}
    survey_folder, staffing_folder = places["survey"], places["staffing"]
    survey = read_survey(survey_folder, language=language) if survey_folder else None
    staffing = read_staffing(staffing_folder, areas=plan.areas) if staffing_folder else None
    tables = evidence_tables(survey, staffing, by=by) | dict(more or {})
    shown = protect(tables, smallest=smallest, nested=levels(survey) if survey else None)
    evidence = Evidence(
        library=library,
        survey=survey,
        staffing=staffing,
        shown=shown,
        plan=plan,
        lock=lock,
        language=language,
    )
    missing = tuple(one for one in plan.data if one.kind in _FILES and places[one.kind] is None)
    return Opened(plan, survey, staffing, shown, evidence, library, missing)


def _place(folder: Path, named: str | None, file: str, kind: SourceKind) -> Path | None:
    """Find the folder a plan names, where it holds what it should; None where the plan names none."""
    return find_part(folder / named, kind, file) if named else None
