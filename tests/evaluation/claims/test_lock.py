import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.evaluation.claims.lock import (
    USED,
    Change,
    Lock,
    changes,
    held_against,
    leave_used,
    read_lock,
    read_used,
    write_lock,
)

DAY = dt.date(2020, 9, 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(states=st.dictionaries(TEXTS, TEXTS, max_size=5))
def test_what_is_written_is_read_back(tmp_path_factory, states):
    file = tmp_path_factory.mktemp("lock") / "evidence.lock.toml"
    write_lock(file, states, DAY)
    assert read_lock(file) == Lock(states, DAY)


def test_a_file_that_is_not_there_has_approved_nothing(tmp_path):
    assert read_lock(tmp_path / "borte.toml") == Lock({}, None)


@pytest.mark.parametrize(
    "content",
    [
        b"[evidence]\n",
        b"approved = 2020-09-01\n",
        b"approved = 1\n[evidence]\n",
        b"approved = 2020-09-01\nevidence = 1\n",
        b"approved = 2020-09-01\n[evidence]\na = 1\n",
        b"approved = 2020-09-01T10:00:00\n[evidence]\n",
        b"\xff\xfe",
        b"approved = ",
    ],
)
def test_a_damaged_file_is_told_with_its_remedy(tmp_path, content):
    file = tmp_path / "evidence.lock.toml"
    file.write_bytes(content)
    with pytest.raises(FaultsFound, match="kb evaluation approve"):
        read_lock(file)


def test_evidence_that_changed_is_told_with_old_and_new_and_that_never_approved_by_name():
    lock = Lock({"same": "1", "other": "0.5 of 400"}, DAY)
    new, changed = held_against(lock, [("same", "1"), ("other", "0.6 of 400"), ("third", "3")])
    assert "not been approved: third." in new[0]
    assert "“other” has changed since 2020-09-01: it was “0.5 of 400”, it is “0.6 of 400”" in changed[0]
    assert "kb evaluation approve" in changed[1]


def test_approval_tells_what_is_new_changed_and_no_longer_used():
    told = changes({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "4", "d": "5"})
    assert told == [Change("b", "2", "4"), Change("c", "3", ""), Change("d", "", "5")]


def test_a_run_tells_what_it_rests_on_only_to_the_one_who_asked(tmp_path, monkeypatch):
    file, lock = tmp_path / "used.jsonl", tmp_path / "evidence.lock.toml"
    leave_used(lock, {"a": "1"})
    assert read_used(file) == {}
    monkeypatch.setenv(USED, str(file))
    leave_used(lock, {"a": "1"})
    leave_used(lock, {"b": "ø"})
    assert read_used(file) == {lock.resolve(): {"a": "1", "b": "ø"}}
    assert len([json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]) == 2
