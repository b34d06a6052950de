"""The contracts of pyproject.toml hold, and fail when a wrong import is planted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PLANTED = [
    ("survey/counts.py", "import kb.lessons.retrieval.search"),
    ("reports/charts/bars.py", "import kb.survey.counts"),
    ("lessons/retrieval/search.py", "import pandas"),
    ("lessons/retrieval/search.py", "import kb.lessons.base.indexing"),
    ("lessons/library.py", "import kb.settings"),
    ("reports/charts/svg.py", "import matplotlib"),
    ("reports/tables/protected.py", "import nbconvert"),
    ("reports/tables/protected.py", "import great_tables"),
    ("lessons/retrieval/search.py", "import sqlite_utils"),
    ("lessons/words/language.py", "import sentence_transformers"),
    ("lessons/words/forms.py", "import kb.lessons.base.store"),
    ("lessons/models/homeless.py", "import kb.errors"),
    ("reports/text/prose.py", "import kb.reports.charts.bars"),
    ("reports/page/index.py", "import docx"),
    ("errors.py", "import kb.privacy.disclosure"),
    ("privacy/tables.py", "import kb.privacy.disclosure"),
    ("survey/counts.py", "import openpyxl"),
    ("survey/routing.py", "import kb.survey.counts"),
    ("survey/inference/results.py", "import kb.survey.inference.families"),
    ("evaluation/reconciling/facts.py", "import kb.evaluation.reconciling.reconciler"),
    ("staffing/needs.py", "import kb.staffing.summary"),
    ("verbs/tables.py", "import kb.cli"),
    ("homeless.py", "import kb.errors"),
]


@pytest.fixture
def house(tmp_path):
    shutil.copytree(ROOT / "kb", tmp_path / "kb", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check_contracts(house):
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as lint; lint()",
        "--no-cache",
    ]
    environment = {**os.environ, "PYTHONPATH": str(house), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, check=False, cwd=house, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def test_the_house_keeps_its_contracts(house):
    done = check_contracts(house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("room", "wrong"), PLANTED)
def test_a_wrong_import_breaks_them(house, room, wrong):
    path = house / "kb" / room
    path.write_text(
        wrong + "\n" + (path.read_text(encoding="utf-8") if path.exists() else ""), encoding="utf-8"
    )
    done = check_contracts(house)
    assert done.returncode != 0
    assert "BROKEN" in done.stdout or "Missing" in done.stdout or "not listed" in done.stdout
