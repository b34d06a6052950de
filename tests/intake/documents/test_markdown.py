import datetime as dt

from .conftest import outline

TEXT = """---
title: Et år med læring
date: 2020-12-18
---

# Et år

Vi **lærte** mye, se [siden](http://192.0.2.1/)
over to linjer.

## Hva?

- én
  - under
- to

1. først
2. så

> sitert

![bilde](http://192.0.2.1/a.png)

BILDE: Staben.

13. mars satt vi fast.

| Enhet | Timer |
|---|---:|
| Skole | 1 200 |
"""


def test_structure_is_kept_and_a_date_is_no_list(original):
    found = original("a.md", TEXT)
    assert (found.title, found.made) == ("Et år med læring", dt.date(2020, 12, 18))
    assert outline(found.blocks) == [
        "# Et år",
        "Vi lærte mye, se siden over to linjer.",
        "## Hva?",
        "- én",
        "-- under",
        "- to",
        "- først",
        "- så",
        "> sitert",
        "^ BILDE: Staben.",
        "13. mars satt vi fast.",
        "| Enhet, Timer / Skole, 1 200",
    ]
    assert "picture" in found.left_out[0].problem


def test_other_programs_bullets_and_spoken_words_are_told_apart(original):
    text = "Staben sier:\n\n– Vi klarte det, sier lederen.\n\n• en\n• to\n"
    assert outline(original("a.md", text).blocks) == [
        "Staben sier:",
        "> Vi klarte det, sier lederen.",
        "- en",
        "- to",
    ]


def test_front_matter_that_is_no_yaml_is_told_with_its_line(fault):
    assert "line" in fault("a.md", "---\ntitle: [\n---\n\nTekst").place


def test_markup_without_end_is_refused(fault):
    assert "signs of Markdown" in fault("a.md", "*a_ " * 60_000).problem


def test_a_text_brought_into_the_bank_keeps_its_pages(original):
    found = original(
        "a.md", "# Status\n\n<!-- lysbilde 2 -->\n\n## Skole\n\n- en\n\n<!-- lysbilde 3 -->\n\nSlutt."
    )
    assert found.paged == "slide"
    assert [block.page for block in found.blocks] == [None, 2, 2, 3]
    assert original("b.md", "<!-- side 1 -->\n\nTekst <!-- annet --> her.").paged == "page"
