"""What the command line writes to a terminal: faults, hits and progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from kb.errors import FaultsFound, KbError

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from kb.errors import Fault
    from kb.lessons.search import Hit


class Verbs(click.Group):
    """A group whose verbs turn `KbError` into its text and exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except FaultsFound as found:
            tell_faults(found.faults)
        except KbError as error:
            click.echo(f"kb: {error}", err=True)
        sys.exit(1)


def tell_faults(faults: Iterable[Fault]) -> None:
    """Write faults to standard error, one a line, and how many there were."""
    told = [str(fault) for fault in faults]
    click.echo("\n".join(told), err=True)
    click.echo(f"{len(told)} fault{'s' if len(told) > 1 else ''}.", err=True)


def tell_hits(hits: Sequence[Hit]) -> None:
    """Write hits as a person reads them: title, place, words and why."""
    if not hits:
        click.echo("No hits.")
    for number, hit in enumerate(hits, start=1):
        text = " ".join(hit.text.split())
        click.echo(click.style(f"{number:>2}. {hit.title}", bold=True))
        status = f" · {hit.status}" if hit.status else ""
        click.echo(f"    {hit.kind}{status} · {hit.path}{' › ' + hit.heading if hit.heading else ''}")
        click.echo(f"    {text[:300]}{'…' if len(text) > 300 else ''}")
        click.echo(click.style(f"    {' · '.join(hit.why)}", dim=True))


class Bar:
    """A progress bar that appears only when there is something to wait for."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: ProgressBar[int] | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.render_finish()

    def show(self, done: int, of: int) -> None:
        """Move the bar, and draw it the first time."""
        if not self._bar:
            self._bar = click.progressbar(length=of, label=self._label, show_pos=True)
        self._bar.update(done - self._bar.pos)
