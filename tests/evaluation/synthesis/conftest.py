"""A plan of three questions in two tracks, and findings made of few words."""

import pytest

from kb.evaluation.claims.records import Claim, Strength
from kb.evaluation.plan import Plan

PLAN = {
    "title": "Evaluering",
    "event": "Flom",
    "from": "2023-08-01",
    "to": "2023-08-10",
    "areas": ["Skole", "Helse"],
    "groups": ["Elever"],
    "mandate": "Rådmannen ba om det.",
    "purpose": "Å lære.",
    "tracks": ["Varsling", "Drift", "Tom"],
    "questions": [
        {"id": "E1", "track": "Varsling", "text": "Kom varslet fram?"},
        {"id": "E2", "track": "Drift", "text": "Holdt driften?"},
        {"id": "E3", "track": "Drift", "text": "Holdt folk?"},
    ],
    "sources": ["Loggen", "Undersøkelsen"],
    "data": [{"name": "Undersøkelse", "kind": "survey", "folder": "survey"}],
    "limits": ["Innbyggerne er ikke spurt."],
    "commented_by": ["HAMU"],
    "dates": {
        "survey": "2023-09-01",
        "draft": "2023-10-01",
        "hearing": "2023-10-15",
        "decision": "2023-12-01",
    },
    "duties": [{"rule": "Forskriften § 8", "how": "Slik."}, {"rule": "Forskriften § 9", "how": "Slik."}],
}


@pytest.fixture
def make_plan():
    """Read the plan, with some keys changed."""
    return lambda **changed: Plan.model_validate(PLAN | changed)


@pytest.fixture
def make_claim():
    """Make a finding that answers a question."""

    def made(
        name, question, kind="strength", kinds=("lesson", "survey"), about=(), themes=(), grade="strong"
    ):
        return Claim(
            name, "Det gikk.", kind, question, (), (), Strength(grade, 2, kinds, 0, 50), about, themes
        )

    return made
