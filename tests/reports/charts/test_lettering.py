from hypothesis import given
from hypothesis import strategies as st

from kb.reports.charts.lettering import text_width, wrap

WORDS = st.lists(st.text("abcdefghijæøå", min_size=1, max_size=12), min_size=1, max_size=8).map(" ".join)


@given(WORDS, st.floats(60, 300), st.booleans())
def test_a_wrapped_label_fits_its_room_and_loses_nothing_without_saying_so(label, room, roomy):
    rows = wrap(label, 14, room, roomy=roomy)
    assert len(rows) <= 2
    assert all(text_width(row, 14) <= room for row in rows)
    assert " ".join(rows) == label or any(row.endswith("…") for row in rows)


@given(WORDS, st.floats(60, 300))
def test_a_text_that_fits_without_room_to_spare_is_never_cut_to_have_it(label, room):
    plain, roomy = (wrap(label, 14, room, roomy=roomy) for roomy in (False, True))
    assert any(row.endswith("…") for row in roomy) == any(row.endswith("…") for row in plain)


def test_lines_are_as_even_as_their_number_lets_them_be():
    assert wrap("Motivert for oppgavene ved start", 14, 200) == ["Motivert for", "oppgavene ved start"]
    assert wrap("Kriseledelse", 14, 200) == ["Kriseledelse"]


def test_a_text_beside_another_breaks_before_wide_letters_bring_it_there():
    assert wrap("Pleie og omsorg", 12.5, 106) == ["Pleie og omsorg"]
    assert wrap("Pleie og omsorg", 12.5, 106, roomy=True) == ["Pleie og", "omsorg"]
    assert wrap("Pleie og omsorg", 12.5, 106, lines=1, roomy=True) == ["Pleie og omsorg"]
