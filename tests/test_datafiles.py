"""CSV files are read strictly: every fault at once, with line, column and what to do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb import delimited
from kb.datafiles import Column, read_table
from kb.errors import FaultsFound

COLUMNS = [
    Column("id", "text"),
    Column("area", "code", codes=("PLO", "SKOLE")),
    Column("persons", "integer", minimum=0),
    Column("hours", "number", required=False),
    Column("day", "date", required=False),
]
HEADER = "id;area;persons;hours;day\n"


@pytest.fixture
def read(tmp_path):
    """Write content (text or bytes) to a file and read it as a table."""

    def write_and_read(content: str | bytes, columns=COLUMNS, **options) -> pd.DataFrame:
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(path, columns, **options)

    return write_and_read


@pytest.fixture
def faults_of(read):
    def told(content: str | bytes, **options) -> list[str]:
        with pytest.raises(FaultsFound) as raised:
            read(content, **options)
        return [str(fault) for fault in raised.value.faults]

    return told


def test_values_get_the_type_of_their_column(read):
    frame = read(HEADER + "a;PLO;1 234;12,5;2020-06-15\nb;SKOLE;2;;1.7.2020\n")
    assert frame["id"].tolist() == ["a", "b"]
    assert frame["persons"].tolist() == [1234, 2]
    assert frame["hours"].iloc[0] == 12.5
    assert np.isnan(frame["hours"].iloc[1])
    assert frame["day"].tolist() == [pd.Timestamp(2020, 6, 15), pd.Timestamp(2020, 7, 1)]
    assert frame.dtypes.astype(str).tolist()[:4] == ["str", "str", "Int64", "float64"]
    assert frame.index.tolist() == [2, 3]
    assert frame.index.name == "line"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encoding_separator_and_line_ends_are_found_out(read, encoding, separator, newline):
    content = newline.join([separator.join(("navn", "område")), separator.join(("Åse", "Ærlig"))])
    frame = read(content.encode(encoding), [Column("navn", "text"), Column("område", "text")])
    assert frame.to_numpy().tolist() == [["Åse", "Ærlig"]]


def test_a_comma_in_a_quoted_field_and_a_line_break_in_another_do_not_split_rows(read):
    frame = read(
        'id;comment\n"a";"one, two; three\nfour"\nb;five\n', [Column("id", "text"), Column("comment", "text")]
    )
    assert frame["comment"].tolist() == ["one, two; three\nfour", "five"]


def test_space_around_values_is_dropped_and_columns_come_in_the_order_asked_for(read):
    frame = read(" area ; id \n PLO ; a \n", [Column("id", "text"), Column("area", "code", codes=["PLO"])])
    assert frame.to_numpy().tolist() == [["a", "PLO"]]
    assert list(frame) == ["id", "area"]


def test_a_header_without_rows_is_an_empty_table_of_the_right_types(read):
    frame = read(HEADER)
    assert frame.empty
    assert str(frame["persons"].dtype) == "Int64"


def test_every_fault_is_told_with_line_column_and_remedy(faults_of):
    told = faults_of(
        HEADER + "a;PL0;1;;\nb;PLO;-3;x;2020-02-30\n\n;SKOLE;1,5;1.5;15.06.2020\na;PLO;1;1;\n", unique=["id"]
    )
    assert told == [
        "table.csv: line 5, column id: Is empty. Fill it in.",
        "table.csv: line 2, column area: «PL0» is not one of the codes. Use one of: PLO, SKOLE.",
        "table.csv: line 3, column persons: «-3» is below 0. Give 0 or more.",
        "table.csv: line 5, column persons: «1,5» is not a whole number. Write it like 1234.",
        "table.csv: line 3, column hours: «x» is not a number. Write it like 1234 or 12,5.",
        "table.csv: line 3, column day: «2020-02-30» is not a date. Write it like 2020-06-15 or 15.06.2020.",
        "table.csv: line 6, column id: «a» stands in line 2 already. Remove one of them.",
    ]


def test_line_numbers_are_those_of_the_file_after_a_line_break_in_a_field(faults_of):
    columns = [Column("id", "text"), Column("n", "integer")]
    assert faults_of('id;n\n"a\nb";1\n\nc;x\n', columns=columns)[0].startswith("table.csv: line 5, column n:")


def test_a_column_that_lacks_is_unknown_or_stands_twice_is_told(faults_of):
    told = faults_of("id;area;id;persons;hors;day\n")
    assert told == [
        "table.csv: the header: Lacks the column «hours». Add it.",
        "table.csv: the header: Has the column «id» twice. Remove one of them.",
        "table.csv: the header: Has an unknown column «hors». "
        "Remove it, or name it as one of: id, area, persons, hours, day.",
    ]


def test_a_row_of_another_length_is_told(faults_of):
    assert faults_of(HEADER + "a;PLO;1;2\n")[0].startswith(
        "table.csv: line 2: Has 4 fields where the header has 5."
    )


def test_the_same_fault_in_many_lines_is_told_five_times_and_counted(faults_of):
    told = faults_of(HEADER + "".join(f"{n};PLO;x;;\n" for n in range(128)))
    assert len(told) == 5
    assert told[-1].startswith("table.csv: line 6, column persons and 123 more lines: «x» is not")


def test_a_key_of_two_columns_is_judged_together(read, faults_of):
    assert len(read(HEADER + "a;PLO;1;;\na;SKOLE;1;;\n", unique=["id", "area"])) == 2
    told = faults_of(HEADER + "a;PLO;1;;\na;PLO;2;;\n", unique=["id", "area"])
    assert "column id, area: «a, PLO» stands in line 2 already" in told[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Is empty."),
        (b"\xef\xbb\xbf  \r\n", "Is empty."),
        (b"PK\x03\x04\x00\x00", "Is not a text file."),
        ("id;area".encode("utf-16"), "Is not a text file."),
        (b"\x81\x8d\x8f", "Is not a text file."),
        (b'id;area;persons;hours;day\n"a;PLO', "line 2: Cannot be split"),
    ],
)
def test_a_file_that_is_no_table_is_told(faults_of, content, words):
    assert words in faults_of(content)[0]


def test_a_file_that_is_not_there_and_one_too_large_are_told(tmp_path, monkeypatch):
    with pytest.raises(FaultsFound, match=r"table\.csv: the file: Is not there"):
        read_table(tmp_path / "table.csv", COLUMNS)
    (tmp_path / "table.csv").write_text(HEADER)
    monkeypatch.setattr(delimited, "_LARGEST", 10)
    with pytest.raises(FaultsFound, match="larger than 200 MB"):
        read_table(tmp_path / "table.csv", COLUMNS)


def frame_or_faults(path: Path) -> pd.DataFrame | FaultsFound:
    try:
        return read_table(path, COLUMNS, unique=["id"])
    except FaultsFound as error:
        return error


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(), st.binary().map(HEADER.encode().__add__), st.text().map(lambda t: (HEADER + t).encode())
    )
)
def test_any_bytes_give_a_table_or_faults(tmp_path, content):
    path = Path(tmp_path / "table.csv")
    path.write_bytes(content)
    outcome = frame_or_faults(path)
    if isinstance(outcome, FaultsFound):
        assert outcome.faults
    else:
        assert list(outcome) == [column.name for column in COLUMNS]


CELLS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "PLO",
                "",
                " ",
                "1",
                "-1",
                "1,5",
                "1e5",
                "nan",
                "inf",
                "٣",
                "2020-01-01",
                "31.12.9999",
                '"',
                "1 000",
                "NA",
            ]
        ),
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters=";\n\r"), max_size=5),
    ),
    min_size=5,
    max_size=5,
)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS, max_size=4))
def test_any_cells_give_a_table_or_faults(tmp_path, rows):
    path = tmp_path / "table.csv"
    path.write_bytes((HEADER + "\n".join(";".join(cells) for cells in rows)).encode())
    outcome = frame_or_faults(path)
    if isinstance(outcome, FaultsFound):
        assert len(str(outcome)) < 20_000
    else:
        assert outcome["area"].isin(["PLO", "SKOLE"]).all()
        assert (outcome["persons"] >= 0).all()


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 10**15 - 1), st.decimals(-(10**6), 10**6, places=3)), min_size=1))
def test_numbers_written_with_a_comma_come_back(tmp_path, rows):
    path = tmp_path / "table.csv"
    lines = [f"{n};{amount}".replace(".", ",") for n, amount in rows]
    path.write_text("\n".join(["n;amount", *lines]))
    frame = read_table(path, [Column("n", "integer"), Column("amount", "number")])
    assert frame["n"].tolist() == [n for n, _ in rows]
    assert frame["amount"].tolist() == [float(amount) for _, amount in rows]


def test_another_separator_is_told_once_and_not_for_each_column(faults_of):
    (told,) = faults_of(HEADER.replace(";", "|") + "1|PLO|3||\n")
    assert "another separator than ; , or tab" in told


def test_a_header_of_thousands_of_unknown_columns_is_told_in_short(faults_of):
    assert len(faults_of("id;" + ";".join(f"c{n}" for n in range(20_000)) + "\n")) < 50
