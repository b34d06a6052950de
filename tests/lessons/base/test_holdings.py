"""Which files a run looks into again, and what it may leave alone."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from banks import TAXONOMY, lesson_text, write
from letters import LetterCounts

from kb.lessons.bank.finding import find
from kb.lessons.base.holdings import purpose, read_holdings
from kb.lessons.base.indexing import sync
from kb.lessons.base.writing import open_for_writing

LONG_AGO = 1_600_000_000_000_000_000
NAME = "lessons/entries/a.md"


@pytest.fixture
def bank(tmp_path):
    write(tmp_path, NAME, lesson_text())
    write(tmp_path, "lessons/entries/b.md", lesson_text(id="b", title="Den andre"))
    write(tmp_path, "lessons/texts/c.txt", "Et notat.")
    age(tmp_path)
    return tmp_path


def age(bank, time=LONG_AGO):
    for path in (bank / "lessons").rglob("*.*"):
        os.utime(path, ns=(time, time))


def brought_in(bank, taxonomy=TAXONOMY, embedder=None):
    folder, base = bank / "lessons", bank / "kb.sqlite"
    return sync([folder], base, embedder or LetterCounts(), root=bank, taxonomy=taxonomy)


def told(bank, query):
    with closing(sqlite3.connect(bank / "kb.sqlite")) as db:
        return db.execute(query).fetchall()


def tamper(bank, statement):
    with closing(sqlite3.connect(bank / "kb.sqlite")) as db, db:
        db.execute(statement)


def test_a_file_of_the_same_size_and_time_is_not_opened(bank):
    brought_in(bank)
    write(bank, NAME, lesson_text().replace("åpnet", "ålagt"))
    age(bank)
    assert len(brought_in(bank).unchanged) == 3


def test_a_file_that_changed_within_a_tick_of_the_disks_clock_is_noticed(bank):
    file = write(bank, NAME, lesson_text())
    time = file.stat().st_mtime_ns
    brought_in(bank)
    write(bank, NAME, lesson_text().replace("åpnet", "ålagt"))
    os.utime(file, ns=(time, time))
    assert brought_in(bank).changed == (NAME,)


def test_a_file_with_the_same_bytes_and_another_time_is_unchanged(bank):
    brought_in(bank)
    age(bank, LONG_AGO + 1)
    assert len(brought_in(bank).unchanged) == 3
    assert told(bank, "select distinct mtime from documents") == [(LONG_AGO + 1,)]


def test_the_bytes_of_a_file_with_another_time_decide(bank):
    brought_in(bank)
    read_for = purpose(TAXONOMY, "letters")
    with open_for_writing(bank / "kb.sqlite") as db:
        held = read_holdings(db.execute)[NAME]
    age(bank, LONG_AGO + 1)
    assert held.is_of(find([bank], bank)[0][NAME], read_for)
    write(bank, NAME, lesson_text().replace("åpnet", "ålagt"))
    assert not held.is_of(find([bank], bank)[0][NAME], read_for)


def test_a_file_of_the_same_size_and_another_time_is_looked_into(bank):
    brought_in(bank)
    write(bank, NAME, lesson_text().replace("åpnet", "ålagt"))
    assert brought_in(bank).changed == (NAME,)


def test_a_file_with_faults_is_told_every_time(bank):
    write(bank, NAME, lesson_text(kind="success"))
    age(bank)
    assert [len(brought_in(bank).faults) for _ in range(3)] == [1, 1, 1]


def test_a_lesson_that_broke_is_told_every_time(bank):
    brought_in(bank)
    write(bank, NAME, lesson_text(kind="success"))
    age(bank)
    assert [len(brought_in(bank).faults) for _ in range(3)] == [1, 1, 1]


def test_a_lesson_that_is_not_read_again_is_told_when_what_it_points_at_goes(bank):
    write(bank, NAME, lesson_text(identified_before="[b]"))
    age(bank)
    brought_in(bank)
    (bank / "lessons/entries/b.md").unlink()
    for _ in range(2):
        changes = brought_in(bank)
        assert "no lesson has the id 'b'" in str(changes.faults[0])
        assert changes.unchanged == ("lessons/texts/c.txt",)
    assert ("felles-lager",) in told(bank, "select id from documents")


def test_a_new_lesson_with_the_id_of_one_that_is_not_read_again_is_told_with_it(bank):
    brought_in(bank)
    write(bank, "lessons/entries/d.md", lesson_text())
    assert [fault.file for fault in brought_in(bank).faults] == [NAME, "lessons/entries/d.md"]
    (bank / "lessons/entries/d.md").unlink()
    assert len(brought_in(bank).unchanged) == 3


def test_another_taxonomy_has_every_file_read_again(bank):
    brought_in(bank)
    assert len(brought_in(bank, {"skole": TAXONOMY["skole"]}).faults) == 2
    other = {**TAXONOMY, "skole": replace(TAXONOMY["skole"], synonyms=("heimeskule",))}
    assert len(brought_in(bank, other).unchanged) == 3


def test_another_way_of_reading_has_every_file_read_and_cut_again(bank):
    brought_in(bank)
    before = told(bank, "select document_id, position, text from passages order by 1, 2")
    tamper(bank, "update documents set reading = 0")
    tamper(bank, "update passages set text = 'slik det ble skåret før'")
    changes = brought_in(bank)
    assert (len(changes.changed), changes.embedded) == (3, 0)
    assert told(bank, "select document_id, position, text from passages order by 1, 2") == before


def test_another_model_has_every_text_embedded_and_nothing_written_again(bank):
    brought_in(bank)
    ids = told(bank, "select id from passages")
    changes = brought_in(bank, embedder=LetterCounts("other"))
    assert (len(changes.unchanged), changes.embedded) == (3, 9)
    assert told(bank, "select id from passages") == ids
    assert brought_in(bank).embedded == 0


def test_other_word_lists_have_all_postings_made_again(bank):
    brought_in(bank)
    made = told(bank, "select kind, term, passages, impacts from postings")
    tamper(bank, "update state set value = 'other' where name = 'analysis'")
    tamper(bank, "delete from postings where term > 'k'")
    assert len(brought_in(bank).unchanged) == 3
    assert told(bank, "select kind, term, passages, impacts from postings") == made
