"""Persons never reach our files: pseudonyms do, in an order that tells nothing, under a key that is not kept."""

from __future__ import annotations

import re

import pytest

NAMES = ["Nordmann, Kari", "Åsheim, Ola", "Berg, Lise", "Dahl, Per", "Eide, Siri"]
RESOURCES = """
[[source]]
to = "resources"
file = "pool.csv"
[source.fields]
id = "Navn"
kilde = { value = "frivillig" }
kompetanse = "Yrke"
ledig_fra = "Ledig fra"
villig = { value = "ja" }
"""
CLEARANCES = """
[[source]]
to = "clearances"
file = "steg.csv"
[source.fields]
ressurs = "Navn"
steg = { value = "politiattest" }
startet = "Sendt"
ferdig = "Mottatt"
"""
POOL = [["Navn", "Yrke", "Ledig fra"], *([name, "sykepleier", "16.03.2020"] for name in NAMES)]
STEPS = [["Navn", "Sendt", "Mottatt"], *([f" {name.upper()} ", "17.03.2020", ""] for name in NAMES[:2])]


def test_the_same_person_has_the_same_pseudonym_in_all_files_however_they_are_written(
    exports, imported, rows_of
):
    exports("pool.csv", POOL)
    exports("steg.csv", STEPS)
    done = imported(RESOURCES + CLEARANCES)
    pool, steps = rows_of(done, "resources"), rows_of(done, "clearances")
    assert [row["ressurs"] for row in steps] == [row["id"] for row in pool[:2]]
    assert sorted(row["id"] for row in pool) == ["R001", "R002", "R003", "R004", "R005"]
    assert done.persons == 5


def test_no_name_is_in_any_file_nor_in_what_is_told(exports, imported):
    exports("pool.csv", POOL)
    exports("steg.csv", STEPS)
    done = imported(RESOURCES + CLEARANCES)
    everything = b"".join(done.files.values()).decode() + " ".join(done.told)
    words = set(re.findall(r"\w+", everything.casefold()))
    assert not words & set(re.findall(r"\w+", " ".join(NAMES).casefold()))


def test_pseudonyms_follow_neither_the_alphabet_nor_the_rows_and_change_with_the_key(
    exports, imported, rows_of
):
    exports("pool.csv", [POOL[0], *([f"Navn, Nr{chr(65 + n)}", "lege", "16.03.2020"] for n in range(20))])
    orders = [
        [row["id"] for row in rows_of(imported(RESOURCES, secret=secret), "resources")]
        for secret in (b"one", b"two", None, None)
    ]
    assert len({tuple(order) for order in orders}) == 4
    assert all(order != sorted(order) for order in orders)


def test_an_employee_number_is_the_same_with_and_without_its_zeros(
    exports, imported, rows_of, plan_of, overtime_rows
):
    header, first, second, third = overtime_rows
    exports("overtid.csv", [header, ["PLO", "001001", *first[2:]], second, third])
    assert len(rows_of(imported(plan_of()), "overtime")) == 2


@pytest.mark.parametrize(
    "column",
    [
        "Navn",
        "Ansattnr",
        "Fødselsnummer",
        "Fullt navn",
        "E-post",
        "Ansatt",
        "Ansatt-nr",
        "Resnr",
        "Meldt av",
        "Leder",
    ],
)
def test_no_other_field_may_take_a_column_that_names_persons(faults_of, plan_of, column):
    told = faults_of(plan_of().replace('rolle = "Stilling"', f'rolle = "{column}"'))
    assert told[0].startswith(f"mapping.toml: source 1 (overtime), field rolle: Would take «{column}»")


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("kari.nordmann@kommune.example", "an e-mail address"),
        ("vakt, ring 922 33 444", "a telephone number"),
        ("sykepleier (01010750160)", "a national id"),
        ("1001", "the person of the row"),
        ("001001", "the person of the row"),
    ],
)
def test_what_tells_a_person_in_another_column_is_refused(
    exports, faults_of, plan_of, overtime_rows, cell, what
):
    header, first, *rest = overtime_rows
    exports("overtid.csv", [header, [*first[:2], cell, *first[3:]], *rest])
    (told,) = faults_of(plan_of())
    assert told.startswith("overtid.csv: line 2, to overtime.csv, column rolle: Holds what")
    assert what.split()[-1] in told


def test_a_name_in_another_column_is_refused_whichever_part_stands_first(exports, faults_of):
    exports("pool.csv", [*POOL, ["Moe, Ann", "sykepleier, Kari Nordmann", "16.03.2020"]])
    (told,) = faults_of(RESOURCES)
    assert told.startswith("pool.csv: line 7, to resources.csv, column kompetanse: Holds a person's name.")


def test_files_with_pseudonyms_of_another_import_are_not_mixed(exports, imported, faults_of, tmp_path):
    from kb.staffing.mapping import write_imported

    exports("pool.csv", POOL)
    exports("steg.csv", STEPS)
    folder = tmp_path / "ours"
    write_imported(imported(RESOURCES), folder)
    told = faults_of(CLEARANCES)
    assert told == [
        "resources.csv: the file: Has pseudonyms of another import, which stand for other persons. "
        "Import resources, clearances and assignments by one mapping, or into another folder."
    ]
    assert len(imported(RESOURCES + CLEARANCES).files) == 2


def test_persons_are_not_told_where_they_are_only_counted(exports, imported, rows_of):
    exports("f.csv", [["A", "N", "S", "U", "D"], ["PLO", "Nordmann, Kari", "lege", "12/2020", "2"]])
    fields = (
        '"område" = "A"\nrolle = "S"\nuke = "U"\ntype = { value = "karantene" }\ndager = "D"\nperson = "N"'
    )
    done = imported(f'[[source]]\nto = "absence"\nfile = "f.csv"\n[source.fields]\n{fields}\n')
    assert list(rows_of(done, "absence")[0]) == ["område", "rolle", "uke", "type", "personer", "dager"]


def test_digits_alone_may_be_those_of_a_cost_centre(exports, imported, rows_of, plan_of, overtime_rows):
    header, first, *rest = overtime_rows
    exports("overtid.csv", [header, ["32100045", *first[1:]], *rest])
    assert rows_of(imported(plan_of()), "overtime")[0]["område"] == "32100045"
