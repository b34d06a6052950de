"""Scores, worked by hand from counts; a hidden count hides its score."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from kb.errors import KbError
from kb.survey import crosstab, means, net_scores, read_survey

NPS = """
[[questions]]
id = "again"
type = "nps"
wording = { nb = "Hvor sannsynlig er det at du anbefaler oss?" }
"""


@pytest.fixture
def survey(write_survey, small_codebook, small_answers):
    lines = small_answers.splitlines()
    points = ["again", "10", "9", "7", "6", "0"]
    answers = "\n".join(f"{line};{point}" for line, point in zip(lines, points, strict=True))
    book = small_codebook.replace("[scales.degree]", '[scales.degree]\ngood = "high"') + NPS
    return read_survey(write_survey(codebook=book, answers=answers))


def test_a_mean_counts_points_along_the_scale(survey):
    scores = means(survey, "need", crosstab(survey, "need", "area").counts)
    assert scores.loc["Pleie"].tolist() == [2.0, 2.0]  # 1 and 3
    assert scores.loc["Skole"].tolist() == [2.0, 1.0]


def test_nobody_has_no_mean(survey):
    cells = crosstab(survey, "need", "area").counts * 0
    assert math.isnan(means(survey, "need", cells)["mean"].iloc[0])


def test_a_net_score_is_favourable_less_unfavourable(survey):
    cells = pd.DataFrame([[2, 1, 5]], index=["x"], columns=["Liten", "Noen", "Stor"])
    assert net_scores(survey, "need", cells).loc["x"].tolist() == [3 / 8, 8.0]


def test_nps_is_promoters_less_detractors(survey):
    cells = crosstab(survey, "again").counts
    assert net_scores(survey, "again", cells)["net"].tolist() == [
        0.0
    ]  # 9 and 10 against 0 and 6, 7 in neither
    assert means(survey, "again", cells)["mean"].tolist() == [32 / 5]


def test_a_hidden_cell_hides_the_score(survey):
    cells = crosstab(survey, "need", "area").counts.astype(float)
    cells.loc["Pleie", "Noen"] = math.nan
    assert means(survey, "need", cells)["mean"].isna().tolist() == [True, False]
    assert net_scores(survey, "need", cells)["net"].isna().tolist() == [True, False]


def test_what_has_no_score_is_told(survey):
    with pytest.raises(KbError, match="The scale of «moved» has no favourable end"):
        net_scores(survey, "moved", crosstab(survey, "moved").counts)
    with pytest.raises(KbError, match="«tools» is of type multi and has no score"):
        means(survey, "tools", crosstab(survey, "tools").counts)
    with pytest.raises(KbError, match="The columns are not the answers to «need»"):
        means(survey, "need", crosstab(survey, "moved").counts)
