"""Drafts written into the bank, and places added to lessons it has."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from kb.errors import Fault, FaultsFound, KbError
from kb.intake.proposals.areas import Areas, read_areas
from kb.intake.proposals.drafting import draft_text, slug_of, sources_of
from kb.intake.proposals.records import Proposal
from kb.intake.review.choices import Decision
from kb.lessons.bank.editing import Values, edit
from kb.lessons.bank.frontmatter import read_front_matter
from kb.lessons.bank.gathering import gather, written_path
from kb.lessons.bank.records import Document
from kb.lessons.bank.validation import validate
from kb.lessons.library import Library
from kb.writing import write_whole


def draft_for(
    library: Library, proposal: Proposal, decision: Decision, *, today: date, names: Collection[str] = ()
) -> str:
    """Give the draft a decision would write, for a person to edit. Raises `KbError` where no theme is known."""
    return _draft(proposal, decision, lessons_of(library), read_areas(library), today, names)[1]


def faults_of(library: Library, text: str) -> tuple[Fault, ...]:
    """List what keeps an edited draft from being a lesson, as `kb check` tells it."""
    try:
        front = read_front_matter(text, "draft")
        validate(front, text[front.body_start :], "draft", library.taxonomy)
    except FaultsFound as found:
        return found.faults
    return ()


def _draft(
    proposal: Proposal,
    decision: Decision,
    lessons: Collection[Document],
    areas: Areas,
    today: date,
    names: Collection[str],
) -> tuple[str, str]:
    proposal = replace(proposal, kind=decision.kind or proposal.kind)
    name = _free(slug_of(proposal.title), {one.id for one in lessons})
    before = (decision.lesson,) if decision.choice == "again" and decision.lesson else ()
    event = areas.event_of(proposal.quoted.document)
    text = draft_text(
        proposal,
        name,
        today=today,
        event=event,
        themes=decision.themes,
        identified_before=before,
        names=names,
    )
    return name, text


def write_draft(
    library: Library,
    proposal: Proposal,
    decision: Decision,
    lessons: Collection[Document],
    today: date,
    names: Collection[str],
) -> tuple[Path, str]:
    """Write the draft, edited or as it is, when it is a valid lesson whose id nobody has."""
    text = decision.text or _draft(proposal, decision, lessons, read_areas(library), today, names)[1]
    text = unicodedata.normalize("NFC", text)
    front = read_front_matter(text, "draft")
    lesson = validate(front, text[front.body_start :], "draft", library.taxonomy)
    taken = {one.id: one.path for one in lessons}
    if lesson.id in taken:
        raise KbError(f"{taken[lesson.id]} has the id {lesson.id!r} already. Give the draft another.")
    missing = [name for name in lesson.identified_before if name not in taken]
    if missing:
        raise KbError(
            f"No lesson has the id {missing[0]!r}. Write the id of an existing one, or take it out."
        )
    folder = library.lessons / "entries"
    stem = f"{lesson.period.start.isoformat()}-{slug_of(lesson.title)}"
    stem = _free(stem, {file.stem for file in folder.glob("*.md")})
    return write_whole(folder / f"{stem}.md", text.encode()), lesson.id


def merge(library: Library, proposal: Proposal, into: Document) -> Path:
    """Add the places to a lesson's sources, those it has already left out."""
    path = library.root / into.path

    def add(values: Values) -> None:
        sources = values.setdefault("sources", [])
        known = [(one["document"], one["passage"]) for one in sources]
        for listed in (sources, *sources):
            if hasattr(listed, "fa"):  # `[{…}]` on one line holds no question mark, and headings have them
                listed.fa.set_block_style()
        sources.extend(one for one in sources_of(proposal) if (one["document"], one["passage"]) not in known)

    edit(path, add, name=into.path, taxonomy=library.taxonomy)
    return path


def lessons_of(library: Library) -> list[Document]:
    """Read the bank's lessons, those with faults left out. Raises `KbError` where the bank has no folder."""
    if not library.lessons.is_dir():
        raise KbError(f"There is no folder {written_path(library.lessons, library.root)}. Check kb.toml.")
    gathered = (
        gather([library.lessons / "entries"], library.root, library.taxonomy) if _has(library) else None
    )
    return [one for one in gathered.documents if one.lesson] if gathered else []


def _has(library: Library) -> bool:
    return (library.lessons / "entries").is_dir()


def lesson_named(lessons: Collection[Document], name: str) -> Document:
    """Find a lesson by its id. Raises `KbError` where there is none that can be read."""
    found = next((one for one in lessons if one.id == name), None)
    if found is None:
        raise KbError(f"The bank has no lesson {name!r} that can be read. Check its id, or run `kb check`.")
    return found


def _free(name: str, taken: Collection[str]) -> str:
    """Give a name that nobody has, with a number where somebody has it."""
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
