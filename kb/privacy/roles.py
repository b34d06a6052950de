"""Roles that one person holds at one workplace: “rektor på Solvang skole”, “avdelingslederen på natt”, “min leder”.

A role is one person's where something ties it to a place: a possessive, “hos oss”, a name, a shift. “Lederen må
være tydelig” and “en avdelingsleder” point at nobody and are left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from kb.privacy.beside import is_institution
from kb.privacy.tokens import Token, read_tokens
from kb.privacy.wordlists import ends, words

_words, _ends = partial(words, "roles"), partial(ends, "roles")
PUBLIC_OFFICES = _words("public")
_ALL = tuple(end for form in ("indefinite", "definite", "participles", "english") for end in _ends(form))
_ARTICLES = frozenset(("en", "ein", "ei", "et", "eit", "a", "an"))
_LONG = 5  # letters from which a word in -en, -et or -a is taken for a definite place at work
_SIDES = frozenset(("vest", "øst", "aust", "nord", "sør", "sentrum"))


def role_spans(text: str, offices: Collection[str] = PUBLIC_OFFICES) -> Iterator[tuple[int, int]]:
    """Find roles of one person; `offices` (small letters) are those whose holders are public."""
    tokens = read_tokens(text)
    for at, token in enumerate(tokens):
        if not token.small.endswith(_ALL) or token.small in offices or token.small in _words("others"):
            continue
        span = _norwegian(tokens, at) or _english(tokens, at)
        if span:
            yield tokens[span[0]].start, tokens[span[1] - 1].end


def _norwegian(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    small = tokens[at].small
    start = _before(tokens, at, _words("adjectives"))
    definite = small.endswith(_ends("definite")) or (
        small.endswith(_ends("participles")) and _is_single(tokens, start, at)
    )
    if not definite and not small.endswith(_ends("indefinite")):
        return None
    where = _where(tokens, at + 1, definite)
    if _is(tokens, start - 1, _words("possessives")) and tokens[start].gap == " ":
        return start - 1, where
    if _is(tokens, at + 1, _words("possessives")) and tokens[at + 1].gap == " ":
        return start, at + 2
    if _is_genitive(tokens, at):
        return _place_start(tokens, at), at + 1
    if where == at + 1 or not _is_one(tokens, start, at, where, definite=definite):
        return None
    return start - _is(tokens, start - 1, ("den", "det")), where


def _before(tokens: Sequence[Token], at: int, adjectives: Collection[str]) -> int:
    """Give the start of a role with the adjectives before it, two at most."""
    start = at - (at > 0 and tokens[at].gap == "-")  # HMS-koordinator
    most = start - 2
    while start > max(0, most) and tokens[start].gap == " " and tokens[start - 1].small in adjectives:
        start -= 1
    return start


def _is_single(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Tell “den tillitsvalgte” and “tillitsvalgte vår” from “tillitsvalgte”."""
    one = (*_words("possessives"), "den")
    return _is(tokens, start - 1, one) or _is(tokens, at + 1, _words("possessives"))


def _is(tokens: Sequence[Token], at: int, among: Collection[str]) -> bool:
    return 0 <= at < len(tokens) and tokens[at].small in among


def _is_one(tokens: Sequence[Token], start: int, at: int, end: int, *, definite: bool) -> bool:
    """Tell “(som) rektor på Solvang skole” from “en leder på …” and “være leder i krise”."""
    if definite:
        return True
    if _is(tokens, start - 1, _ARTICLES) or _is(tokens, start - 2, _ARTICLES):
        return False
    named = any(token.capital for token in tokens[at + 1 : end])
    return named or not _is(tokens, start - 1, _words("many"))


def _is_genitive(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether “Solvang skoles” or “avdelingens” stands before a role."""
    if at == 0 or tokens[at].gap != " " or not tokens[at - 1].text.endswith("s"):
        return False
    owner = tokens[at - 1].small[:-1]
    named = at > 1 and tokens[at - 2].capital and tokens[at - 1].gap == " "
    return owner in _words("wheres") or (named and owner.endswith(ends("beside", "institutions")))


def _place_start(tokens: Sequence[Token], at: int) -> int:
    start = at - 1
    while start > 0 and at - start < 4 and tokens[start].gap == " " and tokens[start - 1].capital:
        start -= 1
    return start


def _where(tokens: Sequence[Token], at: int, definite: bool) -> int:
    """Give the end of the words that say where, or `at` where none do."""
    if at == len(tokens) or tokens[at].gap != " ":
        return at
    if not _is_linked(tokens, at, _words("links")):
        return _apposed(tokens, at, definite)
    place = at + 1
    if tokens[at].small == "til":
        kin = _is(tokens, place, _words("kin")) and _is(tokens, place + 1, _words("possessives"))
        return place + 2 if kin else at
    return _named(tokens, place) if tokens[place].capital else _unnamed(tokens, at, definite)


def _apposed(tokens: Sequence[Token], at: int, definite: bool) -> int:
    """Give the end of “Solvang skole”, “her” or “helse og omsorg” right after a role."""
    if tokens[at].small in _words("domains"):
        return _domain_end(tokens, at)
    if tokens[at].capital:
        end = _named(tokens, at)
        return end if end > at + 1 and is_institution(tokens[end - 1]) else at
    return at + (definite and tokens[at].small in _words("heres"))


def _is_linked(tokens: Sequence[Token], at: int, links: Collection[str]) -> bool:
    """Tell whether a preposition stands here with a word after it."""
    return at + 1 < len(tokens) and tokens[at].gap == tokens[at + 1].gap == " " and tokens[at].small in links


def _named(tokens: Sequence[Token], at: int) -> int:
    """Give the end of a named place: “Kløverenga barnehage”, “Nordby ungdomsskole”."""
    end = at
    while (
        end < len(tokens)
        and end - at < 4
        and (end == at or tokens[end].gap in (" ", "-"))
        and tokens[end].capital
    ):
        end += 1
    while end < len(tokens) and end - at < 6 and tokens[end].gap == " " and _is_kind(tokens[end]):
        end += 1
    return end


def _unnamed(tokens: Sequence[Token], at: int, definite: bool) -> int:
    """Give the end of “på natt”, “på skolen vår”, “på avdeling B”, “for oppvekst i Fjordvik”."""
    place = at + 1
    further = place + 1
    if _is_linked(tokens, further, _words("links")) and tokens[further + 1].capital:
        return _named(tokens, further + 1)
    small = tokens[place].small
    if definite and small in _words("domains"):
        return _domain_end(tokens, place)
    known = small in _words("wheres") or is_institution(tokens[place])
    built = (
        definite
        and len(small) >= _LONG
        and small.endswith(("en", "et", "a"))
        and small not in _words("elsewhere")
    )
    if not known and not built:
        return at
    if further < len(tokens) and tokens[further].gap == " " and _narrows(tokens[further]):
        return further + 1
    return further


def _is_kind(token: Token) -> bool:
    return is_institution(token) or token.small in ("nursing", "home", "tjenester", "tenester")


def _domain_end(tokens: Sequence[Token], at: int) -> int:
    """Give the end of “drift og vedlikehold”, of which the first is at `at`."""
    both = at + 2 < len(tokens) and tokens[at + 1].small in ("og", "and")
    return at + 3 if both and tokens[at + 2].small in _words("domains") else at + 1


def _narrows(token: Token) -> bool:
    return (
        token.small in _words("possessives") or token.small in _SIDES or token.text.isdigit() or token.initial
    )


def _english(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    if tokens[at].small not in _words("english"):
        return None
    start = at
    while start > 0 and tokens[start].gap == " " and tokens[start - 1].small in _words("english_first"):
        start -= 1
    if start == at and tokens[at].small in ("nurse", "representative", "rep", "head"):
        return None
    start = _before(tokens, start, _words("adjectives"))
    if _is(tokens, start - 1, _words("english_possessives")) and tokens[start].gap == " ":
        return start - 1, at + 1
    linked = _is_linked(tokens, at + 1, _words("english_links"))
    if _is(tokens, start - 1, ("the",)) and linked and tokens[at + 2].capital:
        return start - 1, _named(tokens, at + 2)
    return None
