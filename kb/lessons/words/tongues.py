"""The language a text is written in, told by its common words."""

from __future__ import annotations

from typing import Literal

from kb.lessons.words.language import is_english, tokens

# Common words, normalised, that only one of the two written languages has.
BOKMAAL = frozenset(
    tokens("""
    ble de deres dere disse en et fikk flere forteller fra gikk hjem hun hva hver hvem hvilke hvilken hvis hvor
    hvordan hvorfor ikke jeg kommer mer mye noe noen ringte selv sier skolen skriver uken uten være vært
    """)
)
NYNORSK = frozenset(
    tokens("""
    berre blei dei desse dykk då eg ei ein eit fekk fleire fortel frå gjekk gjer heimane heimen ho ikkje kjem
    korfor korleis kva kvar kven kvifor medan meir mykje nokon noko nokre saman seier sjølv skulen somme tenesta
    tenestene utan vart veit vere vore veka
    """)
)


def language_of(text: str) -> Literal["nb", "nn", "en", ""]:
    """Tell nb, nn or en by common words; "" where they do not tell."""
    words = tokens(text)
    if is_english(words):
        return "en"
    bokmaal = sum(word in BOKMAAL for word in words)
    nynorsk = sum(word in NYNORSK for word in words)
    if bokmaal == nynorsk:
        return ""
    return "nn" if nynorsk > bokmaal else "nb"
