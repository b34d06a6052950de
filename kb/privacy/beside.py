"""What stands beside a word and makes it a name or none; the words are in beside.toml."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kb.privacy import wordlists
from kb.privacy.lexicon import lexicon, looks_body, looks_common, looks_plural
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
    if _is_greeted(before.small, gap):
        return True
    if before.small in words("possessives") and at > 1 and gap in (" ", ", "):
        return tokens[at - 2].small in words("kin")
    if gap != " ":
        return gap == ". " and before.small in words("shortened")
    pair = f"{tokens[at - 2].small} {before.small}" if at > 1 else ""
    called = before.small in words("calls") or before.small in words("hails") or pair in words("towards")
    return called or is_title(before) or is_spoken(tokens, at)


def _is_greeted(before: str, gap: str) -> bool:
    """Tell whether a word and what follows it stand before who signs or answers: “mvh”, “Referent:”, “Thanks,”."""
    if before in words("greetings"):
        return gap.strip(" ,.:\n") == ""
    return before in words("thanks") and gap.startswith(",") and "\n" in gap


def is_spoken(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb of speech stands before a word: “sier”, “ifølge”, “og legger til”, “sier en lettet”."""
    if at == 0 or tokens[at].gap != " ":
        return False
    before, second = tokens[at - 1], tokens[at - 2] if at > 1 else None
    if before.small in words("speech") or before.small in words("speech_words"):
        return True
    if second is None or before.gap != " ":
        return False
    if f"{second.small} {before.small}" in words("speech_pairs"):
        return True
    article = at > 2 and second.small in words("articles") and not before.capital
    return article and tokens[at - 3].small in words("speech")


def speaks(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word at `at` says that who stands before it speaks: “forteller at”, “legger til”.

    “Personlig mener jeg” has its speaker after the verb.
    """
    if at >= len(tokens) or tokens[at].gap != " ":
        return False
    small, after = tokens[at].small, tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.gap == " " and after.small in words("subjects"):
        return False
    if small in words("speech") or small in words("presents"):
        return True
    return after is not None and after.gap == " " and f"{small} {after.small}" in words("speech_pairs")


def is_honoured(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the words from `at` on say what somebody with a full name did or was given, on the next line too."""
    if at >= len(tokens) or tokens[at].gap.strip(" \n") or tokens[at].capital:
        return False
    small = tokens[at].small
    if small in words("honoured"):
        return True
    return at + 1 < len(tokens) and f"{small} {tokens[at + 1].small}" in words("honoured_pairs")


def is_body(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether words on no list are a body's name: “Kriseledelsen”, “Statistics Norway”, “the Directorate”."""
    if any(looks_body(token.text) for token in tokens[at:end] if token.capital):
        return True
    if at and tokens[at - 1].small == "the":
        return True
    longer = end < len(tokens) and tokens[end].gap == " " and tokens[end].capital and not tokens[end].first
    return longer and is_spoken(tokens, at)


def is_told(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether what begins a sentence is a person by what follows: “Xippi forteller”, “Xippi Loppi hedres”."""
    unknown = [
        token.text for token in tokens[at:end] if token.capital and lexicon().sort(token.text) == "unknown"
    ]
    if is_located(tokens, at) or is_within_title(tokens, at) or any(looks_common(word) for word in unknown):
        return False
    if end == at + 1:
        return speaks(tokens, end) and not looks_plural(tokens[at].text)
    return speaks(tokens, end) or is_honoured(tokens, end)


def is_within_title(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word before has a capital within its line too, as all have in “Svar Per Område”."""
    before = tokens[at - 1] if at else None
    if before is None or tokens[at].gap != " " or before.first:
        return False
    return before.capital and not is_title(before)


def is_pair(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether two words and more with capitals stand in running text: “med Xippi Loppi i …”."""
    if end == at + 1 or at == 0 or tokens[at].first or is_located(tokens, at) or tokens[at - 1].capital:
        return False
    return not any(looks_common(token.text) for token in tokens[at:end] if token.capital)


def is_memorial(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell “Haakon Jarls skole”, named after a person, from “Kari Hansens avdeling”."""
    named = end < len(tokens) and tokens[end].gap == " " and tokens[end].small in words("memorials")
    several = end - at > 1 or (at > 0 and tokens[at - 1].capital and tokens[at].gap == " ")
    return named and several and tokens[end - 1].text.endswith("s")


def is_thing(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word before says that a thing or a place is named there."""
    if at == 0 or tokens[at].gap not in (" ", " «", " “"):
        return False
    return tokens[at - 1].small in words("things")


def is_storm(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word before says that a storm is named: “ekstremværet Gyda”."""
    return at > 0 and tokens[at].gap == " " and tokens[at - 1].small in words("storms")


def things(tokens: Sequence[Token]) -> frozenset[str]:
    """Give the names that a text gives to things: after “ekstremværet Hans”, “før Hans kom” tells of no person."""
    return frozenset(
        one.text
        for at, one in enumerate(tokens)
        if one.capital
        and (
            is_storm(tokens, at)
            or (is_thing(tokens, at) and lexicon().sort(one.text) in ("word", "farm", "unknown"))
        )
    )


def is_located(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word before puts it in a place or a time: “på Berg”, “17. Mai”."""
    return at > 0 and (tokens[at - 1].small in words("locations") or tokens[at - 1].text.isdigit())


def is_beside_person(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether a given name is joined to what stands from `at` to `end`: “Kikki og Bente”, “du og Kikki”.

    Two words and more may stand in a list: “Kikki Moi, Bente Lia og …”.
    """
    joined = words("joins")
    before = at > 1 and tokens[at - 1].small in joined and _is_someone(tokens[at - 2])
    after = end + 1 < len(tokens) and tokens[end].small in joined and _is_given(tokens[end + 1])
    listed = end - at > 1 and end < len(tokens) and tokens[end].gap == ", " and _is_full(tokens, end)
    return before or after or listed


def _is_someone(token: Token) -> bool:
    return _is_given(token) or token.small in words("pronouns")


def _is_full(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a full name may begin: a given name, one that is also a word with a capital after it."""
    word = tokens[at].capital and lexicon().sort(tokens[at].text) == "word"
    more = at + 1 < len(tokens) and tokens[at + 1].gap == " " and tokens[at + 1].capital
    return _is_given(tokens[at]) or (word and more)


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
