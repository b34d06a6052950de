"""A document read as its genre tells it: the front door of the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kb.intake.genres.application import read_application
from kb.intake.genres.article import read_article
from kb.intake.genres.blog import read_blog
from kb.intake.genres.contacts import kinds_of
from kb.intake.genres.hr import read_hr
from kb.intake.genres.naming import date_of, title_of
from kb.intake.genres.organisations import municipalities
from kb.intake.genres.outline import headed, sections, text_of, without_captions
from kb.intake.genres.periods import ranges
from kb.intake.genres.recognition import recognise
from kb.intake.genres.status import planned, points, read_status
from kb.intake.records import Block, Genre, Original, Reading, Tongue
from kb.lessons.words import tongues

LanguageOf = Callable[[str], Tongue]


def tongue_of(text: str) -> Tongue:
    """Tell a text's language; bokmål where its words do not tell."""
    return tongues.language_of(text, default="nb")


def read_genre(
    original: Original, *, genre: Genre | None = None, language_of: LanguageOf = tongue_of
) -> Reading:
    """Read what a text says of itself, as its genre tells it.

    `genre` is what the user knows it to be; it is recognised where it is None. `language_of` tells a text's
    language. The result names no contact person and no speaker; `held_back` says of what kind they are.
    """
    blocks = without_captions(original.blocks)
    outlined = headed(blocks)
    title = title_of(original)
    told, sure = (genre, 1.0) if genre else recognise(outlined, title)
    tongue = language_of(text_of(blocks))
    plain = Reading(
        genre=told,
        title=title,
        language=tongue,
        sure=sure,
        date=date_of(original, tongue),
        sections=sections(_untitled(outlined, title)),
    )
    read = _as_genre(plain, blocks, original, outlined)
    return replace(
        read, areas=tuple(dict.fromkeys(o.name for o in read.organisations if o.level != "municipality"))
    )


def _as_genre(
    plain: Reading, blocks: tuple[Block, ...], original: Original, outlined: tuple[Block, ...]
) -> Reading:
    if plain.genre == "application":
        return read_application(plain, outlined)
    if plain.genre == "status":
        return read_status(plain, outlined)
    if plain.genre == "blog":
        return read_blog(plain, outlined)
    if plain.genre == "article":
        return read_article(plain, outlined, original.blocks)
    if plain.genre == "hr":
        return read_hr(plain, blocks, original.file)
    return _as_report(plain, outlined)


def _as_report(plain: Reading, blocks: tuple[Block, ...]) -> Reading:
    text = text_of(blocks)
    return replace(
        plain,
        period=next(ranges(text, language=plain.language), None),
        positives=points(plain.sections, "good", prose=False),
        negatives=points(plain.sections, "hard", prose=False),
        planned=planned(plain.sections),
        held_back=kinds_of([text]),
        organisations=municipalities(text),
    )


def _untitled(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Drop the title from the top, which is no section's heading."""
    first = next((at for at, block in enumerate(blocks[:3]) if block.text.strip("*_# ") == title), None)
    return blocks if first is None else blocks[:first] + blocks[first + 1 :]
