"""Answers in the project's own form, and everything odd on the way told."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.survey.exports import convert, read_export, screen


@pytest.fixture
def converted(write, layouts, codebook):
    """Convert a table given as rows."""

    def run(rows, text=layouts.codebook, **options):
        return convert(screen(read_export(write(layouts.csv(rows)))), codebook(text), **options)

    return run


@pytest.fixture
def faults_of(converted):
    def told(*args, **options):
        with pytest.raises(FaultsFound) as raised:
            converted(*args, **options)
        return [str(fault) for fault in raised.value.faults]

    return told


def plain(layouts, *more):
    return [layouts.columns, *([cell or "" for cell in row] for row in layouts.answers), *more]


def kinds(found):
    return [(finding.kind, finding.place) for finding in found.findings]


def test_impossible_codes_are_told_with_file_row_and_column_all_at_once(faults_of, layouts):
    told = faults_of(plain(layouts, ["105", "7", "3", "4", "1|8", "mange", "11", "x"]))
    assert [line.split(" Use one")[0].split(" Write it")[0] for line in told] == [
        "export.csv: line 7, column role: «7» is not one of the codes.",
        "export.csv: line 7, column moved: «3» is not one of the codes.",
        "export.csv: line 7, column need: «4» is not one of the codes.",
        "export.csv: line 7, column tools: «8» is not one of the codes.",
        "export.csv: line 7, column days: «mange» is not a number.",
        "export.csv: line 7, column recommend: «11» is not one of the codes.",
    ]


def test_labels_of_any_language_in_any_case_are_codes(converted):
    rows = [["id", "role", "need"], ["1", "LEDER ", "i nokon grad"], ["2", " leder", "To a large extent"]]
    rows += [["3", "Øvrig  ansatt", "Veit ikkje"], ["4", "2", "9.0"]]
    answers = converted(rows).answers
    assert answers["role"].tolist() == ["1", "1", "2", "2"]
    assert answers["need"].tolist() == ["2", "3", "9", "9"]


def test_a_question_finds_the_column_it_names(converted, layouts):
    text = layouts.codebook.replace('id = "moved"', 'id = "moved"\ncolumn = "s_17"')
    found = converted([["id", "role", "s_17", "moved"], ["1", "1", "Ja", "Nei"]], text)
    assert found.answers["moved"].tolist() == ["1"]
    assert ("unclaimed", "column moved") in kinds(found)


def test_columns_nobody_asks_for_and_questions_without_one_are_told(converted):
    found = converted([["id", "role", "moved", "Noe annet"], ["1", "1", "Ja", "x"]])
    assert ("unclaimed", "column Noe annet") in kinds(found)
    assert [place for kind, place in kinds(found) if kind == "lacking"] == [
        f"question {name}" for name in ("need", "tools", "days", "recommend", "why")
    ]
    assert found.answers["need"].isna().all()


def test_own_words_are_read_as_another_answer_where_the_question_has_one_and_told(
    converted, faults_of, layouts
):
    rows = [["id", "role", "moved", "tools"], ["1", "1", "Ja", "PC;Nettbrett;"], ["2", "1", "Litt", "Stol"]]
    text = layouts.codebook.replace('nb = "Stol" }', 'nb = "Stol" }, { code = "8", nb = "Annet" }')
    assert "line 2, column tools: «Nettbrett» is not one of the codes" in faults_of(rows)[1]
    assert len(faults_of(rows, text)) == 1
    assert "line 3, column moved: «Litt» is not one of the codes" in faults_of(rows, text)[0]
    found = converted(rows[:2], text)
    assert found.answers["tools"].tolist() == ["1|8"]
    assert "1 answers in people's own words are read as «8»." in [finding.text for finding in found.findings]


def test_an_unknown_code_is_no_answer_in_own_words(faults_of, layouts):
    text = layouts.codebook.replace('nb = "Stol" }', 'nb = "Stol" }, { code = "8", nb = "Annet" }')
    told = faults_of([["id", "role", "tools"], ["1", "1", "1|7"]], text)
    assert "«7» is not one of the codes" in told[0]


def test_a_codebook_of_another_survey_is_told(faults_of):
    told = faults_of([["id", "a", "b"], ["1", "x", "y"]])
    assert told == [
        "export.csv: the header: No question of the codebook has a column. "
        "Give the questions a column; there are: «a», «b»."
    ]


def test_a_background_without_a_column_and_a_column_two_questions_name_are_told(faults_of, layouts):
    text = layouts.codebook.replace('id = "why"', 'id = "why"\ncolumn = "moved"')
    told = faults_of([["id", "moved"], ["1", "1"]], text)
    assert "Has no column for the background «role»." in told[0]
    assert "column moved: Is named by more than one question." in told[1]


def test_an_option_the_scale_does_not_know_is_told_once(faults_of):
    rows = [
        ["id", "role", "tools_1", "tools_8"],
        ["1", "1", "1", "1"],
        ["2", "1", "0", "1"],
        ["3", "1", "0", "0"],
    ]
    assert faults_of(rows) == [
        "export.csv: column tools_8: Is an option that «tools» does not know. "
        "Name the option as one of the codes or labels: 1, 2, 3."
    ]


def test_the_exports_own_label_of_a_code_wins_and_is_told(write, layouts, codebook):
    write("need;1;I stor grad\nneed;3;I liten grad\nneed;2;Litt av hvert\n", "labels.csv")
    rows = [["respondentid", "role", "need", "statoverall_4"]]
    rows += [[str(n), "1", code, "1"] for n, code in enumerate(("1", "3", "2"))]
    found = convert(screen(read_export(write(layouts.csv(rows)))), codebook())
    assert found.answers["need"].tolist() == ["3", "1", "2"]
    told = [finding.text for finding in found.findings if finding.kind == "label"]
    assert told == [
        "«1» is «I stor grad» there, which is «3» in the codebook: read so.",
        "«3» is «I liten grad» there, which is «1» in the codebook: read so.",
        "«2» is «Litt av hvert» there, which the codebook does not say.",
    ]


def test_keys_that_stand_twice_or_are_missing_are_faults_until_they_are_left_out(
    faults_of, converted, layouts
):
    rows = plain(
        layouts, ["101", "1", "1", "3", "1|2", "2,5", "9", "Senere"], ["", "1", "1", "", "", "", "", ""]
    )
    assert [line.split(": ", 1)[1] for line in faults_of(rows)] == [
        "line 8: Has no key. Fill it in, or remove the row.",
        "line 7: Has the key of line 2. Leave out duplicates, or remove one of them.",
    ]
    found = converted(rows[:-1], leave_out={"duplicate"})
    assert found.answers["id"].tolist() == ["102", "103", "104", "101"]
    assert found.answers["why"].tolist()[-1] == "Senere"


def test_of_several_answers_of_one_person_the_fullest_is_kept_and_then_the_last(converted, layouts):
    rows = [["id", "E-post", "role", "moved", "need"]]
    rows += [["1", "a@fjordvik.example", "1", "1", "2"], ["2", "A@fjordvik.example", "1", "1", ""]]
    rows += [["3", "b@fjordvik.example", "1", "1", "1"], ["4", "b@fjordvik.example", "1", "2", "2"]]
    found = converted(rows)
    assert [place for kind, place in kinds(found) if kind == "duplicate"] == ["line 3", "line 4"]
    assert len(found.answers) == 4  # listed, not left out
    assert converted(rows, leave_out={"duplicate"}).answers["id"].tolist() == ["1", "4"]


def test_the_same_words_under_two_keys_are_a_duplicate_but_the_same_codes_are_not(converted):
    rows = [["id", "role", "moved", "why"], ["1", "1", "1", ""], ["2", "1", "1", ""]]
    rows += [[number, "2", "1", "Vi fikk altfor lite tid til opplæring"] for number in ("3", "4")]
    assert [place for kind, place in kinds(converted(rows)) if kind == "duplicate"] == ["line 4"]


@pytest.mark.parametrize(
    "name", ["Test", "test testesen", "TEST 3", "Testbruker", "asdf", "test@fjordvik.example"]
)
def test_an_answer_by_somebody_called_a_test_is_listed_and_left_out_when_told(converted, name):
    rows = [["id", "Navn", "role", "moved"], ["1", name, "1", "1"], ["2", "Kari Nordmann", "1", "1"]]
    assert ("test", "line 2") in kinds(converted(rows))
    assert converted(rows, leave_out={"test"}).answers["id"].tolist() == ["2"]


def test_an_answer_that_says_it_is_a_test_is_listed_but_one_about_tests_is_not(converted):
    rows = [
        ["id", "role", "moved", "why"],
        ["1", "1", "1", "test"],
        ["2", "1", "1", "Lite testing av smitte"],
    ]
    assert [place for kind, place in kinds(converted(rows)) if kind == "test"] == ["line 2"]


def test_the_same_answer_to_everything_within_seconds_is_listed(converted, layouts):
    questions = "".join(
        f'[[questions]]\nid = "q{n}"\ntype = "likert"\nscale = "degree"\nwording = {{ nb = "Spørsmål {n}" }}\n'
        for n in range(6)
    )
    names = [f"q{n}" for n in range(6)]
    rows = [["$submission_id", "role", *names, "$answer_time_ms"]]
    rows += [["1", "1", *"333333", "4000"], ["2", "1", *"333333", "60000"], ["3", "1", *"312333", "4000"]]
    found = converted(rows, layouts.codebook + questions)
    assert [(finding.place, finding.text) for finding in found.findings if finding.kind == "test"] == [
        ("line 2", "Has the same answer to all 6 questions, in 4 seconds.")
    ]


def test_answers_left_before_the_end_are_listed_and_left_out_when_told(converted):
    rows = [
        ["id", "submitdate", "role", "moved"],
        ["1", "2020-06-01 12:00:00", "1", "1"],
        ["2", "", "1", "2"],
    ]
    assert ("unfinished", "line 3") in kinds(converted(rows))
    assert converted(rows, leave_out={"unfinished"}).answers["id"].tolist() == ["1"]


def test_a_row_without_any_answer_is_no_answer(converted):
    found = converted([["id", "role", "moved"], ["1", "1", "1"], ["2", "1", ""]])
    assert found.answers["id"].tolist() == ["1"]
    assert ("unanswered", "line 3") in kinds(found)
    assert found.told[0] == "1 rows converted, 1 left out."


def test_impossible_codes_of_rows_that_are_left_out_do_not_matter(converted):
    rows = [["id", "Navn", "role", "moved"], ["1", "test", "x", "y"], ["2", "Kari", "1", "1"]]
    assert converted(rows, leave_out={"test"}).answers["id"].tolist() == ["2"]


WORDS = st.text(alphabet="abcæøåÆØÅé ,;|'\"=-.\n", min_size=1, max_size=30).map(str.strip)
PERSON = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["1", "2"]),
        "moved": st.sampled_from(["1", "2", ""]),
        "need": st.sampled_from(["1", "2", "3", "9", ""]),
        "tools": st.sets(st.sampled_from(["1", "2", "3"])),
        "days": st.sampled_from(["", "0", "2,5", "14", "1 234"]),
        "recommend": st.integers(-1, 10).map(lambda point: str(point) if point >= 0 else ""),
        "why": WORDS,
    }
)
LABELS = {"role": ["Leder", "Øvrig ansatt"], "moved": ["Ja", "Nei"], "tools": ["PC", "Ekstra skjerm", "Stol"]}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=st.lists(PERSON, min_size=1, max_size=6),
    names=st.permutations(["id", "role", "moved", "need", "tools", "days", "recommend", "why"]),
    separator=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    labels=st.booleans(),
    options=st.booleans(),
)
def test_what_was_answered_comes_back_whatever_the_layout(
    codebook, people, names, separator, encoding, labels, options
):
    def cells(name, number, person):
        if name == "tools" and options:
            return ["1" if code in person["tools"] else "0" for code in "123"]
        if name == "tools":
            codes = sorted(person["tools"])
            return [
                (";" if labels else "|").join(
                    LABELS["tools"][int(code) - 1] if labels else code for code in codes
                )
            ]
        value = str(number) if name == "id" else person[name]
        return [LABELS[name][int(value) - 1] if labels and name in LABELS and value else value]

    head = [
        part
        for name in names
        for part in (["tools_1", "tools_2", "tools_3"] if name == "tools" and options else [name])
    ]
    text = io.StringIO(newline="")
    rows = [[cell for name in names for cell in cells(name, n, person)] for n, person in enumerate(people)]
    csv.writer(text, delimiter=separator).writerows([head, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(text.getvalue().encode(encoding))
        answers = convert(screen(read_export(path)), codebook()).answers.fillna("")
    expected = [
        [
            str(n),
            *("|".join(sorted(person[name])) if name == "tools" else person[name] for name in PERSON_COLUMNS),
        ]
        for n, person in enumerate(people)
        if any(person[name] for name in PERSON_COLUMNS if name != "role")
    ]
    assert answers.to_numpy().tolist() == [[re.sub(r"\r\n?", "\n", cell) for cell in row] for row in expected]


PERSON_COLUMNS = ["role", "moved", "need", "tools", "days", "recommend", "why"]
