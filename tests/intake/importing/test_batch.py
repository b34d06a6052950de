import datetime as dt
import json

import pytest

from kb.errors import FaultsFound
from kb.intake.importing.batch import import_files
from kb.intake.importing.intake import months_later
from kb.intake.importing.shelf import open_shelf
from kb.intake.importing.telling import as_dict

from .conftest import RULES

STATUS = """\
# Status i Fjordvik 26. mai 2020

## Hva har vi lært

- Digitale møter fungerte godt 😊
- Vaktlista var krevende og kom sent

Ring Kari Nordmann på 22 33 44 55.
"""


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inn boks æøå"
    folder.mkdir()
    (folder / "status uke 21.md").write_text(STATUS, encoding="utf-8")
    return folder


def names(shelf):
    return sorted(
        path.relative_to(shelf.folder).as_posix() for path in shelf.folder.rglob("*") if path.is_file()
    )


def test_a_folder_is_brought_in_whole_and_persons_are_masked(inbox, shelf):
    done = import_files([inbox], shelf, RULES)
    assert done.faults == ()
    (name,) = names(shelf)
    assert name == "status/2020-05-26-status-i-fjordvik-26-mai-2020.md"
    text = (shelf.folder / name).read_text(encoding="utf-8")
    assert "Nordmann" not in text
    assert "22 33 44 55" not in text


def test_a_dry_run_writes_nothing_and_tells_the_same(inbox, shelf):
    dry = import_files([inbox], shelf, RULES, dry=True)
    assert names(shelf) == []
    done = import_files([inbox], shelf, RULES)
    assert [one.record for one in dry.taken] == [one.record for one in done.taken]


def test_broken_files_are_told_and_the_others_are_brought_in(inbox, shelf):
    for number in range(20):
        (inbox / f"notat {number:02}.txt").write_text(
            f"Notat {number}\n\nVi lærte noe nytt.\n", encoding="utf-8"
        )
    (inbox / "brutt.docx").write_bytes(b"PK\x03\x04 halvt")
    (inbox / "tom.txt").write_bytes(b"")
    (inbox / "bilde.pdf").write_bytes(b"%PDF-1.4\n")
    done = import_files([inbox], shelf, RULES)
    assert len(done.taken) == 21
    assert sorted({fault.file.rpartition("/")[2] for fault in done.faults}) == [
        "bilde.pdf",
        "brutt.docx",
        "tom.txt",
    ]
    assert all(fault.remedy for fault in done.faults)
    assert len(names(shelf)) == 21


def test_a_second_import_changes_nothing(inbox, shelf):
    import_files([inbox], shelf, RULES)
    before = {path: path.read_bytes() for path in shelf.folder.rglob("*.md")}
    again = import_files([inbox], open_shelf(shelf.folder.parent), RULES)
    assert [one.outcome for one in again.taken] == ["unchanged"]
    assert {path: path.read_bytes() for path in shelf.folder.rglob("*.md")} == before


def test_two_files_of_one_import_with_the_same_bytes_are_one_text(inbox, shelf):
    (inbox / "kopi.md").write_text(STATUS, encoding="utf-8")
    done = import_files([inbox], shelf, RULES)
    assert [one.outcome for one in done.taken] == ["new", "unchanged"]
    assert len(names(shelf)) == 1


def test_progress_counts_every_file(inbox, shelf):
    seen = []
    import_files([inbox], shelf, RULES, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 1)]


def test_a_place_that_is_not_there_is_refused_before_anything_is_written(inbox, shelf, tmp_path):
    with pytest.raises(FaultsFound, match="is not there"):
        import_files([inbox, tmp_path / "borte"], shelf, RULES)
    assert names(shelf) == []


def test_what_is_told_as_json_names_no_person(inbox, shelf):
    (intake,) = import_files([inbox], shelf, RULES, dry=True).taken
    told = as_dict(intake, RULES)
    assert "Nordmann" not in json.dumps(told)
    assert told["genre"] == "status"
    assert told["masked"]["phone"] == 1
    assert any("fungerte" in point for point in told["positives"])
    assert "body" not in told
    assert {fact["value"] for fact in told["facts"] if fact["kind"] == "date"} == {"2020-05-26"}


def test_months_are_counted_to_the_end_of_a_shorter_month():
    assert months_later(dt.date(2026, 11, 30), 24) == dt.date(2028, 11, 30)
    assert months_later(dt.date(2027, 8, 31), 6) == dt.date(2028, 2, 29)
    assert months_later(dt.date(2027, 1, 31), 11) == dt.date(2027, 12, 31)


def test_a_brief_import_tells_the_same_of_files_that_it_knows(inbox, shelf):
    import_files([inbox], shelf, RULES)
    again = open_shelf(shelf.folder.parent)
    (short,) = import_files([inbox], again, RULES, brief=True).taken
    (whole,) = import_files([inbox], again, RULES).taken
    assert (short.outcome, short.path, short.record) == (whole.outcome, whole.path, whole.record)
    (inbox / "status uke 21.md").write_text(STATUS + "Mer.\n", encoding="utf-8")
    (newer,) = import_files([inbox], again, RULES, brief=True).taken
    assert newer.outcome == "newer version"
