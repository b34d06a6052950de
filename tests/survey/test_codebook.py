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
        "codebook.toml: background[role].source: Input should be 'frame', 'answers' or 'above'. Correct it."
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
            'need in ["1"',
            'wyh in ["1"',
            "questions[why]: Depends on «wyh», which is not there. Name one of: area",
        ),
        ('need in ["1"', 'tools in ["1"', "questions[why]: Depends on «tools», no earlier question."),
        ('need in ["1"', 'why in ["1"', "questions[why]: Depends on «why», no earlier question."),
        (
            'role == "ansatt"',
            'roll == "ansatt"',
            "questions[training]: Depends on «roll», which is not there.",
        ),
        ('in ["1", "2"]', 'in ["1", "7"]', "questions[why]: «need» has no code 7. Use one of: 1, 2, 3, 9,"),
        (
            'need in ["1", "2"]',
            'need <= "9"',
            "questions[why]: «need» has no code 9. Use one of: 1, 2, 3, in",
        ),
        ('need in ["1", "2"]', "need in [1, 2]", "questions[why]: «need» has no code 1.0, 2.0."),
        (
            'type = "multi"',
            'type = "nps"',
            "questions[tools]: Is of type nps and has another scale than 0 to 10.",
        ),
    ],
)
def test_parts_that_do_not_fit_are_told(faults_of, small_codebook, old, new, told):
    assert any(
        line.startswith(f"codebook.toml: {told}") for line in faults_of(small_codebook.replace(old, new))
    )


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('days > "2"', "«days» is a number. Hold it against a number, without quotation marks."),
        ('tools > "pc"', "«tools» allows several answers, which have no order. Use == or in."),
        ('why == "x"', "Depends on «why», which has no codes. Say answered(why) instead."),
    ],
)
def test_a_comparison_that_cannot_be_made_is_told(faults_of, small_codebook, rule, told):
    last = (
        f"[[questions]]\nid = 'last'\ntype = 'open'\nwording = {{ nb = 'Til slutt?' }}\nasked_if = '{rule}'\n"
    )
    assert faults_of(f"{small_codebook}\n{last}") == [f"codebook.toml: questions[last]: {told}"]


def test_a_rule_that_cannot_be_read_is_told_with_its_question(faults_of, small_codebook):
    told = faults_of(small_codebook.replace("need in [", "need is [", 1))
    assert len(told) == 1
    assert told[0].startswith("codebook.toml: questions[why].asked_if: Value error, ")


LEVEL = """
[[background]]
id = "directorate"
source = "above"
of = "area"
label = { nb = "Direktørområde" }
codes = [{ code = "helse", nb = "Helse", holds = ["plo"] }, { code = "oppvekst", nb = "Oppvekst", holds = ["skole"] }]
"""


def test_a_level_above_holds_every_code_below_once(faults_of, small_codebook):
    sound = small_codebook.replace("[scales.degree]", LEVEL + "[scales.degree]")
    assert faults_of(sound) == []
    place = "codebook.toml: background[directorate]: "
    problem = "The code «{}» of «area» must be held once. Its codes are: plo, skole."
    assert faults_of(sound.replace('["skole"]', '["plo"]')) == [
        place + problem.format("plo"),
        place + problem.format("skole"),
    ]
    assert faults_of(sound.replace('["skole"]', '["skole", "x"]')) == [place + problem.format("x")]
    assert faults_of(sound.replace('of = "area"', 'of = "ara"'))[0].startswith(
        place + "«ara» is no background further up."
    )
    assert faults_of(sound.replace('source = "above"\nof', 'source = "frame"\nof'))[0].startswith(
        place + "A level above names the background it is above."
    )


def test_a_level_above_may_not_be_called_what_a_group_below_is(faults_of, small_codebook):
    book = small_codebook.replace(
        "[scales.degree]", LEVEL.replace('nb = "Oppvekst"', 'nb = "Skole"') + "[scales.degree]"
    )
    assert faults_of(book) == [
        "codebook.toml: background[directorate]: «Skole» is also the name of a group of «area». "
        "Give the level another name, such as «Skole samlet»."
    ]


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
