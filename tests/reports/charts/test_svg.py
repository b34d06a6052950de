from bs4 import BeautifulSoup
from drawn import rectangles

from kb.reports.charts.svg import WIDE, Drawing, marks, text


def test_a_drawing_is_one_image_with_a_text_alternative():
    svg = Drawing(100, tuple(marks([(0, 0, 10, 10)], "accent"))).svg(WIDE, 'Mer enn "halvparten" <b>')
    assert 'role="img"' in svg
    assert 'aria-label="Mer enn &#34;halvparten&#34; &lt;b&gt;"' in svg


def test_text_in_a_drawing_is_text_and_escaped():
    assert ">&lt;script&gt;</text>" in text(0, 0, "<script>")


def test_a_tiny_number_still_gets_a_mark_that_can_be_seen():
    (path,) = marks([(0, 0, 0.01, 10)], "accent")
    assert 'd="M0 0H0.8V10H0z"' in path


def test_all_marks_of_a_colour_are_one_shape_and_no_marks_are_none():
    (path,) = marks([(0, 0, 20, 10), (5, 30, 40.25, 10)], "accent")
    assert rectangles(BeautifulSoup(path, "html.parser")) == [
        (0, 0, 20, 10, "accent"),
        (5, 30, 40.2, 10, "accent"),
    ]
    assert marks([], "accent") == []
