"""Passages of the bank as evidence, asked for in few words: `document#heading`, and where in it to begin."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from difflib import get_close_matches

from kb.evaluation.claims.records import Gone, Quote
from kb.lessons.bank.records import HEADINGS
from kb.lessons.base.store import Entry, Store, Stored
from kb.lessons.library import Library
from kb.lessons.words.tongues import language_of
from kb.reports.text.markup import slug

LONGEST_EXCERPT = 180  # letters: enough to recognise the passage by
CONCLUSIONS = [headings[2] for headings in HEADINGS.values()]
_OPENING = 60  # letters of a text by which a person knows it again
_NAMED = 3  # names told beside one that is not there


def find_passage(library: Library, asked: str, *, start: str = "") -> Quote | Gone:
    """Take a passage as evidence: `document#heading`, from the words `start` where given.

    The document is a lesson's id, a text's path, or the name of its file, whole or its beginning, with its folder
    before it or not (`soknader/2023-11`); the heading is as it
    stands or as in an address (`#hva-laerte`), whole or its beginning. A lesson without a heading gives its
    conclusion. What is not there, or could be several, is told as `Gone`.
    """
    name, _, heading = asked.partition("#")
    with closing(Store(library.database)) as store:
        entries = store.entries()
        entry = _entry(entries, name)
        if isinstance(entry, Gone):
            return entry
        found = store.passages_of(entry.id)
    headings = list(dict.fromkeys(one.heading for one in found))
    chosen = _heading(headings, heading, entry, asked)
    if isinstance(chosen, Gone):
        return chosen
    texts = [" ".join(one.text.split()) for one in found if one.heading == chosen]
    text = next((text for text in texts if start in text), None)
    if text is None:
        return Gone(asked, f"“{chosen}” of {entry.id} does not say “{start}”.", "Quote it as it is.")
    return _quote(library, entry, chosen, texts, (text, text.index(start)), found)


def _quote(
    library: Library,
    entry: Entry,
    heading: str,
    texts: Sequence[str],
    start: tuple[str, int],
    found: Iterable[Stored],
) -> Quote:
    lesson = library.lesson(entry.id) if entry.status else None
    whole = " ".join(texts)
    return Quote(
        entry.title,
        heading,
        entry.path,
        _excerpt(*start),
        language_of(" ".join(one.text for one in found)),
        document=entry.id,
        digest=f"{hashlib.sha256(whole.encode()).hexdigest()[:12]} {whole[:_OPENING]}",
        status=entry.status or "",
        lesson_kind=entry.kind if entry.status else "",
        drawn_from=tuple(source.document for source in lesson.sources) if lesson else (),
        themes=entry.themes,
        about=entry.levels,
    )


def _entry(entries: Mapping[str, Entry], name: str) -> Entry | Gone:
    """Find a document by its id, or by its file's name where only one begins so."""
    if name in entries:
        return entries[name]
    stems = {key: entry.path.rpartition("/")[2].rpartition(".")[0] for key, entry in entries.items()}
    like = (
        [key for key, stem in stems.items() if stem == name]
        or [key for key, stem in stems.items() if name and stem.startswith(name)]
        or [key for key, entry in entries.items() if name and f"/{name}" in entry.path]
    )
    if len(like) == 1:
        return entries[like[0]]
    if like:
        return Gone(name, f"{len(like)} documents begin with “{name}”.", f"Name one: {_few(like)}.")
    near = get_close_matches(name, [*entries, *stems.values()], _NAMED)
    remedy = f"Did you mean {_few(near)}?" if near else "Name another, or index it with `kb index`."
    return Gone(name, f"The bank has no document “{name}”.", remedy)


def _heading(headings: Sequence[str], asked: str, entry: Entry, whole: str) -> str | Gone:
    """Find a heading as it stands, as an address has it, or by its beginning."""
    if not asked and entry.status:
        conclusion = next((one for one in headings if one in CONCLUSIONS), None)
        if conclusion:
            return conclusion
    key = slug(asked)
    for fits in (
        lambda one: one == asked,
        lambda one: slug(one) == key,
        lambda one: slug(one).startswith(key),
    ):
        found = [one for one in headings if asked and fits(one)]
        if len(found) == 1:
            return found[0]
        if found:
            return Gone(whole, f"{len(found)} headings of {entry.id} begin so.", f"Name one: {_few(found)}.")
    known = ", ".join(one for one in headings if one)
    return Gone(whole, f"{entry.id} has no heading “{asked}”.", f"It has: {known}.")


def _excerpt(text: str, start: int) -> str:
    """Cut a text from a place to a length at which it is recognised, with dots where words are left out."""
    rest = text[start:]
    cut = rest if len(rest) <= LONGEST_EXCERPT else rest[:LONGEST_EXCERPT].rsplit(" ", 1)[0] + " …"
    return f"… {cut}" if start else cut


def _few(names: Iterable[str]) -> str:
    return ", ".join(list(names)[:_NAMED])
