"""The language a text is written in, told by its common words."""

from __future__ import annotations

from typing import Literal, overload

from kb.lessons.words.language import is_english, tokens

Tongue = Literal["nb", "nn", "en"]

# Common words, normalised, that only one of the two written languages has, or nearly so: *meg*, *blir* and
# *samarbeidet* are of both, and *no* stands in every address on the web.
BOKMAAL = frozenset(
    tokens("""
    ansatte bare ble de deres dere disse en et fikk flere forteller fra gikk gjøre hele hjem hjemme hun hva hver hvem
    hvilke hvilken hvilket hvis hvor hvordan hvorfor ikke jeg kommer mer mye noe noen nå ringte sammen selv sier skole
    skolen skriver uke uken uten være vært
    """)
)
NYNORSK = frozenset(
    tokens("""
    berre blei dei desse difor dykk då eg ei ein eit eitt fekk fleire fortel framleis frå gjekk gjer gjere heile heim
    heimane heime heimen hjå ho ikkje kjem korfor korleis kva kvar kven kvifor medan meir mykje nokon noko nokre saman
    seie seier sjølv skule skulen somme tenesta tenestene tenestestad tilsette utan vart veit veka veke vere vert vidare
    vore
    """)
)


@overload
def language_of(text: str) -> Tongue | Literal[""]: ...
@overload
def language_of(text: str, *, default: Tongue) -> Tongue: ...
def language_of(text: str, *, default: Tongue | Literal[""] = "") -> Tongue | Literal[""]:
    """Tell nb, nn or en by common words; `default` where they do not tell."""
    words = tokens(text)
    if is_english(words):
        return "en"
    bokmaal = sum(word in BOKMAAL for word in words)
    nynorsk = sum(word in NYNORSK for word in words)
    if bokmaal == nynorsk:
        return default
    return "nn" if nynorsk > bokmaal else "nb"
