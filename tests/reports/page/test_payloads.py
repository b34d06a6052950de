"""Texts from outside that try to run, fetch or disguise: shown as text, or refused by the gate."""

import dataclasses
import re

import pytest

from kb.errors import FaultsFound
from kb.reports.page.export import export
from kb.reports.page.notebooks import run
from kb.reports.page.provenance import DataFile

RUN = "window.hit=1;alert(1)"
OUT = "https://evil.example/x"
# Shown as text wherever they stand.
ESCAPED = [
    f"<script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea></template></noscript><script>{RUN}</script>",
    f"</text></svg><script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"'><img src=x onerror='{RUN}'>",
    f"<img src={OUT}>",
    f"<svg onload='{RUN}'>",
    f"<svg><foreignObject><body onload='{RUN}'></foreignObject></svg>",
    f"<svg><animate onbegin='{RUN}' attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{RUN}'><text y=9>x</text></a></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror='{RUN}'></style></mglyph></table></mtext></math>",
    f"<noscript><p title=\"</noscript><img src=x onerror='{RUN}'>\">",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<object data='{OUT}'></object><embed src='{OUT}'>",
    f"<meta http-equiv=refresh content='0;url={OUT}'>",
    f"<link rel=stylesheet href={OUT}><style>@import '{OUT}';</style>",
    f"<base href='{OUT}'><form action='{OUT}'><button autofocus onfocus='{RUN}'>",
    f'<div style="background:url({OUT});width:expression({RUN})">',
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;img src=x onerror=&#34;{RUN}&#34;&#62;",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<img src=x onerror={RUN}//",
    f"<<b/onmouseover='{RUN}'>x",
    f"<a href='javascript:{RUN}'>x</a>",
    f"[x](javascript:{RUN})",
    f"[x](data:text/html,<script>{RUN}</script>)",
    f"[x](&#106;avascript:{RUN})",
    f"[x]: javascript:{RUN}",
    f"<javascript:{RUN}>",
    f'[x](https://fjordvik.no "\\" onmouseover=\\"{RUN}")',
    f"`</code><script>{RUN}</script>`",
    "{{ 7 * 7 }}{% raw %}{{ self.__init__.__globals__ }}{% endraw %}{# x #}",
    f"--><script>{RUN}</script><!-- ]]><script>{RUN}</script>",
]
# Markdown that a writer may mean, but that would fetch; and signs that deceive the eye.
REFUSED = [
    (f"![x 1]({OUT}.png)", "fetches https://evil.example"),
    (f"[![x 1]({OUT}.png)](https://fjordvik.no)", "fetches https://evil.example"),
    (f"![x 1][a]\n\n[a]: {OUT}.png", "fetches https://evil.example"),
    ("![x 1](//evil.example/x.png)", "fetches //evil.example"),
    ("[x](//evil.example)", "A link to //evil.example"),
    ("[x](ftp://evil.example)", "A link to ftp://evil.example"),
    ("tekst\u202etxet", "U+202E"),
    ("an\u2066satt\u2069", "U+2066"),
    ("an\u200bsatt", "U+200B"),
    ("an\u0007satt", "U+0007"),
    ("an\x00satt", "U+FFFD"),
]
DATA = """
import pandas as pd
from IPython.display import display
from kb.privacy.disclosure import ProtectedTable
from kb.reports.blocks import *
from kb.reports.charts import *
from kb.reports.front import Asked, KeyFinding, front
from kb.reports.tables import *
evils = {evils!r}
def protected(evil):
    cells = pd.DataFrame([[10.0, 20.0], [30.0, 40.0]], index=pd.Index([evil, "B"], name=evil), columns=[evil, "ja"])
    return ProtectedTable(cells, cells.sum(axis=1), cells.sum(), 100.0, 5)
def show(make):
    for at, evil in enumerate(evils):
        display(make(evil, dict(title=f"{{at}} {{evil}}", alt=f"{{evil}} 7", base=evil, question=evil, caption=evil)))
"""
CELLS = [
    "front(event=evils[0], period=evils[1], asked=Asked(evils[2], evils[3], evils[4]), "
    "findings=[KeyFinding(evils[5], evils[6], evils[7], '#innhold')])",
    "show(lambda evil, words: likert_bars(protected(evil), **words, sum_label=evil))",
    "show(lambda evil, words: bars(protected(evil), **words, share_of='ja'))",
    "show(lambda evil, words: table(protected(evil), caption=evil))",
    "show(lambda evil, words: listing([{evil: evil, 'b': [evil], 'c': Link(evil, evil)}], caption=evil))",
    "show(lambda evil, words: key_figures([KeyFigure(evil, evil, evil)]))",
    "show(lambda evil, words: cards([Card(evil, evil, evil, evil, evil, evil, evil, ((1, 3),))]))",
    "show(lambda evil, words: prose('**{x}** [{x}](#innhold) ' + evil.replace('{', '{{').replace('}', '}}'), x=evil))",
    "show(lambda evil, words: note(evil))",
]


@pytest.fixture(scope="module")
def evil_page(tmp_path_factory, write_notebook, provenance):
    folder = tmp_path_factory.mktemp("evil")
    markdown = "\n\n".join(
        f"## {at} {evil}\n\n{evil}\n\n- {evil}\n\n> {evil}" for at, evil in enumerate(ESCAPED)
    )
    cells = [
        ("markdown", f"# Tittel {' '.join(ESCAPED)}\n\n{ESCAPED[0]} {ESCAPED[5]}"),
        ("code", DATA.format(evils=ESCAPED)),
        *(("code", cell) for cell in CELLS),
        ("markdown", f"{markdown}\n\n## Metode og begrensninger\n\nTekst."),
    ]
    evil = " ".join(ESCAPED)
    told = dataclasses.replace(
        provenance,
        municipality=evil,
        commit=evil,
        versions=((evil, evil),),
        contact=evil,
        key=evil,
        files=tuple(DataFile(text, "0" * 64, 1) for text in ESCAPED),
    )
    node = run(write_notebook(folder / "evil.ipynb", cells))
    return export(node, folder / "evil.html", language="nb", provenance=told)


@pytest.mark.page
@pytest.mark.parametrize("policy", [True, False], ids=["with policy", "without policy"])
def test_no_payload_runs_asks_or_becomes_an_element(browser, evil_page, tmp_path, policy):
    html = evil_page.read_text(encoding="utf-8")
    if not policy:
        html, removed = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
        assert removed == 1
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_context().new_page()
    asked, events = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (events.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: events.append(str(error)))
    page.on("console", lambda message: events.append(message.text))
    page.goto(file.as_uri())
    page.evaluate("""() => {
        document.querySelectorAll('details').forEach(found => { found.open = true })
        document.querySelectorAll('*').forEach(found => {
            for (const kind of ['mouseover', 'focus', 'load', 'error', 'begin']) found.dispatchEvent(new Event(kind))
        })
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
    assert asked == [file.as_uri()]
    assert events == []
    forbidden = (
        "script, iframe, object, embed, form, base, template, noscript, math, foreignObject, animate, button"
    )
    assert page.locator(forbidden).count() == 0
    assert (
        page.evaluate(
            """() => [...document.querySelectorAll('*')].flatMap(found => [...found.attributes])
             .filter(one => one.name.startsWith('on') || /^\\s*(javascript|vbscript):/i.test(one.value))
             .map(one => one.name + '=' + one.value.slice(0, 40))
             .filter(one => !/^(aria-label|content|alt|title)=/.test(one))"""
        )
        == []
    )
    page.context.close()


@pytest.mark.page
def test_every_payload_is_there_to_be_read(browser, evil_page):
    page = browser.new_context().new_page()
    page.goto(evil_page.as_uri())
    text = page.evaluate("document.body.textContent")
    assert [evil for evil in ESCAPED if evil not in text] == []
    assert "49" not in page.title()
    page.context.close()


@pytest.mark.parametrize(("evil", "problem"), REFUSED)
def test_what_cannot_be_shown_as_it_is_meant_is_refused_with_its_cell(evil, problem, provenance, tmp_path):
    import nbformat

    node = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# Tittel\n\nTekst."), nbformat.v4.new_markdown_cell(evil)]
    )
    with pytest.raises(FaultsFound) as raised:
        export(node, tmp_path / "a.html", language="nb", provenance=provenance)
    faults = raised.value.faults
    assert any(problem in fault.problem for fault in faults), faults
    assert all(fault.place.startswith("cell 2") for fault in faults)
    assert not (tmp_path / "a.html").exists()


@pytest.mark.page
def test_the_same_payloads_would_run_where_nothing_escapes_them(browser, tmp_path):
    file = tmp_path / "raw.html"
    file.write_text(f"<!doctype html><p>{ESCAPED[0]}</p>", encoding="utf-8")
    page = browser.new_context().new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto(file.as_uri())
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") == 1
    page.context.close()
