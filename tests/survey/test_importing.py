"""A survey is checked against its codebook: codes, routing, who was asked."""

from __future__ import annotations

import pytest

from kb.errors import FaultsFound
from kb.survey import account, crosstab, read_survey, response_rate


@pytest.fixture
def faults_of(write_survey):
    def told(**files: str) -> list[str]:
        with pytest.raises(FaultsFound) as raised:
            read_survey(write_survey(**files))
        return [str(fault) for fault in raised.value.faults]

    return told


def test_a_survey_knows_how_many_were_asked_and_answered(write_survey):
    survey = read_survey(str(write_survey()))
    assert (survey.sent, survey.completed, survey.rate) == (8, 5, 0.625)


def test_responses_carry_the_background_of_the_frame_and_all_questions(write_survey):
    responses = read_survey(write_survey()).responses
    columns = ["id", "area", "role", "moved", "need", "training", "why", "tools", "days"]
    assert list(responses) == columns
    assert responses["area"].tolist() == ["plo", "plo", "plo", "skole", "skole"]
    assert responses["days"].tolist()[0] == 2.5


def test_all_conditions_must_hold_for_a_question_to_be_asked(write_survey):
    survey = read_survey(write_survey())
    asked = {question.id: survey.asked(question).tolist() for question in survey.codebook.questions}
    assert asked["moved"] == [True] * 5
    assert asked["need"] == [True, True, True, False, True]
    assert asked["training"] == [True, True, False, False, True]  # c is a leader
    assert asked["why"] == [True, False, False, False, True]  # b does not know, c answered 3


def test_an_answer_where_the_routing_did_not_lead_is_told_with_its_line(faults_of, small_answers):
    told = faults_of(answers=small_answers.replace("c;leder;ja;3;;", "c;leder;ja;3;2;Fordi"))
    assert told == [
        "answers.csv: line 4, column training: Has an answer where it was not asked. "
        'It is asked only if moved == "ja" and role == "ansatt": mend the data or asked_if in codebook.toml.',
        "answers.csv: line 4, column why: Has an answer where it was not asked. "
        'It is asked only if need in ["1", "2"]: mend the data or asked_if in codebook.toml.',
    ]


def test_a_respondent_whom_nobody_asked_is_told(faults_of, small_answers):
    told = faults_of(answers=small_answers.replace("f;ansatt", "x;ansatt"))
    assert told == [
        "answers.csv: line 6, column id: «x» is not in frame.csv. Add them to frame.csv, or remove the row."
    ]


def test_wrong_codes_in_both_files_are_told_at_once(faults_of, small_answers):
    told = faults_of(
        frame="id;area\na;plo\na;plo2\n", answers=small_answers.replace("b;ansatt;ja;9", "b;sjef;ja;4")
    )
    assert [line.split(": ")[0] + ", " + line.split(": ")[1] for line in told] == [
        "frame.csv, line 3, column area",
        "frame.csv, line 3, column id",
        "answers.csv, line 3, column role",
        "answers.csv, line 3, column need",
    ]


def test_a_wrong_code_among_several_is_told(faults_of, small_answers):
    told = faults_of(answers=small_answers.replace("pc|skjerm", "pc|mus"))
    assert told == [
        "answers.csv: line 2, column tools: «mus» is not one of the codes. "
        "Use one or more of: pc, skjerm, 9, with | between."
    ]


def test_a_respondent_without_a_role_and_a_frame_without_anybody_are_told(faults_of, small_answers):
    assert faults_of(answers=small_answers.replace("a;ansatt", "a;")) == [
        "answers.csv: line 2, column role: Is empty. Fill it in."
    ]
    assert faults_of(frame="id;area\n") == [
        "frame.csv: the file: Names nobody. List everybody the survey was sent to."
    ]


def test_faults_of_the_codebook_come_before_those_of_the_data(faults_of, small_codebook):
    told = faults_of(codebook=small_codebook.replace('scale = "tools"', 'scale = "x"'), answers="")
    assert len(told) == 1
    assert told[0].startswith("codebook.toml: questions[tools]")


def test_a_missing_file_is_told_by_name(write_survey):
    folder = write_survey()
    (folder / "answers.csv").unlink()
    with pytest.raises(FaultsFound, match=r"answers\.csv: the file: Is not there"):
        read_survey(folder)


def test_a_survey_nobody_has_answered_yet_is_read(write_survey, small_answers):
    survey = read_survey(write_survey(answers=small_answers.splitlines()[0]))
    assert survey.completed == 0
    assert survey.rate == 0


COUNTED = """[population]
label = { nb = "Alle ansatte" }
counts = "antall"

[scales.degree]"""


@pytest.fixture
def anonymous(write_survey, small_codebook, small_answers):
    """Write the small survey as an anonymous one: respondents tell their area, the frame how many there are."""

    def write(frame="area;antall\nplo;4\nskole;4\n"):
        book = small_codebook.replace("[scales.degree]", COUNTED, 1)
        areas = ["area", "plo", "plo", "plo", "skole", "skole"]
        lines = zip(small_answers.splitlines(), areas, strict=True)
        return write_survey(
            codebook=book, frame=frame, answers="\n".join(f"{line};{area}" for line, area in lines)
        )

    return write


def test_an_anonymous_survey_is_counted_against_how_many_there_are_of_each_group(anonymous, write_survey):
    survey = read_survey(anonymous())
    assert (survey.sent, survey.completed) == (8, 5)
    named = read_survey(write_survey())
    for counted in (
        response_rate,
        lambda one, by: crosstab(one, "need", by),
        lambda one, by: account(one, "why", by),
    ):
        assert counted(survey, "area").counts.equals(counted(named, "area").counts)
    assert not survey.frame["id"].duplicated().any()


def test_more_answers_than_were_asked_are_told_by_group(anonymous):
    with pytest.raises(FaultsFound) as raised:
        read_survey(anonymous("area;antall\nplo;2\n"))
    assert [str(fault) for fault in raised.value.faults] == [
        "frame.csv: area plo: 1 more answered than were asked. Correct the number, or the group of those answers.",
        "frame.csv: area skole: 2 more answered than were asked. Correct the number, or the group of those answers.",
    ]


def test_a_group_that_is_counted_twice_is_told(anonymous):
    with pytest.raises(FaultsFound, match="«plo» stands in line 2 already"):
        read_survey(anonymous("area;antall\nplo;4\nplo;4\nskole;4\n"))
