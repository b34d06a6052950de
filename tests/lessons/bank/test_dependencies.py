from hypothesis import given
from hypothesis import strategies as st

from kb.lessons.bank.dependencies import rings

NAMES = "abcdefg"
EDGES = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique=True, max_size=4), max_size=7
)


def reaches(edges, start, goal):
    seen, waiting = set(), list(edges.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            waiting += edges.get(name, ())
    return False


def test_a_ring_is_told_in_the_order_of_waiting_from_its_first_name():
    assert rings({"c": ["a"], "a": ["b"], "b": ["c"], "d": ["a"]}) == [("a", "b", "c")]


def test_what_waits_in_a_line_is_no_ring():
    assert rings({"a": ["b", "c"], "b": ["c"], "c": []}) == []


@given(EDGES)
def test_there_is_a_ring_exactly_where_an_action_waits_for_itself_in_the_end(edges):
    assert bool(rings(edges)) == any(reaches(edges, name, name) for name in NAMES)


@given(EDGES)
def test_each_step_of_a_ring_is_one_that_waits_and_none_is_told_twice(edges):
    steps = [step for ring in rings(edges) for step in zip(ring, (*ring[1:], ring[0]), strict=True)]
    assert all(later in edges[earlier] for earlier, later in steps)
    assert len(set(steps)) == len(steps)
