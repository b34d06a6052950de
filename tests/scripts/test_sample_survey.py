"""The sample survey meets the published figures, and its recipe gives the same files again."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from kb.privacy.disclosure import protect
from kb.survey import bases, crosstab, likert_block, open_counts, open_overview, read_survey, response_rate

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks" / "data" / "survey"


@pytest.fixture(scope="module")
def survey():
    return read_survey(FOLDER)


def test_the_recipe_writes_the_same_files_again(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    importlib.import_module("sample_survey").write(tmp_path)
    for name in ("frame.csv", "answers.csv"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), (
            f"{name}: run make_sample_data.py"
        )


def test_8880_were_asked_and_6087_answered(survey):
    assert (survey.sent, survey.completed) == (8880, 6087)
    assert round(100 * survey.rate) == 69


def test_roles_are_those_published(survey):
    roles = survey.responses["role"].value_counts()
    assert (roles["leder"], roles["tillitsvalgt"], roles["verneombud"]) == (442, 397, 260)


def test_92_percent_of_the_leaders_answered_on_staffing(survey):
    counts = bases(survey, "staffing_leaders").loc["Alle"]
    assert (counts["asked"], counts["answered"]) == (442, 407)
    assert round(100 * counts["answered"] / counts["asked"]) == 92


def test_203_of_398_redeployed_answered_the_voluntary_question(survey):
    counts = bases(survey, "overall").loc["Alle"]
    assert (counts["asked"], counts["answered"]) == (398, 203)
    assert round(100 * counts["answered"] / counts["asked"]) == 51


def test_comments_are_29_and_351_and_173(survey):
    assert open_counts(survey).counts.iloc[0].tolist() == [29, 351, 173]
    assert open_overview(survey).counts.to_numpy().tolist() == [[29, 3], [351, 15], [173, 16]]


def test_each_area_has_its_own_response_rate(survey):
    counts = response_rate(survey, "area").counts
    rates = counts["Svart"] / counts.sum(axis=1)
    assert len(rates) == 12
    assert rates.nunique() == 12
    assert 0.58 <= rates.min() < 0.60
    assert 0.80 < rates.max() <= 0.81


def test_small_areas_show_how_small_cells_are_hidden(survey):
    redeployed = crosstab(survey, "redeployed", "area").counts["Ja"]
    assert redeployed["NAV og integrering"] == 2
    protected = protect(likert_block(survey, "redeployment", "area"))
    assert protected["need"].hidden > 0
    assert protected["need"].row_totals.isna()["NAV og integrering"]
    assert protected["need"].total == 386


def test_the_codebook_speaks_three_languages(survey):
    codebook = survey.codebook
    texts = [question.wording for question in codebook.questions]
    texts += [answer for scale in codebook.scales.values() for answer in scale.answers]
    texts += [answer for background in codebook.background for answer in background.codes]
    assert all(text.nn and text.en for text in texts)


def test_the_data_are_labelled_synthetic():
    assert "syntetiske" in (FOLDER / "LES-MEG.md").read_text(encoding="utf-8")
