import base64

import pytest
from PIL import Image

from kb.errors import FaultsFound
from kb.reports.page.logo import embedded
from kb.reports.page.profile import contrast, read_profile

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def places(raised):
    return [fault.place for fault in raised.value.faults]


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


def test_accents_become_colours_for_light_and_dark(tmp_path):
    css = read_profile(tmp_path, accent_light="#7a1f3d", accent_dark="#f0a8c0").colours
    light, dark = css.split("@media")
    assert "--accent:#7a1f3d;" in light
    assert "--on-accent:#ffffff;" in light
    assert "--accent:#f0a8c0;" in dark
    assert "--on-accent:#0d1213;" in dark


def test_a_profile_may_be_empty(tmp_path):
    profile = read_profile(tmp_path)
    assert (profile.short_name, profile.colours, profile.logo) == ("", "", "")


def test_pale_accents_and_a_missing_logo_are_told_together(tmp_path):
    with pytest.raises(FaultsFound) as raised:
        read_profile(tmp_path, accent_light="#86cbcb", accent_dark="#0c5a61", logo="none.svg")
    assert places(raised) == ["reports.profile.accent_light", "reports.profile.accent_dark", "logo"]
    assert "has a contrast of 1.8 to the page; text needs 4.5." in str(raised.value)


@pytest.mark.parametrize("dark", ["", "blue", "#fff"])
def test_one_accent_alone_or_no_colour_is_told(tmp_path, dark):
    with pytest.raises(FaultsFound) as raised:
        read_profile(tmp_path, accent_light="#0c5a61", accent_dark=dark)
    assert places(raised) == ["reports.profile.accent_dark"]


def test_a_plain_svg_is_put_into_the_page_as_it_is(tmp_path):
    content = SVG.format(
        '<style>path{fill:url( "#a")}</style><path id="a" d="M0 0h9v9z"/><use xlink:href="#a"/>'
    )
    (tmp_path / "a.svg").write_text(content, encoding="utf-8")
    kind, _, coded = embedded(tmp_path / "a.svg").partition(";base64,")
    assert kind == "data:image/svg+xml"
    assert base64.b64decode(coded).decode() == content


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ("<script>alert(1)</script>", "holds <script>"),
        ("<foreignObject/>", "holds <foreignObject>"),
        ('<path onload="alert(1)"/>', "has onload on <path>"),
        ('<image href="https://x.no/a.png"/>', "has href on <image>, which leads outside"),
        ('<use xlink:href="data:x#a"/>', "has xlink:href on <use>"),
        ('<path fill="url(https://x.no#a)"/>', "has fill on <path>, which fetches"),
        ("<style>@import 'https://x.no/a.css'</style>", "has a style that fetches"),
        ("<style>path{fill:url('//x.no')}</style>", "has a style that fetches"),
        ("<?xml-stylesheet href='a.css'?>", "has <?xml-stylesheet?>"),
        ("<path", "is no SVG"),
    ],
)
def test_an_svg_that_runs_or_fetches_is_refused(tmp_path, part, problem):
    (tmp_path / "a.svg").write_text(SVG.format(part), encoding="utf-8")
    with pytest.raises(FaultsFound) as raised:
        embedded(tmp_path / "a.svg")
    assert problem in str(raised.value)


def test_entities_and_other_documents_are_refused(tmp_path):
    (tmp_path / "a.svg").write_text('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', encoding="utf-8")
    with pytest.raises(FaultsFound, match="DOCTYPE"):
        embedded(tmp_path / "a.svg")
    (tmp_path / "a.svg").write_text("<html/>", encoding="utf-8")
    with pytest.raises(FaultsFound, match="is no SVG"):
        embedded(tmp_path / "a.svg")


def test_a_png_is_known_by_its_content_and_must_be_small(tmp_path):
    Image.new("RGB", (2, 2)).save(tmp_path / "a.png")
    png = (tmp_path / "a.png").read_bytes()
    assert embedded(tmp_path / "a.png").startswith("data:image/png;base64,")
    (tmp_path / "a.png").write_bytes(png + bytes(100_000))
    with pytest.raises(FaultsFound, match="100 kB"):
        embedded(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"GIF89a")
    with pytest.raises(FaultsFound, match="neither SVG nor PNG"):
        embedded(tmp_path / "b.png")
