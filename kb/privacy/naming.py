"""Names of persons that stand on no list of the municipality's, found by their capitals and by what is beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.privacy.beside import (
    acts,
    is_beside_person,
    is_body,
    is_institution,
    is_introduced,
    is_located,
    is_memorial,
    is_pair,
    is_storm,
    is_thing,
    is_title,
    is_told,
    is_within_title,
    things,
    words,
)
from kb.privacy.lexicon import Sort, lexicon, looks_given, looks_noun
from kb.privacy.tokens import Token, read_tokens

_MOST_PARTS = 6
# Ends of surnames from farms and from abroad, for a word that is on no list.
_BUILT = re.compile(
    r".+(?:sen|son|sson|stad|rud|vik|dal|nes|land|heim|haug|berg|set|seth|sæter|moen|bakken|bråten|enko|ski|ska|cki|"
    r"ić|ov|ova|ev|eva|zadeh|poulos|escu|jan|ian|[ńłžšććēāņģķīţşğč]\w*)"
)


def unlisted_names(text: str) -> Iterator[tuple[int, int]]:
    """Find names of persons by their words, in time that grows with the text; a genitive's -s is within."""
    tokens = read_tokens(text)
    known = things(tokens)
    at = 0
    while at < len(tokens):
        end = _name_end(tokens, at)
        thing = end == at + 1 and tokens[at].text in known and not is_introduced(tokens, at)
        if end > at and not thing:
            yield tokens[at].start, tokens[end - 1].end + _dot(text, tokens[end - 1])
        at = max(end, at + 1)


def _dot(text: str, last: Token) -> int:
    return int(last.initial and text[last.end : last.end + 1] == ".")


def _name_end(tokens: Sequence[Token], at: int) -> int:
    """Give the end of the name that begins at a word, or `at` where none does."""
    token = tokens[at]
    if not token.capital:
        return _small_end(tokens, at)
    if at and tokens[at - 1].small in words("saints"):
        return at
    end = _extent(tokens, at)
    if is_memorial(tokens, at, end):
        return at
    if end < len(tokens) and is_institution(tokens[end]) and not _owns(tokens, at, end):
        return at
    if token.initial:
        return end if _is_initialled(tokens, at, end) else at
    return end if _is_name(tokens, at, end) else at


def _extent(tokens: Sequence[Token], at: int) -> int:
    """Give the end of the words that may belong to one name: “Per-Olav van der Meer”, “Kari N.”."""
    end = at + 1
    while end < len(tokens) and end - at < _MOST_PARTS:
        after = end
        while after < len(tokens) and after - end < 2 and tokens[after].small in words("particles"):
            after += tokens[after].gap == " " or 3
        if after >= len(tokens) or not _continues(tokens, after):
            break
        end = after + 1
    return end


def _continues(tokens: Sequence[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    linked = token.gap in (" ", "-") or (before.initial and token.gap in (". ", "."))
    if not linked or not token.capital:
        return False
    if token.initial:
        return token.gap == " " and token.text not in ("I", "Å", "A")
    if token.text in words("town_names"):
        return token.gap == " " and lexicon().sort(before.text) in ("given", "word")
    return lexicon().sort(token.text) not in ("other", "caps")


def _owns(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell “Randis avdeling” from “Solvang skole”."""
    last = tokens[end - 1].text
    return last.endswith("s") and lexicon().sort(last[:-1]) == "given" and tokens[at].gap != "-"


def _has(tokens: Sequence[Token], at: int, end: int, *sorts: Sort) -> bool:
    return any(lexicon().sort(token.text) in sorts for token in tokens[at:end] if token.capital)


def _is_initialled(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell “K. Hansen” from “avdeling B. Vi”."""
    if end == at + 1 or (at and tokens[at - 1].small in words("units")):
        return False
    dotted = tokens[at + 1].gap in (". ", ".")
    if _has(tokens, at + 1, end, "surname", "given"):
        return dotted or tokens[at].text not in ("I", "Å", "A")
    return dotted and (_has(tokens, at + 1, end, "farm", "word") or len(tokens[end - 1].text) > 4)


def _is_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    match lexicon().sort(tokens[at].text):
        case "given":
            return not is_storm(tokens, at)
        case "word":
            return _by_word(tokens, at, end)
        case "surname":
            return end > at + 1 or not is_thing(tokens, at)
        case "farm":
            return _by_farm(tokens, at, end)
        case "unknown":
            return _by_unknown(tokens, at, end)
        case _:
            return False


def _by_word(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell a person from a word: “snakket med Vår” from “Vår leder”."""
    if is_introduced(tokens, at):
        return True
    compound = end < len(tokens) and tokens[end].gap.startswith("-")
    if is_thing(tokens, at) or is_located(tokens, at) or is_within_title(tokens, at) or compound:
        return _has(tokens, at + 1, end, "given", "surname")
    if _has(tokens, at + 1, end, "given", "surname", "farm", "word"):
        return True
    if tokens[at].first:
        named = end - at > 2 or (end - at == 2 and _BUILT.fullmatch(tokens[end - 1].text))
        told = acts(tokens, end) or is_told(tokens, at, end)
        return bool(named) or told or is_beside_person(tokens, at, end)
    return tokens[at].small not in words("months")


def _by_farm(tokens: Sequence[Token], at: int, end: int) -> bool:
    if is_thing(tokens, at):
        return False
    beside = is_introduced(tokens, at) or is_beside_person(tokens, at, end)
    return beside or acts(tokens, end) or _is_built(tokens, at, end)


def _by_unknown(tokens: Sequence[Token], at: int, end: int) -> bool:
    if is_title(tokens[at]) or is_thing(tokens, at) or looks_noun(tokens[at].text):
        return False
    if tokens[at].small in words("things"):
        return False
    if is_body(tokens, at, end):
        return _is_built(tokens, at, end)
    alone = tokens[at].first or is_located(tokens, at)
    within = is_within_title(tokens, at)
    if not alone and (looks_given(tokens[at].text) or (acts(tokens, end) and not within)):
        return True
    beside = is_introduced(tokens, at) or is_beside_person(tokens, at, end)
    built = _is_built(tokens, at, end) or is_pair(tokens, at, end)
    return beside or built or is_told(tokens, at, end)


def _is_built(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether several words are a name by the last: “Dawit Tesfay”, “til Zuhra Bakken”."""
    if end == at + 1 or is_located(tokens, at):
        return False
    if _has(tokens, at, end, "given", "surname"):
        return True
    last = tokens[end - 1].text
    towards = at > 0 and tokens[at - 1].small in words("towards_one")
    return towards and bool(lexicon().sort(last) == "farm" or _BUILT.fullmatch(last))


def _small_end(tokens: Sequence[Token], at: int) -> int:
    """Find “kari hansen”, and “kari” where the words before say that it is a person."""
    if not lexicon().is_small_given(tokens[at].small):
        return at
    after = at + 1
    while after < len(tokens) and tokens[after].gap == " " and lexicon().is_small_given(tokens[after].small):
        after += 1
    if after < len(tokens) and tokens[after].gap == " " and lexicon().is_small_surname(tokens[after].small):
        return after + 1
    towards = at > 0 and tokens[at].gap == " " and tokens[at - 1].small in words("towards_one")
    return after if towards or is_introduced(tokens, at) else at
