"""`kb rundown` and `kb tick`: the lessons that bear on a new plan, and what a meeting made of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.evaluation.rundown.matching import Bearing, Rundown
    from kb.lessons.bank.changes import Action
    from kb.reports.text.numbers import Language


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 50), help="Lessons a section.")
@click.option("--page", is_flag=True, help="Write it as a page to bring to the meeting.")
@click.option("--ticks", type=click.Path(path_type=Path), help="Write a tick list (.toml) to fill in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: the sections with their lessons.")
def rundown(file: Path, limit: int, page: bool, ticks: Path | None, as_json: bool) -> None:
    """Find the lessons that bear on a plan, mandate or application (.md, .txt, .docx, .pptx, .pdf …)."""
    from kb.evaluation.rundown.matching import run_down
    from kb.evaluation.rundown.sections import read_text
    from kb.settings import read_settings

    settings = read_settings()
    found = run_down(settings.library(), read_text(file), limit=limit)
    if as_json:
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False))
    else:
        _tell(found, settings.reports.language)
    if ticks:
        from kb.evaluation.rundown.ticks import write_ticks

        click.echo(write_ticks(found, ticks), err=as_json)
    if page:
        from kb.evaluation.rundown.sheet import rundown_sheet
        from kb.publishing.sheets import publish_sheet, sheet_name

        sheet = rundown_sheet(found, language=settings.reports.language)
        click.echo(
            publish_sheet(settings, sheet, sheet_name("rundown", found.text.title), [file]), err=as_json
        )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def tick(file: Path) -> None:
    """Record a filled-in tick list: what must be done becomes actions on the lessons."""
    from kb.evaluation.rundown.recording import record_ticks
    from kb.evaluation.rundown.ticks import read_ticks
    from kb.settings import read_settings

    settings = read_settings()
    ticks = read_ticks(file, settings.names())
    written = record_ticks(settings.library(), ticks)
    for path in written:
        click.echo(path)
    answered = sum(bool(one.svar) for one in ticks.punkt)
    lessons = "1 lesson" if len(written) == 1 else f"{len(written)} lessons"
    click.echo(f"{answered} of {len(ticks.punkt)} points answered; {lessons} got an action.")


def _tell(found: Rundown, language: Language) -> None:
    """Write a rundown as a person reads it: the lessons under each heading, why, and what was promised."""
    from kb.evaluation.rundown.sheet import summary
    from kb.evaluation.rundown.wording import WORDS

    words = WORDS[language]
    click.echo(summary(found, language))
    for section, bearings in found.sections:
        click.echo(click.style(f"\n{section.heading or words['opening']}", bold=True))
        for bearing in bearings:
            _tell_one(bearing, language)
        if not bearings:
            click.echo(click.style(f"  {words['none']}", dim=True))


def _tell_one(one: Bearing, language: Language) -> None:
    from kb.evaluation.labels import KINDS, STATUSES
    from kb.evaluation.rundown.wording import WORDS

    words = WORDS[language]
    standing = [KINDS[language][one.kind], STATUSES[language][one.status]]
    if one.times > 1:
        standing.append(words["again"].format(times=one.times).lower())
    click.echo(f"  {one.title}")
    click.echo(click.style(f"    {' · '.join([*standing, one.path])}", dim=True))
    if not one.sure:
        click.echo(f"    {words['unsure']}")
    if one.said:
        click.echo(f"    {words['answers']}: «{one.said}»")
    for action in one.promised:
        click.echo(f"    {words['promised']}: {action.what} ({_progress(action, language)})")


def _progress(action: Action, language: Language) -> str:
    from kb.evaluation.labels import ACTION_STATUSES
    from kb.reports.text.numbers import date

    due = [date(action.due, language=language)] if action.due else []
    return ", ".join([action.owner, ACTION_STATUSES[language][action.status], *due])
