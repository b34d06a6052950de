"""Two runs of one notebook, and whole pages in each language."""

import dataclasses
import datetime as dt

import pytest
from bs4 import BeautifulSoup

from kb.reports.page.export import export
from kb.reports.page.notebooks import run
from kb.reports.page.statement import statement_of
from kb.reports.text.phrases import phrases

CELLS = (
    ("markdown", "# Title\n\nSummary."),
    (
        "code",
        "import pandas as pd\n"
        "from kb.privacy.disclosure import Table, protect\n"
        "from kb.reports.blocks import *\n"
        "from kb.reports.charts import bars\n"
        "from kb.reports.tables import listing, table\n"
        "counts = pd.DataFrame({'A': [3, 40, 61], 'B': [50, 60, 72]}, index=['X', 'Y', 'Z'])\n"
        "shown = protect({'t': Table(counts)}, smallest=5)['t']",
    ),
    ("code", "table(shown, caption='Answers', name='answers', language=LANGUAGE)"),
    (
        "code",
        "bars(shown, title='Most in Z', alt='Bars for X, Y and Z, at most 90 %.', base='All 286.', name='bars', "
        "language=LANGUAGE)",
    ),
    ("code", "listing([{'Task': 'T', 'Due': None}], caption='Tasks', language=LANGUAGE)"),
    ("code", "cards([Card('C', 'D', 'E', 'F', identifier='G')], language=LANGUAGE)"),
    ("markdown", "## Method\n\nText."),
    (
        "code",
        "front(event='Pandemic', period='2020', findings=[KeyFinding('said so', 286, 'all', 'bars'), "
        "KeyFinding('said so', 286, 'all', '#tabell-answers')], asked=Asked('Decide.', 'all', 'now'), "
        "language=LANGUAGE)",
    ),
)


@pytest.fixture
def make(tmp_path, write_notebook, provenance):
    def make_(language, name, run_at):
        cells = [(kind, source.replace("LANGUAGE", repr(language))) for kind, source in CELLS]
        node = run(write_notebook(tmp_path / "a.ipynb", cells))
        told = dataclasses.replace(provenance, run_at=run_at)
        (tmp_path / name).mkdir()
        return export(node, tmp_path / name / "a.html", language=language, provenance=told)

    return make_


def differing(one, other):
    lines = [page.read_text(encoding="utf-8").split("\n") for page in (one, other)]
    return [pair for pair in zip(*lines, strict=True) if pair[0] != pair[1]]


def test_two_runs_differ_in_one_line_which_holds_the_time(make):
    first = make("nb", "first", dt.datetime(2026, 11, 21, 14, 30))
    second = make("nb", "second", dt.datetime(2027, 1, 2, 9, 5))
    for one, other in ((first, second), (statement_of(first), statement_of(second))):
        ((before, after),) = differing(one, other)
        assert '<time datetime="2026-11-21T14:30">' in before
        assert '<time datetime="2027-01-02T09:05">' in after


@pytest.mark.parametrize("language", ["nn", "en"])
def test_no_furniture_is_left_in_bokmaal(make, language):
    page = make(language, language, dt.datetime(2026, 11, 21, 14, 30))
    for file in (page, statement_of(page)):
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        soup.style.decompose()
        texts = {" ".join(text.split()) for text in soup.find_all(string=True)}
        own = {words[language] for words in phrases().values()}
        left = {words["nb"] for words in phrases().values()} - own
        assert texts & left == set()
        assert soup.html["lang"] == language
