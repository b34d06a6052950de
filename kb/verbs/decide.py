"""`kb decide`: what was decided on a lesson, written in its file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kb.verbs.actions import DAY, past_day

if TYPE_CHECKING:
    from kb.lessons.bank.changes import Answer


@click.command()
@click.argument("lesson")
@click.argument("answer", type=click.Choice(["yes", "partly", "no"]))
@click.option("--by", required=True, help="The role or body that decided.")
@click.option("--on", type=DAY, help="The day of the decision; today when left out.")
@click.option("--reason", help="Why; needed unless the answer is yes.")
@click.option("--note", help="The decision note's title, or its path below texts/.")
@click.option("--db", "database", type=click.Path(path_type=Path), help="The knowledge base's file.")
def decide(
    lesson: str,
    answer: str,
    by: str,
    on: dt.datetime | None,
    reason: str | None,
    note: str | None,
    database: Path | None,
) -> None:
    """Write on a lesson what was decided, by whom and why. Its status stays as it is."""
    from kb.evaluation.actions.writing import record_decision
    from kb.settings import read_settings

    settings = read_settings()
    changed = record_decision(
        settings.library(database),
        lesson,
        cast("Answer", answer),
        by=by,
        on=past_day(on),
        reason=reason,
        note=note,
        names=settings.names(),
    )
    click.echo(f"Written in {changed.id}, whose status is {changed.status}.")
