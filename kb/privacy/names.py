"""Known names in a text, in the forms people write them: inflected, turned round, shortened."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from kb.errors import KbError

# Letters that are spelt in two ways, or typed with a mark of their own after them.
_SPELLINGS = {
    "å": "å|a\u030a?|aa",
    "ø": "ø|ö|o\u0308?|oe",
    "æ": "æ|ä|a\u0308|ae",
    "ä": "ä|a\u0308?|æ|ae",
    "ö": "ö|o\u0308?|ø|oe",
}
_MARKED = {
    "a": "áàâã",
    "c": "çćč",
    "e": "éèêëę",
    "i": "íìîï",
    "l": "ł",
    "n": "ñń",
    "o": "óòôõ",
    "s": "śš",
    "u": "úùûü",
    "y": "ýÿ",
    "z": "źżž",
    "d": "ð",
}
_PLAIN = {marked: letter for letter, many in _MARKED.items() for marked in many}
_GENITIVE = r"(?:[sS]|['’][sS]?)?"
_BETWEEN = r"[ \n._-]+"
_PREPOSITIONS = ("I", "Å")  # “I Berg” is no name
# Up to two middle names or initials.
_MIDDLE = rf"(?:[«“(\"]?(?:[A-ZÆØÅÄÖÉÜ][\w’'-]*|[A-ZÆØÅ])\.?[»”)\"]?{_BETWEEN}){{0,2}}"
_SMALL_SAFE = 8  # letters from which a name written small is no other words, as “per dag” would be


def read_names(file: Path) -> tuple[str, ...]:
    """Read a list of names, one a line; lines that begin with # are remarks. Raises `KbError` without one."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise KbError(f"The list of names {file} cannot be read ({fault}). Save it as UTF-8 text.") from None
    return tuple(name for line in lines if (name := " ".join(line.split())) and not name.startswith("#"))


def likely_names(names: Iterable[str], text: str) -> tuple[str, ...]:
    """Keep the names whose last word stands in a text, or whose first does with an initial after it.

    A list may hold everybody, and looking for one name in all its forms takes as long as reading the text.
    """
    folded, known = _folded(text), tuple(names)
    words = set(re.findall(r"[^\W\d_]+", folded))
    words |= {word[:-1] for word in words if word.endswith("s")}
    before_initial = set(re.findall(r"(?<![^\W\d_])([^\W\d_]++) [^\W\d_]\.", folded))
    last, earlier = _by_part(known)
    likely = {at for word in words for at in last.get(word, ())}
    likely |= {at for word in before_initial for at in earlier.get(word, ())}
    return tuple(known[at] for at in sorted(likely))


@lru_cache(maxsize=4)
def _by_part(names: tuple[str, ...]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Give the places of names in their list by the last word of each, and by those before it."""
    by_last: dict[str, list[int]] = {}
    by_earlier: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        last, comma, first = name.partition(",")
        parts = re.findall(r"[^\W\d_]+", _folded(f"{first} {last}" if comma else name))
        if parts:
            by_last.setdefault(parts[-1], []).append(at)
        for part in parts[:-1]:
            by_earlier.setdefault(part, []).append(at)
    return by_last, by_earlier


def _folded(text: str) -> str:
    """Write letters that are spelt in several ways in one, without marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(
        sign for sign in plain if not unicodedata.combining(sign) and sign not in "\u00ad\u200b\u2060"
    )
    for spelt, letter in (
        ("ø", "o"),
        ("æ", "a"),
        ("ł", "l"),
        ("ð", "d"),
        ("ae", "a"),
        ("oe", "o"),
        ("aa", "a"),
    ):
        plain = plain.replace(spelt, letter)
    return plain


def name_spans(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Find where the names stand; a word of a name begins with a capital, as names do."""
    pattern = _pattern(tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip())))
    if pattern:
        yield from (found.span() for found in pattern.finditer(text))


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    forms = sorted({form for name in names for form in _forms(name)}, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])") if forms else None


def _forms(name: str) -> Iterator[str]:
    """Give the ways a name is written. A list may say “Nordmann, Kari” as well as “Kari Nordmann”."""
    last, comma, first = name.partition(",")
    words = [*first.split(), *last.split()] if comma else name.split()
    written = [_word(word, 0 < at < len(words) - 1) for at, word in enumerate(words)]
    if len(words) == 1:
        yield written[0] + _GENITIVE
        return
    first_form, last_form, initial = written[0], written[-1], re.escape(words[0][0].upper())
    yield _BETWEEN.join(written) + _GENITIVE
    yield f"{first_form}{_BETWEEN}{_MIDDLE}{last_form}{_GENITIVE}"
    yield rf"{last_form}, ?{first_form}{_GENITIVE}"
    yield rf"{last_form}, ?{initial}\."
    yield rf"{initial}\.(?: ?[^\W\d_]\.)? ?{last_form}{_GENITIVE}"
    yield rf"{first_form} {re.escape(words[-1][0].upper())}\."
    yield f"{last_form}{_BETWEEN}{first_form}"
    if initial not in _PREPOSITIONS:
        yield rf"{initial} {last_form}{_GENITIVE}"
    if len(name) > _SMALL_SAFE:
        yield f"(?i:{_BETWEEN.join(map(_small, words))}){_GENITIVE}"


def _small(word: str) -> str:
    parts = [part for part in re.split("[ -]", word) if part]
    return "[ -]".join("".join(f"(?:{_letter(sign.lower(), True)})" for sign in part) for part in parts)


def _word(word: str, within: bool) -> str:
    """Match a word with its first letter large and the others in any case; “van” may stay small within."""
    parts = [part for part in re.split(r"[ -]", word) if part]
    return r"[ -]".join(_part(part, within and part[0].islower()) for part in parts)


def _part(part: str, small: bool) -> str:
    first = _letter(part[0].lower(), small) + "|" + _letter(part[0].lower(), False)
    return f"(?:{first})(?i:{''.join(f'(?:{_letter(sign.lower(), True)})' for sign in part[1:])})"


def _letter(letter: str, small: bool) -> str:
    plain = _PLAIN.get(letter, letter)
    if plain in _SPELLINGS:
        many = _SPELLINGS[plain]
    elif plain.isalpha():
        many = f"[{plain}{_MARKED.get(plain, '')}][\u0300-\u036f]?"
    else:
        return re.escape(letter)
    return many if small else _large(many)


def _large(pattern: str) -> str:
    """Write the first letter of each spelling large: AA and Aa are both Å."""
    if "|" not in pattern:
        return pattern[: pattern.index("]")].upper() + pattern[pattern.index("]") :]
    return "|".join(one[0].upper() + one[1:] for one in pattern.split("|"))
