import json

import pytest

from kb.errors import FaultsFound
from kb.evaluation.reconciling.accounts import reconcile_file
from kb.evaluation.reconciling.sources import read_sources, strings_of

CODE = '''import pandas as pd
%matplotlib inline
x = 4321  # 4 321 fullførte
front(title="2 798 fullførte undersøkelsen", alt=f"Svarprosent {share:percent.1}, og {4 + 5} til",
      base="""Sendt til 4 312 ansatte,
      og 131 verneombud svarte""", name="q7")
'''


def notebook(*cells):
    made = [{"cell_type": kind, "source": source.splitlines(keepends=True)} for kind, source in cells]
    return json.dumps({"cells": made, "nbformat": 4})


@pytest.fixture
def account(tmp_path, facts):
    file = tmp_path / "side.ipynb"
    prose = "# Svar\n\nVi sendte undersøkelsen til 4 312 ansatte."
    file.write_text(notebook(("markdown", prose), ("code", CODE), ("raw", "9 999 svar")), encoding="utf-8")
    return reconcile_file(file, facts)


def test_a_notebook_is_read_cell_by_cell(account):
    assert [(one.judged.number.text, one.place, one.judged.verdict) for one in account.numbers] == [
        ("4 312", "cell 1, line 3", "agrees"),
        ("2 798", "cell 2, line 4", "differs"),
        ("4 312", "cell 2, line 5", "agrees"),
        ("131", "cell 2, line 6", "agrees"),
    ]


def test_places_in_code_are_places_in_the_cell(account):
    assert all(CODE[slice(one.judged.number.start, one.judged.number.end)] == one.judged.number.text
               for one in account.numbers if one.cell == 2)  # fmt: skip


def test_only_strings_of_words_are_read_and_all_stays_in_its_place():
    read = strings_of(CODE)
    assert len(read) == len(CODE)
    assert "4321" not in read
    assert "q7" not in read
    assert "percent.1" not in read


def test_code_that_is_no_python_is_read_as_far_as_it_goes():
    assert "4 312 ansatte" in strings_of('a = "til 4 312 ansatte"\nb = ("""uten slutt')


def test_an_account_is_told_as_json(account):
    told = account.as_dict()
    json.dumps(told)
    assert (told["file"], told["flagged"]) == ("side.ipynb", 1)
    assert told["numbers"][1] == {
        "number": "2 798",
        "cell": 2,
        "line": 4,
        "start": CODE.index("2 798"),
        "end": CODE.index("2 798") + 5,
        "value": 2798,
        "unit": None,
        "fact": "survey.completed",
        "verdict": "differs",
        "told": "the data say 2,897 (survey.completed)",
    }


def test_markdown_and_text_are_read_whole(tmp_path, facts):
    file = tmp_path / "brev.md"
    file.write_bytes("\ufeffHei.\r\n\r\n2 897 fullførte i 2020.\r\n".encode())
    numbers = reconcile_file(file, facts).numbers
    assert [(one.place, one.judged.verdict) for one in numbers] == [
        ("line 3", "agrees"),
        ("line 3", "not a figure"),
    ]
    assert numbers[1].as_dict()["told"] == "year"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.docx", b"", "Save the text as"),
        ("a.md", b"\xff\xfe", "not UTF-8"),
        ("a.ipynb", b"[1", "no notebook"),
        ("a.ipynb", b"[]", "no notebook"),
        ("a.ipynb", b'{"cells": [{}]}', "no notebook"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FaultsFound, match=told):
        read_sources(tmp_path / name)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FaultsFound, match="cannot be opened"):
        read_sources(tmp_path / "borte.md")
