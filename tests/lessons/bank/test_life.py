from typing import get_args

from kb.lessons.bank.life import STATUSES
from kb.lessons.bank.records import Status


def test_the_life_of_a_lesson_is_what_its_front_matter_may_say():
    assert get_args(Status) == STATUSES
