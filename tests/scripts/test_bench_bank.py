"""The bank that is timed is a bank: without faults, and with something of everything that takes time."""

from pathlib import Path

import pytest

from kb.lessons.bank.gathering import gather
from kb.lessons.bank.links import loose_ends
from kb.lessons.bank.themes import read_taxonomy

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    root = tmp_path_factory.mktemp("bank")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPTS)
        import bench_bank

        bench_bank.make_bank(root, 120)
    return root, gather([root / "lessons"], root, read_taxonomy(root / "lessons" / "themes.toml"))


def test_it_has_no_faults(bank):
    root, found = bank
    assert [str(fault) for fault in (*found.faults, *loose_ends(found.lessons, root))] == []
    assert len(found.lessons) == 120


def test_it_has_actions_that_wait_notes_and_lessons_that_came_before(bank):
    lessons = [lesson for _, lesson in bank[1].lessons]
    actions = [action for lesson in lessons for action in lesson.actions]
    assert sum(bool(action.depends_on) for action in actions) > 50
    assert all(action.progress for action in actions)
    assert sum(bool(lesson.identified_before) for lesson in lessons) == 11
    assert len({action.status for action in actions}) == 3
