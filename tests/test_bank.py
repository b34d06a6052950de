"""The example bank is worth searching, and keeps the promises of lessons/README.md."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from kb.lessons.bank.gathering import gather
from kb.lessons.bank.passages import cut
from kb.lessons.bank.records import HEADINGS, Lesson
from kb.lessons.bank.themes import read_taxonomy

ROOT = Path(__file__).parents[1]
IDENTIFIERS = re.compile(r"[\w.]+@\w+|(?:\+47|\btlf\.?)\s?\d|\b\d{2} \d{2} \d{2} \d{2}\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def bank():
    return gather([ROOT / "lessons"], ROOT, read_taxonomy(ROOT / "lessons" / "themes.toml"))


@pytest.fixture(scope="module")
def lessons(bank):
    return [document.lesson for document in bank.documents if document.lesson]


@pytest.fixture(scope="module")
def texts(bank):
    return {
        document.path.removeprefix("lessons/"): document for document in bank.documents if not document.lesson
    }


def test_no_file_has_a_fault(bank):
    assert [str(fault) for fault in bank.faults] == []


def test_there_are_lessons_of_every_kind(lessons):
    statuses = Counter(lesson.status for lesson in lessons)
    assert len(lessons) >= 60
    assert len(statuses) == 7
    assert sum(lesson.language == "nn" for lesson in lessons) >= 8
    assert sum(lesson.kind == "strength" for lesson in lessons) >= 20
    assert sum(bool(lesson.identified_before) for lesson in lessons) >= 5


def test_every_theme_has_a_lesson(lessons):
    used = {theme for lesson in lessons for theme in lesson.themes}
    assert used == set(read_taxonomy(ROOT / "lessons" / "themes.toml"))


def test_there_are_example_texts_of_every_genre_and_all_are_labelled(texts):
    assert len(texts) >= 10
    assert {Path(path).suffix for path in texts} == {".md", ".pptx", ".docx", ".pdf"}
    assert {document.kind for document in texts.values()} == {
        "soknader",
        "status",
        "blogg",
        "artikler",
        "rapporter",
    }
    assert [
        path
        for path, document in texts.items()
        if not re.search("Eksempeltekst skr[ie]ve[nt]", document.text)
    ] == []


def test_a_source_in_the_bank_exists_with_the_passage_that_is_named(lessons, texts):
    for lesson in lessons:
        for source in lesson.sources:
            if source.document.startswith("texts/"):
                document = texts[source.document]
                headings = {part for passage in cut(document) for part in passage.heading.split(" › ")}
                assert source.passage in headings or source.passage in document.text, (lesson.id, source)


def test_a_lesson_points_back_in_time(lessons):
    begins = {lesson.id: lesson.period.start for lesson in lessons}
    for lesson in lessons:
        assert all(begins[earlier] <= lesson.period.start for earlier in lesson.identified_before), lesson.id


def test_no_phone_number_or_email_address_is_in_the_bank(bank):
    assert [(d.path, found[0]) for d in bank.documents if (found := IDENTIFIERS.search(d.text))] == []


def test_the_guide_tells_of_every_field_and_heading():
    guide = (ROOT / "lessons" / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+)`", guide, re.MULTILINE))
    assert told == {field.alias or name for name, field in Lesson.model_fields.items()}
    assert all(f"## {heading}" in guide for heading in HEADINGS["nb"])


def test_the_guides_own_example_is_a_lesson_without_faults(tmp_path):
    guide = (ROOT / "lessons" / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```markdown\n(.*?)```", guide, re.DOTALL)[1]
    shutil.copytree(ROOT / "lessons" / "texts", tmp_path / "texts")
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "a.md").write_text(example, encoding="utf-8")
    found = gather([tmp_path / "entries"], tmp_path, read_taxonomy(ROOT / "lessons" / "themes.toml"))
    assert (len(found.documents), found.faults) == (1, ())
