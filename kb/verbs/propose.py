"""`kb propose`: lessons that texts already tell, proposed with their place and what was identified before."""

from __future__ import annotations

from pathlib import Path

import click

MOST = 50  # proposals told unless more are asked for; a person reads no more in a sitting


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--db", "database", type=click.Path(path_type=Path), help="The knowledge base's file.")
@click.option("--limit", default=MOST, show_default=True, type=click.IntRange(1), help="How many proposals.")
@click.option("--all", "everything", is_flag=True, help="Also those that were decided on before.")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object: every proposal with sources and near lessons."
)
def propose(
    files: tuple[Path, ...], database: Path | None, limit: int, everything: bool, as_json: bool
) -> None:
    """Propose lessons from texts of the bank (all of them when none is named), the clearest first.

    Nothing is written: `kb review` walks through them and writes drafts. Lessons near each are told where the bank
    is indexed. --json gives the passages as they stand, persons and all; people are shown them masked.
    """
    import json

    from kb.intake.proposals.proposing import propose as propose_from_texts
    from kb.intake.review.decisions import read_decisions, undecided
    from kb.intake.review.session import neighbours
    from kb.intake.review.telling import headline, told, told_near
    from kb.settings import read_settings

    settings = read_settings()
    library, language, names = settings.library(database), settings.reports.language, settings.names()
    found = undecided(propose_from_texts(library, files), () if everything else read_decisions(library))
    shown = found[:limit]
    near = neighbours(library, shown)
    if near.untold:
        click.echo(f"Near lessons are not told: {near.untold}", err=True)
    if as_json:
        listed = [one.as_dict() | {"near": [n.as_dict() for n in near.of(one)]} for one in shown]
        click.echo(json.dumps({"found": len(found), "proposals": listed}, ensure_ascii=False))
        return
    for number, one in enumerate(shown, start=1):
        click.echo(click.style(f"{number:>3}. {headline(one, language, names)}", bold=True))
        for line in (*told(one, language, library.taxonomy, names), *told_near(near.of(one), language)):
            click.echo(f"     {line}")
    click.echo(f"{len(found)} proposals{f', {limit} shown' if len(found) > limit else ''}.")
