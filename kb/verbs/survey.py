"""`kb survey`: a survey's figures and tables, and the way in for what other systems export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.console import Verbs
from kb.verbs.tables import HIDDEN, laid_out, plain

if TYPE_CHECKING:
    from kb.settings import Settings
    from kb.survey.exports.records import Suspect
    from kb.survey.importing import Survey
    from kb.survey.scales import Language

SURVEY = click.argument("folder", type=click.Path(path_type=Path))
LANGUAGE = click.option(
    "--language",
    type=click.Choice(["nb", "nn", "en"]),
    default="nb",
    show_default=True,
    help="Of the labels.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object.")


@click.group(cls=Verbs)
def survey() -> None:
    """Read a survey's folder (codebook.toml, frame.csv, answers.csv), and count it. Small cells are hidden."""


@survey.command()
@SURVEY
@LANGUAGE
@JSON
def summary(folder: Path, language: Language, as_json: bool) -> None:
    """Tell how many were asked and answered, by every background, and the bases of all questions."""
    from kb.survey.summary import summarise

    figures = summarise(_read(folder, language), smallest=_settings().privacy.smallest)
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
        return
    for name, value in figures.items():
        if isinstance(value, dict):
            click.echo(f"\n{name}")
            for code, told in value.items():
                parts = ", ".join(f"{key} {_told(figure)}" for key, figure in told.items())
                click.echo(f"  {code:<26} {parts}")
        else:
            click.echo(f"{name:<16} {_told(value)}")


@survey.command()
@SURVEY
@click.option("--by", required=True, help="A background, or a question with one answer.")
@LANGUAGE
@JSON
def tables(folder: Path, by: str, language: Language, as_json: bool) -> None:
    """Count every question by a background: all tables protected together, with their bases."""
    from kb.privacy.disclosure import protect
    from kb.survey.tabling import all_tables

    smallest = _settings().privacy.smallest
    found = all_tables(_read(folder, language), by, smallest=smallest)
    shown = protect({name: one.table for name, one in found.items()}, smallest=smallest)
    few = f"those of fewer than {smallest} persons, and what would give them away"
    if as_json:
        listed = {name: plain(one, shown[name]) for name, one in found.items()}
        told = {"by": by, "smallest": smallest, "hidden": shown.hidden, "tables": listed}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, one in found.items():
        click.echo(f"\n{click.style(one.title, bold=True)} ({name})")
        click.echo(laid_out(shown[name]))
    click.echo(f"\n{HIDDEN} hides {shown.hidden} figures: {few}.")


@survey.command()
@click.argument("export", type=click.Path(path_type=Path))
def codebook(export: Path) -> None:
    """Draft a codebook from an export, for a person to read and mend; it is written to standard output."""
    from kb.survey.exports import draft_codebook, read_export

    click.echo(draft_codebook(read_export(export)))


@survey.command("import")
@click.argument("export", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--key", help="The column that tells respondents apart, where it is not told by its name.")
@click.option("--keep", multiple=True, help="A column to keep though it looks as if it pointed at persons.")
@click.option(
    "--leave-out",
    multiple=True,
    type=click.Choice(["duplicate", "test", "unfinished"]),
    help="Rows to leave out; they are listed in any case.",
)
@click.option("--replace", is_flag=True, help="Overwrite answers.csv and the quarantine there.")
def import_(
    export: Path,
    folder: Path,
    key: str | None,
    keep: tuple[str, ...],
    leave_out: tuple[Suspect, ...],
    replace: bool,
) -> None:
    """Bring an export into a survey's FOLDER, by the codebook there.

    Reads Microsoft Forms, SurveyXact, Questback, Nettskjema, Enalyzer, LimeSurvey, SPSS and plain tables. What points
    at persons goes to FOLDER/quarantine/, which is never analysed and only you may read.
    """
    from kb.survey.codebook import read_codebook
    from kb.survey.exports import convert, read_export, screen, write_import

    known = read_codebook(folder / "codebook.toml")
    screened = screen(read_export(export), key=key, keep=keep, names=_settings().names())
    converted = convert(screened, known, leave_out=frozenset(leave_out))
    write_import(
        converted,
        screened,
        folder / "answers.csv",
        folder / "quarantine" / f"{export.stem}.csv",
        replace=replace,
    )
    for line in (*screened.export.told, *screened.told, *converted.told, *map(str, converted.findings)):
        click.echo(line)
    click.echo(folder / "answers.csv")


def _read(folder: Path, language: Language) -> Survey:
    from kb.evaluation.figures.folder import find_part
    from kb.survey.importing import read_survey

    return read_survey(find_part(folder, "survey", "codebook.toml") or folder, language=language)


def _settings() -> Settings:
    from kb.settings import read_settings

    return read_settings()


def _told(value: object) -> str:
    if value is None:
        return HIDDEN
    return f"{value:.1%}" if isinstance(value, float) else str(value)
