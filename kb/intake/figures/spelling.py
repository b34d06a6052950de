"""Numbers in words: *tre*, *tjueto*, *to hundre og femti*, *halvparten*, *to av tre*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kb.intake.figures.figures import Figure
from kb.intake.figures.units import held, measure
from kb.reports.text.numbers import Language

_ROUGH = 0.05  # a fraction in words is true to the nearest twentieth, as people take it
_SMALL = (
    "to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS = (
    "tjue tretti førti femti seksti sytti åtti nitti",
    "twenty thirty forty fifty sixty seventy eighty ninety",
)
_ONES = ("en ein én éin ett eitt et", "one a")
_HUNDREDS = ({"hundre": 100, "tusen": 1000}, {"hundred": 100, "thousand": 1000})
_AND = ("og", "and")
_PARTS: tuple[Mapping[str, int], ...] = (
    {
        "halvdel": 2, "tredel": 3, "tredjedel": 3, "tredjepart": 3, "fjerdedel": 4, "firedel": 4, "fjerdepart": 4,
        "kvart": 4, "femdel": 5, "femtedel": 5, "tidel": 10, "tidedel": 10,
    },
    {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10},
)  # fmt: skip
_HALF = (r"halvparten|halvdelen|helvta|helvten", r"half")
_OF = (r"av", r"in|of|out of")


def _numbers(place: int) -> dict[str, int]:
    """List the numbers in one word, from two to ninety-nine."""
    small = {word: number for number, word in enumerate(_SMALL[place].split(), 2)}
    tens = {word: 10 * number for number, word in enumerate(_TENS[place].split(), 2)}
    ones = {word: number for word, number in small.items() if number < 10}
    ones |= dict.fromkeys(_ONES[place].split()[:5], 1)
    joint = "-" if place else ""
    both = {f"{ten}{joint}{one}": tens[ten] + ones[one] for ten in tens for one in ones}
    turned = {f"{one}og{ten}": tens[ten] + ones[one] for ten in tens for one in ones}
    return {**small, **({} if place else {"syv": 7, "tyve": 20, "tredve": 30}), **tens, **both, **turned}


_WORDS = (_numbers(0), _numbers(1))


def _shape(place: int) -> re.Pattern[str]:
    """Build the shape of a number in words: one to twelve of its words with a space or *og* between."""
    parts = sorted({*_WORDS[place], *_HUNDREDS[place], *_ONES[place].split()}, key=len, reverse=True)
    word = "|".join(map(re.escape, parts))
    return re.compile(
        rf"(?<![\w-])(?:{word})(?:(?: {_AND[place]})? (?:{word})){{0,11}}(?![\w-])", re.IGNORECASE
    )


def _share_shape(place: int) -> re.Pattern[str]:
    parts = "|".join(_PARTS[place])
    many = "|".join(sorted({*_SMALL[place].split()[:9], *_ONES[place].split()}, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:(?P<half>{_HALF[place]})|(?P<top>{many})[ -](?!kvarter)(?P<part>{parts})(?:s|er|ar|en)?|"
        rf"(?P<some>{many}) (?:{_OF[place]}) (?P<all>{many}))(?![\w-])",
        re.IGNORECASE,
    )


_NUMBER = (_shape(0), _shape(1))
_SHARE = (_share_shape(0), _share_shape(1))


def find_spelled(text: str, language: Language) -> list[Figure]:
    """Find numbers in words, from two up, and fractions. *En* and *one* alone are no figures.

    A fraction is a share true to the nearest twentieth: *en tredel* holds from 31 to 35 %.
    """
    place = int(language == "en")
    shares = list(_shares(text, place))
    taken = [(share.start, share.end) for share in shares]
    return sorted([*shares, *_counts(text, place, taken)], key=lambda one: one.start)


def _shares(text: str, place: int) -> Iterator[Figure]:
    for found in _SHARE[place].finditer(text):
        if found["half"]:
            value = 0.5
        elif found["part"]:
            value = _one(found["top"], place) / _PARTS[place][found["part"].lower()]
        else:
            value = _one(found["some"], place) / _one(found["all"], place)
        if 0 < value < 1:
            bound = held(text, found.start())
            yield Figure(*found.span(), "", value, _ROUGH, "share", None, bound, spelled=True)


def _counts(text: str, place: int, taken: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    at = 0
    for found in _NUMBER[place].finditer(text):
        while at < len(taken) and taken[at][1] <= found.start():
            at += 1
        if at < len(taken) and taken[at][0] < found.end():
            continue
        value = _read(found[0].lower().split(), place)
        if value is not None and value > 1:
            around = measure(text, *found.span())
            size = around.size * (0.01 if around.unit == "share" else 1.0)
            yield Figure(
                around.start,
                around.end,
                "",
                value * size,
                size,
                around.unit,
                None,
                around.bound,
                spelled=True,
            )


def _read(words: Sequence[str], place: int) -> int | None:
    """Add up the words of a number; None where they are no single number, or a vague one such as *hundre*."""
    total = group = 0
    for word in words:
        size = _HUNDREDS[place].get(word, 0)
        if word == _AND[place]:
            continue
        if (not group) if size else group % 100:
            return None
        if size == 1000:
            total, group = total + group * 1000, 0
        else:
            group = group * 100 if size else group + _one(word, place)
    return total + group


def _one(word: str, place: int) -> int:
    return _WORDS[place].get(word.lower(), 1)
