import json
from pathlib import Path

import nbformat
import pytest
from banks import lesson_text, write
from click.testing import CliRunner
from tiny_model import write_tiny_model

from kb.cli import main

THEMES = """
[smittevern]
name = { nb = "Smittevern", nn = "Smittevern", en = "Infection control" }
description = "Smittevern."
synonyms = ["munnbind"]
"""

CHART_CELL = nbformat.v4.new_code_cell("""
import pandas as pd
from kb.privacy.disclosure import Table, protect
from kb.reports.charts import bars

counts = pd.DataFrame({"nei": [40, 30], "ja": [60, 70]}, index=["Skole", "Helse"])
words = {"title": "Flest i helse", "alt": "Helse 70 %, skole 60 %.", "base": "Andel av 200 som svarte"}
bars(protect({"a": Table(counts)})["a"], share_of="ja", **words)
""")


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    return write_tiny_model(tmp_path_factory.mktemp("models") / "tiny", {"query": "", "document": ""})


@pytest.fixture
def bank(tmp_path, monkeypatch, tiny_model):
    write(tmp_path, "kb.toml", f"[model]\nname = '{tiny_model}'\n")
    write(tmp_path, "lessons/themes.toml", THEMES)
    write(tmp_path, "lessons/entries/a.md", lesson_text())
    write(tmp_path, "lessons/texts/blogg/2020-12-18-b.md", "# Året\n\nVi lærte om beredskapsplanen.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kb(*arguments, status=0):
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == status, done.output
    return done


def test_a_bank_without_faults_is_told_so(bank):
    assert kb("check").stdout == "No faults.\n"


def test_check_lists_every_fault_and_fails(bank):
    write(bank, "lessons/entries/b.md", "# Uten forside\n")
    write(bank, "lessons/entries/c.md", lesson_text(id="c", kind="no", themes="[smittevarn]"))
    told = kb("check", status=1).stderr
    assert told.count("\n") == 4
    assert "lessons/entries/b.md: line 1: front matter is missing." in told
    assert told.endswith("3 faults.\n")


def test_check_tells_a_source_that_is_gone_and_index_keeps_the_lesson(bank):
    write(bank, "lessons/entries/b.md", lesson_text(id="b", sources="[{document: texts/x.md, passage: y}]"))
    assert "there is no file texts/x.md" in kb("check", status=1).stderr
    assert "3 added" in kb("index").stdout


def test_a_hit_tells_how_far_the_lesson_has_come(bank):
    kb("index")
    assert "strength · identified · lessons/entries/a.md" in kb("search", "munnbind").stdout


def test_one_lesson_is_checked_with_the_bank_in_sight(bank):
    write(bank, "lessons/entries/b.md", lesson_text(id="b", identified_before="[felles-lager]"))
    write(bank, "lessons/entries/c.md", lesson_text(id="c", kind="no"))
    assert kb("check", "lessons/entries/b.md").stdout == "No faults.\n"
    assert "1 fault." in kb("check", "lessons/entries/c.md", status=1).stderr


def test_indexing_tells_what_happened_and_keeps_good_files_beside_bad_ones(bank):
    assert "2 added, 0 changed, 0 removed, 0 unchanged" in kb("index").stdout
    write(bank, "lessons/entries/b.md", "---\n")
    done = kb("index", status=1)
    assert "0 added, 0 changed, 0 removed, 2 unchanged" in done.stdout
    assert "never closed" in done.stderr


def test_any_folder_can_be_indexed_into_any_file(bank):
    write(bank, "notater/c.txt", "Et notat om vaksinering.")
    kb("index", "notater", "--db", "annen.sqlite")
    assert (
        json.loads(kb("search", "vaksine", "--db", "annen.sqlite", "--json").stdout)["hits"][0]["kind"]
        == "notater"
    )


def test_people_see_the_best_passage_of_each_document_and_why(bank):
    kb("index")
    told = kb("search", "beredskap").stdout
    assert told.count("Ett felles lager") == 1
    assert "blogg · lessons/texts/blogg/2020-12-18-b.md" in told
    assert "del av ord: beredskap ~ beredskapsplanen" in told


def test_a_batch_gives_one_json_object_a_line_with_every_key(bank):
    kb("index")
    write(bank, "queries.txt", 'lager munnbind\n\n"AND OR (\n😊\n' + "x" * 10_000 + "\n")
    lines = [
        json.loads(line)
        for line in kb("search", "--batch", "queries.txt", "--json", "--limit", "3").stdout.splitlines()
    ]
    assert [line["query"] for line in lines] == ["lager munnbind", "", '"AND OR (', "😊", "x" * 10_000]
    keys = ["document", "path", "kind", "title", "heading", "text", "start", "end", "score", "why", "themes"]
    assert list(lines[0]["hits"][0]) == keys
    assert len(lines[0]["hits"]) == 3
    assert lines[1]["hits"] == []


def test_filters_are_given_as_options(bank):
    kb("index")
    found = json.loads(
        kb(
            "search", "--theme", "Smittevern", "--status", "identified", "--since", "2020-03-01", "--json"
        ).stdout
    )
    assert {hit["document"] for hit in found["hits"]} == {"felles-lager"}
    assert "Use one of: smittevern" in kb("search", "x", "--theme", "skole", status=1).stderr


def test_searching_before_indexing_says_what_to_do(bank):
    assert "Build it with `kb index`" in kb("search", "lager", status=1).stderr


def test_info_tells_what_is_there(bank):
    kb("index")
    assert "documents    2 in 5 passages" in kb("info").stdout


def test_a_wrong_setting_is_told_with_its_place(bank):
    write(bank, "kb.toml", "[model]\nnavn = 'x'\n[privacy]\nsmallest = 0\n")
    told = kb("check", status=1).stderr
    assert "kb.toml: model.navn" in told
    assert "kb.toml: privacy.smallest" in told


def test_a_model_that_is_nowhere_is_told(bank):
    write(bank, "kb.toml", "[model]\nname = './borte'\n")
    assert "kb: " in kb("index", status=1).stderr


def test_settings_are_found_from_a_folder_below(bank, monkeypatch):
    monkeypatch.chdir(bank / "lessons" / "entries")
    assert kb("check").stdout == "No faults.\n"


@pytest.mark.parametrize("verb", ["check", "index", "search", "report", "publish", "info", "model"])
def test_every_verb_is_in_the_help_and_in_the_readme(verb):
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert verb in kb("--help").stdout
    assert f"kb {verb}" in readme


def test_a_batch_that_is_no_utf_8_is_told_with_its_line(bank):
    kb("index")
    (bank / "queries.txt").write_bytes("lager\npå lager\n".encode("latin-1"))
    told = kb("search", "--batch", "queries.txt", "--json", status=1).stderr
    assert told.startswith("queries.txt: line 2: is not UTF-8 (byte 0xe5). Save it as UTF-8.")


def test_only_line_ends_part_the_queries_of_a_batch(bank):
    kb("index")
    (bank / "queries.txt").write_bytes("\ufefflager\u2028a\x85\r\n\r\nb\rc".encode())
    lines = kb("search", "--batch", "queries.txt", "--json").stdout.split("\n")[:-1]
    assert [json.loads(line)["query"] for line in lines] == ["lager\u2028a\x85", "", "b", "c"]


def test_a_query_beside_a_batch_is_told(bank):
    write(bank, "queries.txt", "lager\n")
    assert "Leave one of them out" in kb("search", "lager", "--batch", "queries.txt", status=1).stderr


@pytest.mark.parametrize(
    "query",
    ["", '"', "AND OR NOT", "NEAR(a b)", "😊", "x" * 10_000, "a\0b", "\ud800", "og i på", "1234", "*"],
)
def test_no_query_is_too_odd(bank, query):
    kb("index")
    assert json.loads(kb("search", "--json", "--", query).stdout)["hits"] is not None


def test_every_odd_theme_is_told(bank):
    name = 'name = { nb = "A", nn = "A", en = "A" }\ndescription = ""\n'
    write(bank, "lessons/themes.toml", f"[a]\n{name}synonyms = 3\n[b]\n{name}synonyms = 'munnbind'\n")
    told = kb("search", "lager", status=1).stderr
    assert told.count("is no list of words") == 2


def test_themes_that_cannot_be_opened_are_told(bank):
    (bank / "lessons/themes.toml").unlink()
    (bank / "lessons/themes.toml").mkdir()
    assert "themes.toml: file: cannot be read" in kb("check", status=1).stderr


def test_themes_saved_with_a_byte_order_mark_are_read(bank):
    write(bank, "lessons/themes.toml", "\ufeff" + THEMES)
    assert kb("check").stdout == "No faults.\n"


def test_a_report_is_written_as_word_too_and_tells_when_no_browser_can_draw_or_print_it(bank, monkeypatch):
    cells = [nbformat.v4.new_markdown_cell("# Lageret\n\nLageret ga oversikt."), CHART_CELL]
    write(bank, "notebooks/01_lager.ipynb", nbformat.writes(nbformat.v4.new_notebook(cells=cells)))
    monkeypatch.setenv("KB_CHROMIUM", "/borte/chromium")
    done = kb("report", "notebooks/01_lager.ipynb", "--docx", "--pdf", status=1)
    assert "charts in words and tables only" in done.stderr
    assert "KB_CHROMIUM names /borte/chromium" in done.stderr
    pages = bank / "build" / "reports"
    assert (pages / "01_lager.docx").is_file()
    assert not (pages / "01_lager.pdf").exists()
