"""`kb import`: texts people already wrote, brought into the bank."""

from __future__ import annotations

import json
import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.console import Bar, tell_faults
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.intake.importing.batch import Imported
    from kb.intake.importing.intake import Rules
    from kb.settings import Settings

_FOLDER_NAME = re.compile(r"\w[\w -]*")
FEW = 20  # files that are told one by one; of more, only what was not unchanged or has something to say


@click.command("import")
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", "dry", is_flag=True, help="Tell what would be written, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, a line each.")
@click.option(
    "--kind", default="", help="The folder to keep the texts in, instead of the one of their genre."
)
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the text, where it tells none."
)
@click.option("--overwrite", is_flag=True, help="Let a newer version replace what was changed by hand.")
@click.option(
    "--keep-original", "keep", is_flag=True, help="Also copy the originals, unmasked, into the bank."
)
@click.option("--unmasked", is_flag=True, help="Leave names, telephone numbers and the like in the text.")
def import_texts(
    places: tuple[Path, ...],
    dry: bool,
    as_json: bool,
    kind: str,
    day: datetime | None,
    overwrite: bool,
    keep: bool,
    unmasked: bool,
) -> None:
    """Bring texts (.txt .md .docx .pptx .pdf .html .eml) into the bank, persons masked.

    The same file twice changes nothing; a newer version takes its place. Exit status 1 where some files failed.
    """
    from kb.intake.importing.batch import import_files
    from kb.intake.importing.shelf import open_shelf
    from kb.settings import read_settings

    settings = read_settings()
    rules = _rules(settings, kind, day, overwrite=overwrite, masked=not unmasked)
    shelf = open_shelf(settings.root / settings.bank.lessons)
    with Bar("Reading files", err=True) as bar:
        done = import_files(places, shelf, rules, dry=dry, keep=keep, brief=not as_json, progress=bar.show)
    if as_json:
        _tell_json(done, rules)
    else:
        _tell(done, dry=dry)
        if not dry:
            _tell_before(settings, done)
    if done.faults:
        tell_faults(done.faults)
        sys.exit(1)


def _rules(settings: Settings, kind: str, day: datetime | None, *, overwrite: bool, masked: bool) -> Rules:
    from kb.intake.importing.intake import Rules, months_later
    from kb.privacy.roles import PUBLIC_OFFICES

    if kind and not _FOLDER_NAME.fullmatch(kind):
        raise KbError(f"--kind {kind!r} is no name of a folder. Use letters, digits, spaces and hyphens.")
    return Rules(
        review_by=months_later(date.today(), settings.intake.review_after_months),
        names=settings.names(),
        offices=PUBLIC_OFFICES | set(settings.privacy.offices),
        masked=masked,
        kind=kind,
        date=day.date() if day else None,
        overwrite=overwrite,
    )


def _tell_json(done: Imported, rules: Rules) -> None:
    from kb.intake.importing.telling import as_dict

    for intake in done.taken:
        click.echo(json.dumps(as_dict(intake, rules), ensure_ascii=False))


def _tell(done: Imported, *, dry: bool) -> None:
    from kb.intake.importing.telling import lines_of

    for intake in done.taken:
        if len(done.taken) <= FEW or intake.left_out:
            click.echo("\n".join(lines_of(intake)))
    outcomes = [intake.outcome for intake in done.taken]
    counts = ", ".join(f"{outcomes.count(name)} {name}" for name in ("new", "newer version", "unchanged"))
    click.echo(f"{counts}{'; nothing was written (dry run)' if dry else ''}.")
    if not dry and len(outcomes) > outcomes.count("unchanged"):
        click.echo("Now `kb index` finds them, and `kb propose` looks for lessons in them.")


def _tell_before(settings: Settings, done: Imported) -> None:
    """Tell lessons identified before, of few texts: of many, `kb propose` tells them."""
    from kb.verbs.nearby import tell_before_texts

    new = [intake.path for intake in done.taken if intake.outcome != "unchanged"]
    if len(new) <= FEW:
        tell_before_texts(settings, new)


@click.command()
@click.argument("text", type=click.Path(path_type=Path))
def forget(text: Path) -> None:
    """Delete a text of the bank; the lessons learnt from it stay, and say since when it is gone."""
    from kb.intake.importing.forgetting import forget as forget_text
    from kb.settings import read_settings

    changed = forget_text(read_settings().library(), text, date.today())
    for path in changed:
        click.echo(path)
    click.echo(
        f"{text} is deleted; {len(changed)} lessons say so. Run `kb index` to take it out of the base."
    )
