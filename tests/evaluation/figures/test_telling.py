"""Text with figures from facts: filled in, or every fault told."""

from __future__ import annotations

import pytest

from kb.errors import FaultsFound
from kb.evaluation.figures import told
from kb.evaluation.reconciling.facts import count, share

SENT = count("survey.sent", 8880, ["sendt"])
DONE = count("survey.completed", 6087, ["fullført"], part_of="survey.sent")
FACTS = [SENT, DONE, share("survey.response_rate", DONE, SENT), count("survey.few", None, ["få"])]


def test_figures_are_filled_in_and_markdown_is_written():
    html = told(
        "**{{ survey.completed }}** av {{ survey.sent }} ({{ survey.response_rate | percent.1 }}).", FACTS
    ).html
    assert "<strong>6\u00a0087</strong> av 8\u00a0880 (68,5\u00a0%)." in html


def test_every_name_that_cannot_be_told_is_told_of_at_once():
    with pytest.raises(FaultsFound) as found:
        told("{{ survey.few }} av {{ survey.snt }}", FACTS)
    assert len(found.value.faults) == 2
    assert "survey.sent" in str(found.value)


def test_html_in_the_text_is_shown_as_text():
    assert "&lt;b&gt;" in told("<b>{{ survey.sent }}</b>", FACTS).html
