"""Small protected tables, and one page made from a notebook as a writer makes it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

from kb.privacy.disclosure import ProtectedTable
from kb.publishing.notebooks import publish_all
from kb.reports.page.export import export
from kb.reports.page.notebooks import run
from kb.reports.page.provenance import DataFile, Provenance
from kb.settings import read_settings

ROOT = Path(__file__).parents[2]

DATA = """
import datetime as dt
import pandas as pd
from kb.privacy.disclosure import Table, protect
from kb.reports.blocks import Card, KeyFigure, cards, key_figures, note, prose
from kb.reports.charts import Event, bars, columns_over_time, likert_bars
from kb.reports.tables import listing, table

steps = ["I svært liten grad", "I liten grad", "I noen grad", "I stor grad", "I svært stor grad"]
counts = pd.DataFrame(
    [[36, 127, 465, 506, 286], [58, 88, 196, 180, 88], [2, 9, 31, 52, 26], [3, 14, 50, 88, 35]],
    index=pd.Index(["Pleie og omsorg", "Helsetjenester", "HR og digitalisering", "Kultur"], name="Område"),
    columns=steps,
)
months = pd.DataFrame({"Vakter": [21, 84, 91, 72]}, index=["2020-02", "2020-03", "2020-04", "2020-05"])
safe = protect({"answers": Table(counts), "months": Table(months)})
"""
CELLS = (
    ("markdown", "# Hva ansatte sier\n\nDe fleste fikk informasjonen de trengte."),
    ("code", DATA),
    (
        "code",
        "key_figures([KeyFigure(6087, 'svarte', 'av 8\u00a0880'), KeyFigure('14,5\u00a0mill.\u00a0kr', 'overtid')])",
    ),
    ("markdown", "## Informasjon\n\nSpørsmålet gikk til alle."),
    ("code", "prose('I alt **{n}**, av dem {part:percent}.', n=2338, part=0.584)"),
    (
        "code",
        "likert_bars(safe['answers'], title='De fleste er fornøyde', alt='Søyler for 4 områder.', "
        "base='Andel av 2 338 som svarte.', sum_label='i stor eller svært stor grad')",
    ),
    ("code", "table(safe['answers'], caption='Svarene i tall')"),
    (
        "code",
        "bars(safe['answers'], title='Flest i helse', alt='Søyler med andel fornøyde, høyest 70 %.', "
        "base='Andel.', share_of=steps[3:])",
    ),
    ("markdown", "## Vakter\n\n### Måned for måned"),
    (
        "code",
        "columns_over_time(safe['months'], title='Flest vakter i april', alt='Fire måneder, høyest 91.', "
        "base='Vakter.', events=[Event(dt.date(2020, 3, 12), 'Nedstenging')])",
    ),
    ("code", "note('Leses med varsomhet.')"),
    ("markdown", "## Dette har vi sett før"),
    (
        "code",
        "cards([Card('Ett lager', 'Ett lager ga oversikt.', 'Søknad 2023 › Læring', 'samme tema', "
        "'https://eksempel.no/lager', 'felles-lager', 'Verifisert')])",
    ),
    ("code", "listing([{'Tiltak': 'Mal', 'Frist': dt.date(2026, 12, 1), 'Timer': 120}], caption='Tiltak')"),
)


@pytest.fixture(scope="session")
def write_notebook():
    """Give a function that writes a notebook of (kind, source) cells."""

    def write(path, cells):
        make = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
        node = nbformat.v4.new_notebook(cells=[make[kind](source) for kind, source in cells])
        nbformat.write(node, path)
        return path

    return write


@pytest.fixture(scope="session")
def provenance():
    return Provenance(
        municipality="Fjordvik kommune",
        synthetic=True,
        files=(
            DataFile("survey.csv", "3f5a9c" + 58 * "0", 6087),
            DataFile("codebook.toml", "9b11d2" + 58 * "0"),
        ),
        run_at=dt.datetime(2026, 11, 21, 14, 30),
        versions=(("Python", "3.11.7"), ("pandas", "3.1.1")),
        smallest=5,
        commit="4f2c1a9",
        key="ab12",
    )


@pytest.fixture(scope="session")
def executed(tmp_path_factory, write_notebook):
    """Give the sample notebook with its outputs; run once."""
    return run(write_notebook(tmp_path_factory.mktemp("notebook") / "01_survey.ipynb", CELLS))


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory, executed, provenance):
    folder = tmp_path_factory.mktemp("reports")
    return export(executed, folder / "survey.html", language="nb", provenance=provenance)


@pytest.fixture(scope="session")
def real_pages(tmp_path_factory):
    """Give the pages of the four notebooks, their statements and their list, made once, with the small model."""
    root = tmp_path_factory.mktemp("real")
    for name in ("notebooks", "lessons"):
        shutil.copytree(ROOT / name, root / name)
    for file in (*ROOT.glob("kb.toml"), *ROOT.glob("*.svg")):
        shutil.copy(file, root)
    told = (root / "kb.toml").read_text(encoding="utf-8")
    (root / "kb.toml").write_text(
        told.replace('\nname = "multilingual-e5-small"', '\nname = "static"'), encoding="utf-8"
    )
    settings = read_settings(root)
    settings.library().index()
    index = publish_all(settings, say=str).index
    return {page.stem: page for page in index.parent.glob("*.html")}


@pytest.fixture
def protected():
    """Give a function that makes a protected table of rows of numbers, None being hidden."""

    def make(rows, columns=("nei", "ja"), name="Område"):
        cells = pd.DataFrame(
            [[np.nan if value is None else float(value) for value in values] for values in rows.values()],
            index=pd.Index(list(rows), name=name),
            columns=list(columns),
        )
        return ProtectedTable(
            cells=cells,
            row_totals=cells.sum(axis="columns", skipna=False),
            column_totals=cells.sum(skipna=False),
            total=float(cells.to_numpy().sum()),
            smallest=5,
        )

    return make
