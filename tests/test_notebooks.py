import ast
import re
from pathlib import Path

import nbformat
import pytest

from kb.reports.page.standing import STATUSES

FOLDER = Path(__file__).parents[1] / "notebooks"
TITLES = {
    "01_survey.ipynb": "# Hva de ansatte erfarte under pandemien",
    "02_staffing.ipynb": "# Bemanningen under pandemien: behov, kanaler og kostnad",
    "03_lessons.ipynb": "# Læringspunktene: hva vi har lært, og hva som kom tilbake",
    "04_evaluation.ipynb": "# Evaluering av håndteringen av pandemien",
}
LOGIC = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.Try,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)


@pytest.fixture(params=TITLES)
def notebook(request):
    return request.param, nbformat.read(FOLDER / request.param, as_version=nbformat.NO_CONVERT)


def code(node):
    return [cell for cell in node.cells if cell.cell_type == "code"]


def test_the_four_notebooks_are_all_there_are():
    assert sorted(path.name for path in FOLDER.glob("*.ipynb")) == sorted(TITLES)


def test_a_notebook_is_valid_and_every_cell_has_its_own_id(notebook):
    _, node = notebook
    assert (node.nbformat, node.nbformat_minor) == (4, 5)
    nbformat.validate(node)
    assert len({cell.id for cell in node.cells}) == len(node.cells)


def test_a_notebook_has_no_stored_outputs(notebook):
    _, node = notebook
    assert [cell.outputs for cell in code(node)] == [[] for _ in code(node)]
    assert {cell.execution_count for cell in code(node)} == {None}


def test_a_notebook_only_calls(notebook):
    _, node = notebook
    found = [
        f"{type(part).__name__} in {cell.source[:40]!r}"
        for cell in code(node)
        for part in ast.walk(ast.parse(cell.source))
        if isinstance(part, LOGIC)
    ]
    assert found == []


def test_a_notebook_opens_with_its_title_and_a_summary(notebook):
    name, node = notebook
    title, blank, summary = node.cells[0].source.split("\n")
    assert (node.cells[0].cell_type, title, blank) == ("markdown", TITLES[name], "")
    assert summary.endswith(".")


def test_a_notebook_tells_its_method_last(notebook):
    _, node = notebook
    heads = [
        line
        for cell in node.cells
        if cell.cell_type == "markdown"
        for line in cell.source.split("\n")
        if line.startswith("## ")
    ]
    assert heads[-1].startswith("## Metode")


def test_a_notebook_has_one_front_with_three_to_five_findings_and_asks_something_of_the_reader(notebook):
    _, node = notebook
    (source,) = [cell.source for cell in code(node) if cell.source.startswith("front(")]
    assert 3 <= source.count("KeyFinding(") <= 5
    assert source.count("Asked(") >= 1


def test_no_number_of_a_front_is_typed(notebook):
    _, node = notebook
    (source,) = [cell.source for cell in code(node) if cell.source.startswith("front(")]
    calls = [part for part in ast.walk(ast.parse(source)) if isinstance(part, ast.Call)]
    findings = [call for call in calls if getattr(call.func, "id", "") == "KeyFinding"]
    typed = [
        part.value
        for call in findings
        for argument in call.args[:3]
        for part in words_of(argument)
        if re.search(r"\d", part.value)
    ]
    assert typed == []


def words_of(argument):
    """Give the texts a reader sees: those of the argument itself, not the names of rows within its calls."""
    whole = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    return [part for part in whole if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def test_the_metadata_tell_a_status(notebook):
    _, node = notebook
    assert node.metadata.kb.status in STATUSES


def test_the_metadata_names_the_kernel_and_only_data_that_are_there(notebook):
    _, node = notebook
    assert set(node.metadata) == {"kb", "kernelspec", "language_info"}
    assert node.metadata.kernelspec.name == "python3"
    assert all((FOLDER / name).exists() for name in node.metadata.kb.depends)
