from itertools import combinations

import pytest

from kb.reports.palette import DARK, LIGHT, paint, variables

SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour):
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour):
    """CIE L*, which is what a grey print keeps."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_both_schemes_name_the_same_colours():
    assert set(LIGHT) == set(DARK)


@SCHEMES
@pytest.mark.parametrize("ground", ["paper", "card", "soft"])
@pytest.mark.parametrize("text", ["ink", "muted", "accent"])
def test_text_can_be_read_on_every_ground(colours, text, ground):
    assert contrast(colours[text], colours[ground]) >= 4.5


@SCHEMES
def test_numbers_can_be_read_on_every_bar(colours):
    pairs = [(name, name.removeprefix("on-")) for name in colours if name.startswith("on-")]
    assert len(pairs) == 8
    assert all(contrast(colours[text], colours[bar]) >= 4.5 for text, bar in pairs)


@SCHEMES
def test_the_five_steps_of_a_scale_differ_in_grey_print(colours):
    steps = ("left-3", "left-1", "middle", "right-1", "right-3")
    greys = [lightness(colours[step]) for step in steps]
    assert all(abs(one - other) >= 5 for one, other in combinations(greys, 2))


@SCHEMES
def test_bars_stand_out_from_the_paper(colours):
    assert contrast(colours["accent"], colours["paper"]) >= 3
    assert contrast(colours["edge"], colours["paper"]) >= 3


def test_a_colour_outside_a_page_falls_back_to_its_light_value():
    assert paint("accent") == f"var(--accent, {LIGHT['accent']})"
    assert paint("ink") == "currentColor"


def test_dark_colours_are_for_screens_only():
    assert "@media screen and (prefers-color-scheme:dark)" in variables()
