"""`kb staffing`: the figures of the staffing files, what is wrong in them, and the way in from other systems."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.console import Verbs
from kb.errors import KbError
from kb.verbs.tables import HIDDEN

if TYPE_CHECKING:
    from kb.staffing.records import Staffing

FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.group(cls=Verbs)
def staffing() -> None:
    """Read the staffing files of a folder, or make them of what other systems export.

    They are needs, resources, clearances, assignments, overtime, recruitment and absence (.csv).
    """


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
    # Week by week and cell by cell is for programs; people see that in the page.
    for line in _lines({name: told for name, told in figures.items() if name != "details"}):
        click.echo(line)


@staffing.command()
@FOLDER
def check(folder: Path) -> None:
    """List every fault in the files, with line, column and remedy."""
    _read(folder)
    click.echo("No faults.")


@staffing.command("import")
@click.argument("mapping", type=click.Path(path_type=Path))
@click.option(
    "--to", "folder", required=True, type=click.Path(path_type=Path), help="The folder of our files."
)
@click.option(
    "--from",
    "exports",
    type=click.Path(path_type=Path),
    help="The folder of the exports; the mapping's own when none is named.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would be written, and write nothing.")
@click.option("--replace", is_flag=True, help="Overwrite files there that hold something else.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def import_(
    mapping: Path, folder: Path, exports: Path | None, dry_run: bool, replace: bool, as_json: bool
) -> None:
    """Bring exports of payroll, roster and other systems into our files, by a MAPPING (docs/staffing-imports.md).

    Reads CSV and .xlsx. Persons become pseudonyms whose key is not kept. All files are written, or none.
    """
    from kb.staffing.mapping import import_staffing, read_plan, write_imported

    imported = import_staffing(read_plan(mapping), exports or mapping.parent, folder)
    written = [] if dry_run else write_imported(imported, folder, replace=replace)
    if as_json:
        told = {
            "rows": dict(imported.rows),
            "persons": imported.persons,
            "told": imported.told,
            "written": list(map(str, written)),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for line in (*imported.told, *map(str, written), *(["Nothing was written."] if dry_run else [])):
        click.echo(line)


@staffing.command()
@click.argument("exports", nargs=-1, type=click.Path(path_type=Path))
@click.option("--sheet", help="The sheet of a workbook; else the first that holds a table.")
@click.option(
    "--ready",
    help="Write a ready mapping instead; without a name, list them.",
    is_flag=False,
    flag_value="",
)
def mapping(exports: tuple[Path, ...], sheet: str | None, ready: str | None) -> None:
    """Draft a mapping from the head of EXPORTS, for a person to read and mend; it is written to standard output."""
    from kb.staffing.mapping import READY, draft_mapping, ready_mapping

    if ready is not None:
        click.echo(ready_mapping(ready) if ready else "\n".join(READY))
    elif exports:
        click.echo(draft_mapping(exports, sheet))
    else:
        raise KbError("No export was named. Name one, or a system with --ready.")


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
