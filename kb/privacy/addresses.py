"""Street addresses in a text: a road's name and a house number, and where somebody says they live."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROADS = (
    r"ve(?:i|g)(?:en)?|gat[ea]n?|gt|all[eé](?:en)?|plass(?:en)?|torg(?:et)?|bakk(?:e|en)|sti(?:en)?|sving(?:en)?|"
    r"kroken|lia|haugen|tun(?:et)?|brygg[ea]n?|kai[ae]?n?|løkka|ringen|terrasse(?:n)?|smug(?:et)?|voll(?:en)?|"
    r"jordet|åsen|marka|hagen|faret|lunden|toppen|grenda|strand[ae]?|myra|skogen|leitet|råsa|slynga|berget|"
    r"engen|enga|moen|kollen|høgda|høyden|flata|ekra|eggen|holtet|havna|hamna|gjerdet|tjernet|skrenten|roa|sletta"
)
# What ends as a road's name does and is none.
_THINGS = r"(?!Barnehage|Arbeidspla|Lekepla|Sykehjemspla|Praksispla|Servicetorg|Ital|Austra|Skolehage|Samling|Danmark)"
_NAMED = r"(?:[A-ZÆØÅ][\w.'’-]{1,30} ){0,2}"  # Øvre, Kong Oscars
_HOUSE = r"\d{1,3} ?(?:[A-Za-z](?![\w]))?"
_TOWN = r"(?:,? (?:N-)?\d{4} [A-ZÆØÅ][\wæøå-]{1,30}(?: [SNØV](?![\w]))?)?"
_ADDRESS = re.compile(
    rf"(?<![\w-]){_NAMED}{_THINGS}[A-ZÆØÅ][\w-]{{1,30}}?(?:| )(?:{_ROADS}) {_HOUSE}(?![\w%]){_TOWN}"
)
_STREET = r"[A-ZÆØÅ][\w-]{1,30}?(?:ve(?:i|g)en|gat[ea]n?|all[eé]en|stien|svingen)"
_LIVES = re.compile(
    rf"(?i:(?<![\w])(?:bor|bur|bodde|budde|lives|live|living|hjemme|heime) (?:i|på|in|at|on)) ({_NAMED}{_STREET})(?!\w)"
)


def address_spans(text: str) -> Iterator[tuple[int, int]]:
    """Find addresses of a house, and the road that somebody is said to live in."""
    for found in _ADDRESS.finditer(text):
        yield found.start(), found.start() + len(found[0].rstrip())
    yield from (found.span(1) for found in _LIVES.finditer(text))
