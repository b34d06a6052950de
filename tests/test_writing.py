import pytest

from kb.errors import KbError
from kb.writing import holding_other, write_all, write_whole


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


def test_several_files_are_written_or_none(tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_bytes(b"old")
    second.mkdir()
    (second / "kept").touch()
    new = tmp_path / "c.csv"
    with pytest.raises(KbError, match=r"b\.csv cannot be written"):
        write_all({new: b"new", first: b"new", second: b"new"})
    assert first.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]


def test_a_private_file_is_for_its_owner_alone(tmp_path):
    files = write_all({tmp_path / "a.csv": b"A", tmp_path / "b.csv": b"B"}, private=[tmp_path / "b.csv"])
    assert [file.stat().st_mode & 0o777 for file in files] == [0o644, 0o600]


def test_files_with_other_content_are_listed(tmp_path):
    (tmp_path / "a").write_bytes(b"A")
    (tmp_path / "b").write_bytes(b"old")
    assert holding_other({tmp_path / name: name.upper().encode() for name in "abc"}) == [tmp_path / "b"]
