from kb.evaluation.synthesis.gaps import find_gaps
from kb.lessons.base.store import Entry


def entry(name, theme, status="validated"):
    return Entry(name, "strength", f"{name}.md", name, None, None, (), status, (theme,))


def test_what_no_finding_tells_of_is_a_gap(make_plan, make_claim):
    entries = [
        entry("a", "skole"),
        entry("b", "vann"),
        entry("c", "utkast", "draft"),
        entry("d", "tekst", None),
    ]
    claims = [make_claim("x", "E2", about=("skole",), themes=("skole",))]
    gaps = find_gaps(make_plan(), claims, entries)
    assert gaps.questions == ("E1", "E3")
    assert gaps.tracks == ("Varsling", "Tom")
    assert (gaps.areas, gaps.groups, gaps.themes) == (("Helse",), ("Elever",), ("vann",))
    assert gaps.any


def test_without_gaps_nothing_is_told(make_plan, make_claim):
    plan = make_plan(tracks=["Varsling", "Drift"])
    about = ("Skole", "Helse", "Elever")
    claims = [make_claim(name, name, about=about) for name in ("E1", "E2", "E3")]
    assert not find_gaps(plan, claims).any
