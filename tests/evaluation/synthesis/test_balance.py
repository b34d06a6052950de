import pytest

from kb.evaluation.claims.records import Claim
from kb.evaluation.claims.strength import weigh
from kb.evaluation.synthesis.balance import weigh_sides


def claims(kind, count, words=10, evidence=2):
    said = " ".join(["ord"] * words)
    pieces = tuple(range(evidence))
    return [Claim(f"{kind}{n}", said, kind, "E1", pieces, (), weigh([])) for n in range(count)]


@pytest.mark.parametrize(
    ("strengths", "improvements", "lopsided"),
    [
        ((3, 10, 2), (3, 10, 2), ()),
        ((2, 10, 2), (4, 10, 2), ()),  # twice as many is the limit
        ((2, 10, 2), (5, 10, 2), ("findings",)),
        ((5, 10, 2), (2, 10, 2), ("findings",)),
        ((3, 10, 2), (3, 15, 2), ()),
        ((3, 10, 2), (3, 16, 2), ("words",)),
        ((3, 10, 4), (3, 10, 2), ("evidence",)),
        ((0, 10, 2), (3, 10, 2), ("findings",)),
        ((0, 10, 2), (0, 10, 2), ()),
    ],
)
def test_a_side_that_outweighs_the_other_is_told(strengths, improvements, lopsided):
    told = weigh_sides([*claims("strength", *strengths), *claims("improvement", *improvements)])
    assert told.lopsided == lopsided


def test_each_side_is_counted_and_measured():
    told = weigh_sides([*claims("strength", 2, 8, 3), *claims("improvement", 1, 12, 1)])
    assert (told.strengths.findings, told.strengths.words, told.strengths.evidence) == (2, 8, 3)
    assert (told.improvements.findings, told.improvements.words, told.improvements.evidence) == (1, 12, 1)
