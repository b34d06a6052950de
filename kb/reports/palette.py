"""The colours: calm paper, ink, and one accent. The only place where a colour is written.

Charts name a colour; the page sets it as a CSS variable for light, dark and print. Outside a page (in
Jupyter) the light value stands in. The two sides of a diverging chart differ in hue and every step in
lightness, so that they are told apart in grey print and by the colour-blind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "paper": "#fbfaf7",
    "card": "#ffffff",
    "ink": "#1d2527",
    "muted": "#566164",
    "line": "#dddcd6",
    "edge": "#858a88",
    "track": "#ecebe5",
    "accent": "#0c5a61",
    "soft": "#e3eeed",
    "on-accent": "#ffffff",
    "left-1": "#c6c0b6",
    "left-2": "#938c82",
    "left-3": "#716b63",
    "middle": "#edeae3",
    "right-1": "#73abac",
    "right-2": "#2c777e",
    "right-3": "#0a474e",
    "on-left-1": "#14191a",
    "on-left-2": "#14191a",
    "on-left-3": "#ffffff",
    "on-middle": "#14191a",
    "on-right-1": "#14191a",
    "on-right-2": "#ffffff",
    "on-right-3": "#ffffff",
    "series-1": "#0c5a61",
    "series-2": "#7487d6",
    "series-3": "#232057",
    "series-4": "#896953",
    "series-5": "#5f2f06",
}

DARK: Mapping[str, str] = {
    "paper": "#121718",
    "card": "#1a2021",
    "ink": "#e9e7e1",
    "muted": "#a4adad",
    "line": "#2f3738",
    "edge": "#6f7877",
    "track": "#232a2b",
    "accent": "#86cbcb",
    "soft": "#1b3033",
    "on-accent": "#0d1213",
    "left-1": "#4d4b46",
    "left-2": "#85827c",
    "left-3": "#b5b0a7",
    "middle": "#2b3233",
    "right-1": "#2f6f75",
    "right-2": "#4fa0a4",
    "right-3": "#9ddada",
    "on-left-1": "#ffffff",
    "on-left-2": "#0d1213",
    "on-left-3": "#0d1213",
    "on-middle": "#ffffff",
    "on-right-1": "#ffffff",
    "on-right-2": "#0d1213",
    "on-right-3": "#0d1213",
    "series-1": "#86cbcb",
    "series-2": "#786db9",
    "series-3": "#f3e8c2",
    "series-4": "#bd9c5c",
    "series-5": "#cb717f",
}

# Too pale to be seen on paper alone: drawn with an edge. A test holds every other mark to 3:1.
OUTLINED = frozenset({"soft", "middle", "left-1", "right-1"})


def paint(name: str) -> str:
    """Give a colour for an SVG or CSS value: the page's variable, else the light value."""
    return "currentColor" if name == "ink" else f"var(--{name},{LIGHT[name]})"


def without_fallbacks(page: str) -> str:
    """Leave only the variables of `paint` in a page that sets them all: a tenth of the page less."""
    return re.sub(r'="var\((--[a-z0-9-]+),#[0-9a-f]{6}\)"', r'="var(\1)"', page)


def variables() -> str:
    """Write the CSS that sets every colour: dark on screens that ask for it, light everywhere else."""
    return (
        f":root{{color-scheme:light;{_declare(LIGHT)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{_declare(DARK)}}}}}\n"
    )


def _declare(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())
