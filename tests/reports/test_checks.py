import pytest

from kb.reports.checks import LARGEST_PAGE, check_page

GOOD = (
    '<main><h1>Tittel</h1><h2 id="a">A</h2><p>12\u00a0345,6 og 58,4\u00a0% den 18.3.2020 kl. 14.30, § 10.6.</p>'
    '<svg role="img" aria-label="Søyler for tolv områder"><rect width="3"/></svg>'
    '<table><caption>Svar</caption><tr><td>1</td></tr></table><a href="https://fjordvik.no">lenke</a></main>'
)


def problems(html, **options):
    return [fault.problem for fault in check_page(html, **({"notebook": "01_survey.ipynb"} | options))]


def test_a_good_page_has_no_fault():
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<h1>Tittel</h1>", "", "The page has no title."),
        ("<h1>Tittel</h1>", "<h1>Tittel</h1><h1>To</h1>", "A second heading of level one: “To”."),
        ("Tittel", "01_survey", "The title “01_survey” is the file name."),
        ("Tittel", "Survey", "The title “Survey” is the file name."),
        ("Tittel", "Untitled", "The title “Untitled” is the file name."),
        ("<h2", "<h4>Dypt</h4><h2", "“Dypt” skips from level 1 to level 4."),
        ("<p>", "<h3></h3><p>", "An empty heading."),
        ('<rect width="3"/>', "", "An empty chart."),
        ("Søyler for tolv områder", "", "A picture without a text alternative."),
        ("Søyler for tolv områder", "Figur", "The text alternative “Figur” says nothing."),
        ("<p>", '<img src="data:image/png;base64,AA=="><p>', "A picture without a text alternative."),
        (
            "<p>",
            '<img src="data:," alt="No description has been provided for this image"><p>',
            "The text alternative “No description has been provided for this image” says nothing.",
        ),
        ("<caption>Svar</caption>", "", "A table without a caption."),
        ("<p>", '<p id="a">', "The same part stands twice (“a”)."),
        ("<p>", "<p>12,345.6 ", "“12,345.6” is written as in English"),
        ("<p>", "<p>35,593 timer ", "“35,593” is written as in English"),
        ("<p>", "<p>58.4 % ", "“58.4 %” is written as in English"),
        ("<p>", "<p>14.5 mill. kr ", "“14.5 mill” is written as in English"),
        ("<p>", "<pre>df.head()</pre><p>", "Printed text or code: “df.head()”."),
        ("<p>", "<p>Traceback (most recent call last) ", "Code left in the text"),
        ("<p>", "<p>&lt;kb.reports.Block object at 0x7f&gt; ", "Code left in the text"),
        ("<p>", "<script>1</script><p>", "The page holds <script>."),
        ("<p>", '<iframe title="x"></iframe><p>', "The page holds <iframe>."),
        ("<p>", '<p onclick="x()">', "<p> has onclick, which runs code."),
        (
            "<p>",
            '<img src="https://x.no/a.png" alt="Et bilde av havna"><p>',
            "<img> fetches https://x.no/a.png.",
        ),
        ("<main>", '<link rel="stylesheet" href="a.css"><main>', "<link> fetches a.css."),
        ("<main>", "<style>@import 'a.css'</style><main>", "The style fetches @import"),
        ("<main>", "<style>p{background:url(https://x.no/a)}</style><main>", "The style fetches url("),
        ("<p>", '<p style="background:url(a.png)">', "The style fetches url("),
        ("https://fjordvik.no", "javascript:alert(1)", "A link to javascript:alert(1)."),
        ("<p>", f"<p>{'å' * (LARGEST_PAGE // 2)}", "The page is 3.0 MB; the limit is 3 MB."),
    ],
)
def test_each_rule_finds_its_fault_and_no_other(old, new, problem):
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1))
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_a_chart_of_ours_with_furniture_but_no_mark_is_empty():
    page = GOOD.replace("<svg", '<figure class="chart"><svg', 1).replace("</svg>", "</svg></figure>", 1)
    assert problems(page) == ["An empty chart."]
    assert problems(page.replace("<rect", '<rect class="mark"')) == []


def test_a_fault_names_notebook_and_cell():
    page = GOOD.replace("<p>", '<div data-cell="7"><p>12,345</p></div><p>', 1)
    (fault,) = check_page(page, notebook="01_survey.ipynb", places={7: "cell 7 (prose(…))"})
    assert (fault.file, fault.place) == ("01_survey.ipynb", "cell 7 (prose(…))")
    (fault,) = check_page(page, notebook="01_survey.ipynb")
    assert fault.place == "cell 7"


def test_what_others_wrote_may_hold_their_own_numbers():
    assert (
        problems(GOOD.replace("<p>", '<blockquote>12,345</blockquote><p class="quoted">58.4 %</p><p>', 1))
        == []
    )


def test_an_english_page_writes_numbers_in_english():
    assert problems(GOOD.replace("<p>", "<p>12,345.6 ", 1), language="en") == []
