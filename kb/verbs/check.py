"""`kb check`: every fault of the bank, and what points at persons."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.console import tell_faults

if TYPE_CHECKING:
    from kb.errors import Fault
    from kb.lessons.bank.persons import Watch
    from kb.settings import Settings


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Let warnings count: exit status 1 where there are any.")
def check(folders: tuple[Path, ...], strict: bool) -> None:
    """Read every lesson and text, and list all faults with file, place and remedy.

    Warnings tell what points at persons: names, addresses, numbers, roles of one person, and few persons of whom
    something is told. Faults make exit status 1, warnings do not.
    """
    from kb.settings import read_settings

    settings = read_settings()
    library, watch = settings.library(), _watch(settings)
    faults = library.check(folders)
    warnings = library.warnings(folders, watch)
    if faults:
        tell_faults(faults)
    else:
        click.echo("No faults.")
    _tell(warnings)
    if faults or (strict and warnings):
        sys.exit(1)


def _watch(settings: Settings) -> Watch:
    """Say what of persons is told: all but the public offices and the municipality's own address."""
    from kb.lessons.bank.persons import Watch
    from kb.privacy.roles import PUBLIC_OFFICES

    contact = settings.reports.contact
    return Watch(
        names=settings.names(),
        offices=PUBLIC_OFFICES | {office.lower() for office in settings.privacy.offices},
        allowed=(contact,) if contact else (),
        smallest=settings.privacy.smallest,
    )


def _tell(warnings: Sequence[Fault]) -> None:
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    if warnings:
        click.echo(f"{len(warnings)} warning{'s' if len(warnings) > 1 else ''}.", err=True)
