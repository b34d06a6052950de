"""What the command line writes to a terminal: faults, hits and progress."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kb.errors import FaultsFound, KbError

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from kb.errors import Fault
    from kb.lessons.retrieval.landscape import Landscape
    from kb.lessons.retrieval.search import Hit

SNIPPET = 300  # letters of a hit that are shown
UNSURE = "ingen sikre treff"  # said once, above the hits


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


@contextmanager
def tidy_end() -> Iterator[None]:
    """Let a verb that is told to end (SIGTERM) end what it started and remove what it began, as at Ctrl-C."""

    def leave(number: int, _: object) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def tell_faults(faults: Iterable[Fault]) -> None:
    """Write faults to standard error, one a line, and how many there were."""
    told = [str(fault) for fault in faults]
    click.echo("\n".join(told), err=True)
    click.echo(f"{len(told)} fault{'s' if len(told) > 1 else ''}.", err=True)


def tell_hits(hits: Sequence[Hit]) -> None:
    """Write hits as a person reads them: title, place, words with those that speak for it marked, and why."""
    if not hits:
        click.echo("No hits.")
    elif not hits[0].sure:
        click.echo("Ingen sikre treff. Nærmest av det som finnes:")
    for number, hit in enumerate(hits, start=1):
        click.echo(click.style(f"{number:>2}. {hit.title}", bold=True))
        status = f" · {hit.status}" if hit.status else ""
        click.echo(f"    {hit.kind}{status} · {hit.path}{' › ' + hit.heading if hit.heading else ''}")
        click.echo(f"    {_marked(hit)}")
        click.echo(click.style(f"    {' · '.join(why for why in hit.why if why != UNSURE)}", dim=True))


def _marked(hit: Hit) -> str:
    """Write the first letters of a hit's text on one line, marked words underlined where a terminal can."""
    shown, at = "", 0
    for start, end in hit.marks:
        if end > SNIPPET:
            break
        shown += hit.text[at:start] + click.style(hit.text[start:end], underline=True)
        at = end
    shown += hit.text[at : max(at, SNIPPET)]
    return " ".join(shown.split()) + ("…" if len(hit.text) > SNIPPET else "")


def tell_themes(landscape: Landscape) -> None:
    """Write a row a theme, with bars to look at, and then what the taxonomy may lack."""
    most = max((one.lessons for _, one in landscape.themes), default=0)
    click.echo(f"{'Theme':<44}{'Lessons':<30}{'Passages: lessons + texts':<28}Years")
    for name, one in landscape.themes:
        bar = "█" * round(24 * one.lessons / max(most, 1))
        years = f"{one.first}–{one.last}" if one.first else "–"
        passages = f"{one.in_lessons} + {one.in_texts}"
        click.echo(f"{name:<44}{f'{bar} {one.lessons}':<30}{passages:<28}{years}")
    unlooked = [name for name, one in landscape.themes if one.unlooked]
    click.echo(f"\nNo lesson yet: {', '.join(unlooked) or '–'}")
    for group in landscape.lacking:
        click.echo(f"\nPerhaps a theme ({group.passages} passages, {group.documents} documents): ", nl=False)
        click.echo(click.style(", ".join(group.words), bold=True))
        for example in group.examples:
            told = " ".join(example.split())
            click.echo(f"    «{told[:110]}{'…' if len(told) > 110 else ''}»")


class Bar:
    """A progress bar that appears only when there is something to wait for."""

    def __init__(self, label: str, *, err: bool = False) -> None:
        self._label = label
        self._file = sys.stderr if err else sys.stdout
        self._bar: ProgressBar[int] | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.render_finish()

    def show(self, done: int, of: int) -> None:
        """Move the bar, and draw it the first time."""
        if not self._bar:
            self._bar = click.progressbar(length=of, label=self._label, show_pos=True, file=self._file)
        self._bar.update(done - self._bar.pos)
