import dataclasses
import datetime as dt

import pytest

from kb.errors import FaultsFound
from kb.intake.importing.intake import take_in
from kb.intake.importing.shelf import open_shelf
from kb.intake.importing.writing import ORIGINALS, keep_original, put_away
from kb.intake.records import Block, Span
from kb.lessons.bank.reading import read

from .conftest import RULES, original, reading


def stored(shelf):
    return {
        path.relative_to(shelf.folder).as_posix(): path.read_text() for path in shelf.folder.rglob("*.md")
    }


def test_persons_are_masked_in_the_text_the_title_and_the_file_name(shelf):
    file = original(file="notat Kari Nordmann.pptx")
    intake = take_in(file, reading(title="Samtale med Kari Nordmann"), shelf, RULES)
    put_away(intake, shelf)
    (text,) = stored(shelf).values()
    assert "Nordmann" not in text
    assert "22 33 44 55" not in text
    assert intake.record.masked["phone"] == 1
    assert intake.record.original.file == "notat [navn].pptx"


def test_masking_can_be_left_out_by_those_who_ask(shelf):
    intake = take_in(original(), reading(), shelf, dataclasses.replace(RULES, masked=False))
    assert "Kari Nordmann" in intake.body
    assert intake.record.masked == {}


def test_the_same_file_twice_changes_nothing(shelf):
    put_away(take_in(original(), reading(), shelf, RULES), shelf)
    before = stored(shelf)
    again = open_shelf(shelf.folder.parent)
    later = dataclasses.replace(RULES, review_by=dt.date(2031, 1, 1))
    intake = take_in(original(file="kopi.pptx"), reading(), again, later)
    put_away(intake, again)
    assert intake.outcome == "unchanged"
    assert stored(shelf) == before


def test_a_newer_version_takes_the_place_of_the_older_and_names_it(shelf):
    first = take_in(original(), reading(), shelf, RULES)
    put_away(first, shelf)
    again = open_shelf(shelf.folder.parent)
    newer = original([Block("paragraph", "Ny tekst.")], content=b"2")
    second = take_in(newer, reading(title="Ny tittel"), again, RULES)
    put_away(second, again)
    assert second.outcome == "newer version"
    assert second.path == first.path
    assert second.record.earlier == [first.record.original.sha256]
    assert (
        take_in(original(), reading(), again, RULES).outcome == "unchanged"
    )  # the old one brings nothing back


def test_the_same_name_another_day_is_another_text(shelf):
    put_away(take_in(original(), reading(), shelf, RULES), shelf)
    other = take_in(original(content=b"2"), reading(day=dt.date(2020, 6, 2)), shelf, RULES)
    assert other.outcome == "new"


def test_what_was_changed_by_hand_is_not_replaced_unasked(shelf):
    path = put_away(take_in(original(), reading(), shelf, RULES), shelf)
    path.write_text(path.read_text() + "\nRettet for hånd.\n", encoding="utf-8")
    newer = original(content=b"2")
    again = open_shelf(shelf.folder.parent)
    with pytest.raises(FaultsFound, match=r"changed by hand.*--overwrite"):
        take_in(newer, reading(), again, RULES)
    replaced = take_in(newer, reading(), again, dataclasses.replace(RULES, overwrite=True))
    assert replaced.outcome == "newer version"


def test_what_is_written_is_a_text_that_the_bank_reads(shelf):
    period = Span(dt.date(2020, 3, 12), None)
    intake = take_in(original(), reading(period=period, areas=("Helse og mestring",)), shelf, RULES)
    path = put_away(intake, shelf)
    document = read(path, "texts/status/a.md", {})
    assert (document.title, document.kind) == ("Status i Fjordvik", "status")
    assert (document.date, document.review_by) == (dt.date(2020, 5, 26), RULES.review_by)
    assert document.text[document.body_start :] == intake.body


def test_a_period_that_ends_before_it_begins_is_left_out(shelf):
    span = Span(dt.date(2021, 1, 1), dt.date(2020, 1, 1))
    assert take_in(original(), reading(period=span), shelf, RULES).record.period is None


def test_a_text_without_a_day_says_how_to_give_one(shelf):
    intake = take_in(original(), reading(day=None), shelf, RULES)
    assert ["--date" in fault.remedy for fault in intake.left_out] == [True]
    given = take_in(
        original(), reading(day=None), shelf, dataclasses.replace(RULES, date=dt.date(2020, 1, 2))
    )
    assert given.record.date == dt.date(2020, 1, 2)
    assert given.left_out == ()


def test_the_day_that_was_missing_can_be_given_by_a_second_import(shelf):
    first = put_away(take_in(original(), reading(day=None), shelf, RULES), shelf)
    dated = dataclasses.replace(RULES, date=dt.date(2020, 1, 2))
    again = open_shelf(shelf.folder.parent)
    assert put_away(take_in(original(), reading(day=None), again, dated), again) == first
    kept = take_in(original(), reading(day=None), open_shelf(shelf.folder.parent), dated)
    assert (kept.outcome, kept.record.date, kept.record.earlier) == ("unchanged", dt.date(2020, 1, 2), [])


def test_an_original_is_kept_only_where_the_bank_does_not_index_it(shelf):
    intake = take_in(original(), reading(), shelf, RULES)
    kept = keep_original(intake, b"1", shelf)
    assert kept.parent.name == ORIGINALS
    assert kept.read_bytes() == b"1"


def test_one_who_is_a_person_only_by_the_text_is_masked_in_its_title_too(shelf):
    body = Block(
        "paragraph", "– Vi ringte rundt, sier Tuuli Aikio, som leder vakta. Tuuli fikk med seg tolv."
    )
    told = take_in(original([body]), reading(title="Slik reddet Tuuli vakta"), shelf, RULES)
    assert "Tuuli" not in told.record.title
    assert "tuuli" not in told.path.name
    assert "Tuuli" not in told.body
