"""Everything in free text that points at one person, names on no list, addresses and roles of one person too.

For what people wrote themselves: answers to open questions, and texts on their way into the bank. A page is held
to `find_identifiers`, which marks nothing that may be a word or a place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator

from kb.privacy.addresses import address_spans
from kb.privacy.identifiers import FINDERS, Finder, Identifier, replace_all, search
from kb.privacy.names import likely_names, name_spans
from kb.privacy.naming import signatures, unlisted_names
from kb.privacy.roles import PUBLIC_OFFICES, role_spans


def find_persons(
    text: str, names: Iterable[str] = (), *, offices: Collection[str] = PUBLIC_OFFICES
) -> list[Identifier]:
    """Find all that points at a person, in order, none overlapping.

    `names` are full names to look for, beside those that the search knows by itself. `offices` are words in
    small letters for offices whose holders are public, such as “kommunedirektøren”; they are left.
    """
    return search(text, _finders(text, tuple(names), offices))


def mask_persons(
    text: str,
    names: Iterable[str] = (),
    *,
    language: str = "nb",
    offices: Collection[str] = PUBLIC_OFFICES,
) -> str:
    """Replace all that points at a person by what it is, such as `[navn]`; a second look finds nothing."""
    known = tuple(names)
    return replace_all(
        unicodedata.normalize("NFC", text),
        lambda searched: find_persons(searched, known, offices=offices),
        language,
    )


def _finders(text: str, names: tuple[str, ...], offices: Collection[str]) -> Iterator[Finder]:
    likely = likely_names(names, text) if names else ()
    yield from FINDERS
    yield "address", address_spans
    yield "name", lambda searched: name_spans(searched, likely)
    yield "name", unlisted_names
    yield "name", signatures
    yield "role", lambda searched: role_spans(searched, offices)
