"""Persons of a text named again by a part of their name: “Xippi Loppi leder …”, and later “Xippi” or “Loppis plan”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kb.privacy.beside import acts, is_institution, is_located, is_spoken, is_thing, is_title, speaks, words
from kb.privacy.lexicon import lexicon, looks_common
from kb.privacy.tokens import Token, read_tokens

Span = tuple[int, int]
_SHORTEST = 2  # letters of a part that is looked for


def mentions(text: str, names: Iterable[Span], known: frozenset[str] = frozenset()) -> Iterator[Span]:
    """Find where parts of the names that stand at `names` (spans of the text) stand elsewhere, as names do.

    `known` are parts of names that another text told. Given names and surnames that are no other words are found
    without this; here it is words on no list, and such as are also places and words. Time grows with the text.
    """
    tokens, spans = read_tokens(text), sorted(names)
    parts, taken = known | parts_of(text, spans), {at for at, _ in _within(tokens, spans)}
    if not parts:
        return
    small = {token.text for token in tokens if not token.capital}
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and end not in taken and _continues(tokens, at, end, parts):
            end += 1
        if end > at and _stands(tokens, at, end, small):
            yield tokens[at].start, _shortened_end(text, tokens, end)
        at = max(end, at + 1)


def _shortened_end(text: str, tokens: Sequence[Token], end: int) -> int:
    """Give the place where a part of a name ends, an initial after it within: “Xippi L.”."""
    if end < len(tokens) and tokens[end].initial and tokens[end].gap == " ":
        after = tokens[end].end
        return after + 1 if text[after : after + 1] == "." else tokens[end - 1].end
    return tokens[end - 1].end


def _within(tokens: Sequence[Token], spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Give the tokens within the spans by number, each with the number of its span."""
    at = 0
    for number, (start, end) in enumerate(spans):
        while at < len(tokens) and tokens[at].start < start:
            at += 1
        while at < len(tokens) and tokens[at].end <= end:
            yield at, number
            at += 1


def parts_of(text: str, names: Iterable[Span]) -> frozenset[str]:
    """Give the words with a capital within the names, with and without a genitive's -s."""
    tokens = read_tokens(text)
    found = groupby(_within(tokens, sorted(names)), key=lambda one: one[1])
    return frozenset(word for _, name in found for word in _words_of([tokens[at] for at, _ in name]))


def _words_of(name: Sequence[Token]) -> Iterator[str]:
    """Give a name's words; one that stands alone counts where it is on no list, since the lists find others anyway."""
    large = [token for token in name if token.capital and len(token.text) >= _SHORTEST]
    for token in large:
        unknown = lexicon().sort(token.text) == "unknown"
        title = token is large[0] and (is_title(token) or (unknown and looks_common(token.text)))
        if title or (len(large) == 1 and not unknown):
            continue
        written = token.text.capitalize() if token.text.isupper() else token.text
        yield written
        if written.endswith("s") and token is large[-1]:
            yield written[:-1]


def _continues(tokens: Sequence[Token], at: int, end: int, parts: frozenset[str]) -> bool:
    return _is_part(tokens[end], parts) and (end == at or tokens[end].gap in (" ", "-"))


def _is_part(token: Token, parts: frozenset[str]) -> bool:
    if not token.capital:
        return False
    bare = token.text[:-1] if token.text.endswith("s") else token.text
    if token.text in parts or bare in parts:
        return True
    return token.text.isupper() and token.text.capitalize() in parts


def _stands(tokens: Sequence[Token], at: int, end: int, small: set[str]) -> bool:
    """Tell a person's name from the place, the thing and the word that are written alike."""
    if is_thing(tokens, at) or _is_place(tokens, end):
        return False
    if end - at > 1:
        return True
    spoken = is_spoken(tokens, at) or speaks(tokens, end) or acts(tokens, end)
    titled = at > 0 and tokens[at].gap == " " and is_title(tokens[at - 1])
    return spoken or titled or _is_free(tokens, at, small)


def _is_free(tokens: Sequence[Token], at: int, small: set[str]) -> bool:
    """Tell whether a word with a capital is a name where nothing beside it says so."""
    sort = lexicon().sort(tokens[at].text)
    if sort == "unknown" and tokens[at].small not in small:  # “… blant 40. Xippi” is in no place
        return at == 0 or tokens[at - 1].small not in words("locations")
    word = sort in ("unknown", "word", "farm", "caps")
    return sort in ("given", "surname") or (word and not tokens[at].first and not is_located(tokens, at))


def _is_place(tokens: Sequence[Token], end: int) -> bool:
    """Tell “Nordbygd kommune” from “Loppis avdeling” and from “Loppi-metoden”, which is called after a person."""
    if end == len(tokens) or tokens[end].gap != " " or not is_institution(tokens[end]):
        return False
    owner = tokens[end - 1].text.endswith("s") and tokens[end].small not in words("memorials")
    return not owner
