import ast
import shutil
from pathlib import Path

import nbformat
import pytest

from kb.errors import FaultsFound
from kb.evaluation.plan import read_plan
from kb.evaluation.starting import Template, begin_evaluation
from kb.reports.page.export import export
from kb.reports.page.notebooks import run
from kb.reports.page.provenance import Provenance

DATA = Path(__file__).parents[3] / "notebooks" / "data"
LOGIC = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.ListComp, ast.DictComp)
EVERY = [(template, language) for template in Template for language in ("nb", "nn")]


@pytest.fixture
def begun(tmp_path):
    """Begin an evaluation in a folder with settings of its own, and no base."""
    (tmp_path / "kb.toml").write_text('[reports]\nmunicipality = "Fjordvik"\n', encoding="utf-8")
    return lambda template, language: begin_evaluation(tmp_path / "e", template, language)


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_a_plan_is_valid_explains_itself_and_names_what_is_to_be_filled_in(begun, template, language):
    file, _ = begun(template, language)
    plan = read_plan(file)
    assert list(plan.tracks) == plan.lines
    assert all(plan.tracks.values())
    assert {"title", "event", "mandate", "purpose", "limits.0", "commented_by.0"} <= set(plan.unfilled())
    assert ["§ 8" in plan.duties[0].rule, "§ 9" in plan.duties[1].rule] == [True, True]
    lines = file.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("#") for line in lines) > 15


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_a_notebook_is_valid_only_calls_and_has_no_outputs(begun, template, language):
    _, file = begun(template, language)
    node = nbformat.read(file, as_version=nbformat.NO_CONVERT)
    nbformat.validate(node)
    code = [cell for cell in node.cells if cell.cell_type == "code"]
    assert len({cell.id for cell in node.cells}) == len(node.cells)
    assert [(cell.outputs, cell.execution_count) for cell in code] == [([], None)] * len(code)
    assert not [part for cell in code for part in ast.walk(ast.parse(cell.source)) if isinstance(part, LOGIC)]
    assert [cell.source.split("\n")[0] for cell in node.cells if cell.source.startswith("## Metode")]


OUTLINES = {
    Template.DSB: [
        "Om malen",
        "Formål og avgrensning",
        "Krav og forventninger",
        "Beredskap",
        "Situasjonsbildet",
        "Håndtering",
    ],
    Template.AFTER_EXERCISE: [
        "Hva var planlagt?",
        "Hva skjedde?",
        "Hvorfor ble det slik?",
        "Hva gjør vi nå?",
    ],
    Template.MIDWAY: [
        "Hvorfor evaluere nå?",
        "Hva virker, og skal holdes på?",
        "Hva må endres mens hendelsen varer?",
    ],
}


@pytest.mark.parametrize(("template", "outline"), OUTLINES.items())
def test_a_notebook_follows_its_outline_and_asks_for_strengths_and_improvements(begun, template, outline):
    _, file = begun(template, "nb")
    node = nbformat.read(file, as_version=4)
    heads = [line[3:] for cell in node.cells for line in cell.source.split("\n") if line.startswith("## ")]
    assert heads[: len(outline)] == outline
    kinds = [
        cell.source.count(f'kind="{kind}"') for kind in ("strength", "improvement") for cell in node.cells
    ]
    assert sum(kinds[: len(node.cells)]) >= 1
    assert sum(kinds[len(node.cells) :]) >= 1


@pytest.mark.parametrize("taken", ["evaluation.toml", "stroem.ipynb"])
def test_nothing_is_written_over_and_nothing_is_half_written(tmp_path, taken):
    folder = tmp_path / "Strøm"
    folder.mkdir()
    (folder / taken).write_text("mitt", encoding="utf-8")
    with pytest.raises(FaultsFound, match=f"{taken}: file: is there already"):
        begin_evaluation(folder, Template.DSB)
    assert [(file.name, file.read_text(encoding="utf-8")) for file in folder.iterdir()] == [(taken, "mitt")]


def test_the_notebooks_of_two_evaluations_have_names_of_their_own_and_check_their_own_text(tmp_path):
    files = [
        begin_evaluation(tmp_path / name, Template.DSB)[1] for name in ("Strømbruddet 2026", "Øvelse høst")
    ]
    assert [file.name for file in files] == ["stroembruddet-2026.ipynb", "oevelse-hoest.ipynb"]
    assert [f'hold_prose(\\"{file.name}\\")' in file.read_text(encoding="utf-8") for file in files] == [
        True,
        True,
    ]


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    (tmp_path / "e").write_text("", encoding="utf-8")
    with pytest.raises(FaultsFound, match="is there already"):
        begin_evaluation(tmp_path / "e", Template.DSB)


def publish(file, language):
    import datetime as dt

    made = Provenance("Fjordvik", False, (), dt.datetime(2020, 9, 1, tzinfo=dt.UTC), (), 5)
    return export(run(file), file.with_suffix(".html"), language=language, provenance=made).read_text(
        encoding="utf-8"
    )


def test_a_new_notebook_publishes_and_says_which_data_are_missing(begun):
    _, file = begun(Template.DSB, "nb")
    page = publish(file, "nb")
    assert (
        "Disse dataene i planen mangler ennå: Spørreundersøkelse (survey); Bemanningstall (staffing)" in page
    )
    assert "bygg den med kb index" in page


def test_a_new_notebook_runs_on_the_sample_data(begun):
    _, file = begun(Template.MIDWAY, "nn")
    for part in ("survey", "staffing"):
        shutil.copytree(DATA / part, file.parent / part)
    page = publish(file, "nn")
    assert "Desse dataa i planen manglar enno: kunnskapsbasen" in page
    assert "69\u00a0%" in page
