"""`kb log`: a lesson's history, as git has kept it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.lessons.bank.history import Step


@click.command()
@click.argument("lesson")
@click.option("--names", is_flag=True, help="Also tell who made each change; names are of persons.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: the changes, the latest first.")
def log(lesson: str, names: bool, as_json: bool) -> None:
    """Tell a lesson's history from git, the latest change first. LESSON is its id, or its file."""
    import json

    from kb.lessons.bank.history import history
    from kb.lessons.bank.locating import locate
    from kb.settings import read_settings

    settings = read_settings()
    named = Path(lesson)
    file = named if named.is_file() else locate(settings.root / settings.bank.lessons, lesson)
    steps = history(file)
    if as_json:
        told = [_plain(step, names) for step in steps]
        click.echo(json.dumps({"lesson": lesson, "file": file.name, "steps": told}, ensure_ascii=False))
        return
    click.echo(click.style(file.name, bold=True))
    for step in steps:
        _tell(step, names)


def _tell(step: Step, names: bool) -> None:
    day = step.day.isoformat() if step.day else "not committed"
    commit = f"  {click.style(step.commit[:8], dim=True)}" if step.commit else ""
    by = f"  {step.name}" if names and step.name else ""
    click.echo(f"{day}{commit}{by}")
    for change in (*step.changes, *([f"moved from {step.moved}"] if step.moved else [])):
        click.echo(f"    {change}")


def _plain(step: Step, names: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "on": step.day.isoformat() if step.day else None,
        "commit": step.commit,
        "changes": list(step.changes),
        "moved_from": step.moved,
    }
    return told | ({"name": step.name} if names else {})
