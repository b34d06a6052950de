"""Small bases for the tests of posting lists: documents of one passage each, of few words."""

import sqlite3

from hypothesis import strategies as st
from sqlite_utils import Database

from kb.lessons.base.schema import migrations
from kb.lessons.words.postings import Fields

NAMES = (
    "plan",
    "planene",
    "Beredskapsplan",
    "smittevern",
    "smitte\u00advern",
    "vakt",
    "og",
    "råd",
    "A\u030apen",
    "…",
)


def texts():
    """Draw a title, a heading and a text of a few words, so that passages share them."""
    phrase = st.lists(st.sampled_from(NAMES), max_size=6).map(" ".join)
    return st.tuples(phrase, phrase, phrase)


def blank_base():
    """Open an empty base in memory, migrated; copy it with `backup`, as migrating takes its time."""
    base = sqlite3.connect(":memory:")
    migrations.apply(Database(base))
    base.commit()
    return base


def put_in(db, bank):
    """Write documents of one passage each, and give these as fields; postings are the test's own to write."""
    last = db.execute("select coalesce(max(seq), 0) from sqlite_sequence").fetchone()[0]
    passages = [Fields(last + n, *texts) for n, texts in enumerate(bank, 1)]
    for p in passages:
        db.execute(
            "insert into documents (id, kind, path, title, hash, metadata) values (?, 'text', ?, ?, '', '{}')",
            [str(p.id), str(p.id), p.title],
        )
        db.execute(
            "insert into passages (id, document_id, position, heading, start, end, text, text_hash)"
            " values (?, ?, 0, ?, 0, 0, ?, '')",
            [p.id, str(p.id), p.heading, p.text],
        )
    return passages


def take_out(db, numbers):
    """Take passages and their documents out, as the program does: their postings stay."""
    for number in numbers:
        db.execute("delete from passages where id = ?", [number])
        db.execute("delete from documents where id = ?", [str(number)])


def fresh(blank):
    """Copy a blank base, which takes less than making one."""
    base = sqlite3.connect(":memory:")
    blank.backup(base)
    return Database(base)
