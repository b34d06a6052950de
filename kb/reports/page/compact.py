"""The same page in fewer bytes: nothing a reader sees, hears or finds is left out.

Quotes that HTML does without, how shapes of drawings look, told once for all that look alike, and rules of the style
for what this page does not hold: together a fifth of a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import count
from string import ascii_lowercase

_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?: [\w:-]+=\"[^\"<>]*\")+)(/?)>")
_ATTRIBUTE = re.compile(r' ([\w:-]+)="([^"]*)"')
_BARE = re.compile(r"[\w.#:%(),-]+")  # what needs no quotes, and could not be read in two ways
_DRAWING = re.compile(r'<svg viewBox="0 0 \d+ [^<>]*role="img"[^<>]*>.*?</svg>', re.DOTALL)
_STYLE = re.compile(r"(?<=<style>\n).*?(?=\n</style>)", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}")
_COLOUR = re.compile(r"(--[\w-]+):#")
_NOT = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
_SPACED = re.compile(r"\s*([{};\n])\s*|(?<=:) |(?<=,) (?=[.:a-z\[@*])| (?=>)|(?<=>) ")
_LINE = re.compile(r'<line([^<>]*?) x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"([^<>]*?)/>')
# What the style says of all drawings: they fill their column, and are as high as their view box makes them.
_SIZE = re.compile(
    r'(<svg viewBox="[\d. ]+") width="[\d.]+" height="[\d.]+" font-size="([\d.]+)" fill="currentColor"'
)
_LOOKS = {
    *("fill", "fill-opacity", "font-size", "font-weight", "stroke", "stroke-dasharray"),
    *("stroke-linecap", "stroke-linejoin", "stroke-width", "text-anchor"),
}


def compact(page: str) -> str:
    """Write a page in fewer bytes, from one that `frame_page` has filled in."""
    head, start, body = page.partition("<body>")
    looks: Counter[str] = Counter(look for drawing in _DRAWING.findall(body) for look in _looks(drawing))
    names = dict(zip((look for look, _ in looks.most_common()), _names(), strict=False))
    size = _SIZE.search(body)
    common = f".chart svg{{font-size:{size[2]}px;fill:currentColor}}" if size else ""
    body = _DRAWING.sub(lambda found: _named(found[0], names), body)
    rules = common + "".join(f"svg .{name}{{{_rule(look)}}}" for look, name in names.items())
    style = _STYLE.search(head)
    if style:
        kept = without_unused(style[0], _classes(body)) + rules
        kept = _without_colours(kept, body)
        head = head.replace(style[0], kept if "var(" in body else _with_short_names(kept))
    return head + start + _TAG.sub(lambda found: _unquoted(found[1], found[2], found[3]), body)


def small_style(css: str) -> str:
    """Write CSS without its comments and white space."""
    return _SPACED.sub(r"\1", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).replace(";}", "}").strip()


def without_unused(css: str, classes: Collection[str]) -> str:
    """Leave out the rules for classes that are not on the page."""
    return "".join(_used(found[1], found[2], classes) for found in _RULE.finditer(css))


def _used(selectors: str, content: str, classes: Collection[str]) -> str:
    name = selectors.strip()
    if name.startswith("@media"):
        inner = without_unused(content, classes)
        return f"{name}{{{inner}}}" if inner else ""
    if name.startswith("@"):
        return f"{name}{{{content}}}"
    kept = [one for one in re.split(r",(?![^(]*\))", name) if _applies(one, classes)]
    return f"{','.join(kept)}{{{content}}}" if kept else ""


def _applies(selector: str, classes: Collection[str]) -> bool:
    return all(name in classes for name in re.findall(r"\.([a-z][\w-]*)", _NOT.sub("", selector)))


def _without_colours(css: str, body: str) -> str:
    """Leave out the colours that neither the style nor the page asks for."""
    asked = set(re.findall(r"var\((--[\w-]+)", css + body))
    return re.sub(r"(--[\w-]+):#[0-9a-fA-F]{3,6};?", lambda one: one[0] if one[1] in asked else "", css)


def _with_short_names(css: str) -> str:
    """Call each colour by one letter, or two: they are named a hundred times."""
    names = dict(zip(dict.fromkeys(_COLOUR.findall(css)), _names(), strict=False))
    css = re.sub(r"--[\w-]+(?=[:)])", lambda one: f"--{names[one[0]]}" if one[0] in names else one[0], css)
    return re.sub(r"#(\w)\1(\w)\2(\w)\3(?=[;}])", r"#\1\2\3", css)


def _classes(body: str) -> set[str]:
    return {name for told in re.findall(r' class="([^"]*)"', body) for name in told.split()}


def _looks(drawing: str) -> Iterator[str]:
    for found in _TAG.finditer(drawing):
        look = _look(found[1], found[2])
        if look:
            yield look


def _look(name: str, attributes: str) -> str:
    """Give the part of a shape's attributes that tells how it looks, as written."""
    if name == "svg":
        return ""
    return "".join(found[0] for found in _ATTRIBUTE.finditer(attributes) if found[1] in _LOOKS)


def _rule(look: str) -> str:
    told = ((found[1], found[2]) for found in _ATTRIBUTE.finditer(look))
    return ";".join(f"{name}:{value}{'px' if name == 'font-size' else ''}" for name, value in told)


def _names() -> Iterator[str]:
    """Give a, b, c …, a1, b1, c1 …: no class of the style is so short."""
    return (f"{letter}{number or ''}" for number in count() for letter in ascii_lowercase)


def _named(drawing: str, names: dict[str, str]) -> str:
    """Put one class in the place of what tells how a shape looks, and a path in that of each line."""

    def shape(found: re.Match[str]) -> str:
        look = _look(found[1], found[2])
        if not look:
            return found[0]
        told = dict(_ATTRIBUTE.findall(found[2]))
        classes = f"{told.pop('class', '')} {names[look]}".strip()
        rest = "".join(f' {name}="{value}"' for name, value in told.items() if name not in _LOOKS)
        return f'<{found[1]} class="{classes}"{rest}{found[3]}>'

    return _TAG.sub(shape, _LINE.sub(_stroke, _SIZE.sub(r"\1", drawing)))


def _stroke(found: re.Match[str]) -> str:
    """Write a line as a path, which takes a third less room."""
    before, x1, y1, x2, y2, after = found.groups()
    way = f"H{x2}" if y1 == y2 else f"V{y2}" if x1 == x2 else f"L{x2} {y2}"
    return f'<path{before} d="M{x1} {y1}{way}"{after}/>'


def _unquoted(name: str, attributes: str, closed: str) -> str:
    """Write a tag without the quotes it can do without; a stroke that closes it stands apart from the value."""

    def written(found: re.Match[str]) -> str:
        bare = _BARE.fullmatch(found[2]) and not _is_read_back(found[1], found[2])
        return f" {found[1]}={found[2]}" if bare else found[0]

    told = _ATTRIBUTE.sub(written, attributes)
    return f"<{name}{told}{' ' if closed and not told.endswith(chr(34)) else ''}{closed}>"


def _is_read_back(name: str, value: str) -> bool:
    """Tell whether the time of a run, or a link to a file beside: programs look for those by their quotes."""
    return name == "datetime" or (name == "href" and not value.startswith("#"))
