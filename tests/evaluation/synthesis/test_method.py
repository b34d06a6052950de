import pytest

from kb.evaluation.synthesis.method import check_method


@pytest.fixture
def whole(make_claim):
    return [make_claim("a", "E1"), make_claim("b", "E2", "improvement"), make_claim("c", "E3")]


def unmet(items):
    return {item.name: item.lacking for item in items if not item.met}


def test_a_whole_method_lacks_nothing_and_is_told_in_figures(make_plan, whole):
    items = check_method(make_plan(), whole, response_rate=0.69)
    assert unmet(items) == {}
    figures = {item.name: item.figures for item in items if item.figures}
    assert figures == {
        "period": (10,),
        "questions": (3, 3),
        "sources": (2,),
        "response_rate": (0.69,),
        "triangulation": (3, 3),
        "both_sides": (2, 1),
        "limits": (1,),
        "commented_by": (1,),
    }


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({"mandate": "(fyll ut: hvem)"}, {"mandate": ("mandate",)}),
        ({"purpose": "(fyll ut)"}, {"purpose": ("purpose",)}),
        ({"limits": ["Ja.", "(fyll ut)"]}, {"limits": ("limits.1",)}),
        ({"commented_by": ["(fyll ut)"]}, {"commented_by": ("commented_by.0",)}),
        ({"sources": ["Loggen"]}, {"sources": ()}),
        ({"dates": {"draft": "2023-10-01"}}, {"dates": ("survey", "hearing", "decision")}),
        ({"duties": [{"rule": "Forskriften §\u00a08", "how": "Slik."}]}, {"duties": ("§ 9",)}),
        (
            {"duties": [{"rule": "§ 8", "how": "(fyll ut)"}, {"rule": "§ 9", "how": "x"}]},
            {"duties": ("duties.0.how",)},
        ),
    ],
)
def test_what_a_plan_lacks_is_told(make_plan, whole, changed, lacking):
    assert unmet(check_method(make_plan(**changed), whole, response_rate=0.69)) == lacking


def test_questions_without_findings_and_findings_of_one_kind_of_source_are_told(make_plan, make_claim):
    claims = [make_claim("a", "E1", kinds=("survey",)), make_claim("b", "E2")]
    assert unmet(check_method(make_plan(), claims, response_rate=0.69)) == {
        "questions": ("E3",),
        "triangulation": ("a",),
        "both_sides": (),
    }


def test_a_survey_must_tell_its_response_rate_and_date_only_where_there_is_one(make_plan, whole):
    assert unmet(check_method(make_plan(), whole)) == {"response_rate": ()}
    without = make_plan(
        data=[], dates={"draft": "2023-10-01", "hearing": "2023-10-02", "decision": "2023-10-03"}
    )
    assert unmet(check_method(without, whole)) == {}


def test_without_findings_no_method_holds(make_plan):
    assert set(unmet(check_method(make_plan(), [], response_rate=0.7))) == {
        "questions",
        "triangulation",
        "both_sides",
    }
