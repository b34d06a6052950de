import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


def prepared(folder, **environment):
    command = [sys.executable, "-c", "import bootstrap; bootstrap.prepare()"]
    return subprocess.run(
        command,
        check=False,
        cwd=folder / "scripts",
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture
def clone(tmp_path):
    (tmp_path / "scripts").mkdir()
    shutil.copy(SCRIPTS / "bootstrap.py", tmp_path / "scripts")
    (tmp_path / "requirements.lock").write_text("no-such-package-anywhere==1.0\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_an_unreachable_index_is_told_in_one_sentence_and_a_later_run_tries_again(clone):
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_TIMEOUT": "2"}
    for _ in range(2):
        done = prepared(clone, **nowhere)
        assert done.returncode == 1
        assert done.stderr.startswith("The packages could not be installed: check the network")
        assert "Traceback" not in done.stderr
        assert done.stderr.strip().count("\n") == 0


def test_another_python_is_told_in_one_sentence():
    sys.path.insert(0, str(SCRIPTS))
    try:
        from bootstrap import version_fault
    finally:
        sys.path.remove(str(SCRIPTS))
    assert version_fault((3, 11, 7)) is None
    assert version_fault((3, 13, 1)).startswith(
        "Erfaringsbank needs Python 3.11 and this is 3.13.1: install Python 3.11"
    )
