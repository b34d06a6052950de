import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.verbs.evaluation import evaluation

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Call the verb in a folder with settings of its own."""
    (tmp_path / "kb.toml").write_text('[reports]\nlanguage = "nn"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(evaluation, [str(one) for one in arguments])


def test_a_new_evaluation_is_in_the_language_of_the_settings_unless_another_is_named(call, tmp_path):
    assert call("new", "a", "--template", "dsb").exit_code == 0
    assert call("new", "b", "--template", "after-exercise", "--language", "nb").exit_code == 0
    assert "Hendinga med same ord" in (tmp_path / "a" / "evaluation.toml").read_text(encoding="utf-8")
    assert "Hendelsen med samme ord" in (tmp_path / "b" / "evaluation.toml").read_text(encoding="utf-8")


def test_a_second_time_nothing_is_written_and_both_files_are_named(call):
    call("new", "a", "--template", "dsb")
    again = call("new", "a", "--template", "midway")
    assert again.exit_code == 1
    assert again.stderr.count("is there already") == 2


def test_check_lists_what_lacks_with_remedies_and_ends_with_1(call):
    call("new", "a", "--template", "dsb")
    told = call("check", "a")
    assert told.exit_code == 1
    assert "lacks Mandate" in told.stdout
    assert "Write who asked for the evaluation" in told.stdout
    assert told.stdout.splitlines()[-1] == "11 lacking."


def test_check_without_a_plan_says_how_to_begin_one(call):
    told = call("check")
    assert told.exit_code == 1
    assert "kb evaluation new FOLDER" in told.stderr


def test_a_plan_that_is_not_there_is_told_with_its_folder(call):
    assert f"{Path('a') / 'plan.toml'}: file: cannot be opened" in call("check", "a/plan.toml").stderr


def test_check_of_the_sample_ends_with_0_and_tells_json(call):
    told = call("check", NOTEBOOKS / "data", "--json")
    assert told.exit_code == 0
    account = json.loads(told.stdout)
    assert account["complete"] is True
    assert {"name", "met", "figures", "lacking", "remedy"} == set(account["items"][0])
    assert len(account["findings"]) >= 12


def test_check_of_a_plan_with_faults_lists_them(call, tmp_path):
    plan = tmp_path / "evaluation.toml"
    shutil.copy(NOTEBOOKS / "data" / "evaluation.toml", plan)
    plan.write_text(plan.read_text(encoding="utf-8").replace("mandate =", "mandat ="), encoding="utf-8")
    told = call("check", plan)
    assert told.exit_code == 1
    assert "2 faults." in told.stderr


def test_approve_of_a_notebook_without_findings_is_told(call, tmp_path):
    import nbformat

    cells = [nbformat.v4.new_code_cell("1 + 1;")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    told = call("approve", "a.ipynb")
    assert told.exit_code == 1
    assert "No finding of a.ipynb rests on evidence that is approved." in told.stderr
