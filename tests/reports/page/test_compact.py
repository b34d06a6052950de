import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from kb.reports.charts.svg import WIDE, Drawing, dashes, line, marks, text
from kb.reports.page.compact import compact, small_style, without_unused
from kb.reports.text.markup import element

LOOKS = (
    *("fill", "fill-opacity", "font-size", "font-weight", "stroke", "stroke-dasharray"),
    *("stroke-width", "text-anchor"),
)
DRAWING = Drawing(
    90,
    (
        *marks([(0, 0, 40, 12)], "accent"),
        *marks([(0, 20, 30, 12)], "right-1"),
        *dashes(20, 0, 40),
        line(0, 50, 90, 50),
        text(0, 10, "Skole", size=14),
        text(90, 10, "75 %", size=14, anchor="end", bold=True),
        text(90, 30, "n = 5", size=12.5, anchor="end", tone="muted"),
        text(40, 30, "<b> & co", size=12.5, anchor="end", tone="muted"),
    ),
).svg(WIDE, "Skole 75 %")


def page(body, style=".chart{margin:0}"):
    return f"<html><head><style>\n{style}\n</style></head><body>{body}</body></html>"


def written(html):
    return compact(page(html)).partition("<body>")[2].removesuffix("</body></html>")


def looks_of(tag, rules):
    """Give how a shape looks: by its own attributes, or else by the rules for its classes."""
    told = {name: tag[name] for name in LOOKS if name in tag.attrs}
    for name in tag.get("class", []):
        told |= rules.get(name, {})
    return {name: value.removesuffix("px") for name, value in told.items()}


def as_path(tag):
    """Give a line as the path that stands for it."""
    if tag.name == "line":
        ends = {name: tag.attrs.pop(name) for name in ("x1", "y1", "x2", "y2")}
        tag.name = "path"
        level, upright = ends["y1"] == ends["y2"], ends["x1"] == ends["x2"]
        way = f"H{ends['x2']}" if level else f"V{ends['y2']}" if upright else f"L{ends['x2']} {ends['y2']}"
        tag["d"] = f"M{ends['x1']} {ends['y1']}{way}"
    return tag


def rules_of(html):
    found = re.findall(r"svg \.([a-z0-9]+)\{([^}]*)\}", html)
    return {name: dict(one.split(":", 1) for one in told.split(";")) for name, told in found}


def test_every_shape_looks_as_before_and_stands_where_it_stood():
    small = compact(page(DRAWING))
    before = [as_path(one) for one in BeautifulSoup(DRAWING, "html.parser").svg.find_all(True)]
    after = BeautifulSoup(small, "html.parser").svg.find_all(True)
    rules = rules_of(small)
    assert [looks_of(one, {}) for one in before] == [looks_of(one, rules) for one in after]
    for one, other in zip(before, after, strict=True):
        assert (one.name, one.string) == (other.name, other.string)
        assert {"mark"} & set(one.get("class", [])) == {"mark"} & set(other.get("class", []))
        places = [name for name in one.attrs if name not in (*LOOKS, "class")]
        assert [one[name] for name in places] == [other[name] for name in places]


def test_size_and_letters_of_a_drawing_are_told_once_in_the_style():
    small = compact(page(DRAWING))
    assert ".chart svg{font-size:12.5px;fill:currentColor}" in small
    assert '<svg viewBox="0 0 720 90" role=img aria-label="Skole 75 %">' in small


def test_it_is_a_third_smaller_and_says_the_same():
    many = DRAWING * 20
    assert len(compact(page(many))) < 0.67 * len(page(many))
    assert (
        BeautifulSoup(written(many), "html.parser").get_text()
        == BeautifulSoup(many, "html.parser").get_text()
    )


def test_a_value_that_needs_its_quotes_keeps_them():
    told = '<a href="b.html" title="a b" id="c" class="d e" data-x="" lang="nb">f</a>'
    assert written(told) == '<a href="b.html" title="a b" id=c class="d e" data-x="" lang=nb>f</a>'
    assert written('<img alt="a/b" src="data:,"/>') == '<img alt="a/b" src=data:, />'


@given(st.text(st.sampled_from("ab \"'<>=/&`-1é\n")), st.text(st.sampled_from("ab \"'<>=/&`-1\n")))
def test_no_value_and_no_text_is_read_otherwise_than_before(value, content):
    html = str(element("p", element("line", x1=value, y2=value), content, title=value, class_=value))
    one, other = (BeautifulSoup(each, "html.parser") for each in (html, written(html)))
    assert [tag.attrs for tag in one.find_all(True)] == [tag.attrs for tag in other.find_all(True)]
    assert one.get_text() == other.get_text()


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a,.b{c:d}", ".a{c:d}"),
        (".b .a{c:d}", ""),
        ("p,h1{c:d}", "p,h1{c:d}"),
        ("@media print{.b{c:d}.a{e:f}}", "@media print{.a{e:f}}"),
        ("@media print{.b{c:d}}", ""),
        (".a:not(.b){c:d}", ".a:not(.b){c:d}"),
        (".a:has(.b){c:d}", ""),
        ("@page{size:A4;@bottom-right{c:d}}", "@page{size:A4;@bottom-right{c:d}}"),
    ],
)
def test_rules_for_what_is_not_on_the_page_are_left_out(css, kept):
    assert without_unused(css, {"a"}) == kept


def test_colours_that_nothing_asks_for_are_left_out():
    told = compact(page('<p class="a">x</p>', ":root{--ink:#000000;--soft:#ffffff}.a{color:var(--ink)}"))
    assert ":root{--a:#000;}.a{color:var(--a)}" in told


def test_colours_that_the_page_itself_asks_for_keep_their_names():
    told = compact(
        page('<svg fill="var(--ink)"></svg>', ":root{--ink:#000000;--soft:#ffffff}p{color:var(--ink)}")
    )
    assert ":root{--ink:#000000;}p{color:var(--ink)}" in told


def test_the_style_is_written_without_comments_and_white_space():
    css = "/* a */\n.a > .b, .c {\n  d: e f; g: calc(1px + 2px);\n}\n"
    assert small_style(css) == ".a>.b,.c{d:e f;g:calc(1px + 2px)}"
