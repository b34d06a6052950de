"""The command `kb`: one verb for each thing a user does. Errors become one clear text and exit status 1."""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.console import Bar, Verbs, tell_hits, tell_themes, tidy_end
from kb.errors import FaultsFound, KbError
from kb.verbs.model import model
from kb.verbs.reconcile import reconcile
from kb.verbs.staffing import staffing
from kb.verbs.survey import survey

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
def check(folders: tuple[Path, ...]) -> None:
    """Read every lesson and text, and list all faults with file, place and remedy."""
    library = _library()
    faults = library.check(folders)
    if faults:
        raise FaultsFound(faults)
    click.echo("No faults.")


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
    from kb.lessons.library import read_queries

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
@click.argument("notebook", type=click.Path(path_type=Path))
@click.option("--pdf", is_flag=True, help="Also print the page to a tagged PDF; needs an installed Chromium.")
@click.option("--docx", is_flag=True, help="Also write the page as a Word document.")
def report(notebook: Path, pdf: bool, docx: bool) -> None:
    """Run one notebook, unless its page is current, and write its page."""
    from kb.publishing import publish_one

    with tidy_end():
        page, _ = publish_one(_settings(), notebook, say=click.echo)
        click.echo(page)
        if docx:
            _tell_word(page)
        if pdf:
            from kb.reports.paper.printing import write_pdf

            click.echo(write_pdf(page))


def _tell_word(page: Path) -> None:
    from kb.reports.paper.word import write_word

    written = write_word(page)
    if written.undrawn:
        click.echo(f"The document has its charts in words and tables only. {written.undrawn}", err=True)
    click.echo(written.file)


@main.command()
def publish() -> None:
    """Run the notebooks that changed, and write their pages and the index of them."""
    from kb.publishing import publish_all

    with tidy_end():
        published = publish_all(_settings(), say=click.echo)
    click.echo(
        f"{len(published.written)} pages written, {len(published.unchanged)} unchanged: {published.index}"
    )


@main.command()
@DATABASE
def info(database: Path | None) -> None:
    """Tell what the knowledge base holds, and which model it was built with."""
    library = _library(database)
    for name, value in library.describe().items():
        click.echo(f"{name:<12} {value}")


main.add_command(survey)
main.add_command(staffing)
main.add_command(model)
main.add_command(reconcile)


def _settings() -> Settings:
    from kb.settings import read_settings

    return read_settings()


def _library(database: Path | None = None) -> Library:
    return _settings().library(database)
