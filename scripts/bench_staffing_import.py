"""Time and memory of importing rows of overtime by a mapping, beside reading the same files with pandas alone."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from kb.staffing.mapping import import_staffing, read_plan
from kb.workbooks import write_workbook

HEADER = ["Avdeling", "Navn", "Ansattnr", "Stilling", "Dato", "Lønnsart", "Timer", "Beløp"]
MAPPING = """
[[source]]
to = "overtime"
file = "{file}"
keep = [{{ column = "Lønnsart", values = ["12*", "1310"] }}]
[source.fields]
"område" = {{ column = "Avdeling", values = {{ "1*" = "Pleie og omsorg", "2*" = "Grunnskole" }} }}
rolle = "Stilling"
periode = {{ column = "Dato", as = "week" }}
type = {{ column = "Lønnsart", values = {{ "12*" = "overtid", "1310" = "forskjøvet arbeidstid" }} }}
timer = "Timer"
kostnad = "Beløp"
person = "Ansattnr"
"""
CODES = ("1210", "1220", "1310", "9000")


def main() -> None:
    """Import the rows as CSV and as a workbook, and print how long each took and the most memory so far."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=100_000)
    count = arguments.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [_row(number) for number in range(count)]
        with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([HEADER, *rows])
        written = _timed(lambda: write_workbook(folder / "a.xlsx", {"Ark1": [HEADER, *rows]}))
        print(f"{count} rows written as .xlsx: {written:.1f} s")
        plain = _timed(lambda: pd.read_csv(folder / "a.csv", sep=";", dtype=str))
        _tell("a.csv", _timed(lambda: _import(folder, "a.csv")), plain)
        plain = _timed(lambda: pd.read_excel(folder / "a.xlsx", dtype=str))
        _tell("a.xlsx", _timed(lambda: _import(folder, "a.xlsx")), plain)


def _row(number: int) -> list[str | int | float | dt.date]:
    """Make a row: 5,000 persons in turn, on days of half a year."""
    person, day = number % 5000, dt.date(2020, 3, 1) + dt.timedelta(days=number % 180)
    place = f"{1 + person % 2}{person % 40:03}"
    role = ("sykepleier", "lærer", "helsefagarbeider")[person % 3]
    hours = 1 + number % 30 / 4
    return [place, f"Navn, Nr {person}", person, role, day, CODES[number % 4], hours, round(hours * 450, 2)]


def _import(folder: Path, file: str) -> None:
    (folder / "mapping.toml").write_text(MAPPING.format(file=file), encoding="utf-8")
    import_staffing(read_plan(folder / "mapping.toml"), folder, folder / "ours")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _tell(file: str, took: float, plain: float) -> None:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (
        1024 if sys.platform == "darwin" else 1
    )
    ratio = f"{took / plain:.1f} times pandas' reading alone ({plain:.1f} s)"
    print(f"{file}: imported in {took:.1f} s, {ratio}; {kilobytes / 1024:.0f} MB at the most")


if __name__ == "__main__":
    main()
