"""The command `kb`: one verb for each thing a user does. Errors become one clear text and exit status 1."""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.console import Bar, Verbs, tell_hits, tell_themes
from kb.errors import FaultsFound, KbError
from kb.verbs.actions import actions
from kb.verbs.check import check
from kb.verbs.decide import decide
from kb.verbs.decision import decision
from kb.verbs.evaluation import evaluation
from kb.verbs.facts import facts
from kb.verbs.intake import forget, import_texts
from kb.verbs.log import log
from kb.verbs.model import model
from kb.verbs.nearby import tell_before_lessons
from kb.verbs.pages import publish, report
from kb.verbs.propose import propose
from kb.verbs.reconcile import reconcile
from kb.verbs.review import review
from kb.verbs.rundown import rundown, tick
from kb.verbs.similar import similar
from kb.verbs.staffing import staffing
from kb.verbs.survey import survey
from kb.verbs.yearbook import yearbook

if TYPE_CHECKING:
    from kb.lessons.library import Library
    from kb.settings import Settings

FOLDERS = click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
DATABASE = click.option(
    "--db", "database", type=click.Path(path_type=Path), help="The knowledge base's file."
)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="erfaringsbank", prog_name="kb")
def main() -> None:
    """Lessons learned: checked, indexed, searched, and told on pages leadership reads."""
    # Norwegian text must come out whole on a Windows console or pipe with another code page.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@FOLDERS
@DATABASE
def index(folders: tuple[Path, ...], database: Path | None) -> None:
    """Bring folders (the bank's lessons when none is named) into the knowledge base.

    Files with lesson front matter are lessons; every other .md, .txt, .docx, .pptx and .pdf is a text, whose
    kind is its folder's name. Only new text is embedded. A file with faults keeps what the base had of it.
    """
    library = _library(database)
    with Bar("Embedding passages") as bar:
        changes = library.index(folders, bar.show)
    counts = ("added", "changed", "removed", "unchanged")
    click.echo(", ".join(f"{len(getattr(changes, name))} {name}" for name in counts))
    click.echo(f"{changes.embedded} passages embedded into {library.database}")
    tell_before_lessons(_settings(), library, changes.added if changes.unchanged else ())
    if changes.faults:
        raise FaultsFound(changes.faults)


@main.command()
@click.argument("query", default="")
@DATABASE
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many hits.")
@click.option("--theme", help="A theme's id or name.")
@click.option("--kind", help="strength, improvement, lesson, text, or a text's folder.")
@click.option("--status", help="A lesson's status, for instance verified.")
@click.option("--area", help="Direktørområde, kommunalsjefområde or tjenestested.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this date.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="To this date.")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object: the query and its hits, passage by passage."
)
@click.option(
    "--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="One query a line."
)
def search(
    query: str,
    database: Path | None,
    limit: int,
    as_json: bool,
    batch: Path | None,
    **given: str | datetime | None,
) -> None:
    """Find passages by theme and by meaning, in bokmål, nynorsk and English.

    People are shown the best passage of each document; --json and --batch give every passage.
    """
    from kb.lessons.retrieval.batch import read_queries

    if query and batch:
        raise KbError("A query and --batch were both given. Leave one of them out.")
    library = _library(database)
    filters = {
        key: value.date().isoformat() if isinstance(value, datetime) else value
        for key, value in given.items()
    }
    for asked in read_queries(batch) if batch else [query]:
        hits = library.search(asked, limit=limit, one_each=not (batch or as_json), **filters)
        if batch or as_json:
            click.echo(
                json.dumps({"query": asked, "hits": [hit.as_dict() for hit in hits]}, ensure_ascii=False)
            )
        else:
            tell_hits(hits)


@main.command()
@DATABASE
def themes(database: Path | None) -> None:
    """Show how the bank covers its themes, and groups of passages that no theme covers."""
    tell_themes(_library(database).themes())


@main.command()
@DATABASE
def info(database: Path | None) -> None:
    """Tell what the knowledge base holds, and which model it was built with."""
    library = _library(database)
    for name, value in library.describe().items():
        if value:
            click.echo(f"{name:<12} {value}")
    for day, entry in library.due(date.today()):
        click.echo(f"  to be read again since {day.isoformat()}: {entry.path}")


VERBS = (
    check,
    *(actions, decide, decision, evaluation, facts, forget, import_texts, log, model, propose, publish),
    *(reconcile, report, review, rundown, similar, staffing, survey, tick, yearbook),
)
for verb in VERBS:
    main.add_command(verb)


def _settings() -> Settings:
    from kb.settings import read_settings

    return read_settings()


def _library(database: Path | None = None) -> Library:
    return _settings().library(database)
