"""Everything in free text that points at one person, names on no list, addresses and roles of one person too.

For what people wrote themselves: answers to open questions, and texts on their way into the bank. A page is held
to `find_identifiers`, which marks nothing that may be a word or a place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from kb.privacy.addresses import address_spans
from kb.privacy.identifiers import FINDERS, Finder, Identifier, Span, replace_all, search
from kb.privacy.mentions import mentions, parts_of
from kb.privacy.names import likely_names, name_spans
from kb.privacy.naming import unlisted_names
from kb.privacy.roles import PUBLIC_OFFICES, role_spans
from kb.privacy.signing import signatures
from kb.privacy.spelling import usual_form


def find_persons(
    text: str, names: Iterable[str] = (), *, offices: Collection[str] = PUBLIC_OFFICES, within: str = ""
) -> list[Identifier]:
    """Find all that points at a person, in order, none overlapping.

    Give a whole text: once a full name is found, its parts are found in the rest of it. Of a title or another piece,
    say which text it stands `within`: persons found there are found in the piece too.

    `names` are full names to look for, beside those that the search knows by itself. `offices` are words in
    small letters for offices whose holders are public, such as “kommunedirektøren”; they are left.
    """
    return search(text, _finders(text, tuple(names), offices, within))


def mask_persons(
    text: str,
    names: Iterable[str] = (),
    *,
    language: str = "nb",
    offices: Collection[str] = PUBLIC_OFFICES,
    within: str = "",
) -> str:
    """Replace all that points at a person by what it is, such as `[navn]`; a second look finds nothing."""
    known = tuple(names)
    return replace_all(
        unicodedata.normalize("NFC", text),
        lambda searched: find_persons(searched, known, offices=offices, within=within),
        language,
    )


def _finders(text: str, names: tuple[str, ...], offices: Collection[str], within: str) -> Iterator[Finder]:
    likely = likely_names(names, text) if names else ()
    known = _parts(within, names) if within else frozenset()
    yield from FINDERS
    yield "address", address_spans
    yield "name", lambda searched: _named(searched, likely, known)
    yield "name", signatures
    yield "role", lambda searched: role_spans(searched, offices)


def _named(text: str, listed: tuple[str, ...], known: frozenset[str]) -> Iterator[Span]:
    found = [*name_spans(text, listed), *unlisted_names(text)]
    yield from found
    yield from mentions(text, found, known)


@lru_cache(maxsize=4)  # a text's title, headings and fields are masked one after the other
def _parts(text: str, names: tuple[str, ...]) -> frozenset[str]:
    plain, _ = usual_form(text)
    listed = likely_names(names, plain) if names else ()
    return parts_of(plain, [*name_spans(plain, listed), *unlisted_names(plain)])
