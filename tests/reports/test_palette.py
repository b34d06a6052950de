import math
from itertools import combinations, pairwise

import pytest

from kb.reports.palette import DARK, LIGHT, OUTLINED, paint, variables, without_fallbacks

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


# Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color vision
# deficiency", severity 1.0, for linear RGB.
EYES = {
    "common": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# From linear sRGB to CIE XYZ (IEC 61966-2-1), whose white is the sum of each row.
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
# Colours that meet in one chart, in the order in which they are neighbours there.
NEIGHBOURS = {
    "series": tuple(f"series-{at}" for at in range(1, 6)),
    "scale of seven": ("left-3", "left-2", "left-1", "middle", "right-1", "right-2", "right-3"),
    "scale of five": ("left-3", "left-1", "middle", "right-1", "right-3"),
    "scale of four": ("left-3", "left-1", "right-1", "right-3"),
    "shades": ("soft", "right-1", "right-2", "right-3"),
}


def times(matrix, vector):
    return [sum(part * value for part, value in zip(row, vector, strict=True)) for row in matrix]


def lab(colour, eyes):
    """CIE L*a*b* of a colour as it is seen by some eyes."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    seen = [min(max(part, 0.0), 1.0) for part in times(EYES[eyes], linear)]
    ratios = [value / sum(row) for value, row in zip(times(XYZ, seen), XYZ, strict=True)]
    x, y, z = (r ** (1 / 3) if r > 0.008856 else 7.787 * r + 16 / 116 for r in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one, other, eyes):
    """Colour difference CIE76: the distance in L*a*b*. About 2 can just be seen side by side."""
    return math.dist(lab(one, eyes), lab(other, eyes))


def test_the_difference_is_that_of_the_standard():
    assert lab("#ffffff", "common") == pytest.approx((100, 0, 0), abs=0.02)
    assert lab("#ff0000", "common") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert difference("#ff0000", "#00ff00", "common") > 2 * difference("#ff0000", "#00ff00", "deutan")


@SCHEMES
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("names", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_neighbouring_colours_are_told_apart_by_all_eyes(colours, names, eyes):
    apart = [difference(colours[one], colours[other], eyes) for one, other in pairwise(names)]
    assert min(apart) >= 12


@SCHEMES
@pytest.mark.parametrize("eyes", EYES)
def test_any_two_lines_are_told_apart_by_all_eyes(colours, eyes):
    pairs = combinations(NEIGHBOURS["series"], 2)
    assert min(difference(colours[one], colours[other], eyes) for one, other in pairs) >= 20


@SCHEMES
@pytest.mark.parametrize("names", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_neighbouring_colours_differ_in_grey_print(colours, names):
    greys = [lightness(colours[name]) for name in names]
    assert min(abs(one - other) for one, other in pairwise(greys)) >= 7


@SCHEMES
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_every_mark_or_its_edge_stands_out_from_its_ground(colours, ground):
    names = {name for group in NEIGHBOURS.values() for name in group} | {"accent"}
    drawn = {name: "edge" if name in OUTLINED else name for name in names}
    faint = {name for name, seen in drawn.items() if contrast(colours[seen], colours[ground]) < 3}
    assert faint == set()


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
    assert paint("accent") == f"var(--accent,{LIGHT['accent']})"
    assert paint("ink") == "currentColor"


def test_dark_colours_are_for_screens_only():
    assert "@media screen and (prefers-color-scheme:dark)" in variables()


def test_a_page_that_sets_the_colours_needs_no_fallback_and_its_words_are_left_alone():
    page = '<text fill="var(--muted,#566164)">var(--muted,#566164)</text>'
    assert without_fallbacks(page) == '<text fill="var(--muted)">var(--muted,#566164)</text>'
