import os
from pathlib import Path

import pytest
from banks import write

from kb.lessons.bank.finding import find, written_path


@pytest.fixture
def bank(tmp_path):
    for name in ("lessons/a.md", "lessons/texts/blogg/b.txt", "lessons/texts/c.PDF", "lessons/ä/d.md"):
        write(tmp_path, name, "Tekst.")
    return tmp_path


@pytest.mark.parametrize("root", [".", "lessons", "lessons/texts", "elsewhere", ".."])
@pytest.mark.parametrize("folder", [".", "lessons", "lessons/texts"])
def test_a_file_has_the_path_it_has_alone_whatever_folder_and_root_are(bank, folder, root):
    found, closed = find([bank / folder], bank / root)
    assert closed == []
    assert len(found) == (2 if folder == "lessons/texts" else 4)
    for path, seen in found.items():
        assert path == written_path(Path(seen.place), bank / root)


def test_a_file_below_two_folders_that_are_named_is_found_once(bank):
    found, _ = find([bank, bank / "lessons", bank / "lessons/a.md"], bank)
    assert sorted(found) == list(found)
    assert len(found) == 4


def test_a_time_tells_nothing_until_the_disks_clock_has_moved_on(bank):
    file = bank / "lessons/a.md"
    assert find([file], bank)[0]["lessons/a.md"].mtime is None
    os.utime(file, ns=(0, 1_600_000_000_000_000_000))
    assert find([bank], bank)[0]["lessons/a.md"].mtime == 1_600_000_000_000_000_000
    os.utime(file, ns=(0, 4_600_000_000_000_000_000))
    assert find([bank], bank)[0]["lessons/a.md"].mtime is None


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own on Windows")
def test_links_to_files_are_seen_and_links_to_folders_are_not_followed(bank):
    (bank / "lessons/e.md").symlink_to(bank / "lessons/a.md")
    (bank / "lessons/round").symlink_to(bank)
    (bank / "lessons/f.md").symlink_to(bank / "gone.md")
    found, _ = find([bank], bank)
    assert len(found) == 6
    assert found["lessons/f.md"].size == -1
