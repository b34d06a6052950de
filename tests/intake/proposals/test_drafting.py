"""A draft is a valid lesson that says nothing of its own, and names nobody."""

from dataclasses import replace
from datetime import date

import pytest
from banks import TAXONOMY
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import KbError
from kb.intake.proposals.drafting import draft_text, slug_of
from kb.intake.proposals.records import Proposal, Quoted
from kb.lessons.bank.frontmatter import read_front_matter
from kb.lessons.bank.validation import UNWRITTEN, validate

TODAY = date(2026, 11, 28)
QUOTED = Quoted("lessons/texts/blogg/2020-01-01-x.md", "Det vi lærte", 10, 40, "Ett lager ga ro.")
PROPOSAL = Proposal(
    "0123456789ab",
    "strength",
    "nb",
    ("smittevern",),
    (),
    0.9,
    (),
    (QUOTED,),
    "Ett lager ga ro",
    "En blogg",
    date(2020, 1, 1),
)


def read(text):
    front = read_front_matter(text, "draft")
    return validate(front, text[front.body_start :], "draft", TAXONOMY)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("kind", ["strength", "improvement"])
def test_a_draft_is_a_valid_lesson_in_every_language_and_kind(language, kind):
    text = draft_text(replace(PROPOSAL, language=language, kind=kind), "ett-lager", today=TODAY)
    lesson = read(text)
    assert (lesson.status, lesson.kind, lesson.language) == ("draft", kind, language)
    assert lesson.sources[0].document == "texts/blogg/2020-01-01-x.md"
    assert lesson.sources[0].passage == "Det vi lærte"
    assert sum(text.count(mark) for mark in UNWRITTEN) == 7  # event, area, applies_when and four headings


def test_a_draft_quotes_the_text_and_adds_no_claim():
    body = draft_text(PROPOSAL, "ett-lager", today=TODAY).partition("---\n\n")[2]
    told = [line for line in body.splitlines() if line and not line.startswith(("## ", *UNWRITTEN))]
    assert told == ["En blogg, under «Det vi lærte», sier: «Ett lager ga ro.»"]


def test_names_and_numbers_of_persons_are_masked():
    quoted = replace(
        QUOTED, text="Kari Nordmann ordnet lageret, ring 22 22 22 22 eller kari@kommune.example."
    )
    text = draft_text(
        replace(PROPOSAL, sources=(quoted,), title="Kari Nordmann ordnet lageret"), "x", today=TODAY
    )
    assert not any(word in text for word in ("Kari", "Nordmann", "22 22", "kari@"))


def test_a_draft_without_a_theme_is_refused_until_one_is_named():
    with pytest.raises(KbError, match="no theme"):
        draft_text(replace(PROPOSAL, themes=()), "x", today=TODAY)
    assert read(draft_text(replace(PROPOSAL, themes=()), "x", today=TODAY, themes=["skole"])).themes == [
        "skole"
    ]


def test_a_text_without_headings_is_named_by_its_first_words():
    text = draft_text(replace(PROPOSAL, sources=(replace(QUOTED, heading=""),)), "x", today=TODAY)
    assert read(text).sources[0].passage == "Ett lager ga ro."


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Åpne lagre på øya i Ærfjord", "aapne-lagre-paa-oeya-i-aerfjord"),
        ("!!!", "utkast"),
        ("x" * 99, "x" * 60),
    ],
)
def test_a_slug_is_plain_letters(title, slug):
    assert slug_of(title) == slug


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80),
    st.sampled_from(["## x", "---", "[", "»"]),
)
def test_no_words_break_a_draft(words, sign):
    quoted = replace(QUOTED, text=f"{words} {sign} {words}", heading=words.strip())
    title = (words.strip() + " lager")[:90]
    assert read(draft_text(replace(PROPOSAL, sources=(quoted,), title=title), slug_of(title), today=TODAY))
