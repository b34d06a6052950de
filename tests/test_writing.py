import pytest

from kb.errors import KbError
from kb.writing import write_whole


def test_a_file_is_written_with_its_folder_and_nothing_else_is_left(tmp_path):
    file = write_whole(tmp_path / "reports" / "a.html", b"A")
    assert file.read_bytes() == b"A"
    assert write_whole(file, b"B").read_bytes() == b"B"
    assert [path.name for path in file.parent.iterdir()] == ["a.html"]
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_file_that_cannot_take_its_place_is_told_and_leaves_nothing(tmp_path):
    (tmp_path / "a.html").mkdir()
    with pytest.raises(KbError, match=r"a\.html cannot be written"):
        write_whole(tmp_path / "a.html", b"A")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "reports").touch()
    with pytest.raises(KbError, match="cannot be written"):
        write_whole(tmp_path / "reports" / "a.html", b"A")
