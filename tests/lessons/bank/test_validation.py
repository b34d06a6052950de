import pytest
from banks import BODY, TAXONOMY, lesson_text

from kb.errors import FaultsFound
from kb.lessons.bank.frontmatter import read_front_matter
from kb.lessons.bank.validation import validate


def validated(text):
    front = read_front_matter(text, "a.md")
    return validate(front, text[front.body_start :], "a.md", TAXONOMY)


def faults_of(**changes):
    with pytest.raises(FaultsFound) as caught:
        validated(lesson_text(**changes))
    return [str(fault) for fault in caught.value.faults]


def test_a_lesson_with_every_field_is_read():
    lesson = validated(lesson_text())
    assert lesson.area.levels == ("Helse og mestring", "Pleie og omsorg")
    assert lesson.period.start.isoformat() == "2020-03-12"


def test_all_faults_are_told_at_once():
    told = faults_of(
        kind="success", themes="[smittevarn]", review_by="2027-13-40", colour="red", event=None, body=""
    )
    assert len(told) == 6
    joined = "\n".join(told)
    for part in (
        "field kind",
        "field themes.0",
        "field review_by",
        "field colour",
        "field event",
        "headings are none",
    ):
        assert part in joined


def test_every_fault_names_file_line_and_remedy():
    (told,) = faults_of(kind="success")
    assert told == (
        "a.md: line 4, field kind: Input should be 'strength' or 'improvement' (it says 'success'). Write one of those."
    )


def test_an_unquoted_no_is_explained():
    (told,) = faults_of(language="no")
    assert "YAML reads an unquoted yes, no" in told


def test_an_unknown_theme_is_answered_with_the_nearest():
    (told,) = faults_of(themes="[smittevarn]")
    assert told.endswith("theme 'smittevarn' is not in themes.toml. Write smittevern.")


def test_a_period_that_ends_before_it_begins_is_told():
    assert "ends before it begins" in faults_of(period="{from: 2021-01-01, to: 2020-01-01}")[0]


@pytest.mark.parametrize(
    ("status", "missing"),
    [
        ("identified", ["sources"]),
        ("action_agreed", ["sources", "actions"]),
        ("verified", ["sources", "actions", "verification", "verified_by"]),
        ("rejected", ["reason"]),
    ],
)
def test_what_a_status_asks_for_must_be_there(status, missing):
    told = faults_of(status=status, sources=None)
    assert [line.split("field ")[1].split(":")[0] for line in told] == missing


def test_a_draft_may_lack_its_sources():
    assert validated(lesson_text(status="draft", sources=None)).status == "draft"


def test_headings_follow_the_language():
    body = BODY.replace("Anbefaling", "Tilråding")
    assert validated(lesson_text(language="nn", body=body)).language == "nn"
    assert "## Tilråding" in faults_of(language="nn")[0]


def test_a_heading_without_text_is_told():
    (told,) = faults_of(body=BODY.replace("Behold lageret.", ""))
    assert "heading Anbefaling: has no text" in told


def test_a_theme_named_twice_is_told():
    assert "names the same one twice" in faults_of(themes="[skole, skole]")[0]


@pytest.mark.parametrize("written", ["0", "1609459200", '"1609459200"', "2027-06-30T00:00:00", "2027-6-30"])
def test_what_only_may_be_read_as_a_date_is_told(written):
    (told,) = faults_of(review_by=written)
    assert "field review_by: is not a date" in told
    assert told.endswith("Write a date as YYYY-MM-DD.")


@pytest.mark.parametrize("escape", [r"\e[2J", r"\0"])
def test_a_control_character_in_a_field_is_told(escape):
    assert "field title: holds a control character" in faults_of(title=f'"a{escape}b"')[0]


@pytest.mark.parametrize("line", ["## " + "#" * 100_000 + "x", "## " + "# " * 50_000 + "x"])
def test_a_hostile_heading_is_told_at_once_and_shortened(line):
    assert len(faults_of(body=f"{BODY}\n{line}\n")[0]) < 500


def test_the_marks_of_an_unfinished_merge_are_told():
    body = BODY.replace("Behold lageret.", "<<<<<<< HEAD\nBehold.\n=======\nSelg.\n>>>>>>> selge")
    told = faults_of(body=body)
    assert [line.split(" is the mark")[0] for line in told] == [
        "a.md: body: '<<<<<<< HEAD'",
        "a.md: body: '>>>>>>> selge'",
    ]


def test_a_quoted_arrow_in_a_body_is_no_mark():
    body = BODY.replace("Behold lageret.", "<<<<<<<<<< ti\n\n    >>>>>>> innrykk")
    assert validated(lesson_text(body=body)).id == "felles-lager"


def test_a_draft_may_say_what_is_to_be_written_and_no_other_lesson():
    unwritten = {
        "body": BODY.replace("Behold lageret.", "[Skriv: hva må gjøres?]"),
        "applies_when": "'[Skriv: når gjelder det?]'",
    }
    assert validated(lesson_text(status="draft", **unwritten)).status == "draft"
    told = faults_of(**unwritten)
    assert [line.split(": ")[1].rpartition(", ")[2] for line in told] == [
        "heading Anbefaling",
        "field applies_when",
    ]
