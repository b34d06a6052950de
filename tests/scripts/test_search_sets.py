"""Judged queries are read from files, and every line that is none is told."""

import importlib
import json
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
GOOD = {"kind": "exact", "query": "lager", "answers": [{"document": "a.md", "quote": "et lager"}]}
BAD = {
    "no JSON": "lager",
    "a broken line": '{"kind": "exact"',
    "a list": "[]",
    "a number": "7",
    "nothing": "",
    "no kind": json.dumps({"query": "x", "answers": []}),
    "no query": json.dumps({"kind": "x", "answers": []}),
    "no answers": json.dumps({"kind": "x", "query": "x"}),
    "answers that are none": json.dumps({"kind": "x", "query": "x", "answers": ["a.md"]}),
    "answers that are a number": json.dumps({"kind": "x", "query": "x", "answers": 3}),
    "an answer without a document": json.dumps({"kind": "x", "query": "x", "answers": [{"quote": "et"}]}),
    "a query that is no text": json.dumps({"kind": "x", "query": 3, "answers": []}),
    "a kind that is no text": json.dumps({"kind": None, "query": "x", "answers": []}),
    "a quote that is no text": json.dumps(
        {"kind": "x", "query": "x", "answers": [{"document": "a.md", "quote": None}]}
    ),
}


@pytest.fixture(scope="module")
def sets():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPTS)
        return importlib.import_module("search_sets")


def written(folder, *lines):
    file = folder / "queries.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_query_is_read_with_where_it_is_answered(sets, tmp_path):
    whole = {"kind": "theme", "query": "skole", "answers": [{"document": "b.md"}]}
    nothing = {"kind": "nothing", "query": "ski", "answers": []}
    told = sets.read_questions(written(tmp_path, *(json.dumps(one) for one in (GOOD, whole, nothing))))
    assert [(one.kind, one.query, one.answers) for one in told] == [
        ("exact", "lager", (("a.md", "et lager"),)),
        ("theme", "skole", (("b.md", ""),)),
        ("nothing", "ski", ()),
    ]


@pytest.mark.parametrize("line", BAD.values(), ids=BAD.keys())
def test_a_line_that_is_no_judged_query_is_told_with_its_number(sets, tmp_path, line):
    with pytest.raises(SystemExit, match=r"queries\.jsonl, line 2: is no judged query"):
        sets.read_questions(written(tmp_path, json.dumps(GOOD), line, json.dumps(GOOD)))


def test_all_lines_that_are_none_are_told_at_once(sets, tmp_path):
    file = written(tmp_path, "x", json.dumps(GOOD), "[]")
    with pytest.raises(SystemExit) as stopped:
        sets.read_questions(file)
    told = str(stopped.value).splitlines()
    assert [line.split(":")[0] for line in told] == [f"{file}, line 1", f"{file}, line 3"]


def test_the_development_set_is_read_whole(sets):
    assert len(sets.read_questions(sets.DEVELOPMENT)) == len(
        sets.DEVELOPMENT.read_text(encoding="utf-8").splitlines()
    )
