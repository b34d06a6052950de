import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from banks import TAXONOMY, lesson_text, write
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.lessons.bank.editing import Edit, changed, edit, edit_all
from kb.lessons.bank.frontmatter import read_front_matter
from kb.lessons.bank.reading import read

ACTIONS = """
  - what: "Telle: hver mandag"   # avtalt i mai
    owner: 'Lagerleder'
    status: planned
  # den andre
  - {what: Måle, owner: Lagerleder, status: planned}"""
FOLDED = """>-
  Svinnet falt fra 12 % til 3 % på ett år.
  Det er målt to ganger."""


def set_status(values):
    values["status"] = "validated"


def nothing(_values):
    pass


def edited(path, change):
    return edit(path, change, name="a.md", taxonomy=TAXONOMY)


@pytest.fixture
def lesson(tmp_path):
    text = lesson_text(actions=ACTIONS, verification=FOLDED).replace("actions: \n", "actions:\n")
    return write(tmp_path, "a.md", text)


def test_only_the_line_that_was_changed_is_another(lesson):
    before = lesson.read_text(encoding="utf-8").splitlines()
    assert edited(lesson, set_status).status == "validated"
    after = lesson.read_text(encoding="utf-8").splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("status: identified", "status: validated")
    ]


def test_a_change_of_nothing_leaves_the_file_untouched(lesson):
    stamp = lesson.stat().st_mtime_ns
    edited(lesson, nothing)
    assert lesson.stat().st_mtime_ns == stamp


LESSONS = sorted((Path(__file__).parents[3] / "lessons" / "entries").glob("*.md"))


def untouched(text, path="a.md"):
    document = SimpleNamespace(text=text, body_start=read_front_matter(text, path).body_start)
    return changed(document, nothing)


@pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.stem)
def test_every_lesson_of_the_bank_comes_through_to_the_byte_with_either_line_end(file):
    text = file.read_bytes().decode()
    assert untouched(text) == text
    assert untouched(text.replace("\n", "\r\n")) == text.replace("\n", "\r\n")


LOOSE = (
    "---\ntitle: A\nperiod:\n    from: 2020-01-01\nactions:\n- what: W\n  progress:\n"
    "  - on: 2020-01-01\n    note: N\n"
)
TIGHT = "---   \ntitle: A\nthemes:\n   # den første\n   - skole\nactions:\n   - what: W\n     owner: O\n"


@pytest.mark.parametrize("front", [LOOSE, TIGHT], ids=["unindented lists, four spaces", "three spaces"])
def test_a_writers_own_indentation_is_kept(front):
    text = f"{front}---\n\nBrødtekst\n"
    assert untouched(text) == text


def test_windows_line_ends_are_kept_in_an_edit(tmp_path):
    before = lesson_text().replace("\n", "\r\n").encode()
    file = tmp_path / "a.md"
    file.write_bytes(before)
    edited(file, set_status)
    assert file.read_bytes() == before.replace(b"identified", b"validated", 1)


def test_a_note_is_added_where_it_belongs_and_a_date_is_written_as_one(lesson):
    def note(values):
        values["actions"][0]["progress"] = [{"on": dt.date(2020, 5, 1), "note": "Talt: 40"}]

    changed_lesson = edited(lesson, note)
    assert changed_lesson.actions[0].last.note == "Talt: 40"
    text = lesson.read_text(encoding="utf-8")
    assert "      - on: 2020-05-01\n        note: 'Talt: 40'\n" in text
    assert '"Telle: hver mandag"   # avtalt i mai' in text
    assert "# den andre" in text


def test_what_would_not_be_valid_is_not_written(lesson):
    before = lesson.read_bytes()

    def spoil(values):
        values.update(kind="success", review_by="i morgen")

    with pytest.raises(FaultsFound) as found:
        edited(lesson, spoil)
    assert [fault.place.partition("field ")[2] for fault in found.value.faults] == ["kind", "review_by"]
    assert lesson.read_bytes() == before
    assert [file.name for file in lesson.parent.iterdir()] == ["a.md"]


def test_a_lesson_with_faults_is_told_and_not_changed(tmp_path):
    file = write(tmp_path, "a.md", lesson_text(event=None))
    with pytest.raises(FaultsFound, match="field event: is missing"):
        edited(file, set_status)


def test_several_lessons_are_changed_together_or_none(tmp_path):
    good = write(tmp_path, "a.md", lesson_text())
    bad = write(tmp_path, "b.md", lesson_text(id="b", event=None))
    edits = [Edit(good, "a.md", set_status), Edit(bad, "b.md", set_status)]
    with pytest.raises(FaultsFound):
        edit_all(edits, TAXONOMY)
    assert "status: identified" in good.read_text(encoding="utf-8")
    assert edit_all([*edits[:1], Edit(good, "a.md", nothing)][:1], TAXONOMY) == [good]
    assert edit_all(edits[:1], TAXONOMY) == []


def test_three_hyphens_within_a_value_do_not_end_the_front_matter(tmp_path):
    file = write(tmp_path, "a.md", lesson_text(event='"Før --- og etter"'))
    assert edited(file, set_status).event == "Før --- og etter"


def test_windows_line_ends_stay_valid(tmp_path):
    file = write(tmp_path, "a.md", lesson_text(actions=ACTIONS).replace("\n", "\r\n"))
    assert edited(file, set_status).status == "validated"
    assert read(file, "a.md", TAXONOMY).lesson.actions[0].what == "Telle: hver mandag"


WORDS = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=60)


@given(st.lists(WORDS.map(str.strip).filter(bool), min_size=1, max_size=5))
def test_whatever_words_a_lesson_holds_come_through_an_edit_of_another_field(words):
    front = {"id": "a", "event": "x", "liste": words}
    text = f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---\n\nTekst.\n"
    before = read_front_matter(text, "a")
    document = SimpleNamespace(text=text, body_start=before.body_start)
    after = read_front_matter(changed(document, lambda values: values.update(event="y")), "a").values
    assert after == {**before.values, "event": "y"}
