"""A check that believes the base about a file only while the file's bytes, the rules and the themes are the same."""

import os

import pytest
from banks import TAXONOMY, lesson_text, write
from letters import LetterCounts

from kb.lessons.base import holdings
from kb.lessons.base.checking import check, read_lessons
from kb.lessons.base.indexing import sync

MODEL = LetterCounts()
NAME = "lessons/entries/a.md"


@pytest.fixture
def bank(tmp_path):
    write(tmp_path, NAME, lesson_text())
    write(tmp_path, "lessons/entries/b.md", lesson_text(id="b", identified_before="[felles-lager]"))
    write(tmp_path, "lessons/texts/c.txt", "Et notat.")
    sync([tmp_path / "lessons"], tmp_path / "kb.sqlite", MODEL, root=tmp_path, taxonomy=TAXONOMY)
    return tmp_path


def told(bank, *folders, taxonomy=TAXONOMY):
    home, database = bank / "lessons", bank / "kb.sqlite"
    faults = check([bank / one for one in folders], home, bank, database, taxonomy, MODEL.name)
    return [f"{fault.file}: {fault.place}" for fault in faults]


def test_what_is_indexed_has_no_faults(bank):
    assert told(bank) == []


def test_a_file_that_has_other_bytes_of_the_same_number_and_the_same_time_is_read_again(bank):
    file = bank / NAME
    stamp = file.stat()
    file.write_bytes(file.read_bytes().replace(b"kind: strength", b"kind: strengtt"))
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert file.stat().st_size == stamp.st_size
    assert told(bank) == [f"{NAME}: line 4, field kind"]


def test_an_indexed_lesson_that_points_at_one_that_is_gone_since_is_told(bank):
    (bank / NAME).unlink()
    assert told(bank) == ["lessons/entries/b.md: field identified_before"]
    assert told(bank, "lessons/texts") == []


def test_an_indexed_lesson_whose_source_is_gone_since_is_told(bank):
    text = lesson_text(sources="[{document: texts/c.txt, passage: Alt}]")
    write(bank, NAME, text)
    sync([bank / "lessons"], bank / "kb.sqlite", MODEL, root=bank, taxonomy=TAXONOMY)
    assert told(bank) == []
    (bank / "lessons/texts/c.txt").unlink()
    assert told(bank) == [f"{NAME}: field sources.0.document"]


def test_other_rules_than_those_of_the_index_read_everything_again(bank, monkeypatch):
    before = holdings.purpose(TAXONOMY, MODEL.name)
    monkeypatch.setattr(holdings, "_rules", lambda: b"other rules")
    assert holdings.purpose(TAXONOMY, MODEL.name) != before
    assert told(bank) == []


def test_a_base_of_another_program_is_passed_over(bank):
    (bank / "kb.sqlite").write_bytes(b"no database at all")
    assert told(bank) == []


def test_lessons_are_the_same_whether_the_base_knows_them_or_not(bank):
    def lessons(database):
        return read_lessons([bank / "lessons"], bank, bank / database, TAXONOMY, MODEL.name)

    known, read = lessons("kb.sqlite"), lessons("none.sqlite")
    assert [path for path, _ in read[0]] == [NAME, "lessons/entries/b.md"]
    assert known == read
