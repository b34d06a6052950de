"""A rule is parsed, never run; what it says is what a reader would say it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.survey.routing import (
    Answered,
    Comparison,
    Joined,
    Negated,
    RuleError,
    comparisons,
    parse_rule,
    write_rule,
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('moved == "ja"', Comparison("moved", "in", ("ja",))),
        ('moved != "ja"', Comparison("moved", "not in", ("ja",))),
        ('role in ["a", "b"]', Comparison("role", "in", ("a", "b"))),
        ('role not in ("a",)', Comparison("role", "not in", ("a",))),
        ('need <= "2"', Comparison("need", "<=", ("2",))),
        ("days > 2.5", Comparison("days", ">", (2.5,))),
        ("days == -1", Comparison("days", "in", (-1.0,))),
        ("answered(why)", Answered("why")),
        ('not a == "1"', Negated(Comparison("a", "in", ("1",)))),
        ('a == "\\d"', Comparison("a", "in", ("\\d",))),
        (
            'a == "1" and b == "2" or\n c == "3"',
            Joined(
                "or",
                (
                    Joined("and", (Comparison("a", "in", ("1",)), Comparison("b", "in", ("2",)))),
                    Comparison("c", "in", ("3",)),
                ),
            ),
        ),
    ],
)
def test_a_rule_is_read(text, rule):
    assert parse_rule(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "moved",
        "moved == ja",
        'moved = "ja"',
        '__import__("os").system("x") == "1"',
        'moved.real == "1"',
        'moved[0] == "1"',
        'open("x")',
        "answered(why, not_why)",
        "answered(file=why)",
        '"a" == "b"',
        'a == "1" == "2"',
        "a in []",
        'a in "abc"',
        "a == True",
        "a == b'x'",
        'a is "x"',
        'a == "1" if b == "2" else c == "3"',
        '(a := "1") == "1"',
        "lambda: 1",
        "(" * 400,
        "not " * 1900 + "a",
        'a == "' + "x" * 2000 + '"',
        'a == "\0"'.replace("\\0", chr(0)),
    ],
)
def test_what_is_no_rule_is_refused(text):
    with pytest.raises(RuleError):
        parse_rule(text)


def test_a_refusal_names_the_words_and_their_place():
    with pytest.raises(RuleError, match=r"says «x\(\)» at character 17, which no rule may"):
        parse_rule('moved == "a" or x()')


names = st.sampled_from(["moved", "need", "area"])
values = st.text(
    st.characters(codec="utf-8", exclude_characters='"\\\n\r', exclude_categories=["C"]), min_size=1
)
leaves = st.one_of(
    st.builds(Answered, names),
    st.builds(
        Comparison,
        names,
        st.sampled_from(["in", "not in"]),
        st.lists(values, min_size=1, max_size=3).map(tuple),
    ),
    st.builds(Comparison, names, st.sampled_from(["<", "<=", ">", ">="]), st.tuples(values)),
)
rules = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Negated, inner),
        st.builds(Joined, st.just("and"), st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Joined, st.just("or"), st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@settings(max_examples=200)
@given(rules)
def test_a_rule_that_is_written_is_read_as_the_same(rule):
    assert parse_rule(write_rule(rule)) == rule


@given(st.text(max_size=80))
def test_any_text_gives_a_rule_or_a_refusal(text):
    try:
        assert list(comparisons(parse_rule(text)))
    except RuleError as refusal:
        assert str(refusal)
