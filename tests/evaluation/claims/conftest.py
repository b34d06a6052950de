"""A small bank of three lessons and two texts, the sample data's protected tables, and notebooks of findings."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from banks import BODY, TAXONOMY, lesson_text, write
from letters import LetterCounts

from kb.evaluation.claims.figures import evidence_tables, open_figures
from kb.lessons.base.indexing import sync
from kb.lessons.library import Library
from kb.privacy.disclosure import protect
from kb.staffing.records import read_staffing
from kb.survey.importing import read_survey

DATA = Path(__file__).parents[3] / "notebooks" / "data"


def fill_bank(root):
    """Write a strength drawn from a text, an improvement on the same theme, one rejected, and two texts."""
    write(
        root,
        "texts/blogg/2020-12-18-aaret.md",
        "# Året\n\n## Hva vi lærte\n\nLageret ga ro.\n\n## Hva nå\n\nVi vet ikke.\n",
    )
    write(root, "texts/blogg/2021-01-02-mer.md", "# Mer\n\n## Hva vi lærte\n\nVi gjør det igjen.\n")
    source = "[{document: texts/blogg/2020-12-18-aaret.md, passage: Hva vi lærte}]"
    write(root, "entries/a.md", lesson_text(sources=source))
    fields = {"kind": "improvement", "title": "Lageret ga ikke oversikt", "period": "{from: 2021-03-12}"}
    write(root, "entries/b.md", lesson_text(id="ingen-oversikt", **fields))
    write(root, "entries/c.md", lesson_text(id="forkastet", status="rejected", reason="Feil."))
    return index(root)


def index(root):
    """Index a bank, and open it."""
    sync([root], root / "kb.sqlite", LetterCounts(), root=root, taxonomy=TAXONOMY)
    return Library(root, root, root / "kb.sqlite", LetterCounts(), TAXONOMY)


def change_lesson(root, before, after):
    """Change what the first lesson says, and index it anew."""
    write(root, "entries/a.md", lesson_text(BODY.replace(before, after)))
    return index(root)


@pytest.fixture
def make_bank():
    """Fill a folder with the bank, and open it."""
    return fill_bank


@pytest.fixture
def change_bank():
    """Change what the bank's first lesson says."""
    return change_lesson


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    return fill_bank(tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="session")
def survey():
    return read_survey(DATA / "survey")


@pytest.fixture(scope="session")
def staffing():
    return read_staffing(DATA / "staffing")


@pytest.fixture(scope="session")
def shown(survey, staffing):
    return protect(evidence_tables(survey, staffing, by={"information": "area"}), smallest=5)


@pytest.fixture(scope="session")
def figures(survey, staffing, shown):
    return open_figures(survey, staffing, shown)


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook of code cells, and give its path."""

    def written(*sources, name="a.ipynb"):
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        path = tmp_path / name
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        return path

    return written
