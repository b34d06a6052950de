"""Whether charts and pictures say in words what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from kb.reports.checks.findings import Finding

_SHAPES = ("rect", "path", "circle", "ellipse", "line", "polyline", "polygon")
_THING = (
    r"(?:alt(?:[- ]?(?:text|tekst))?|alternativ(?:e|t)? ?te(?:ks|x)t|tekstalternativ|bildetekst|bilettekst|bilde|"
    r"bilete|image|img|picture|photo|foto|figur|figure|chart|diagram|graf|graph|plot|illustrasjon|illustration|"
    r"søylediagram|linjediagram|bar chart|line chart|tabell|table|screenshot|skjermbilde|skjermbilete|logo)"
)
_PLACEHOLDER = re.compile(
    rf"^(?:(?:et|eit|ein|en|a|an|the)? ?{_THING}(?: ?(?:nr\.?)? ?\d+)?[.:]?|"
    r"todo|tbd|xxx+|test|placeholder|plasshaldar|plassholder|untitled|uten tittel|utan tittel|mangler|manglar|"
    r"beskrivelse|skildring|description|lorem ipsum.*|[\W_]+|"
    r"(?:sett|skriv|set|fyll|legg) inn .*|skriv (?:her|noe|noko).*|(?:insert|add|write|enter) (?:an? |the )?(?:alt|"
    r"description|text).*|no description has been provided.*)$",
    re.IGNORECASE,
)
# What stands around the thing itself, and tells nothing of what it shows.
_AROUND = re.compile(
    rf"(?<!\w)(?:{_THING}|(?:img|dsc|bilde|figur)[_-]?\d+|\w*(?:diagram|graf|figur|tabell|chart)(?:met|en|et)?|som|viser|syner|over|av|for|med|"
    r"og|i|på|se|under|fra|frå|of|the|a|an|that|which|shows?|showing|with|data|tall|tal|svar|svarene|resultater?|"
    r"resultat(?:ene|a)?|utvikling(?:en|a)?|fordeling(?:en|a)?|ingen|ikke|ikkje|ukjent|beskrivelse|nr|"
    r"tilgjengelig|tilgjengeleg|results?|numbers?|figures?|see|below|no|not|available|alt|text|tekst)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FILE_NAME = re.compile(r"^[\w\-. /\\]+\.(?:png|jpe?g|svg|gif|webp|pdf|bmp|tiff?)$", re.IGNORECASE)
_REMEDY = "Say what the picture shows, with its numbers."


def picture_findings(soup: BeautifulSoup) -> Iterator[Finding]:
    """Find charts without marks, and pictures without words for those who cannot see them."""
    for picture in soup.find_all(["svg", "img"]):
        if picture.find_parent(["svg", "header"]):  # the head shows the sender's logo beside the name
            continue
        if fault := _alternative_fault(picture, _alternative(picture, soup)):
            yield Finding(picture, fault, _REMEDY)
        if picture.name == "svg" and not _has_marks(picture):
            yield Finding(picture, "An empty chart.", "Use larger groups, or leave the chart out.")


def _alternative_fault(picture: Tag, alternative: str) -> str | None:
    """Tell the first thing wrong with a text alternative."""
    if not alternative or _is_kept(picture):
        return "A picture without a text alternative."
    if _FILE_NAME.match(alternative):
        return f"The text alternative “{alternative}” is a file name."
    if _plain(alternative) in _titles(picture):
        return f"The text alternative “{alternative[:60]}” only repeats the title."
    if _PLACEHOLDER.match(alternative) or not _tells(alternative):
        return f"The text alternative “{alternative}” says nothing."
    if _has_numbers(picture) and not re.search(r"\d", alternative):
        return f"The text alternative “{alternative[:60]}” carries no number of the chart."
    return None


def _tells(alternative: str) -> bool:
    """Tell whether anything is said beside what kind of picture it is: two words, or one with a number."""
    left = _AROUND.sub(" ", alternative)
    return len(_WORD.findall(left)) + any(map(str.isdigit, left)) > 1


def _is_kept(picture: Tag) -> bool:
    """Tell whether a picture is kept from those who listen."""
    hidden = any(one.get("aria-hidden") == "true" for one in (picture, *picture.parents))
    return hidden or picture.get("role") in ("presentation", "none")


def _alternative(picture: Tag, soup: BeautifulSoup) -> str:
    """Find the text alternative of a picture as a screen reader does."""
    told = str(picture.get("aria-label") or picture.get("alt") or "").strip()
    if told:
        return told
    named = (soup.find(id=name) for name in str(picture.get("aria-labelledby") or "").split())
    words = " ".join(str(found.get("aria-label") or found.get_text(strip=True)) for found in named if found)
    return words or (picture.title.get_text(strip=True) if isinstance(picture.title, Tag) else "")


def _titles(picture: Tag) -> set[str]:
    """Gather what stands as a title above a picture: its figure's, and the heading before."""
    figure = picture.find_parent("figure")
    found = (
        [*figure.select(".title, .caption, .base, figcaption"), figure.get("aria-label")] if figure else []
    )
    found.append(picture.find_previous(["h1", "h2", "h3", "h4"]))
    return {_plain(one.get_text() if isinstance(one, Tag) else str(one)) for one in found if one}


def _has_numbers(picture: Tag) -> bool:
    """Tell whether a drawing writes numbers, as one with a table beneath it also does."""
    if picture.name != "svg" or picture.find_parent(class_="chart") is not None:
        return picture.name == "svg"
    return any(re.search(r"\d", text.get_text()) for text in picture.find_all("text"))


def _has_marks(picture: Tag) -> bool:
    """Tell whether a shape of a drawing stands for a number; in drawings of others, any shape does."""
    own = picture.find_parent(class_="chart") is not None
    kept = (shape for shape in picture.find_all(_SHAPES) if not own or "mark" in (shape.get("class") or []))
    return any(_is_drawn(shape) for shape in kept)


def _is_drawn(shape: Tag) -> bool:
    """Tell whether a shape takes up room: one without size, path or place in the drawing shows nothing."""
    sizes = (str(shape.get(name, "1")).strip() for name in ("width", "height", "r", "rx", "ry"))
    path = str(shape.get("d" if shape.name == "path" else "points", "0 0"))
    unused = shape.find_parent(["defs", "clippath", "mask", "marker", "symbol", "pattern"])
    has_size = not any(re.fullmatch(r"-.*|0*\.?0*", size) for size in sizes)
    return unused is None and has_size and bool(re.search(r"\d", path))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
