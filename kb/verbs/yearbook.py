"""`kb yearbook`: a look back on a year."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.evaluation.yearbook.gathering import Year
    from kb.reports.text.numbers import Language


@click.command()
@click.argument("year", type=click.IntRange(1900, 2200))
@click.option("--page", is_flag=True, help="Write it as a page.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def yearbook(year: int, page: bool, as_json: bool) -> None:
    """Look back on a year: its lessons, what was decided and done, what came back, and open questions."""
    from kb.evaluation.yearbook.gathering import gather_year
    from kb.settings import read_settings

    settings = read_settings()
    told = gather_year(settings.library(), year)
    if as_json:
        click.echo(json.dumps(told.as_dict(), ensure_ascii=False))
    else:
        _tell(told, settings.reports.language, whole=not page)
    if page:
        from kb.evaluation.yearbook.sheet import yearbook_sheet
        from kb.publishing.sheets import publish_sheet

        sheet = yearbook_sheet(told, language=settings.reports.language)
        click.echo(publish_sheet(settings, sheet, f"aarbok-{year}", []), err=as_json)


def _tell(told: Year, language: Language, *, whole: bool) -> None:
    """Tell a year in short, or with its lessons and open questions."""
    from kb.evaluation.labels import KINDS
    from kb.evaluation.yearbook.sheet import summary

    click.echo(summary(told, language))
    for day, lesson in told.lessons if whole else ():
        click.echo(f"  {day.isoformat()}  {KINDS[language][lesson.kind]:<18} {lesson.title}")
    for question in told.questions if whole else ():
        click.echo(f"  ?  {question.text}")
