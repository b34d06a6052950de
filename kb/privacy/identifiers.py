"""What points at one person in a text: addresses, telephone, identity and account numbers, and known names.

Organisation numbers are no persons. The checks of digits are those of python-stdnum.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from stdnum.no import fodselsnummer, kontonr

from kb.privacy.names import name_spans
from kb.privacy.spelling import usual_form

Kind = Literal["e-mail", "national id", "account", "phone", "name", "address", "role"]
Span = tuple[int, int]
Finder = tuple[Kind, Callable[[str], Iterator[Span]]]

_KINDS: tuple[Kind, ...] = ("e-mail", "national id", "account", "phone", "name", "address", "role")
_WORDS = {
    "nb": ("[e-post]", "[fødselsnummer]", "[kontonummer]", "[telefon]", "[navn]", "[adresse]", "[rolle]"),
    "nn": ("[e-post]", "[fødselsnummer]", "[kontonummer]", "[telefon]", "[namn]", "[adresse]", "[rolle]"),
    "en": ("[e-mail]", "[national id]", "[account]", "[phone]", "[name]", "[address]", "[role]"),
}
MASKS = {language: dict(zip(_KINDS, words, strict=True)) for language, words in _WORDS.items()}

_AT = r"(?:@ ?| @ | (?:krøllalfa|alfakrøll) | ?[(\[{] ?(?:at|a|alfakrøll|krøllalfa) ?[)\]}] ?|%40)"
_DOT = r"(?:\.| punktum | ?[(\[{] ?(?:dot|punktum) ?[)\]}] ?)"
_EMAIL = re.compile(
    rf"[^\W_][\w+'-]{{0,63}}(?:\.[\w+'-]{{1,63}}){{0,5}}{_AT}"
    rf"(?:[\w-]{{1,63}}{_DOT}){{1,5}}[^\W\d_]{{2,24}}(?!\w)",
    re.IGNORECASE,
)
_SIGN = re.compile(_AT, re.IGNORECASE)
# No digit, letter or sign of an address beside it: that is a longer number, a fingerprint or an id.
_BEFORE = r"(?<![\w#§=/])(?<!\d[ .,:/-])(?<![^\W\d]-)"
_AFTER = r"(?![\w/=])(?![ .,:/-]\d)"
# Eleven digits of a person are found however they are parted, and in addresses and file names too: two check
# digits and a date leave little to chance. Letters of fingerprints beside them are none of them.
_ELEVEN = re.compile(
    r"(?<![0-9a-fA-F])(?<!\d[ .,:/-])(?:\d(?:[ .:/_-]?\d){10}|\d\d[./-]\d\d[./-](?:19|20)\d\d[ /-]?\d{5})"
    r"(?![0-9a-fA-F])(?![ .,:/-]\d)"
)
_AMOUNT = re.compile(r"[1-9]\d?(?: \d{3}){3}")
_ACCOUNT = re.compile(rf"{_BEFORE}\d{{4}}([ .]?)\d{{2}}\1\d{{5}}{_AFTER}")
_SHAPES = (
    r"(?:47 )?[2-9]\d([ .-])\d\d\1\d\d\1\d\d",  # 22 33 44 55
    r"\([2-9]\d\) \d\d \d\d \d\d",
    r"[2-9]\d\d([ .-])\d\d\2\d{3}",  # 900 12 345
    r"[49]\d{3} \d{4}",  # 9001 2345; other first digits would be two years
    r"[2-9]\d{7}",
)
_PHONE = re.compile(rf"{_BEFORE}(?:{'|'.join(_SHAPES)}){_AFTER}")
_LED = re.compile(  # a country or a word before it says what the digits are, however they are grouped
    r"(?:(?<![\w+])\(?(?:\+|00) ?47\)?|"
    r"(?i:(?<![^\W_])(?:tlf|tel|mob|sms|ring|(?:telefon|mobil|phone)[^\W\d_]{0,8})(?![^\W\d_])))"
    r"(?i: ?(?:nr\.?|nummer|number))?[ .:=_/-]{0,3}((?:\+|00)?[2-9](?:[ .-]?\d){7})(?![\w])(?!,\d)"
)
_ABROAD = re.compile(r"(?<![\w+])\+(?!47)[1-9]\d{0,2}(?:[ .-]?\(?\d{1,4}\)?){2,6}(?!\w)")
_GROUPED = re.compile(r"\+\d{1,3}(?:[ .]\d{3})+")  # +14 497 300 is a change, not a telephone
_UNIT_AFTER = re.compile(
    r" ?(?:kr|kroner|nok|%|prosent|mill|mrd|timer|stk|personer|ansatte|tonn|km|kvm|m2)\b|,\d", re.I
)
_COUNT_BEFORE = re.compile(
    r"(?:\b(?:kr|nok|uker?|ukene|vekene?|veker?|weeks?|sider?|pages?)\.?|(?:[a-zæøå](?:nr|nummer)\.?:?)|[€$]) ?$",
    re.I,
)
_NEAR = 16  # signs before a number within which such a word stands


@dataclass(frozen=True, slots=True)
class Identifier:
    """One thing that points at a person: what it is, and the stretch of the text it takes up."""

    kind: Kind
    start: int
    end: int
    text: str


def find_identifiers(text: str, names: Iterable[str] = ()) -> list[Identifier]:
    """Find all identifiers of a text in order, none overlapping; `names` are full names to look for.

    Names on no list, addresses and roles are another search: `kb.privacy.persons.find_persons`.
    """
    known = tuple(names)
    return search(text, (*FINDERS, ("name", lambda searched: name_spans(searched, known))))


def mask(text: str, names: Iterable[str] = (), *, language: str = "nb") -> str:
    """Replace every identifier by what it is, such as `[e-post]`; nothing is left for a second look."""
    known = tuple(names)
    return replace_all(text, lambda searched: find_identifiers(searched, known), language)


def search(text: str, finders: Iterable[Finder]) -> list[Identifier]:
    """Let each finder look at a text with its signs in their usual form; what an earlier one took is taken."""
    plain, places = usual_form(text)
    taken = bytearray(len(plain))
    found: list[tuple[int, int, Kind]] = []
    for kind, find in finders:
        for start, end in find(plain):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, kind))
    stretches = ((places[start], places[end - 1] + 1, kind) for start, end, kind in sorted(found))
    return [Identifier(kind, start, end, text[start:end]) for start, end, kind in stretches]


def replace_all(text: str, find: Callable[[str], list[Identifier]], language: str = "nb") -> str:
    """Replace what is found by what it is, and look again until nothing is."""
    words = MASKS[language]
    # What is masked may have hidden its neighbour, as digits do that stand side by side.
    while found := find(text):
        text = "".join(_pieces(text, found, words))
    return text


def _pieces(text: str, found: Iterable[Identifier], words: Mapping[Kind, str]) -> Iterator[str]:
    at = 0
    for one in found:
        yield text[at : one.start]
        yield words[one.kind]
        at = one.end
    yield text[at:]


def _emails(text: str) -> Iterator[Span]:
    if _SIGN.search(text):  # the whole pattern tries every word
        yield from (found.span() for found in _EMAIL.finditer(text))


def _national_ids(text: str) -> Iterator[Span]:
    for found in _ELEVEN.finditer(text):
        digits = _digits(found[0])
        if _is_person(digits[:4] + digits[-7:]) and not _AMOUNT.fullmatch(found[0]):
            yield found.span()


def _accounts(text: str) -> Iterator[Span]:
    yield from (found.span() for found in _ACCOUNT.finditer(text) if kontonr.is_valid(_digits(found[0])))


def _phones(text: str) -> Iterator[Span]:
    yield from (found.span(1) for found in _LED.finditer(text))
    yield from (
        found.span()
        for found in _ABROAD.finditer(text)
        if 8 <= len(_digits(found[0])) <= 15 and not _GROUPED.fullmatch(found[0])
    )
    yield from (found.span() for found in _PHONE.finditer(text) if not _counts(text, found))


def _counts(text: str, found: re.Match[str]) -> bool:
    """Tell whether eight digits are an amount, a date as in 20261121, or a service number of no person."""
    digits = _digits(found[0])
    amount = _UNIT_AFTER.match(text, found.end()) or _COUNT_BEFORE.search(
        text, max(0, found.start() - _NEAR), found.start()
    )
    return bool(amount) or _is_date(digits) or digits.startswith(("800", "810", "815"))


def _is_date(digits: str) -> bool:
    try:
        return 1900 <= dt.datetime.strptime(digits, "%Y%m%d").year < 2100
    except ValueError:
        return False


def _is_person(digits: str) -> bool:
    """Check an identity number: both check digits, and a day of the year.

    Day + 40 is a D-number. Month + 40, + 65 and + 80 are the synthetic ones of Dolly, NAV and Tenor.
    """
    day, month = int(digits[:2]) % 40, int(digits[2:4])
    if not (
        1 <= day <= 31 and any(1 <= month - more <= 12 for more in (0, 40, 65, 80)) and int(digits[:2]) <= 71
    ):
        return False
    return digits[9:] == fodselsnummer.calc_check_digit1(digits) + fodselsnummer.calc_check_digit2(digits)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


FINDERS: tuple[Finder, ...] = (
    ("e-mail", _emails),
    ("national id", _national_ids),
    ("account", _accounts),
    ("phone", _phones),
)
