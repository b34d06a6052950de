"""`kb decision`: the note that follows an evaluation, and what was decided, recorded back on the lessons."""

from __future__ import annotations

from pathlib import Path

import click

from kb.console import Verbs

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group(cls=Verbs)
def decision() -> None:
    """Write a decision note from a TOML file, and record what was decided."""


@decision.command()
@FILE
@click.option("--docx", is_flag=True, help="Also write it as a Word document.")
def note(file: Path, docx: bool) -> None:
    """Write the page of a decision note: recommendations in priority, cost, whom they concern, alternatives."""
    from kb.evaluation.decision.records import read_note
    from kb.evaluation.decision.sheet import note_sheet
    from kb.publishing.sheets import publish_sheet, sheet_name
    from kb.settings import read_settings

    settings = read_settings()
    told = read_note(file, settings.names())
    lessons = settings.library().entries(kind="lesson")
    titles = {entry.id: entry.title for entry in lessons}
    statuses = {entry.id: entry.status for entry in lessons}
    sheet = note_sheet(told, titles, statuses=statuses, language=settings.reports.language)
    page = publish_sheet(settings, sheet, sheet_name("notat", told.title), [file])
    click.echo(page)
    if docx:
        from kb.reports.paper.word import write_word

        click.echo(write_word(page).file)


@decision.command()
@FILE
def record(file: Path) -> None:
    """Put each decision of the note on the lessons it rests on; all of them, or none where one has a fault."""
    from kb.evaluation.decision.recording import record_decisions
    from kb.evaluation.decision.records import read_note
    from kb.settings import read_settings

    settings = read_settings()
    told = read_note(file, settings.names())
    written = record_decisions(settings.library(), told, file.name)
    for path in written:
        click.echo(path)
    click.echo(
        f"{len(told.decided)} of {len(told.recommendations)} recommendations decided; "
        f"{len(written)} lessons changed."
    )
