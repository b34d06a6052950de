import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kb.errors import FaultsFound, KbError
from kb.workbooks import as_text, read_sheet, workbook_bytes, write_workbook

ROWS = [["dag", "timer", "merknad"], [dt.date(2020, 3, 16), 7.5, "=1+1"], [dt.date(2020, 3, 17), 8, "vakt"]]


def opened(content):
    return load_workbook(io.BytesIO(content))


def read(tmp_path, content, sheet=None):
    return read_sheet(tmp_path / "a.xlsx", content, sheet)


def test_what_is_written_is_read_again(tmp_path):
    path = write_workbook(tmp_path / "ny" / "a.xlsx", {"Vakter": ROWS, "Tomt": []})
    sheet = read_sheet(path, path.read_bytes(), "Vakter")
    assert sheet.rows == [
        (1, ["dag", "timer", "merknad"]),
        (2, ["2020-03-16", "7.5", "=1+1"]),
        (3, ["2020-03-17", "8", "vakt"]),
    ]
    assert sheet.told == ("Sheet «Vakter» of 2.",)


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "+47 1", "-2", "@SUM(A1)", "#N/A", "\tx"])
def test_text_never_becomes_a_formula(text):
    cell = opened(workbook_bytes("a.xlsx", {"Ark": [["h"], [text]]}))["Ark"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == (text != "#N/A")


def test_days_are_days_and_the_header_is_bold_and_stays():
    sheet = opened(workbook_bytes("a.xlsx", {"Ark": ROWS}))["Ark"]
    assert sheet["A2"].value == dt.datetime(2020, 3, 16)
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width == 12


def test_columns_are_as_wide_as_their_text_within_bounds():
    sheet = opened(workbook_bytes("a.xlsx", {"Ark": [["a", "b"], ["x" * 20, "y" * 500]]}))["Ark"]
    assert sheet.column_dimensions["A"].width == 22
    assert sheet.column_dimensions["B"].width == 60
    assert sheet["B2"].alignment.wrap_text


def test_the_bytes_tell_no_time_of_writing():
    content = workbook_bytes("a.xlsx", {"Ark": ROWS})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = archive.read("docProps/core.xml").decode()
    assert told.count("1980-01-01T00:00:00Z") == 2
    assert str(dt.datetime.now(tz=dt.UTC).year) not in told.replace(
        "schemas.openxmlformats.org/package/2006", ""
    )
    assert content == workbook_bytes("a.xlsx", {"Ark": ROWS})


def test_what_a_cell_cannot_hold_is_left_out_or_written_as_text(tmp_path):
    odd = [["h"], ["a\x00b"], [float("nan")], [float("inf")], [dt.date(1899, 1, 2)]]
    odd += [[dt.datetime(2020, 3, 1, 8, 30, tzinfo=dt.UTC)]]
    rows = read(tmp_path, workbook_bytes("a.xlsx", {"Ark": odd})).rows
    assert rows == [(1, ["h"]), (2, ["a b"]), (5, ["1899-01-02"]), (6, ["2020-03-01 08:30:00"])]


def test_all_that_a_workbook_cannot_hold_is_told_at_once():
    with pytest.raises(FaultsFound) as found:
        workbook_bytes("a.xlsx", {"a/b": [["x" * 40_000]], "Ark": [], "ARK": [], "x" * 32: []})
    told = [str(fault) for fault in found.value.faults]
    assert told[0] == (
        "a.xlsx: sheet «a/b»: Excel allows no such name. "
        "Give it 1 to 31 letters, none of them [ ] : * ? / \\ and no apostrophe at an end."
    )
    assert "row 1, column 1: Holds more than the 32767 signs" in told[1]
    assert "Two sheets have this name" in told[2]
    assert "Excel allows no such name" in told[3]
    assert len(told) == 4
    with pytest.raises(FaultsFound, match="Has no sheets"):
        workbook_bytes("a.xlsx", {})


def test_a_workbook_that_cannot_be_written_leaves_nothing(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(KbError, match="cannot be written"):
        write_workbook(tmp_path / "file" / "a.xlsx", {"Ark": ROWS})
    with pytest.raises(FaultsFound):
        write_workbook(tmp_path / "b.xlsx", {"a:b": ROWS})
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).map(lambda value: round(value, 3)),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_a_sheet_is_read_as_it_was_written(rows):
    from pathlib import Path

    marked = [["h", *row] for row in rows]
    read_again = read_sheet(Path("a.xlsx"), workbook_bytes("a.xlsx", {"Ark": marked})).rows
    for (_, cells), row in zip(read_again, marked, strict=True):
        told = [as_text(value) for value in row]
        assert cells == told[: len(cells)]
        assert not any(told[len(cells) :])
