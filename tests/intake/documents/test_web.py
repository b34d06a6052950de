import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kb.intake.documents.web import read_web

from .conftest import outline

PAGE = """<!DOCTYPE html><html><head><title>Vi deler på folk</title><meta property="article:published_time"
content="2020-04-02T08:00"><style>p{}</style><meta http-equiv="refresh" content="0; url=http://192.0.2.1/"></head><body>
<nav><a href="/">Hjem</a></nav><header>Meny</header><div id="cookie-banner">Godta alle</div><main>
<h1>Vi deler <em>på</em> folk</h1><p>Innledning
med <b>uthevet</b> ord<br>og ny linje.</p><h2>Slik gjør vi</h2>
<ul><li>Felles liste<ul><li>hver dag</li></ul></li><li><p>Ny rutine</p></li></ul>
<blockquote><p>Alle hjalp til.</p></blockquote><p>– Vi spurte først, sier rådgiveren.</p>
<figure><img src="http://192.0.2.1/a.png" alt="x"><figcaption>Staben ved bordet</figcaption></figure>
<table><caption>Timer</caption><tr><th>Enhet</th><th>Timer</th></tr><tr><td>Skole</td><td>1&nbsp;200</td></tr></table>
<table role="presentation"><tr><td>Ramme</td></tr></table><p><strong>Hva lærte vi</strong></p>
<p hidden>Skjult</p><p style="display:none">Skjult</p><script>alert(1)</script><iframe src="http://192.0.2.1/"></iframe>
</main><footer>Bunn</footer></body></html>"""


def test_the_main_part_is_read_with_its_structure_and_nothing_is_fetched_or_run(original):
    found = original("a.html", PAGE)
    assert (found.title, found.made) == ("Vi deler på folk", dt.date(2020, 4, 2))
    assert outline(found.blocks) == [
        "# Vi deler på folk",
        "Innledning med uthevet ord og ny linje.",
        "## Slik gjør vi",
        "- Felles liste",
        "-- hver dag",
        "- Ny rutine",
        "> Alle hjalp til.",
        "> Vi spurte først, sier rådgiveren.",
        "^ Staben ved bordet",
        "^ Timer",
        "| Enhet, Timer / Skole, 1 200",
        "Ramme",
        "### Hva lærte vi",
    ]
    assert [note.problem.split(",")[0] for note in found.left_out] == [
        "has 1 picture(s)",
        "shows 1 other page(s) within it",
    ]


def test_a_page_in_latin_1_is_read_and_told(original):
    found = original("a.htm", "<html><body><p>Blåbær på øya</p></body></html>".encode("cp1252"))
    assert outline(found.blocks) == ["Blåbær på øya"]
    assert "Windows-1252" in found.left_out[0].problem


def test_elements_too_deep_are_left_out_and_told(original):
    found = original("a.html", "<html><p>Først</p>" + "<ul><li>a" * 5000)
    assert found.blocks[0].text == "Først"
    assert any("deep" in note.problem for note in found.left_out)


def test_entities_are_letters_and_never_expanded_from_a_declaration(original):
    text = (
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body><p>&aring;&b;!</p></body></html>'
    )
    assert "aaaa" not in original("a.html", text).blocks[-1].text.replace("ENTITY", "")


NAMES = ("p", "ul", "li", "table", "tr", "td", "b", "h2", "div", "br", "blockquote")
PARTS = st.sampled_from(
    [sign.format(name) for name in NAMES for sign in ("<{}>", "</{}>")] + ["å", "å", " ", "\n"]
)


@given(st.lists(PARTS))
def test_any_order_of_elements_keeps_every_letter_once(parts):
    blocks, *_ = read_web("<html><body>" + "".join(parts), "a.html")
    assert sum(block.text.count("å") for block in blocks) == parts.count("å")
