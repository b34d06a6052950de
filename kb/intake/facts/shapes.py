"""How days and periods are written in bokmål, nynorsk and English: the shapes of dates, months, weeks and years."""

from __future__ import annotations

import re

SPACE = "[ \u00a0\u202f]"
_S = f"{SPACE}?"
_BREAK = rf"(?:{SPACE}{{1,2}}|{SPACE}?\n{SPACE}?)"
_YEAR = r"(?:19|20)\d\d"
_REL = r"i år|i fjor|neste år|this year|last year|next year"
_YEARISH = rf"(?:(?:,|{_BREAK}(?:i|av|of|in))?{_BREAK}(?:(?P<year>{_YEAR})(?!\d)|(?P<rel>{_REL})\b))?"
_FULL = (
    r"januar|january|februar|february|mars|march|april|mai|may|juni|june|juli|july|august|september|oktober|october|"
    r"november|desember|december"
)
_ANY = rf"(?:(?:{_FULL})(?![^\W_])|(?:jan|feb|febr|mar|apr|jun|jul|aug|sept?|o[kc]t|nov|de[sc])\b\.?)"
_TO = rf"{_S}[-–—]{_S}|{SPACE}(?:og (?:fram|frem) )?(?:til(?: og med)?|t\.?o\.?m\.?|og|to|and|until|through){SPACE}"
_FREE = r"(?<![\w.,/:§-])"
_ORDINAL = (
    "første|fyrste|first", "andre|annet|second", "tredje|third", "fjerde|siste|fourth|last",
)  # fmt: skip
_NTH = "|".join(_ORDINAL)
_DATED = r"den|pr\.?|per|innen|innan|dato:?|pr\. dato"  # before 31.10; after others such digits may be a time of day
_LED = rf"{_DATED}|fra|frå|til|før|etter|siden|sidan|f\.?o\.?m\.?|t\.?o\.?m\.?"
_SEASONS = (
    "våren|vår|spring", "sommeren|sommaren|sumaren|sommer|sommar|summer", "høsten|hausten|høst|haust|autumn|fall",
    "vinteren|vinter|winter",
)  # fmt: skip
_NAMED = "|".join(_SEASONS)
_DEFINITE = r"våren|sommeren|sommaren|sumaren|høsten|hausten|vinteren"
_UNIT_AFTER = rf"(?!\d|[.,:]\d|{_S}(?:%|prosent|mill|mrd|kr\b|timer|poeng|kvm|m2|meter|km|x\b))"

# In this order: the first shape that fits takes its letters. A shape with `d2` or `n2` names two times.
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(shape, re.IGNORECASE))
    for name, shape in (
        ("iso day", rf"{_FREE}(?P<year>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"),
        ("iso week", rf"{_FREE}(?P<year>{_YEAR})-?W(?P<n>\d\d)(?!\d)"),
        ("numeric pair", rf"{_FREE}(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.?(?:{_TO})(?P<d2>\d{{1,2}})\.(?P<m2>\d{{1,2}})\."
                         rf"(?:{_S}(?P<year>{_YEAR})(?!\d))?(?!\d)"),
        ("numeric", rf"{_FREE}(?P<d>\d{{1,2}})[./]{_S}(?P<m>\d{{1,2}})(?:[./-]{_S}|{_BREAK})(?P<year>{_YEAR})(?!\d)"),
        ("numeric", rf"{_FREE}(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<short>\d\d)(?![.,]?\d|{_S}%)"),
        ("days", rf"{_FREE}(?P<d>\d{{1,2}})\.?(?:{_TO})(?P<d2>\d{{1,2}})(?:\.|st|nd|rd|th)?{_S}(?P<m>{_ANY})"
                 rf"{_YEARISH}"),
        ("day", rf"{_FREE}(?P<d>\d{{1,2}})(?:(?:st|nd|rd|th)(?: of)?{SPACE}|\.{_S}\n?|{SPACE})(?P<m>{_ANY}){_YEARISH}"),
        ("english day", rf"(?<!\w)(?P<m>{_ANY}){SPACE}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\w|[.,]\d){_YEARISH}"),
        ("led", rf"\b(?:{_LED}){SPACE}(?P<at>(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.){_UNIT_AFTER}"),
        ("led", rf"\b(?:{_DATED}){SPACE}(?P<at>(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})){_UNIT_AFTER}"),
        ("quarter", rf"{_FREE}(?:(?P<n>[1-4])\.?(?:(?:{_TO})(?P<n2>[2-4])\.?)?|(?P<nth>{_NTH})){_S}"
                    rf"(?:kvartal|quarter)(?:et)?\b{_YEARISH}"),
        ("quarter", rf"(?<!\w)[QK](?P<n>[1-4]){_YEARISH}(?!\w)"),
        ("tertial", rf"{_FREE}(?:(?P<n>[1-3])\.?(?:(?:{_TO})(?P<n2>[23])\.?)?|(?P<nth>{_NTH})){_S}tertial(?:et)?\b"
                    rf"{_YEARISH}"),
        ("half", rf"{_FREE}(?:the )?(?:(?P<n>[12])\.|(?P<nth>{_NTH})){_S}(?:halvår|half(?:[ -]year)?(?= of| in|\b))"
                 rf"(?:et)?\b{_YEARISH}"),
        ("week", rf"\b(?:uke|uka|uker|ukene|veke|veker|vekene|weeks?){SPACE}(?P<n>\d{{1,2}})"
                 rf"(?:(?:{_TO})(?P<n2>\d{{1,2}}))?(?![\d%]|[.,]\d)(?:[/-](?P<short_year>{_YEAR})(?!\d)|{_YEARISH})"),
        ("season", rf"(?<!\w)(?:{_NAMED})(?:{SPACE}of)?{SPACE}(?P<year>{_YEAR})(?!\d)"
                   rf"(?:[/–-](?P<end>{_YEAR}|\d\d)(?!\d))?"),
        ("season", rf"(?<!\w)(?<!om )(?:{_DEFINITE})(?!\w)(?:{SPACE}(?P<rel>{_REL})\b)?"),
        ("season", r"(?<=\bi )(?:sommer|sommar|høst|haust|vinter|vår(?=[.,;!?]))(?!\w)(?! \d)"),
        ("month", rf"(?<!\w)(?P<m>{_FULL})(?![^\W_]|-){_YEARISH}"),
    )
)  # fmt: skip
PART = re.compile(
    rf"(?:(?P<early>(?:tidlig|tidleg|begynnelsen|byrjinga|starten|innledningen|early|(?:the )?beginning)"
    rf"(?:{SPACE}(?:i|av|på|in|of))?|primo)"
    rf"|(?P<middle>(?:midten|midt|(?:the )?middle)(?:{SPACE}(?:i|av|på|in|of))|medio|mid)"
    rf"|(?P<late>(?:slutten|utgangen|utløpet|enden|seint|sent|late|(?:the )?end)(?:{SPACE}(?:i|av|på|in|of))?|ultimo)"
    rf"|(?P<half>(?:the )?(?:første|fyrste|siste|andre|first|last|second){SPACE}(?:halvdel(?:en)?|halvpart(?:en)?|half)"
    rf"{SPACE}(?:av|i|of))"
    rf"|(?P<span>(?:(?:de|dei|den|the){SPACE})?(?:første|fyrste|siste|first|last){SPACE}"
    rf"(?:ukene|uken|uka|vekene|veka|dagene|dagane|weeks?|days){SPACE}(?:i|av|in|of)))[ \u00a0-]\Z",
    re.IGNORECASE,
)
LONGEST_PART = 40  # letters before a time in which its part is told
JOIN = re.compile(
    rf"{_S}[-–—]{_S}|(?:,?{SPACE}(?:og|and))?{SPACE}(?:(?:fram|frem){SPACE})?(?:til(?:{SPACE}og{SPACE}med)?|"
    rf"t\.?o\.?m\.?|to|until|through|up to){SPACE}",
    re.IGNORECASE,
)
ALSO = re.compile(rf"{_S}/{_S}|{SPACE}(?:og|and){SPACE}", re.IGNORECASE)
BETWEEN = re.compile(rf"\b(?:mellom|between){SPACE}\Z", re.IGNORECASE)
SCHOOL = re.compile(rf"\b(?:skoleåret|skuleåret|school year){SPACE}\Z", re.IGNORECASE)
YEARS = re.compile(rf"(?P<year>{_YEAR})(?:[-–/](?P<end>{_YEAR}|\d\d))?")
MONTHS = ("jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "de")


def month_number(name: str) -> int:
    """Give the number of a month by its name, whole or shortened, in any of the languages."""
    small = name.lower()
    return next(number for number, begun in enumerate(MONTHS, 1) if small.startswith(begun))


def ordinal_number(word: str) -> int:
    """Give the number of an ordinal in words: *første* is 1, and *siste* the last."""
    return _place(word, _ORDINAL)


def season_number(word: str) -> int:
    """Give the number of a season by its name, spring first."""
    return _place(word, _SEASONS)


def _place(word: str, ways: tuple[str, ...]) -> int:
    return next(number for number, way in enumerate(ways, 1) if word.lower() in way.split("|"))
