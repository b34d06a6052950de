"""The base stays whole: through stops, through years of changes, and when an older version made it."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest
from banks import TAXONOMY, lesson_text, write
from letters import LetterCounts
from sqlite_utils import Database

from kb.errors import KbError
from kb.lessons.base.indexing import sync
from kb.lessons.base.schema import migrations

NAME = "lessons/entries/a.md"


@pytest.fixture
def bank(tmp_path):
    write(tmp_path, NAME, lesson_text())
    write(tmp_path, "lessons/texts/b.txt", "Et notat.")
    return tmp_path


def brought_in(bank, embedder=None, **settings):
    folder, base = bank / "lessons", bank / "kb.sqlite"
    return sync([folder], base, embedder or LetterCounts(), root=bank, taxonomy=TAXONOMY, **settings)


def told(bank, query):
    with closing(sqlite3.connect(bank / "kb.sqlite")) as db:
        return db.execute(query).fetchall()


def passage_ids(bank):
    return {row[0] for row in told(bank, "select id from passages")}


def posted_ids(bank):
    lists = told(bank, "select passages from postings where kind = 'stem'")
    return {int(number) for row in lists for number in np.frombuffer(row[0], "<u4")}


def loose_vectors(bank):
    return told(bank, "select 1 from vectors where text_hash not in (select text_hash from passages)")


def test_the_id_of_a_passage_is_never_given_to_another(bank):
    used = set()
    for number in range(5):
        (bank / "lessons/texts/b.txt").unlink(missing_ok=True)
        brought_in(bank)
        write(bank, "lessons/texts/b.txt", f"Et notat av {number}.")
        brought_in(bank)
        fresh = {row[0] for row in told(bank, "select id from passages where document_id like '%b.txt'")}
        assert not fresh & used
        used |= fresh


def test_every_passage_has_postings_after_any_changes(bank):
    for number in range(6):
        write(bank, f"lessons/texts/n{number}.txt", f"Notat nummer {number} om munnbind.")
        write(bank, NAME, lesson_text(title=f"Tittel {number}"))
        (bank / f"lessons/texts/n{number - 2}.txt").unlink(missing_ok=True)
        brought_in(bank)
        assert passage_ids(bank) <= posted_ids(bank)
        assert loose_vectors(bank) == []


def test_a_stop_while_documents_are_written_leaves_none_of_them_half_written(bank):
    brought_in(bank)
    before = passage_ids(bank)
    write(bank, NAME, lesson_text(title="En annen tittel"))
    write(bank, "lessons/texts/c.txt", "Et notat til.")
    with closing(sqlite3.connect(bank / "kb.sqlite")) as db:
        db.execute(
            "create trigger stop before insert on documents when new.path like '%c.txt' "
            "begin select raise(abort, 'stopped'); end"
        )
    with pytest.raises(KbError, match="stopped"):
        brought_in(bank)
    assert passage_ids(bank) == before
    assert told(bank, "select title from documents where id = 'felles-lager'") == [
        ("Ett felles lager ga oversikt",)
    ]
    with closing(sqlite3.connect(bank / "kb.sqlite")) as db:
        db.execute("drop trigger stop")
    changes = brought_in(bank)
    assert (changes.changed, changes.added, changes.embedded) == ((NAME,), ("lessons/texts/c.txt",), 0)
    assert passage_ids(bank) <= posted_ids(bank)
    assert loose_vectors(bank) == []


def test_vectors_made_before_a_stop_are_kept_for_the_next_run_and_forgotten_when_not_needed(bank):
    def stop(_done, _of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        brought_in(bank, progress=stop)
    assert told(bank, "select count(*) from vectors") == [(5,)]
    (bank / "lessons/texts/b.txt").unlink()
    assert brought_in(bank).embedded == 0
    assert told(bank, "select count(*) from vectors") == [(4,)]


def test_a_text_that_moves_to_another_document_keeps_its_vectors_of_every_model(bank):
    brought_in(bank)
    brought_in(bank, LetterCounts("other"))
    (bank / "lessons/texts/b.txt").unlink()
    write(bank, "lessons/texts/c.txt", "Et notat.")
    assert brought_in(bank).embedded == 0
    assert told(bank, "select model, count(*) from vectors group by 1") == [("letters", 5), ("other", 5)]


def test_a_base_of_an_older_version_is_filled_again_and_nothing_is_embedded_again(bank):
    brought_in(bank)
    (bank / "kb.sqlite").rename(bank / "new.sqlite")
    with closing(Database(bank / "kb.sqlite")) as old:
        migrations.apply(old, stop_before="m006_stamps")
        old.execute("attach ? as new", [str(bank / "new.sqlite")])
        for table in ("documents", "passages", "vectors", "document_themes"):
            columns = ", ".join(old.table(table).columns_dict)
            old.execute(f"insert into {table} ({columns}) select {columns} from new.{table}")
        old.conn.commit()
    assert brought_in(bank).embedded == 0
    assert len(passage_ids(bank)) == 5
    assert passage_ids(bank) <= posted_ids(bank)
    assert len(brought_in(bank).unchanged) == 2
