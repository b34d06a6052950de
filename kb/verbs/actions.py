"""`kb actions`: the register of actions, its exports, and notes on how they go."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from kb.console import Verbs
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.evaluation.actions.register import Register
    from kb.lessons.bank.records import ActionStatus
    from kb.settings import Settings

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(dir_okay=False, path_type=Path)
CHANGES = ("planned", "started", "dropped")


@click.group(cls=Verbs, invoke_without_command=True)
@click.option("--db", "database", type=click.Path(path_type=Path), help="The knowledge base's file.")
@click.option("--overdue", is_flag=True, help="Only open actions whose due date has passed.")
@click.option("--owner", help="A role, or a part of its name.")
@click.option(
    "--status",
    default="open",
    show_default=True,
    help="open, all, planned, started, done or dropped.",
)
@click.option("--lesson", help="The id of one lesson.")
@click.option("--today", type=DAY, help="The day to reckon from; today when left out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: the actions and what came back.")
@click.option("--ics", type=FILE, help="Write the due dates as a calendar file.")
@click.option("--xlsx", type=FILE, help="Write the register as an Excel workbook.")
@click.pass_context
def actions(
    context: click.Context,
    /,
    database: Path | None,
    today: dt.datetime | None,
    as_json: bool,
    ics: Path | None,
    xlsx: Path | None,
    **wanted: Any,  # noqa: ANN401  overdue, owner, status and lesson, as `Wanted` has them
) -> None:
    """List what was agreed over all lessons: what came back after its change and what is late on top.

    The register is that of the last `kb index`. With --ics and --xlsx the same actions are written to files.
    """
    from kb.settings import read_settings

    settings = read_settings()
    if context.invoked_subcommand:
        context.obj = (settings, database)
        return
    from kb.evaluation.actions.register import build_register
    from kb.evaluation.actions.selection import Wanted, select

    library = settings.library(database)
    whole = build_register(library, today.date() if today else dt.date.today())
    register = select(whole, Wanted(**wanted))
    if as_json:
        from kb.evaluation.actions.accounts import account

        click.echo(json.dumps(account(register), ensure_ascii=False))
    elif not (ics or xlsx):
        _show(register, settings)
    _write(register, settings, ics, xlsx)
    _warn(settings, database)


@actions.command()
@click.argument("lesson")
@click.argument("action")
@click.argument("text")
@click.option("--on", type=DAY, help="The day it stood so; today when left out.")
@click.option("--status", type=click.Choice(CHANGES), help="The action's status from that day on.")
@click.pass_obj
def note(
    obj: tuple[Settings, Path | None],
    lesson: str,
    action: str,
    text: str,
    on: dt.datetime | None,
    status: str | None,
) -> None:
    """Write in a lesson's file how an action stands. ACTION is its id, or its number in the lesson."""
    _progress(obj, lesson, action, text, on, status)


@actions.command()
@click.argument("lesson")
@click.argument("action")
@click.argument("text", required=False)
@click.option("--on", type=DAY, help="The day it was done; today when left out.")
@click.pass_obj
def done(
    obj: tuple[Settings, Path | None], lesson: str, action: str, text: str | None, on: dt.datetime | None
) -> None:
    """Write in a lesson's file that an action is done. ACTION is its id, or its number in the lesson."""
    _progress(obj, lesson, action, text, on, "done")


def _progress(
    obj: tuple[Settings, Path | None],
    lesson: str,
    action: str,
    text: str | None,
    on: dt.datetime | None,
    status: str | None,
) -> None:
    from kb.evaluation.actions.writing import note_progress

    settings, database = obj
    changed = note_progress(
        settings.library(database),
        lesson,
        action,
        text,
        on=past_day(on),
        status=cast("ActionStatus | None", status),
        names=settings.names(),
    )
    click.echo(f"Written in {changed.id}.")
    if status == "done" and not any(one.is_open for one in changed.actions) and changed.status != "verified":
        click.echo(f"All its actions are closed; the lesson says {changed.status}. Is it implemented now?")


def past_day(on: dt.datetime | None) -> dt.date:
    """Give the day of an option, or today. Raises `KbError` for a day that has not come."""
    today = dt.date.today()
    if on and on.date() > today:
        raise KbError(f"{on.date()} has not come yet. Give the day it happened with --on.")
    return on.date() if on else today


def _show(register: Register, settings: Settings) -> None:
    from kb.verbs.registers import laid_out

    for line in laid_out(register, language=settings.reports.language):
        click.echo(line)


def _write(register: Register, settings: Settings, ics: Path | None, xlsx: Path | None) -> None:
    language = settings.reports.language
    if ics:
        from kb.evaluation.actions.calendars import calendar, dated
        from kb.writing import write_whole

        write_whole(ics, calendar(register, language=language))
        undated = sum(item.action.is_open and not item.action.due for item in register.items)
        left = f"; {undated} without a due date left out" if undated else ""
        click.echo(f"{ics}: {len(dated(register))} due dates{left}", err=True)
    if xlsx:
        from kb.evaluation.actions.sheets import sheets
        from kb.workbooks import write_workbook

        write_workbook(xlsx, sheets(register, language=language))
        click.echo(f"{xlsx}: {len(register.items)} actions", err=True)


def _warn(settings: Settings, database: Path | None) -> None:
    from kb.evaluation.actions.freshness import changed_since_index

    if count := changed_since_index(settings.library(database)):
        told = "1 lesson has" if count == 1 else f"{count} lessons have"
        click.echo(f"{told} changed since the last `kb index`.", err=True)
