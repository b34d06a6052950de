"""Each rule of the gate has a page that breaks it, and nothing but it."""

import base64
import struct
import zlib

import nbformat
import pytest

from kb.errors import FaultsFound
from kb.privacy.ledger import Hidden
from kb.reports.checks.gate import LARGEST_PAGE, Watch, check_page
from kb.reports.page.export import export

GOOD = (
    '<html><head><title>Tittel</title><meta name="description" content="Kort."></head><body><main>'
    '<h1>Tittel</h1><h2 id="a">A</h2>'
    "<p>12\u00a0345,6 og 58,4\u00a0% den 18.3.2020 kl. 14.30, § 10.6, i uke 3. Tre tiltak, fire kanaler, "
    "35 ansatte, fire av ti ansatte og en leder.</p>"
    '<svg role="img" aria-label="Søyler: Skole 75\u00a0%, Helse 74\u00a0%"><rect width="3"/></svg>'
    '<table><caption>Svar</caption><tr><th scope="col">Ja</th></tr><tr><td class="number">1,5</td></tr></table>'
    '<a href="https://fjordvik.no">lenke</a></main><footer><p>pandas 3.1.1</p></footer></body></html>'
)
WATCH = Watch(names=("Kari Nordmann",), allowed=("post@fjordvik.no",))


def problems(html, **options):
    return [
        fault.problem
        for fault in check_page(html, **({"notebook": "01_survey.ipynb", "watch": WATCH} | options))
    ]


def in_text(text):
    return "<p>", f"<p>{text}</p><p>"


def png(*chunks):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    parts = [(b"IHDR", b"\0" * 13), *chunks, (b"IEND", b"")]
    content = b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)
    return (
        f'<img alt="Kart over 3 havner" src="data:image/png;base64,{base64.b64encode(content).decode()}"><p>'
    )


def test_a_good_page_has_no_fault():
    assert problems(GOOD) == []


STRUCTURE = [
    ("<h1>Tittel</h1>", "", "The page has no title."),
    ("<h1>Tittel</h1>", "<h1>Tittel</h1><h1>To</h1>", "A second heading of level one: “To”."),
    ("<h1>Tittel", "<h1>01_survey", "The title “01_survey” is the file name."),
    ("<h1>Tittel", "<h1>Survey", "The title “Survey” is the file name."),
    ("<h1>Tittel", "<h1>Untitled", "The title “Untitled” is the file name."),
    ("<h2", "<h4>Dypt</h4><h2", "“Dypt” skips from level 1 to level 4."),
    ("<p>", "<h3></h3><p>", "An empty heading."),
    ("<caption>Svar</caption>", "", "A table without a caption."),
    ("<caption>Svar</caption>", "<caption> </caption>", "A table without a caption."),
    (' scope="col"', "", "A table without scope on its header cells: “Ja”."),
    (' scope="col"', ' scope="x"', "A table without scope on its header cells: “Ja”."),
    (
        '<th scope="col">Ja</th>',
        "<td>Ja</td>",
        "A table without scope on its header cells: the table has no",
    ),
    ("<p>", '<p id="a">', "The same part stands twice (“a”)."),
    ("https://fjordvik.no", "#borte", "The link “lenke” leads to #borte, which is not on the page."),
]
ALT = "Søyler: Skole 75\u00a0%, Helse 74\u00a0%"
PICTURES = [
    ('<rect width="3"/>', "", "An empty chart."),
    (ALT, "", "A picture without a text alternative."),
    *(
        (ALT, placeholder, f"The text alternative “{placeholder}” says nothing.")
        for placeholder in (
            *(
                "Figur",
                "figur 1",
                "Bilde",
                "Eit bilete",
                "Graf",
                "Diagram 2",
                "Søylediagram",
                "alt-tekst",
                "Skildring",
            ),
            *(
                "Alternativ tekst",
                "Sett inn bildetekst",
                "Skriv noe her",
                "Plasshaldar",
                "TODO",
                "…",
                "Lorem ipsum 1",
            ),
            *(
                "Image",
                "the chart",
                "Bar chart",
                "placeholder",
                "Insert alt text here",
                "Add a description",
                "test",
            ),
        )
    ),
    (ALT, "kart_2020 endelig.PNG", "The text alternative “kart_2020 endelig.PNG” is a file name."),
    (ALT, "a.", "The text alternative “a.” only repeats the title."),
    (
        '<rect width="3"/>',
        '<rect width="3"/><text>75</text>',
        None,
    ),
    ("<p>", '<img src="data:image/png;base64,iVBORw0KGgo="><p>', "A picture without a text alternative."),
    (
        "<p>",
        '<img src="data:," alt="No description has been provided for this image"><p>',
        "The text alternative “No description has been provided for this image” says nothing.",
    ),
]
CONTENT = [
    (*in_text("12,345.6"), "“12,345.6” is written as in English"),
    (*in_text("35,593 timer"), "“35,593” is written as in English"),
    (*in_text("<b>35</b>,593 timer"), "“35,593” is written as in English"),
    (*in_text("58.4 %"), "“58.4 %” is written as in English"),
    (*in_text("14.5 mill. kr"), "“14.5 mill” is written as in English"),
    (*in_text("7.5 timar"), "“7.5 timar” is written as in English"),
    (ALT, "Skole 75.1 %", "“75.1 %” is written as in English"),
    ('content="Kort."', 'content="35,593 timer"', "“35,593” is written as in English"),
    (">1,5<", ">1.5<", "“1.5” in a table is written as in English"),
    (">1,5<", ">35,593<", "“35,593” is written as in English"),
    ("<p>", "<pre>df.head()</pre><p>", "Printed text or code: “df.head()”."),
    (*in_text("Traceback (most recent call last)"), "Code left in the text"),
    (*in_text("&lt;kb.reports.Block object at 0x7f&gt;"), "Code left in the text"),
    (*in_text("ra\u202etsvar"), "A sign that is not seen, U+202E (right-to-left override)"),
    (*in_text("an\u200bsatt"), "A sign that is not seen, U+200B (zero width space)"),
    (*in_text("an\u2066satt"), "A sign that is not seen, U+2066"),
    (*in_text("an\x00satt"), "A sign that is not seen, U+"),
]
SAFETY = [
    *(
        ("<p>", f"<{name}></{name}><p>", f"The page holds <{name}>.")
        for name in ("script", "iframe", "object", "embed", "form", "template", "noscript", "math", "portal")
    ),
    ("<rect", "<animate/><rect", "The page holds <animate>."),
    ("<rect", "<foreignObject></foreignObject><rect", "The page holds <foreignobject>."),
    ("<p>", '<p onclick="x()">', "<p> has onclick, which runs code."),
    ("<svg", '<svg onload="x()"', "<svg> has onload, which runs code."),
    ("<p>", '<img src="https://x.no/a.png" alt="Havna har 3 kaier"><p>', "<img> fetches https://x.no/a.png."),
    ("<p>", '<img srcset="//x.no/a 2x" alt="Havna har 3 kaier"><p>', "<img> fetches //x.no/a 2x."),
    ("<rect", '<image href="https://x.no/a.png"/><rect', "<image> fetches https://x.no/a.png."),
    ("<rect", '<use xlink:href="a.svg#b"/><rect', "<use> fetches a.svg#b."),
    ("<rect", '<rect fill="url(https://x.no/a)"/><rect', "The style fetches url(https://x.no/a)."),
    ("<main>", '<link rel="stylesheet" href="a.css"><main>', "<link> fetches a.css."),
    ("<main>", '<link rel="prefetch" href="https://x.no"><main>', "<link> fetches https://x.no."),
    ("<main>", '<link rel="preconnect" href="//x.no"><main>', "<link> fetches //x.no."),
    (
        "<main>",
        '<meta http-equiv="Refresh" content="0;url=https://x.no"><main>',
        "The page leads on to another",
    ),
    ("<body>", '<body background="a.png">', "<body> fetches a.png."),
    ('<a href="', '<a ping="https://x.no" href="', "<a> fetches https://x.no."),
    ("<p>", '<p formaction="/x">', "<p> fetches /x."),
    ("<main>", "<style>@import 'a.css'</style><main>", "The style fetches @import"),
    ("<main>", "<style>p{background:url(https://x.no/a)}</style><main>", "The style fetches url("),
    ("<main>", "<style>p{background:u\\72l(//x.no/a)}</style><main>", "The style fetches url("),
    ("<main>", "<style>p{background:ur/**/l(//x.no/a)}</style><main>", "The style fetches url("),
    ("<main>", "<style>@font-face{src:url(a.woff2)}</style><main>", "The style fetches url("),
    ("<main>", "<style>p{background:image-set('a.png' 1x)}</style><main>", "The style fetches image-set("),
    ("<p>", '<p style="background:url(a.png)">', "The style fetches url("),
    ("<p>", '<p style="width:expression(x())">', "The style fetches expression("),
    ("https://fjordvik.no", "javascript:alert(1)", "A link to javascript:alert(1)."),
    ("https://fjordvik.no", "data:text/html,x", "A link to data:text/html,x."),
    ("<p>", f"<p>{'å' * (LARGEST_PAGE // 2)}", "The page is 3.0 MB; the limit is 3 MB."),
]
UNSEEN = [
    ("<p>", "<!-- utkast --><p>", "A comment, which readers do not see"),
    ("<p>", '<p data-grunnlag="x">', "<p> carries data-grunnlag, which readers do not see."),
    ("<rect", "<metadata>x</metadata><rect", "A drawing with <metadata>."),
    ("<p>", png((b"tEXt", b"Comment\0svar")), "A picture that carries texts within its file (tEXt)."),
    ("<p>", png((b"iTXt", b"XML\0\0\0\0\0svar")), "A picture that carries texts within its file (iTXt)."),
    (
        "<p>",
        png((b"zTXt", b"A\0\0" + zlib.compress(b"svar"))),
        "A picture that carries texts within its file (zTXt).",
    ),
    (
        "<p>",
        '<img alt="Kart med 3 havner" src="data:image/svg+xml,%3Csvg/%3E"><p>',
        "src of <img> carries a drawing as data",
    ),
    (
        "<p>",
        '<img alt="3 havner" src="data:text/csv,a"><p>',
        "src of <img> carries data of the kind “text/csv”.",
    ),
]
PERSONS = [
    (*in_text("skriv til ola@fjordvik.no i dag"), "An e-mail address in the text: “skriv til [e-post] i dag"),
    (*in_text("ring 22 33 <b>44 55</b> nå"), "A telephone number in the text: “ring [telefon] nå"),
    (*in_text("Kari Nordmanns forslag"), "A name from the list in the text: “[navn] forslag"),
    (*in_text("nr. 8601 11 17947"), "A bank account number in the text: “nr. [kontonummer]"),
    (*in_text("født 010290 10043"), None),
    (ALT, f"{ALT}, spør Kari Nordmann", "A name from the list in aria-label of <svg>"),
    ("<p>", '<p title="900 12 345">', "A telephone number in title of <p>: “[telefon]”."),
    ("https://fjordvik.no", "mailto:ola@fjordvik.no", "An e-mail address in href of <a>: “mailto:[e-post]”."),
    (
        "https://fjordvik.no",
        "mailto:ola%40fjordvik.no",
        "An e-mail address in href of <a>: “mailto:[e-post]”.",
    ),
    ("https://fjordvik.no", "https://x.no/?tlf=%2B4722334455", "A telephone number in href of <a>"),
    (
        'content="Kort."',
        'content="Spør K. Nordmann"',
        "A name from the list in content of <meta>: “Spør [navn]”.",
    ),
    ("<title>Tittel", "<title>Kari Nordmann", "A name from the list in the head: “[navn]”."),
    ("pandas 3.1.1", "svar_ola@fjordvik.no.csv", "An e-mail address in the text"),
    ('id="a"', 'id="svar-kari-nordmann"', "A name from the list in id of <h2>: “svar-[navn]”."),
    ('id="a"', 'id="svarKariNordmann"', "A name from the list in id of <h2>."),
]
FEW = [
    (*in_text("Av dem var 3 ansatte"), "Fewer persons than 5 are told of: “3 ansatte”."),
    (*in_text("Av dem var tre nye sykepleiere"), "Fewer persons than 5 are told of: “tre nye sykepleiere”."),
    (*in_text("To av fem ledere"), "Fewer persons than 5 are told of: “To av fem ledere”."),
    (*in_text("én tillitsvalgt"), "Fewer persons than 5 are told of: “én tillitsvalgt”."),
    (*in_text("én leder betydde mye"), "Fewer persons than 5 are told of: “én leder”."),
    (*in_text("det betyr én leder mindre"), "Fewer persons than 5 are told of: “én leder”."),
    (*in_text("to ledere betyr mye"), "Fewer persons than 5 are told of: “to ledere”."),
    (*in_text("3 av 1 120 elever"), "Fewer persons than 5 are told of: “3 av 1 120 elever”."),
    (*in_text("2 % av 50 ansatte"), "Fewer persons than 5 are told of: “2 % av 50 ansatte”."),
    (ALT, "Søyler: 4 respondenter", "Fewer persons than 5 are told of: “4 respondenter”."),
    (
        '<th scope="col">Ja</th></tr><tr><td class="number">1,5',
        '<th scope="col">Ansatte</th></tr><tr><td class="number">3',
        "Fewer persons than 5 are told of: “3 ansatte”.",
    ),
    (
        "<p>",
        '<p class="number">3</p><p class="what">ledere sluttet</p><p>',
        "Fewer persons than 5 are told of: “3 ledere",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [case for case in (*STRUCTURE, *PICTURES, *CONTENT, *SAFETY, *UNSEEN, *PERSONS, *FEW) if case[2]],
)
def test_each_rule_finds_its_fault_and_no_other(old, new, problem):
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1))
    assert len(found) == 1, found
    assert found[0].startswith(problem)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "tre tiltak",
            "fire kanaler",
            "to svaralternativer",
            "lederne",
            "en leder",
            "12 ansatte",
            "5 ansatte",
        ),
        *(
            "fire av ti ansatte",
            "uke 3 ansatte",
            "2020 ansatte",
            "1 234 ansatte",
            "3,4 ansatte",
            "10 % av 50 ansatte",
        ),
        *("én leder betyr mye", "der betyr én ansatt lite", "i små områder betyr én leder alt"),
        *("de ansatte", "3 måneder", "to ledermøter", "fire elevrådsmøter", "«tre ansatte»", "ingen ansatte"),
        *("<q>tre ansatte</q>", '<span data-smallest="1">tre ansatte</span>', "<cite>tre ansatte</cite>"),
        *("post@fjordvik.no", "<code>35,593</code>", "<q>58.4 %</q>", "myk\u00adbindestrek"),
    ],
)
def test_what_only_looks_like_a_fault_is_none(text):
    assert problems(GOOD.replace("<p>", f"<p>{text}</p><p>", 1)) == []


@pytest.mark.parametrize(
    ("language", "text"), [("nn", "to leiarar"), ("nn", "éin tilsett"), ("en", "two nurses")]
)
def test_few_persons_are_found_in_every_language(language, text):
    page = "<main><h1>T</h1><p>Av dei var " + text + ".</p></main>"
    assert problems(page, language=language) == [f"Fewer persons than 5 are told of: “{text}”."]
    assert problems(page, language=language, watch=Watch(smallest=1)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("nn", "éin leiar betyr mykje"), ("nn", "der tyder éin tilsett lite"), ("en", "one leader means a lot")],
)
def test_what_one_person_weighs_in_general_is_no_count(language, text):
    assert problems(f"<main><h1>T</h1><p>Her: {text}.</p></main>", language=language) == []


@pytest.mark.parametrize("text", ["12\u00a0345 hours", "12 345", "58,4%", "14,5 million"])
def test_an_english_page_writes_numbers_in_english(text):
    page = "<main><h1>T</h1><p>Of 12,345.6 and 58.4% on 18 March 2020, {}.</p></main>"
    assert problems(page.format("1.5"), language="en") == []
    (problem,) = problems(page.format(text), language="en")
    assert "is written as in Norwegian" in problem


def test_a_chart_of_ours_with_furniture_but_no_mark_is_empty():
    page = GOOD.replace("<svg", '<figure class="chart"><svg', 1).replace("</svg>", "</svg></figure>", 1)
    assert problems(page) == ["An empty chart."]
    assert problems(page.replace("<rect", '<rect class="mark"')) == []


def test_the_words_of_a_chart_carry_its_numbers_and_more_than_its_title():
    figure = '<figure class="chart"><p class="title">Flest i 2 områder</p><svg'
    page = GOOD.replace("<svg", figure, 1).replace("</svg>", "</svg></figure>", 1)
    page = page.replace("<rect", '<rect class="mark"')
    assert problems(page.replace(ALT, "Flest i 2 områder.")) == [
        "The text alternative “Flest i 2 områder.” only repeats the title."
    ]
    assert problems(page.replace(ALT, "Søyler for to områder")) == [
        "The text alternative “Søyler for to områder” carries no number of the chart."
    ]


def test_a_fault_names_notebook_and_cell():
    page = GOOD.replace("<p>", '<div data-cell="7"><p>12,345</p></div><p>', 1)
    (fault,) = check_page(page, notebook="01_survey.ipynb", places={7: "cell 7 (prose(…))"})
    assert (fault.file, fault.place) == ("01_survey.ipynb", "cell 7 (prose(…))")
    (fault,) = check_page(page, notebook="01_survey.ipynb")
    assert fault.place == "cell 7"


def test_a_fault_never_repeats_the_identifier_it_found():
    page = GOOD.replace("<p>", "<p>Kari Nordmann, ola@fjordvik.no, 22 33 44 55, 8601 11 17947. ", 1)
    told = " ".join(problems(page))
    assert len(problems(page)) == 4
    assert not [secret for secret in ("Nordmann", "ola@", "22 33", "17947") if secret in told]


def test_an_identifier_in_title_heading_and_both_widths_is_one_fault_a_cell():
    page = GOOD.replace("Tittel", "Hos Kari Nordmann")
    assert len(problems(page)) == 1
    twice = GOOD.replace(
        "<p>", '<div data-cell="3">{0}{0}</div><div data-cell="4">{0}</div><p>'.format("<p>a@b.no</p>"), 1
    )
    assert len(problems(twice)) == 2


def test_a_picture_that_only_names_the_program_that_drew_it_is_let_through():
    assert problems(GOOD.replace("<p>", png((b"tEXt", b"Software\0Matplotlib version3.10")), 1)) == []


def test_the_logo_in_the_head_may_be_a_drawing():
    logo = '<header><img alt="" aria-hidden="true" src="data:image/svg+xml,%3Csvg/%3E"></header><main>'
    assert problems(GOOD.replace("<main>", logo, 1)) == []


HIDDEN = (
    Hidden("answers", "Eiendom", "nei", 3, (0.0375, 3 / 81), ("Eiendom", "Helse (PLO)"), ("nei", "ja")),
    Hidden("answers", "Helse (PLO)", "ja", 12, (0.4,), ("Eiendom", "Helse (PLO)"), ("nei", "ja")),
    Hidden("posts", "jurist", "", 2, (0.02,), ("jurist", "lege"), ("antall",)),
    Hidden("hours", "Eiendom", "", 20786, (), ("Eiendom", "Helse (PLO)"), ("timer",)),
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        in_text("I Eiendom svarte 3 nei."),
        in_text("I eiendom svarte tre nei, i Helse 40 ja."),
        in_text("I PLO sa 12 ja."),
        in_text("<b>Eiendom</b>: nei <b>3</b>"),
        in_text("I Eiendom sa 3,75 % nei."),
        in_text("I Eiendom var det 3,75 %."),
        in_text("Det var 2 jurister."),
        in_text("Timene var 20\u00a0786."),
        in_text("0.037037037"),
        (ALT, "Eiendom: 3 nei og 40 ja"),
        ("<rect", "<text>Eiendom nei 3</text><rect"),
        ("<rect", '<text y="4">Eiendom</text><text y="4.2">nei</text><text y="4">3</text><rect'),
        ("<rect", "<title>Eiendom nei 3</title><rect"),
        ("<rect", "<desc>Eiendom nei 3</desc><rect"),
        ("<title>Tittel", "<title>Eiendom nei 3"),
        ('content="Kort."', 'content="Eiendom: 3 nei"'),
        ("<p>", '<p title="Eiendom: 3 nei">'),
        ("<p>", '<p data-table="Eiendom nei 3">'),
        ("<p>", '<p data-cell="1" data-table="nei 3" data-hidden="Eiendom">'),
        ("<p>", '<a href="#a" id="Eiendom nei 3">x</a><p>'),
        (
            "<p>",
            '<table><caption>S</caption><tr><th scope="col">O</th><th scope="col">nei</th></tr>'
            '<tr><th scope="row">Eiendom</th><td>3</td></tr></table><p>',
        ),
    ],
)
def test_a_hidden_number_is_found_wherever_it_is_told(old, new):
    assert old in GOOD
    watch = Watch(hidden=HIDDEN, smallest=1)
    found = problems(GOOD.replace(old, new, 1), watch=watch)
    assert len(found) == 1, found
    assert "hides" in found[0]
    assert "[…]" in found[0] or "stands in the file" in found[0]


@pytest.mark.parametrize(
    ("new", "other"),
    [
        ("<!-- Eiendom nei 3 --><p>", "A comment"),
        ('<p data-x="Eiendom nei 3">', "data-x"),
        ('<script type="application/json">{"Eiendom": {"nei": 3}}</script><p>', "<script>"),
        (png((b"tEXt", b"Comment\0Eiendom nei 3")), "tEXt"),
        (
            '<img alt="Kart: 7" src="data:image/svg+xml;base64,'
            + base64.b64encode(b"<svg>Eiendom nei 3</svg>").decode()
            + '"><p>',
            "as data",
        ),
    ],
)
def test_a_hidden_number_in_what_is_not_seen_is_told_beside_the_place_itself(new, other):
    found = problems(GOOD.replace("<p>", new, 1), watch=Watch(hidden=HIDDEN, smallest=1))
    assert len(found) == 2
    assert [text for text in found if other in text]
    assert [text for text in found if "hides (Eiendom · nei)" in text]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "I Eiendom svarte 30 nei",
            "3 tiltak i Eiendom",
            "Helse 3 nei, Eiendom 14 nei",
            "Eiendom 3 ja, 14 nei",
        ),
        *(
            "12. mars 2020 i Helse, ja",
            "Helse, ja, § 12",
            "I Eiendom sa 5 % nei",
            "2 leger",
            "3 og nei",
            "20 787",
        ),
    ],
)
def test_the_same_number_about_something_else_is_no_fault(text):
    assert problems(GOOD.replace("<p>", f"<p>{text}</p><p>", 1), watch=Watch(hidden=HIDDEN, smallest=1)) == []


def test_a_failed_cell_is_a_fault_with_its_notebook_and_cell(provenance, tmp_path):
    failed = nbformat.v4.new_code_cell("1/0")
    failed.outputs = [nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero")]
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Tittel"), failed])
    with pytest.raises(FaultsFound) as raised:
        export(node, tmp_path / "a.html", language="nb", provenance=provenance)
    (fault,) = raised.value.faults
    assert (fault.file, fault.place) == ("a.ipynb", "cell 2 (1/0)")
    assert fault.problem == "The cell failed. ZeroDivisionError: division by zero"
