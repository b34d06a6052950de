"""`kb staffing`: the figures of the staffing files, and what is wrong in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.console import Verbs
from kb.verbs.tables import HIDDEN

if TYPE_CHECKING:
    from kb.staffing.records import Staffing

FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.group(cls=Verbs)
def staffing() -> None:
    """Read the staffing files of a folder (needs, resources, clearances, assignments, overtime, recruitment)."""


@staffing.command()
@FOLDER
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def summary(folder: Path, as_json: bool) -> None:
    """Tell recruitment, overtime, redeployment, needs and the days of the clearance. Small figures are hidden."""
    from kb.settings import read_settings
    from kb.staffing.summary import summarise

    figures = summarise(_read(folder), smallest=read_settings().privacy.smallest)
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
        return
    for line in _lines(figures):
        click.echo(line)


@staffing.command()
@FOLDER
def check(folder: Path) -> None:
    """List every fault in the files, with line, column and remedy."""
    _read(folder)
    click.echo("No faults.")


def _read(folder: Path) -> Staffing:
    from kb.evaluation.figures.folder import find_part
    from kb.staffing.records import read_staffing

    return read_staffing(find_part(folder, "staffing", "needs.csv") or folder)


def _lines(figures: Mapping[str, object], depth: int = 0) -> Iterator[str]:
    """Write figures a line each, those within others beneath them."""
    for name, value in figures.items():
        indent = "  " * depth
        if isinstance(value, Mapping):
            yield f"{indent}{name}"
            yield from _lines(value, depth + 1)
        else:
            told = ", ".join(map(str, value)) if isinstance(value, list) else value
            yield f"{indent}{name:<{40 - len(indent)}} {HIDDEN if told is None else told}"
