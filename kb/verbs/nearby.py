"""Lessons identified before, told where a text comes in and where a lesson is saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.errors import KbError

if TYPE_CHECKING:
    from kb.intake.nearness import Near
    from kb.lessons.library import Library
    from kb.settings import Settings

MOST = 5  # lessons that are told, and new lessons that are asked about


def tell_before_texts(settings: Settings, texts: Sequence[Path]) -> None:
    """Tell the lessons near what some texts of the bank tell of learning; nothing where none is, or none is indexed."""
    from kb.intake.proposals.proposing import propose
    from kb.intake.review.session import neighbours

    library = settings.library()
    if not texts or not library.database.exists():
        return
    proposals = propose(library, texts)
    found = neighbours(library, proposals)
    near: dict[str, Near] = {}
    for proposal in proposals:
        for one in found.of(proposal):
            if one.lesson not in near or one.score > near[one.lesson].score:
                near[one.lesson] = one
    _tell(settings, sorted(near.values(), key=lambda one: -one.score)[:MOST])


def tell_before_lessons(settings: Settings, library: Library, paths: Sequence[str]) -> None:
    """Tell the lessons near some that are new in the bank, those apart that they already name themselves."""
    from kb.intake.nearness import near_lessons
    from kb.lessons.bank.gathering import gather

    files = [library.root / path for path in paths if Path(path).parent.name == "entries"][:MOST]
    if not files:
        return
    for document in gather(files, library.root, library.taxonomy, _known(library)).documents:
        lesson = document.lesson
        if lesson is None:
            continue
        text = f"{document.title}\n{document.text[document.body_start :]}"
        apart = {document.id, *lesson.identified_before}
        try:
            near = near_lessons(library, text, MOST, kind=lesson.kind, themes=lesson.themes, apart=apart)
        except KbError:
            continue
        if near:
            click.echo(click.style(f"\n{document.title}", bold=True))
            _tell(settings, near)


def _known(library: Library) -> list[str]:
    return [entry.id for entry in library.entries(kind="lesson")]


def _tell(settings: Settings, near: Sequence[Near]) -> None:
    from kb.intake.review.telling import told_near

    for line in told_near(near, settings.reports.language):
        click.echo(line)
