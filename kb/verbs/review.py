"""`kb review`: a walk through proposals, one key a decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.errors import FaultsFound, KbError

if TYPE_CHECKING:
    from collections.abc import Collection

    from kb.intake.nearness import Near
    from kb.intake.proposals.records import Proposal
    from kb.intake.review.choices import Choice, Decision
    from kb.lessons.bank.records import Language
    from kb.lessons.library import Library

ASKED_AT_ONCE = 50  # what is near is looked up for so many; more are asked about in another walk


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a walk needs at hand."""

    library: Library
    language: Language
    names: Collection[str]
    today: date

    def say(self, phrase: str, **values: object) -> str:
        from kb.intake.review.telling import say

        return say(phrase, self.language, **values)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--db", "database", type=click.Path(path_type=Path), help="The knowledge base's file.")
@click.option(
    "--limit", default=ASKED_AT_ONCE, show_default=True, type=click.IntRange(1), help="How many proposals."
)
def review(files: tuple[Path, ...], database: Path | None, limit: int) -> None:
    """Walk through the proposals of `kb propose`: accept, edit, identified again, merge, reject, skip or quit.

    An accepted proposal is written as a draft in lessons/entries; every decision is kept in lessons/proposals.jsonl,
    so that nobody is asked twice.
    """
    from kb.intake.review.session import neighbours, open_session, step
    from kb.settings import read_settings

    settings = read_settings()
    library = settings.library(database)
    desk = _Desk(library, settings.reports.language, settings.names(), date.today())
    session = open_session(library, files, limit)
    near = neighbours(library, session.waiting)
    if near.untold:
        click.echo(f"Near lessons are not told: {near.untold}", err=True)
    while proposal := session.current:
        _show(
            desk,
            proposal,
            near.of(proposal),
            f"{len(session.decided) + 1}/{len(session.decided) + len(session.waiting)}",
        )
        try:
            decision = _ask(desk, proposal, near.of(proposal))
            if decision is None:
                break
            session = step(library, session, decision, today=desk.today, names=desk.names)
        except FaultsFound as found:
            click.echo("\n".join(str(fault) for fault in found.faults), err=True)
        except KbError as error:
            click.echo(str(error), err=True)
    _tell_end(desk, session.written, len(session.decided), len(session.waiting))


def _tell_end(desk: _Desk, written: Collection[Path], decided: int, waiting: int) -> None:
    if not decided and not waiting:
        click.echo(desk.say("none"))
        return
    for file in written:
        click.echo(file)
    click.echo(desk.say("end", decided=decided, waiting=waiting))


def _show(desk: _Desk, proposal: Proposal, near: Collection[Near], place: str) -> None:
    from kb.intake.review.telling import headline, told, told_near

    click.echo()
    click.echo(click.style(f"{place}  {headline(proposal, desk.language, desk.names)}", bold=True))
    for line in told(proposal, desk.language, desk.library.taxonomy, desk.names):
        click.echo(f"  {line}")
    for line in told_near(tuple(near), desk.language):
        click.echo(click.style(f"  {line}", fg="yellow"))


def _ask(desk: _Desk, proposal: Proposal, near: Collection[Near]) -> Decision | None:
    """Ask for one decision; None to quit, and at the end of what is typed."""
    from kb.intake.review.choices import Decision

    click.echo(click.style(f"  {desk.say('keys')}", dim=True))
    kind = proposal.kind
    while True:
        key = _typed("").lower()[:1]
        if key in ("q", ""):
            return None
        if key in ("a", "e", "i"):
            choice: Choice = "again" if key == "i" else "accept"
            lesson = _which(desk, tuple(near)) if key == "i" else ""
            decision = _themed(desk, proposal, Decision(choice, lesson=lesson, kind=kind))
            return _edited(desk, proposal, decision) if key == "e" else decision
        if key in ("m", "r", "s"):
            return _plain(desk, key, tuple(near))
        if key == "k":
            kind = "strength" if kind == "improvement" else "improvement"
        click.echo(desk.say(kind if key == "k" else "unknown_key"))


def _plain(desk: _Desk, key: str, near: tuple[Near, ...]) -> Decision:
    """Give a decision that writes no draft."""
    from kb.intake.review.choices import Decision

    if key == "m":
        return Decision("merge", lesson=_which(desk, near))
    return Decision("reject", reason=_typed(desk.say("reason"))) if key == "r" else Decision("skip")


def _typed(asked: str) -> str:
    """Read a line; an empty one at the end of the input."""
    try:
        return str(click.prompt(asked, default="", show_default=False, prompt_suffix=" > ")).strip()
    except click.Abort:
        return ""


def _which(desk: _Desk, near: tuple[Near, ...]) -> str:
    """Ask which lesson is meant: a number of those shown, or an id; the nearest where nothing is typed."""
    typed = _typed(desk.say("which"))
    if not typed and near:
        return near[0].lesson
    if typed.isdigit() and 1 <= int(typed) <= len(near):
        return near[int(typed) - 1].lesson
    return typed


def _themed(desk: _Desk, proposal: Proposal, decision: Decision) -> Decision:
    """Ask for a theme where the proposal has none."""
    if proposal.themes or not desk.library.taxonomy:
        return decision
    typed = _typed(desk.say("which_theme", themes=", ".join(desk.library.taxonomy)))
    return replace(decision, themes=tuple(typed.replace(",", " ").split()))


def _edited(desk: _Desk, proposal: Proposal, decision: Decision) -> Decision:
    """Let the person edit the draft in $EDITOR, and again with its faults told until it has none."""
    from kb.intake.review.writing import draft_for, faults_of

    text = draft_for(desk.library, proposal, decision, today=desk.today, names=desk.names)
    while True:
        written = click.edit(text, extension=".md")
        if written is None:
            raise KbError(desk.say("unedited"))
        faults = faults_of(desk.library, written)
        if not faults:
            return replace(decision, text=written)
        click.echo("\n".join(str(fault) for fault in faults), err=True)
        text = written
        if not click.confirm("Edit again?", default=True):
            raise KbError(desk.say("unedited"))
