import json

import pytest

from kb.errors import KbError
from kb.reports.page.runkeys import is_current, run_key


@pytest.fixture
def notebook(tmp_path, write_notebook):
    return write_notebook(tmp_path / "a.ipynb", [("code", "1 + 1")])


def test_the_key_is_the_same_until_source_data_or_settings_change(tmp_path, notebook, write_notebook):
    data = tmp_path / "data"
    data.mkdir()
    (data / "survey.csv").write_text("a,b\n", encoding="utf-8")
    key = run_key(notebook, [data])
    assert run_key(notebook, [data]) == key
    assert run_key(notebook, [data], settings="nn") != key
    (data / "survey.csv").write_text("a,c\n", encoding="utf-8")
    changed = run_key(notebook, [data])
    assert changed != key
    write_notebook(notebook, [("code", "1 + 2")])
    assert run_key(notebook, [data]) != changed


def test_stored_outputs_do_not_change_the_key(notebook):
    key = run_key(notebook)
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "2"}]
    notebook.write_text(json.dumps(content), encoding="utf-8")
    assert run_key(notebook) == key


def test_a_page_is_current_only_with_its_own_key(sample_page, tmp_path):
    assert is_current(sample_page, "ab12")
    assert not is_current(sample_page, "ab13")
    assert not is_current(sample_page, "")
    assert not is_current(tmp_path / "none.html", "ab12")


def test_a_path_that_does_not_exist_is_told(notebook, tmp_path):
    with pytest.raises(KbError, match="which the page depends on"):
        run_key(notebook, [tmp_path / "none.csv"])
    with pytest.raises(KbError, match="There is no notebook"):
        run_key(tmp_path / "none.ipynb")


def test_status_and_other_words_of_ours_in_the_metadata_change_the_key(notebook):
    key = run_key(notebook)
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["metadata"]["kb"] = {"status": "endelig"}
    notebook.write_text(json.dumps(content), encoding="utf-8")
    assert run_key(notebook) != key
