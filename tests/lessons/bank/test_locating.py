import pytest
from banks import lesson_text, write

from kb.errors import KbError
from kb.lessons.bank.locating import locate


def test_a_lesson_is_found_by_its_id_wherever_it_lies(tmp_path):
    write(tmp_path, "entries/a.md", lesson_text())
    file = write(tmp_path, "entries/2020/b.md", lesson_text(id='"b"'))
    assert locate(tmp_path, "b") == file


def test_an_unknown_id_is_answered_with_the_nearest(tmp_path):
    write(tmp_path, "entries/a.md", lesson_text())
    with pytest.raises(KbError, match=r"no lesson 'felles-lagre'. Did you mean felles-lager\?"):
        locate(tmp_path, "felles-lagre")
    with pytest.raises(KbError, match="kb search"):
        locate(tmp_path, "x")


def test_an_id_in_the_body_of_a_text_further_down_is_not_taken_for_a_lessons(tmp_path):
    write(tmp_path, "texts/blogg/b.md", "# Tekst\n\n" + "ord " * 1100 + "\nid: felles-lager\n")
    with pytest.raises(KbError, match="no lesson"):
        locate(tmp_path, "felles-lager")


def test_a_bank_without_its_folder_is_told(tmp_path):
    with pytest.raises(KbError, match="no folder of lessons"):
        locate(tmp_path / "borte", "a")
