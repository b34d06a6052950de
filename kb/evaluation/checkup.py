"""An evaluation held against its method from the command line: the plan, its notebook, and its survey."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kb.evaluation.claims.reading import Written, find_notebook, read_findings
from kb.evaluation.figures.folder import find_part
from kb.evaluation.plan import read_plan
from kb.evaluation.synthesis.method import Item, check_method

REMEDIES = {
    "mandate": "Write who asked for the evaluation, and when.",
    "purpose": "Write what it is for, and what it leaves out.",
    "questions": "Make a finding with `question=` for each, or take the question out of the plan.",
    "sources": "Name at least two sources.",
    "response_rate": 'Name the survey\'s folder in the plan (`[[data]]` with kind = "survey"), and put it there.',
    "triangulation": "Give each finding evidence from at least two kinds of source.",
    "both_sides": "Look for strengths as well as improvements.",
    "limits": "Write what the sources do not tell.",
    "commented_by": "Write who has commented, or will.",
    "dates": "Set the dates under [dates].",
    "duties": "Say under [[duties]] how § 8 and § 9 are met.",
    "evidence": "Give each finding a number or a passage.",
    "approved": "Open the evidence with `lock=`, and approve it with `kb evaluation approve`.",
    "prose": 'Hold the running text against the data with `hold_prose("NOTEBOOK")`.',
}


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a checkup found: the plan and notebook it read, its findings, and each item of the method."""

    plan: Path
    notebook: Path | None
    findings: tuple[Written, ...]
    items: tuple[Item, ...]

    @property
    def unmet(self) -> tuple[Item, ...]:
        """The items that lack something."""
        return tuple(item for item in self.items if not item.met)

    def as_dict(self) -> dict[str, Any]:
        """Give it for JSON."""
        return {
            "plan": str(self.plan),
            "notebook": str(self.notebook) if self.notebook else None,
            "complete": not self.unmet,
            "items": [asdict(item) | {"remedy": _remedy(item)} for item in self.items],
            "findings": [asdict(one) for one in self.findings],
        }


def check_up(plan_file: Path, notebook: Path | None = None, lessons: Collection[str] = ()) -> Checkup:
    """Check an evaluation; the notebook is looked for beside the plan where none is named.

    `lessons` are the ids of the bank's lessons. Raises `FaultsFound` for a plan, notebook or survey with faults.
    """
    plan = read_plan(plan_file)
    source = notebook or find_notebook(plan_file)
    findings = read_findings(source, lessons) if source else []
    bare = tuple(one.name for one in findings if not one.kinds)
    items = check_method(
        plan, findings, response_rate=_response_rate(plan_file.parent, plan.folder_of("survey"))
    )
    written = source.read_text(encoding="utf-8") if source else ""
    gates = (
        Item("evidence", bool(findings) and not bare, (len(findings),), bare),
        Item("approved", "lock=" in written),
        Item("prose", "hold_prose(" in written),
    )
    return Checkup(plan_file, source, tuple(findings), (*items, *gates))


def _remedy(item: Item) -> str:
    return "" if item.met else REMEDIES.get(item.name, "")


def _response_rate(folder: Path, named: str | None) -> float | None:
    """Give the share of those sent the survey who answered, where the plan's folder holds one."""
    place = find_part(folder / (named or ""), "survey", "codebook.toml")
    if place is None:
        return None
    from kb.survey.counts import response_rate
    from kb.survey.importing import read_survey

    counts = response_rate(read_survey(place)).counts.to_numpy()
    return float(counts[0][0] / counts.sum()) if counts.sum() else None
