"""A codebook is read strictly, and its parts must fit each other."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.survey.codebook import Codebook, read_codebook
from kb.survey.consistency import find_inconsistencies


@pytest.fixture
def faults_of(tmp_path):
    def told(text: str) -> list[str]:
        path = tmp_path / "codebook.toml"
        path.write_text(text, encoding="utf-8")
        try:
            return [str(fault) for fault in find_inconsistencies(read_codebook(path), path.name)]
        except FaultsFound as error:
            return [str(fault) for fault in error.faults]

    return told


def test_a_sound_codebook_has_no_faults(faults_of, small_codebook):
    assert faults_of(small_codebook) == []


def test_words_come_in_the_language_asked_for_and_bokmaal_stands_in(write_survey):
    codebook = read_codebook(write_survey() / "codebook.toml")
    area = codebook.background[0]
    assert [area.codes[0].in_language(language) for language in ("nb", "nn", "en")] == [
        "Pleie",
        "Pleie",
        "Care",
    ]


def test_dont_know_is_a_code_of_the_scale_but_no_answer(write_survey):
    scale = read_codebook(write_survey() / "codebook.toml").scales["degree"]
    assert scale.codes == ["1", "2", "3"]
    assert scale.all_codes == ["1", "2", "3", "9"]


def test_every_unknown_missing_and_wrong_key_is_told_by_its_question(faults_of, small_codebook):
    broken = (
        small_codebook.replace('id = "need"\n', 'id = "need"\ncolour = "red"\n')
        .replace('wording = { nb = "Hva har du hjemme?" }\n', "")
        .replace('type = "number"', 'type = "numeric"')
        .replace('source = "answers"', 'source = "answer"')
    )
    told = faults_of(broken)
    assert told[:1] == [
        "codebook.toml: background[role].source: Input should be 'frame' or 'answers'. Correct it."
    ]
    assert (
        "codebook.toml: questions[need].colour: Is not a key of a codebook. Check the spelling, or remove it."
        in told
    )
    assert "codebook.toml: questions[tools].wording: Is missing. Add it." in told
    assert any(
        line.startswith("codebook.toml: questions[days].type: Input should be 'single'") for line in told
    )
    assert len(told) == 4


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "days"', 'id = "need"', "columns: «need» stands 2 times. Give each its own name."),
        ('id = "days"', 'id = "area"', "columns: «area» stands 2 times. Give each its own name."),
        ('code = "2", nb', 'code = "1", nb', "scales.degree: «1» stands 2 times. Give each its own name."),
        ('nb = "Noen"', 'nb = "Liten"', "scales.degree: «Liten» stands 2 times. Give each its own name."),
        ('type = "open"', 'type = "single"', "questions[why]: Is of type single and has no scale."),
        ('type = "single"', 'type = "open"', "questions[moved]: Is of type open and cannot have a scale."),
        ('scale = "tools"', 'scale = "tool"', "questions[tools]: The scale «tool» is not defined."),
        ('id = "moved_block"', 'id = "other"', "questions[need]: The block «moved_block» is not defined."),
        (
            'question = "need", in',
            'question = "days", in',
            "questions[why]: Depends on «days», no earlier question.",
        ),
        (
            'question = "need", in',
            'question = "why", in',
            "questions[why]: Depends on «why», no earlier question.",
        ),
        (
            'background = "role"',
            'background = "roll"',
            "questions[training]: Depends on «roll», no background.",
        ),
        (
            'in = ["1", "2"]',
            'in = ["1", "7"]',
            "questions[why]: «need» has no code 7. Use one of: 1, 2, 3, 9.",
        ),
        (
            '{ question = "need", in',
            "{ in",
            "questions[why]: A condition needs either a question or a background.",
        ),
    ],
)
def test_parts_that_do_not_fit_are_told(faults_of, small_codebook, old, new, told):
    assert any(
        line.startswith(f"codebook.toml: {told}") for line in faults_of(small_codebook.replace(old, new))
    )


def test_a_block_of_two_scales_is_told(faults_of, small_codebook):
    broken = small_codebook.replace(
        'type = "multi"\nscale = "tools"', 'type = "multi"\nscale = "tools"\nblock = "moved_block"'
    )
    assert faults_of(broken) == [
        "codebook.toml: questions[tools]: Has another scale than the rest of block «moved_block». "
        "A block shares one scale."
    ]


def test_toml_that_cannot_be_read_is_told_with_its_line(faults_of):
    assert "line 1" in faults_of("key = \n")[0]
    assert faults_of("")[0].startswith("codebook.toml: title: Is missing.")


def test_a_codebook_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FaultsFound, match=r"codebook\.toml: the file: Is not there"):
        read_codebook(tmp_path / "codebook.toml")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_bytes_give_a_codebook_or_faults(tmp_path, content):
    path = tmp_path / "codebook.toml"
    path.write_bytes(content)
    try:
        outcome: object = read_codebook(path)
    except FaultsFound as error:
        outcome = error.faults
    assert outcome
    assert isinstance(outcome, Codebook | tuple)
