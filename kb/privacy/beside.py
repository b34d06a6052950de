"""What stands beside a word and makes it a name or none; the words are in beside.toml."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kb.privacy import wordlists
from kb.privacy.lexicon import lexicon
from kb.privacy.tokens import Token

words, ends = partial(wordlists.words, "beside"), partial(wordlists.ends, "beside")


def is_title(token: Token) -> bool:
    """Tell whether a word says what one person does: “sykepleier”, “herr”."""
    return token.small.endswith(ends("occupations")) or token.small in words("titles")


def is_institution(token: Token) -> bool:
    """Tell whether a word makes a place of the name before it."""
    named = token.small.endswith(ends("institutions")) or token.small in words("institution_words")
    return named and token.gap in (" ", "-")


def is_introduced(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the words before a word say that a person is named there."""
    if at == 0:
        return False
    before, gap = tokens[at - 1], tokens[at].gap
    if before.small in words("greetings"):
        return gap.strip(" ,.:\n") == ""
    if before.small in words("possessives") and at > 1 and gap in (" ", ", "):
        return tokens[at - 2].small in words("kin")
    if gap != " ":
        return gap == ". " and before.small in words("shortened")
    pair = f"{tokens[at - 2].small} {before.small}" if at > 1 else ""
    return is_title(before) or before.small in words("calls") or pair in words("towards")


def is_thing(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word before says that a thing or a place is named there."""
    if at == 0 or tokens[at].gap not in (" ", " «", " “"):
        return False
    return tokens[at - 1].small in words("things")


def is_located(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word before puts it in a place or a time: “på Berg”, “17. Mai”."""
    if at == 0:
        return False
    before = tokens[at - 1]
    return before.small in words("locations") or before.text.isdigit()


def is_beside_person(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether a given name is joined to what stands from `at` to `end`: “Kikki og Bente”."""
    joined = words("joins")
    before = at > 1 and tokens[at - 1].small in joined and _is_given(tokens[at - 2])
    after = end + 1 < len(tokens) and tokens[end].small in joined and _is_given(tokens[end + 1])
    return before or after


def _is_given(token: Token) -> bool:
    return token.capital and lexicon().sort(token.text) == "given"


def acts(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the words from `at` on say what a person did or where they work."""
    if at >= len(tokens) or tokens[at].gap != " ":
        return False
    if tokens[at].small in words("does"):
        return True
    following = tokens[at + 1].small if at + 1 < len(tokens) else ""
    place = following in words("places") or (tokens[at].small != "i" and following in words("shifts"))
    return tokens[at].small in ("fra", "frå", "på", "i", "hos", "from") and place
