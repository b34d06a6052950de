from kb.intake.importing.intake import take_in
from kb.intake.importing.writing import put_away

from .conftest import RULES, original, reading


def test_a_text_lies_in_the_folder_of_its_kind_under_its_day_and_title(shelf):
    path = take_in(original(), reading(), shelf, RULES).path
    assert path.relative_to(shelf.folder).as_posix() == "status/2020-05-26-status-i-fjordvik.md"


def test_another_text_of_the_same_day_and_title_gets_a_number(shelf):
    put_away(take_in(original(), reading(), shelf, RULES), shelf)
    other = take_in(original(file="annen.pptx", content=b"2"), reading(), shelf, RULES)
    assert other.path.name == "2020-05-26-status-i-fjordvik-2.md"


def test_a_text_without_day_or_title_still_gets_a_name(shelf):
    path = take_in(original(), reading(title="😊", day=None), shelf, RULES).path
    assert path.name == "uten-tittel.md"
