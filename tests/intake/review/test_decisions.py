"""Decisions are lines that two people's work merges in, and bad lines are told."""

import subprocess
from datetime import date

import pytest

from kb.errors import FaultsFound
from kb.intake.proposals.proposing import propose
from kb.intake.review.decisions import Decided, decisions_file, keep, read_decisions, undecided

DAY = date(2026, 11, 28)


def decided(name, verdict="rejected", **more):
    return Decided(id=name, verdict=verdict, day=DAY, document="texts/x.md", **more)


def test_what_was_kept_is_read_again_in_the_order_of_ids(library):
    keep(library, [decided("ffffffffffff", reason="ikke nytt")])
    keep(library, [decided("000000000000", "accepted", lesson="felles-lager")])
    assert [one.id for one in read_decisions(library)] == ["000000000000", "ffffffffffff"]
    assert read_decisions(library)[1].reason == "ikke nytt"


def test_the_latest_word_on_a_proposal_holds(library):
    keep(library, [decided("ffffffffffff", reason="ikke nytt")])
    keep(library, [decided("ffffffffffff", "accepted", lesson="x")])
    assert [one.verdict for one in read_decisions(library)] == ["accepted"]


def test_two_persons_decisions_merge_as_text(library, tmp_path):
    base = [decided(f"{number:x}0000000000a") for number in range(0, 16, 2)]
    keep(library, base)
    file = decisions_file(library)
    before = file.read_bytes()
    keep(library, [decided("150000000000")])
    mine = file.read_bytes()
    file.write_bytes(before)
    keep(library, [decided("b50000000000")])
    for name, content in (("base", before), ("mine", mine)):
        (tmp_path / name).write_bytes(content)
    merged = subprocess.run(
        ["git", "merge-file", "-p", tmp_path / "mine", tmp_path / "base", file],
        capture_output=True,
        check=False,
    )
    assert merged.returncode == 0
    file.write_bytes(merged.stdout)
    assert {"150000000000", "b50000000000"} <= {one.id for one in read_decisions(library)}


def test_every_bad_line_is_told_with_its_number(library):
    keep(library, [decided("ffffffffffff")])
    file = decisions_file(library)
    file.write_text(f'<<<<<<< HEAD\n{file.read_text()}{{"id": 3}}\nnot json\n', encoding="utf-8")
    with pytest.raises(FaultsFound) as found:
        read_decisions(library)
    assert [fault.place for fault in found.value.faults] == ["line 1", "line 3", "line 4"]
    assert "merge that was not finished" in found.value.faults[0].problem
    before = file.read_bytes()
    with pytest.raises(FaultsFound):
        keep(library, [decided("aaaaaaaaaaaa")])
    assert file.read_bytes() == before


def test_a_file_of_another_encoding_is_told(library):
    decisions_file(library).write_bytes(b"\xff\xfe{}")
    with pytest.raises(FaultsFound, match="UTF-8"):
        read_decisions(library)


def test_a_decided_proposal_does_not_come_back(library):
    first, *others = propose(library)
    assert undecided([first, *others], [decided(first.id)]) == others


def test_a_point_joined_from_several_places_is_decided_by_any_of_them(library):
    first, second, *_ = propose(library)
    joined = first.joined_with([second])
    assert undecided([joined], [decided(second.id)]) == []
