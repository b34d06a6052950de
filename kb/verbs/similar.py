"""`kb similar`: lessons near one lesson, and what was promised then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.intake.nearness import Near
    from kb.lessons.base.store import Entry
    from kb.lessons.library import Library


@click.command()
@click.argument("lesson")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="How many lessons.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: the lesson and those near it.")
@click.option("--db", "database", type=click.Path(path_type=Path), help="The knowledge base's file.")
def similar(lesson: str, limit: int, as_json: bool, database: Path | None) -> None:
    """List the lessons near one lesson: when, where, how far they came, and what was promised."""
    import json

    from kb.intake.nearness import near_lessons
    from kb.settings import read_settings

    library = read_settings().library(database)
    known = library.lesson(lesson)
    text = _text_of(library.database, known.id)
    near = near_lessons(
        library, f"{known.title}\n{text}", limit, kind=known.kind, themes=known.themes, apart={known.id}
    )
    tied = _tied(library, known.id)
    if as_json:
        told = {
            "lesson": known.id,
            "near": [one.as_dict() for one in near],
            "identified_before_or_again": [_plain(entry) for entry in tied],
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(click.style(known.title, bold=True))
    for number, one in enumerate(near, start=1):
        _tell(number, one, tied={entry.id for entry in tied})
    if not near:
        click.echo("No lesson is near it by its text.")
    for entry in tied:
        if entry.id not in {one.lesson for one in near}:
            click.echo(f"Told as the same lesson: {click.style(entry.title, bold=True)}")
            click.echo(click.style(f"    {entry.status} · {entry.date} · {entry.path}", dim=True))


def _tied(library: Library, lesson: str) -> list[Entry]:
    """List the other lessons that say the same by their own account, the oldest first."""
    chains = (again.lessons for again in library.recurring())
    chain = next((chain for chain in chains if any(entry.id == lesson for entry in chain)), ())
    return [entry for entry in chain if entry.id != lesson]


def _plain(entry: Entry) -> dict[str, str | None]:
    return {"lesson": entry.id, "title": entry.title, "status": entry.status, "when": entry.date}


def _text_of(database: Path, lesson: str) -> str:
    from contextlib import closing

    from kb.lessons.base.store import Store

    with closing(Store(database)) as store:
        return "\n".join(passage.text for passage in store.passages_of(lesson))


def _tell(number: int, one: Near, *, tied: set[str]) -> None:
    click.echo(f"{number:>2}. {click.style(one.title, bold=True)}")
    link = " · told as the same lesson" if one.lesson in tied else ""
    click.echo(f"    {one.kind} · {one.status} · {one.relation} · {one.score:.2f}{link}")
    click.echo(click.style(f"    {one.when} · {one.area} · {one.path}", dim=True))
    for action in one.promised:
        due = f", due {action.due}" if action.due else ""
        click.echo(f"    – {action.what} ({action.owner}, {action.status}{due})")
