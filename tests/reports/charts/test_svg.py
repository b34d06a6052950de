from hypothesis import given
from hypothesis import strategies as st

from kb.reports.charts.svg import WIDE, Drawing, mark, text, text_width, wrap

WORDS = st.lists(st.text("abcdefghijæøå", min_size=1, max_size=12), min_size=1, max_size=8).map(" ".join)


@given(WORDS, st.floats(60, 300))
def test_a_wrapped_label_fits_its_room_and_loses_nothing_without_saying_so(label, room):
    rows = wrap(label, 14, room)
    assert len(rows) <= 2
    assert all(text_width(row, 14) <= room for row in rows)
    assert " ".join(rows) == label or any(row.endswith("…") for row in rows)


def test_a_drawing_is_one_image_with_a_text_alternative():
    svg = Drawing(100, (mark(0, 0, 10, 10, "accent"),)).svg(WIDE, 'Mer enn "halvparten" <b>')
    assert 'role="img"' in svg
    assert 'aria-label="Mer enn &#34;halvparten&#34; &lt;b&gt;"' in svg


def test_text_in_a_drawing_is_text_and_escaped():
    assert ">&lt;script&gt;</text>" in text(0, 0, "<script>")


def test_a_tiny_number_still_gets_a_mark_that_can_be_seen():
    assert 'width="0.75"' in mark(0, 0, 0.01, 10, "accent")
