"""`kb evaluation`: begin one, check its method, and approve what its findings rest on."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.console import Verbs, tidy_end

if TYPE_CHECKING:
    from kb.evaluation.checkup import Checkup
    from kb.settings import Settings

_TEMPLATES = click.Choice(["dsb", "after-exercise", "midway"])
_PLAN = "evaluation.toml"


@click.group(cls=Verbs)
def evaluation() -> None:
    """Plan an evaluation, check its method, and approve its evidence."""


@evaluation.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--template", type=_TEMPLATES, required=True, help="What kind of evaluation it is.")
@click.option("--language", type=click.Choice(["nb", "nn"]), help="That of kb.toml when left out.")
def new(folder: Path, template: str, language: str | None) -> None:
    """Write a plan with comments and a notebook to begin with; what is there already stays as it is.

    dsb is DSB's outline: aims, demands, preparedness, situation and handling, with causes. after-exercise asks what
    was planned, what happened, why, and what next. midway asks where things stand, and what to change now.
    """
    from kb.evaluation.starting import Template, begin_evaluation

    chosen = language or _settings().reports.language
    for file in begin_evaluation(folder, Template(template), "nn" if chosen == "nn" else "nb"):
        click.echo(file)


@evaluation.command()
@click.argument("plan", required=False, type=click.Path(path_type=Path))
@click.option("--notebook", type=click.Path(path_type=Path), help="Looked for beside the plan when left out.")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object: each item of the method, and the findings."
)
def check(plan: Path | None, notebook: Path | None, as_json: bool) -> None:
    """Check an evaluation's method by its plan and its notebook, unrun; exit status 1 when something is missing.

    PLAN is evaluation.toml, or the folder it lies in; that of the notebooks when left out.
    """
    from kb.evaluation.checkup import check_up

    settings = _settings()
    done = check_up(_plan_file(settings, plan), notebook, _lessons(settings))
    if as_json:
        click.echo(json.dumps(done.as_dict(), ensure_ascii=False, default=str))
    else:
        _tell(done)
    sys.exit(1 if done.unmet else 0)


def _plan_file(settings: Settings, plan: Path | None) -> Path:
    """Give the plan that is named, or the one in its folder, or that of the notebooks."""
    from kb.errors import KbError

    given = plan or settings.root / settings.reports.notebooks / "data"
    file = given / _PLAN if given.is_dir() or not plan else given
    if not plan and not file.exists():
        raise KbError(
            f"There is no plan at {file}. Name one, or begin one with `kb evaluation new FOLDER --template …`."
        )
    return file


@evaluation.command()
@click.argument("notebook", type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Show what would change, and write nothing.")
def approve(notebook: Path, preview: bool) -> None:
    """Run a notebook and approve what its findings rest on, showing old and new.

    With --preview, exit status 1 says that something has changed.
    """
    from kb.evaluation.claims.approving import approve as approve_evidence

    with tidy_end():
        approvals = approve_evidence(notebook, dt.date.today(), write=not preview)
    for one in approvals:
        for change in one.changes:
            click.echo(f"{change.key}: {change.before or '(new)'} → {change.after or '(no longer used)'}")
        verb = "would change" if preview else "approved"
        click.echo(f"{len(one.changes)} {verb}, {one.pieces} pieces of evidence in {one.lock}")
    sys.exit(1 if preview and any(one.changes for one in approvals) else 0)


def _tell(done: Checkup) -> None:
    from kb.evaluation.checkup import REMEDIES
    from kb.evaluation.synthesis.blocks import item_words
    from kb.evaluation.synthesis.labels import ITEMS

    click.echo(f"{done.plan}, {done.notebook or 'no notebook'}: {len(done.findings)} findings")
    for item in done.items:
        head = ITEMS["en"][item.name][0]
        mark = click.style(f"{'ok' if item.met else 'lacks':<6}", fg="green" if item.met else "red")
        remedy = "" if item.met else f". {REMEDIES.get(item.name, '')}"
        click.echo(f"{mark}{head:<45}{item_words(item, 'en')}{remedy}")
    click.echo(f"{len(done.unmet)} lacking." if done.unmet else "Nothing is lacking.")


def _lessons(settings: Settings) -> list[str]:
    """Give the ids of the bank's lessons; none where it is not indexed."""
    library = settings.library()
    return [entry.id for entry in library.entries() if entry.status] if library.database.exists() else []


def _settings() -> Settings:
    from kb.settings import read_settings

    return read_settings()
