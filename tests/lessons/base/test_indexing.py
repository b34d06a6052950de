import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from banks import TAXONOMY, lesson_text, write
from letters import LetterCounts

from kb.errors import KbError
from kb.lessons.base.indexing import sync
from kb.lessons.base.store import Store

NOBODY = 65534


@pytest.fixture
def bank(tmp_path):
    write(tmp_path, "lessons/entries/a.md", lesson_text())
    write(tmp_path, "lessons/texts/blogg/2020-12-18-b.md", "# Året\n\nVi lærte mye.\n")
    return tmp_path


def brought_in(bank, embedder=None, folder="lessons", **settings):
    return sync(
        [bank / folder],
        bank / "kb.sqlite",
        embedder or LetterCounts(),
        root=bank,
        taxonomy=TAXONOMY,
        **settings,
    )


def test_the_first_time_everything_is_added(bank):
    changes = brought_in(bank)
    assert changes.added == ("lessons/entries/a.md", "lessons/texts/blogg/2020-12-18-b.md")
    assert changes.embedded == 5


def test_the_second_time_nothing_is_done(bank):
    brought_in(bank)
    embedder = LetterCounts()
    changes = brought_in(bank, embedder)
    assert (len(changes.unchanged), changes.added, changes.changed, changes.removed) == (2, (), (), ())
    assert embedder.embedded == 0


def test_only_the_changed_passage_is_embedded_again(bank):
    brought_in(bank)
    write(bank, "lessons/entries/a.md", lesson_text().replace("Behold lageret.", "Behold og utvid lageret."))
    changes = brought_in(bank)
    assert (changes.changed, changes.embedded) == (("lessons/entries/a.md",), 1)


def test_a_removed_file_leaves_nothing_behind(bank):
    brought_in(bank)
    (bank / "lessons/entries/a.md").unlink()
    assert brought_in(bank).removed == ("lessons/entries/a.md",)
    with sqlite3.connect(bank / "kb.sqlite") as db:
        tables = ("passages", "vectors", "documents")
        assert [db.execute(f"select count(*) from {table}").fetchone()[0] for table in tables] == [1] * 3
        assert db.execute("select count(*) from document_themes").fetchone()[0] == 0


def test_a_renamed_lesson_keeps_its_id(bank):
    brought_in(bank)
    (bank / "lessons/entries/a.md").rename(bank / "lessons/entries/b.md")
    changes = brought_in(bank)
    assert (changes.added, changes.removed, changes.embedded) == (
        ("lessons/entries/b.md",),
        ("lessons/entries/a.md",),
        0,
    )
    assert Store(bank / "kb.sqlite").entries()["felles-lager"].path == "lessons/entries/b.md"


def test_a_file_with_faults_keeps_what_the_base_had(bank):
    brought_in(bank)
    write(bank, "lessons/entries/a.md", lesson_text(kind="success"))
    changes = brought_in(bank)
    assert len(changes.faults) == 1
    assert Store(bank / "kb.sqlite").entries()["felles-lager"].kind == "strength"


def test_another_folder_is_added_beside_the_first(bank):
    brought_in(bank)
    write(bank, "notater/c.txt", "Et notat om skolen.")
    changes = brought_in(bank, folder="notater")
    assert (changes.added, changes.removed) == (("notater/c.txt",), ())
    assert len(Store(bank / "kb.sqlite").entries()) == 3


def test_an_id_taken_in_another_folder_is_told_and_the_first_is_kept(bank):
    brought_in(bank)
    write(bank, "andre/x.md", lesson_text())
    changes = brought_in(bank, folder="andre")
    assert "already the id of lessons/entries/a.md" in str(changes.faults[0])
    assert Store(bank / "kb.sqlite").entries()["felles-lager"].path == "lessons/entries/a.md"


def test_equal_passages_of_two_documents_are_both_found_and_embedded_once(bank):
    write(bank, "lessons/texts/blogg/2020-12-19-c.md", "# Året\n\nVi lærte mye.\n")
    assert brought_in(bank).embedded == 5
    store = Store(bank / "kb.sqlite")
    assert len(store.passage_ids()) == 6
    assert abs(store.vectors("letters", [i for i, _ in store.passage_ids()])).sum(axis=1).all()


def test_vectors_of_two_models_live_side_by_side(bank):
    brought_in(bank)
    assert brought_in(bank, LetterCounts("other")).embedded == 5
    assert Store(bank / "kb.sqlite").models() == {"letters": 5, "other": 5}


def test_progress_runs_to_the_end(bank):
    told = []
    brought_in(bank, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (5, 5)


def test_a_stop_while_embedding_loses_nothing(bank):
    class Stopped(LetterCounts):
        def documents(self, texts):
            raise KeyboardInterrupt

    brought_in(bank)
    write(bank, "lessons/entries/c.md", lesson_text(id="c"))
    write(bank, "lessons/entries/a.md", lesson_text(title="En annen tittel"))
    with pytest.raises(KeyboardInterrupt):
        brought_in(bank, Stopped())
    assert Store(bank / "kb.sqlite").entries()["felles-lager"].title == "Ett felles lager ga oversikt"
    assert brought_in(bank).added == ("lessons/entries/c.md",)


def test_a_file_that_is_no_database_is_told(bank):
    write(bank, "kb.sqlite", "dette er ikke en database " * 100)
    with pytest.raises(KbError, match="cannot be used as a knowledge base"):
        brought_in(bank)


def test_a_folder_above_the_bank_may_be_named(bank):
    brought_in(bank)
    changes = sync([bank], bank / "kb.sqlite", LetterCounts(), root=bank / "lessons/texts", taxonomy=TAXONOMY)
    assert changes.faults == ()


def test_two_lessons_may_swap_ids(bank):
    write(bank, "lessons/entries/b.md", lesson_text(id="b", title="Den andre"))
    brought_in(bank)
    write(bank, "lessons/entries/a.md", lesson_text(id="b"))
    write(bank, "lessons/entries/b.md", lesson_text(title="Den andre"))
    assert len(brought_in(bank).changed) == 2
    assert Store(bank / "kb.sqlite").entries()["felles-lager"].title == "Den andre"


def test_a_lesson_that_takes_the_id_of_one_with_faults_does_not_push_it_out(bank):
    write(bank, "lessons/entries/b.md", lesson_text(id="b", title="Den andre"))
    brought_in(bank)
    write(bank, "lessons/entries/a.md", lesson_text(id="b"))
    write(bank, "lessons/entries/b.md", lesson_text(id="c", kind="success"))
    write(bank, "lessons/entries/c.md", lesson_text())
    changes = brought_in(bank)
    assert [fault.file[-4:] for fault in changes.faults] == ["b.md", "a.md", "c.md"]
    assert Store(bank / "kb.sqlite").entries()["b"].title == "Den andre"
    assert len(Store(bank / "kb.sqlite").entries()) == 3


def test_a_missing_folder_leaves_no_empty_base_behind(bank):
    with pytest.raises(KbError, match="There is no folder"):
        brought_in(bank, folder="borte")
    assert not (bank / "kb.sqlite").exists()


@contextmanager
def an_ordinary_user(folder):
    """Nothing is closed to root, so root steps down while the folder is read."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, -1)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="Windows closes folders by other means than modes")
def test_a_folder_that_may_not_be_opened_keeps_what_the_base_had():
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        bank = Path(name).resolve()
        write(bank, "lessons/texts/blogg/2020-12-18-b.md", "# Året\n\nVi lærte mye.\n")
        write(bank, "lessons/entries/a.md", lesson_text())
        brought_in(bank)
        closed = bank / "lessons/texts/blogg"
        with an_ordinary_user(bank):
            closed.chmod(0)
            try:
                changes = brought_in(bank)
            finally:
                closed.chmod(0o755)
    assert "lessons/texts/blogg: folder: cannot be opened" in str(changes.faults[0])
    assert changes.removed == ()


def test_the_database_of_another_program_is_left_as_it_is(bank):
    with closing(sqlite3.connect(bank / "kb.sqlite")) as other:
        other.execute("create table bilder (navn)")
    before = (bank / "kb.sqlite").read_bytes()
    with pytest.raises(KbError, match="the database of another program"):
        brought_in(bank)
    assert (bank / "kb.sqlite").read_bytes() == before


def test_a_base_of_a_later_version_is_left_as_it_is(bank):
    brought_in(bank)
    with closing(sqlite3.connect(bank / "kb.sqlite")) as later:
        later.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) "
            "values ('erfaringsbank', 'm999_later', '2030-01-01')"
        )
        later.commit()
    with pytest.raises(KbError, match="a later version of kb made it"):
        brought_in(bank)


def test_a_base_that_another_program_writes_to_is_told_before_anything_is_embedded(bank):
    brought_in(bank)
    write(bank, "lessons/texts/blogg/ny.txt", "Ny tekst.")
    embedder = LetterCounts()
    with closing(sqlite3.connect(bank / "kb.sqlite", isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(KbError, match="try again when that is done"):
            brought_in(bank, embedder)
    assert embedder.embedded == 0


def test_a_base_below_a_file_is_told(bank):
    with pytest.raises(KbError, match="cannot be used as a knowledge base"):
        sync([bank], bank / "lessons/entries/a.md/kb.sqlite", LetterCounts(), root=bank, taxonomy=TAXONOMY)
