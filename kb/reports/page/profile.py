"""The municipality's own colours and mark on a page, checked before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.reports.page.logo import embedded
from kb.reports.palette import DARK, LIGHT

LEAST_CONTRAST = 4.5  # WCAG 2.1, 1.4.3, for text of ordinary size
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SOFT = 0.12  # how much of the accent stands in a soft ground
_FILE = "kb.toml"
_SCHEMES: tuple[tuple[str, Mapping[str, str]], ...] = (("accent_light", LIGHT), ("accent_dark", DARK))


@dataclass(frozen=True, slots=True)
class Profile:
    """A short name, CSS that sets the accents, and the logo as a `data:` address; each may be empty."""

    short_name: str = ""
    colours: str = ""
    logo: str = ""


def read_profile(
    root: Path, *, short_name: str = "", accent_light: str = "", accent_dark: str = "", logo: str = ""
) -> Profile:
    """Read a profile; `logo` is a path from the root. Raises `FaultsFound` with all that is wrong with it."""
    accents = {"accent_light": accent_light, "accent_dark": accent_dark}
    faults = list(_accent_faults(accents))
    address = ""
    if logo:
        try:
            address = embedded(root / logo)
        except FaultsFound as found:
            faults += found.faults
    if faults:
        raise FaultsFound(faults)
    return Profile(short_name, _css(accent_light, accent_dark) if accent_light else "", address)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours `#rrggbb`, from 1 to 21, by WCAG 2.1."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _accent_faults(accents: Mapping[str, str]) -> Iterator[Fault]:
    if not any(accents.values()):
        return
    for name, ground in _SCHEMES:
        place = f"reports.profile.{name}"
        if not _COLOUR.fullmatch(accents[name]):
            remedy = "Give both accent_light and accent_dark, each as #rrggbb."
            yield Fault(_FILE, place, f"is “{accents[name]}”, which is no colour.", remedy)
            continue
        worst = min(contrast(accents[name], ground[kind]) for kind in ("paper", "card"))
        if worst < LEAST_CONTRAST:
            problem = f"has a contrast of {worst:.1f} to the page; text needs {LEAST_CONTRAST}."
            yield Fault(_FILE, place, problem, "Take a darker colour for light, a lighter one for dark.")


def _css(light: str, dark: str) -> str:
    return (
        f":root{{{_declare(light, LIGHT)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_declare(dark, DARK)}}}}}\n"
    )


def _declare(accent: str, ground: Mapping[str, str]) -> str:
    on_accent = max(("#ffffff", "#0d1213"), key=lambda ink: contrast(ink, accent))
    return f"--accent:{accent};--soft:{_mixed(accent, ground['paper'])};--on-accent:{on_accent};"


def _mixed(accent: str, paper: str) -> str:
    pairs = zip(_parts(accent), _parts(paper), strict=True)
    return "#" + "".join(f"{round(_SOFT * over + (1 - _SOFT) * under):02x}" for over, under in pairs)


def _luminance(colour: str) -> float:
    """Give the relative luminance by WCAG 2.1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
