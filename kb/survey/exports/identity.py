"""Which columns point at persons: by the words of their header, and by what stands in them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kb.privacy.identifiers import Identifier, find_identifiers
from kb.survey.exports.records import Cells, Variable
from kb.survey.exports.wording import folded

_SHARE = 0.5  # of the filled cells, from which a column is one of identifiers
_SHORTEST = 7  # signs an identifier has at least
_HEADER_WORDS = 6  # a longer header is a question, which may well speak of telephones
_WORDS = {
    "e-mail": r"e-?post\w*|e-?mail\w*|mail|mailadresse|epostadr\w*",
    "phone": r"telefon(?:nr|nummer)?|tlf(?:nr)?|mobil(?:nr|nummer|telefon)?|sms"
    r"|phone(?: number)?|telephone|mobile(?: number)?",
    "national id": r"fødselsnummer|fødselsnr|fnr|personnummer|personnr|fødselsdato|d-nummer"
    r"|date of birth|ssn|national id",
    "IP address": r"ip|ip-?adresse?|ip-?address|ipaddr\w*|ip adr\w*",
    "account": r"konto(?:nr|nummer)|bankkonto|account number",
    "name": r"navn|namn|name|fornavn|førenamn|etternavn|etternamn|mellomnavn|firstname|lastname|fullname|surname"
    r"|brukernavn|brukarnamn|username|heter|heiter",
    "address": r"adresse|gateadresse|bostedsadresse|hjemmeadresse|home address|street address",
}
_HEADERS = {reason: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])") for reason, words in _WORDS.items()}
# The name of a unit is no person's, nor is an address a unit's.
_UNITS = re.compile(
    r"avdeling|eining|enhet|virksomhet|verksemd|tjenestested|tenestestad|arbeidssted|arbeidsplass|skole|skule|barnehage"
    r"|område|sektor|organisasjon|kommune|firma|bedrift|stilling|rolle|unit|department|company|organi[sz]ation|school"
    r"|workplace|prosjekt|project|tiltak|skjema|nettside"
)
_CLOSED = re.compile(r"-?\d{1,2}|ja|nei|yes|no|y|n|x|valgt|ikke valgt|true|false|vet ikke|veit ikkje")
_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_IP_MASK = "[ip-adresse]"
_MAYBE = re.compile(r"[@(\[{]|%40|(?:\D{0,3}\d){8}|krøllalfa", re.IGNORECASE | re.DOTALL)


def reason_of(variable: Variable, cells: Cells, names: tuple[str, ...]) -> str | None:
    """Say why a column is quarantined; None when it is not. The respondents' key may look like a telephone."""
    if variable.role not in ("answer", "key"):
        return None
    by_header = _by_header(variable.name) or _by_header(variable.wording)
    if by_header and not _is_closed(variable, cells):
        return f"its header names {by_header}"
    by_content = _by_content(cells, names)
    if by_content is None or (variable.role == "key" and by_content in ("phone", "account")):
        return None
    return f"most of its cells are {by_content}"


def _by_header(name: str) -> str | None:
    header = folded(name).replace("_", " ")
    if len(header.split()) > _HEADER_WORDS:
        return None
    for reason, words in _HEADERS.items():
        if words.search(header) and not (reason in ("name", "address") and _UNITS.search(header)):
            return reason
    return None


def _is_closed(variable: Variable, cells: Cells) -> bool:
    """Say whether all cells are codes or ticks, as of the question «Bruker du e-post?»; an empty column is not."""
    filled = {cell for cell in cells if cell is not None}
    return bool(filled) and all(cell in variable.labels or _CLOSED.fullmatch(folded(cell)) for cell in filled)


def _by_content(cells: Cells, names: tuple[str, ...]) -> str | None:
    filled = [cell for cell in cells if cell is not None]
    if not filled or sum(len(cell) >= _SHORTEST for cell in filled) <= _SHARE * len(filled):
        return None
    kinds = [kind for cell in filled if (kind := _whole(cell, names))]
    if len(kinds) <= _SHARE * len(filled):
        return None
    return max(sorted(set(kinds)), key=kinds.count)


def _whole(cell: str, names: tuple[str, ...]) -> str | None:
    """Say what a cell is that holds nothing but an identifier."""
    if _is_ip(cell):
        return "IP address"
    found = stray(cell, names)
    if len(found) == 1 and (found[0].end - found[0].start) * 3 >= len(cell) * 2:
        return found[0].kind
    return None


def _is_ip(cell: str) -> bool:
    if not 3 <= len(cell) <= 45 or not ("." in cell or ":" in cell):
        return False
    try:
        ipaddress.ip_address(cell)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=65536)
def stray(cell: str, names: tuple[str, ...] = ()) -> tuple[Identifier, ...]:
    """Find the identifiers in a cell; most cells cannot hold any, which is soon seen."""
    if len(cell) < _SHORTEST or not (names or _MAYBE.search(cell)):
        return ()
    return tuple(find_identifiers(cell, names))


def addresses(cell: str) -> Iterator[str]:
    """Find the IP addresses in a cell."""
    yield from (found[0] for found in _IP.finditer(cell) if _is_ip(found[0]))


def without_addresses(cell: str, found: Iterable[str]) -> str:
    """Mask IP addresses."""
    for address in found:
        cell = cell.replace(address, _IP_MASK)
    return cell


def looks_like_test(cells: Sequence[str | None]) -> bool:
    """Say whether somebody called themselves a test, as those do who try a form."""
    return any(cell is not None and _TEST.fullmatch(folded(cell)) for cell in cells)


_TEST = re.compile(
    r"(?:dette er )?(?:en |ein |a )?test(?:[ ._-]?(?:svar|person|bruker|brukar|user|data|besvarelse|testesen|\d+))?"
    r"|test[^@\s]{0,20}@\S+|prøve(?:svar|kjøring)|tester|testing|test test|asdf\w*|qwerty\w*|lorem ipsum.*|x{3,}"
    r"|preview|survey preview|forhåndsvisning|testmodus|test mode"
)
