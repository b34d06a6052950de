"""The sample staffing and survey, measured and protected as the page does it."""

from pathlib import Path

import pandas as pd
import pytest

from kb.evaluation.staffing.redeployed import answer_tables
from kb.evaluation.staffing.tables import measure
from kb.staffing.load.limits import read_limits
from kb.staffing.records import read_staffing
from kb.survey import read_survey

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
UNTIL = pd.Timestamp("2020-06-21")
QUESTIONS = ("need", "induction")
THREE = {
    "Liten": ["I svært liten grad", "I liten grad"],
    "Noen": ["I noen grad"],
    "Stor": ["I stor grad", "I svært stor grad"],
}


@pytest.fixture(scope="session")
def staffing():
    return read_staffing(NOTEBOOKS / "data" / "staffing")


@pytest.fixture(scope="session")
def survey():
    return read_survey(NOTEBOOKS / "data" / "survey")


@pytest.fixture(scope="session")
def areas(staffing):
    return sorted(
        {
            *staffing.assignments["fra_område"].dropna(),
            *staffing.resources["hjemmeområde"].dropna(),
            *staffing.needs["område"],
        }
    )


@pytest.fixture(scope="session")
def rules():
    law = read_limits()
    return {"Law": [law["aml-10-6-4"]], "Agreed": [law["aml-10-6-4"], law["ks-korona-2020"]]}


@pytest.fixture(scope="session")
def answers(survey, areas):
    return answer_tables(survey, QUESTIONS, by="area", groups=THREE, areas=areas)


@pytest.fixture(scope="session")
def measured(staffing, rules):
    return measure(staffing, until=UNTIL, rules=rules, exempt=["tjenesteleder"])


@pytest.fixture(scope="session")
def shown(measured, answers):
    return measured.protect(answers)
