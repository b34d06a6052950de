"""`kb model`: the embedding model, made ready or written as a folder."""

from __future__ import annotations

from pathlib import Path

import click

from kb.console import Verbs


@click.group(cls=Verbs)
def model() -> None:
    """Manage the embedding model."""


@model.command()
def get() -> None:
    """Make the default model ready, once, without any model hub."""
    from kb.lessons.models.model import default_cache, make_ready

    click.echo(make_ready(cache=default_cache(), report=click.echo))


@model.command()
@click.argument("folder", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """Write the default model as a sentence-transformers folder, as training wants it."""
    from kb.lessons.models.model import export_folder

    export_folder(folder, report=click.echo)
