"""The ready mappings: our records, exported in a system's layout, come back as the same records."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
import tomllib
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import KbError
from kb.staffing.mapping import READY, import_staffing, read_plan, ready_mapping
from kb.workbooks import write_workbook

DOCS = Path(__file__).parents[3] / "docs" / "staffing-imports.md"
PLO, SCHOOL, SHIFTED = "Pleie og omsorg", "Grunnskole", "forskjøvet arbeidstid"
UNIT = {PLO: "Solbakken sykehjem", SCHOOL: "Åsen skole"}


def imported(name, files):
    """Import files by a ready mapping; gives our files as rows."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "mapping.toml").write_text(ready_mapping(name), encoding="utf-8")
        for file, rows in files.items():
            if file.endswith(".xlsx"):
                write_workbook(place / file, {"Ark1": rows})
            else:
                text = io.StringIO(newline="")
                csv.writer(text, delimiter=";").writerows(rows)
                (place / file).write_text(text.getvalue(), encoding="windows-1252", newline="")
        done = import_staffing(read_plan(place / "mapping.toml"), place, place / "ours", secret=b"test")
    read = {
        file: csv.DictReader(io.StringIO(done.files[file].decode()), delimiter=";") for file in done.files
    }
    return {file.removesuffix(".csv"): list(rows) for file, rows in read.items()}


def by_person(rows, person="person"):
    """Take rows apart by person, whoever they are called: a sorted list of each person's rows."""
    persons = defaultdict(list)
    for row in rows:
        persons[row[person]].append(
            tuple(sorted((name, cell) for name, cell in row.items() if name != person))
        )
    return sorted(sorted(one) for one in persons.values())


def comma(number):
    return f"{float(number):.4f}".rstrip("0").rstrip(".").replace(".", ",")


QUARTERS = st.integers(1, 160).map(lambda quarters: Fraction(quarters, 4))
RECORDS = st.dictionaries(
    st.tuples(
        st.sampled_from([PLO, SCHOOL]),
        st.sampled_from(["sykepleier", "lærer"]),
        st.integers(10, 30),  # a week, or a month once it is halved
        st.sampled_from(["overtid", SHIFTED]),
        st.sampled_from(["Nordmann, Kari", "Åsheim, Ola", "Berg, Lise"]),
    ),
    st.tuples(QUARTERS, st.integers(1, 40_000)),
    min_size=1,
    max_size=8,
)


def ours(records, period, *, cost=None, role=None):
    """Write records as our file has them."""
    return [
        {
            "område": area,
            "rolle": role or of,
            "periode": period(time),
            "type": kind,
            "timer": comma(hours),
            "kostnad": comma(cost(hours) if cost else kroner),
            "personer": "1",
            "person": person,
        }
        for (area, of, time, kind, person), (hours, kroner) in records.items()
    ]


def week(number):
    return f"2020-W{number:02}"


def month(number):
    return f"2020-{1 + number % 12:02}"


def merged(records, key):
    """Sum records whose period becomes the same."""
    sums = defaultdict(lambda: (Fraction(0), 0))
    for (area, role, time, kind, person), (hours, kroner) in records.items():
        place = key(area, role, time, kind, person)
        sums[place] = (sums[place][0] + hours, sums[place][1] + kroner)
    return dict(sums)


@settings(max_examples=20, deadline=None)
@given(RECORDS, st.integers(1, 3))
def test_a_roster_by_day_gives_the_weeks_again(records, parts):
    rows = [["Avdeling", "Navn", "Ansattnr", "Stilling", "Dato", "Årsakskode", "Timer", "Status"]]
    numbers = {person: 1000 + number for number, person in enumerate(sorted({key[4] for key in records}))}
    for (area, role, number, kind, person), (hours, _) in records.items():
        code = "Overtid 50 %" if kind == "overtid" else "Forskjøvet vakt"
        for part in range(parts):
            day = dt.date.fromisocalendar(2020, number, 1 + part * 2)
            share = hours - Fraction(1, 4) * (parts - 1) if part == 0 else Fraction(1, 4)
            rows.append([UNIT[area], person, numbers[person], role, day, code, float(share), "Godkjent"])
    rows += [[UNIT[PLO], "X", 1, "lærer", dt.date(2020, 3, 1), "Mertid", 5.0, "Godkjent"]]
    rows += [[UNIT[PLO], "X", 1, "lærer", dt.date(2020, 3, 1), "Overtid 50 %", 5.0, "Avvist"]]
    away = [["Avdeling", "Ansattnr", "Stilling", "Fraværskode", "Fra dato", "Til dato", "Prosent"]]
    away += [[UNIT[PLO], 5, "sykepleier", "Sykmelding", dt.date(2020, 3, 16), dt.date(2020, 3, 18), 100]]
    vacant = [["Avdeling", "Dato", "Kompetanse", "Opprettet", "Status", "Dekket dato"]]
    vacant += [[UNIT[PLO], dt.date(2020, 3, 20), "sykepleier", dt.date(2020, 3, 17), "Vakant", None]] * 2
    files = {"overtid.xlsx": rows, "fravær.xlsx": away, "vakante.xlsx": vacant}
    read = imported("gat-ressursplan", files)
    assert by_person(read["overtime"]) == by_person(ours(records, week, cost=lambda hours: hours * 450))
    assert [(row["uke"], row["dager"], row["personer"]) for row in read["absence"]] == [
        ("2020-W12", "3", "1")
    ]
    assert [(row["stillinger"], row["besatt"], row["meldt"]) for row in read["needs"]] == [
        ("2", "0", "2020-03-17")
    ]


@settings(max_examples=20, deadline=None)
@given(RECORDS)
def test_a_payroll_report_gives_the_months_again(records):
    records = merged(records, lambda area, role, time, kind, person: (area, role, time % 12, kind, person))
    rows = [["Lønnsperiode", "Ansattnummer", "Navn", "Stilling", "Avdeling", "Lønnsart", "Antall", "Beløp"]]
    for (area, role, number, kind, person), (hours, kroner) in records.items():
        code = "1210 Overtid 50 %" if kind == "overtid" else "1310 Forskjøvet"
        place = "1001 Solbakken" if area == PLO else "2001 Åsen"
        told = [month(number).replace("-", ""), person, person, role, place, code, float(hours), kroner]
        rows.append(told)
    read = imported("visma-payroll-transaksjoner", {"visma-payroll mars.xlsx": rows})
    assert by_person(read["overtime"]) == by_person(ours(records, month))


@settings(max_examples=20, deadline=None)
@given(RECORDS)
def test_a_ledgers_query_gives_the_months_again(records):
    records = merged(records, lambda area, role, time, kind, person: (area, role, time % 12, kind, person))
    rows = [["Ressnr", "Ressnr (T)", "Periode", "LA", "Koststed", "Stillingskode", "Antall", "Beløp"]]
    for (area, role, number, kind, person), (hours, kroner) in records.items():
        code = "1220" if kind == "overtid" else "1310"
        place = "3210" if area == PLO else "2140"
        amount = f"{kroner:,}".replace(",", " ") + ",00"
        rows.append([person, person, month(number).replace("-", ""), code, place, role, comma(hours), amount])
    rows += [
        ["", "", "", "", "", "Sum", "1", "1"],
        ["9", "X", "202003", "100", "3210", "lærer", "150", "30000,00"],
    ]
    read = imported("unit4-lonn", {"unit4.csv": rows})
    assert by_person(read["overtime"]) == by_person(ours(records, month))


@settings(max_examples=20, deadline=None)
@given(RECORDS)
def test_a_payroll_file_without_header_gives_the_month_again(records):
    told = lambda area, role, time, kind, person: (area, "ikke oppgitt", 2, kind, person)  # noqa: E731
    records = merged(records, told)
    numbers = {
        person: str(number) for number, person in enumerate(sorted({key[4] for key in records}), start=1)
    }
    rows = []
    for (area, _, _, kind, person), (hours, kroner) in records.items():
        code, place = "1210" if kind == "overtid" else "1310", "1001" if area == PLO else "2001"
        amounts = ["0.00", f"{float(hours):.2f}", "0.00", f"{kroner}.00"]
        rows.append(["0", "0", numbers[person], code, *amounts, "", "", place, "", "", "", "", "", ""])
    rows.append(
        ["0", "0", "7", "10100", "0.00", "150.00", "0.00", "0.00", "", "", "1001", "", "", "", "", "", ""]
    )
    read = imported("visma-lonn-variable", {"visma-lonn.csv": rows})
    assert by_person(read["overtime"]) == by_person(ours(records, lambda _: "2020-03"))


@settings(max_examples=20, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["Nordmann, Kari", "Åsheim, Ola"]), st.sampled_from([PLO, SCHOOL])),
        st.lists(
            st.tuples(st.dates(dt.date(2020, 3, 1), dt.date(2020, 8, 1)), QUARTERS, st.integers(1, 9000)),
            min_size=1,
            max_size=4,
            unique_by=lambda line: line[0],
        ),
        min_size=1,
    )
)
def test_invoice_lines_give_those_who_came_and_their_assignments(work):
    rows = [["Vikar", "Stilling", "Arbeidssted", "Dato", "Timer", "Timepris", "Beløp"]]
    for (person, area), lines in work.items():
        for day, hours, kroner in lines:
            clock = f"{int(hours)}:{int(hours % 1 * 60):02}"
            rows.append([person, "sykepleier", UNIT[area], f"{day:%d.%m.%Y}", clock, "800", str(kroner)])
    read = imported("vikar-faktura", {"faktura.csv": rows})
    expected = [
        {
            "person": "",
            "ressurs": person,
            "fra_område": "",
            "til_område": area,
            "tjenestested": UNIT[area],
            "fra": str(min(line[0] for line in lines)),
            "til": str(max(line[0] for line in lines)),
            "timer": comma(sum(line[1] for line in lines)),
            "kostnad": str(sum(line[2] for line in lines)),
        }
        for (person, area), lines in work.items()
    ]
    numberless = [{name: cell for name, cell in row.items() if name != "id"} for row in read["assignments"]]
    assert by_person(numberless, "ressurs") == by_person(expected, "ressurs")
    first = defaultdict(list)
    for (person, _), lines in work.items():
        first[person] += [str(line[0]) for line in lines]
    assert sorted(row["ledig_fra"] for row in read["resources"]) == sorted(
        min(days) for days in first.values()
    )


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([PLO, SCHOOL]),
            st.integers(1, 9),
            st.dates(dt.date(2020, 3, 1), dt.date(2020, 8, 1)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_form_gives_its_needs_again(needs):
    head = [
        "ID",
        "Starttidspunkt",
        "Fullføringstidspunkt",
        "E-post",
        "Navn",
        "Område",
        "Tjenestested",
        "Kompetanse",
    ]
    rows = [[*head, "Antall", "Fra", "Til", "Besatt", "Besatt dato"]]
    for number, (area, count, day) in enumerate(needs, start=1):
        told = dt.datetime(2020, 2, 28, 9, number)
        filled = [count, day] if number % 2 else [0, None]
        rows.append(
            [number, told, told, "a@b.no", "A B", area, UNIT[area], "lege", count, day, None, *filled]
        )
    read = imported("behov-forms", {"behov.xlsx": rows})["needs"]
    for number, (row, (area, count, day)) in enumerate(zip(read, needs, strict=True), start=1):
        filled = [str(count), str(day)] if number % 2 else ["0", ""]
        expected = [str(number), area, UNIT[area], "lege", str(count), str(day), "", "2020-02-28", *filled]
        assert list(row.values()) == expected


def test_all_ready_mappings_are_named_and_read(tmp_path):
    assert len(READY) == 6
    for name in READY:
        path = tmp_path / f"{name}.toml"
        path.write_text(ready_mapping(name), encoding="utf-8")
        assert read_plan(path).title
    with pytest.raises(KbError, match="There is no mapping «sap»"):
        ready_mapping("sap")


@pytest.mark.parametrize("name", READY)
def test_the_documentation_tells_of_every_column_that_a_ready_mapping_names(name):
    told = DOCS.read_text(encoding="utf-8").split(f"### `{name}`")[1].split("\n### ")[0]
    plan = tomllib.loads(ready_mapping(name))
    for source in plan["source"]:
        for field in source["fields"].values():
            columns = field if isinstance(field, str | list) else field.get("column", [])
            for column in [columns] if isinstance(columns, str) else columns:
                assert f"`{column}`" in told
