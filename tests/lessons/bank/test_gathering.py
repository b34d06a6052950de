import os

import pytest
from banks import TAXONOMY, lesson_text, write

from kb.errors import FaultsFound, KbError
from kb.lessons.bank.gathering import gather, written_path
from kb.lessons.bank.links import Claim

linked = pytest.mark.skipif(os.name == "nt", reason="links need rights of their own on Windows")


def gathered(tmp_path, known=()):
    return gather([tmp_path], tmp_path, TAXONOMY, known)


def test_lessons_and_texts_are_gathered_and_guides_are_not(tmp_path):
    write(tmp_path, "entries/a.md", lesson_text())
    write(tmp_path, "texts/blogg/b.txt", "Et tilbakeblikk.")
    write(tmp_path, "README.md", "# How to write")
    write(tmp_path, "themes.toml", "")
    write(tmp_path, ".skjult/c.txt", "Skjult.")
    write(tmp_path, "texts/blogg/~$b.docx", "lås")
    found = gathered(tmp_path)
    assert [document.path for document in found.documents] == ["entries/a.md", "texts/blogg/b.txt"]
    assert found.faults == ()


def test_the_faults_of_all_files_are_told_and_the_others_are_kept(tmp_path):
    write(tmp_path, "a.md", lesson_text(kind="success"))
    write(tmp_path, "b.md", lesson_text(id="b", status="perfect"))
    write(tmp_path, "c.md", lesson_text(id="c"))
    found = gathered(tmp_path)
    assert [document.id for document in found.documents] == ["c"]
    assert [fault.file for fault in found.faults] == ["a.md", "b.md"]
    assert found.paths == {"a.md", "b.md", "c.md"}


def test_two_lessons_with_one_id_are_both_told(tmp_path):
    write(tmp_path, "a.md", lesson_text())
    write(tmp_path, "b.md", lesson_text())
    found = gathered(tmp_path)
    assert found.documents == ()
    assert str(found.faults[0]).startswith("a.md: field id: 'felles-lager' is also the id of b.md.")


def test_a_link_to_a_lesson_that_does_not_exist_is_told(tmp_path):
    write(tmp_path, "a.md", lesson_text(identified_before="[borte]"))
    assert "no lesson has the id 'borte'" in str(gathered(tmp_path).faults[0])


def test_a_link_to_itself_is_told(tmp_path):
    write(tmp_path, "a.md", lesson_text(identified_before="[felles-lager]"))
    assert len(gathered(tmp_path).faults) == 1


def test_a_link_to_a_lesson_elsewhere_in_the_bank_is_kept(tmp_path):
    write(tmp_path, "a.md", lesson_text(identified_before="[borte]"))
    assert gathered(tmp_path, known=["borte"]).faults == ()


def recalling(*claims):
    held = {claim.path: claim for claim in claims}
    return lambda path, seen: held.get(path)


def test_a_file_known_from_before_is_not_read(tmp_path):
    write(tmp_path, "a.md", "---\nbroken")
    found = gather([tmp_path], tmp_path, TAXONOMY, (), recalling(Claim("a.md", "a", ())))
    assert (found.documents, found.faults, found.recalled) == ((), (), ("a.md",))


def test_what_is_known_from_before_is_checked_with_the_rest(tmp_path):
    for name in ("a.md", "b.md", "c.md"):
        write(tmp_path, name, lesson_text())
    claims = Claim("b.md", "felles-lager", ()), Claim("c.md", "c", ("felles-lager", "borte"))
    found = gather([tmp_path], tmp_path, TAXONOMY, (), recalling(*claims))
    assert [str(fault).partition(": ")[0] for fault in found.faults] == ["a.md", "b.md", "c.md"]
    assert "no lesson has the id 'borte'" in str(found.faults[2])
    assert (found.documents, found.recalled) == ((), ())


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(KbError, match="There is no folder"):
        gather([tmp_path / "borte"], tmp_path, {})


def test_a_single_file_can_be_gathered(tmp_path):
    file = write(tmp_path, "texts/blogg/b.txt", "Et tilbakeblikk.")
    assert [document.kind for document in gather([file], tmp_path, {}).documents] == ["blogg"]


def test_paths_are_written_with_forward_slashes_from_the_root(tmp_path):
    assert written_path(tmp_path / "a" / "b.md", tmp_path / "rot") == "../a/b.md"


def test_every_missing_folder_is_told(tmp_path):
    with pytest.raises(FaultsFound) as caught:
        gather([tmp_path / "borte", tmp_path / "også-borte", tmp_path / ("x" * 300)], tmp_path, {})
    assert len(caught.value.faults) == 3


def test_a_file_of_a_kind_that_is_not_read_is_told(tmp_path):
    with pytest.raises(FaultsFound, match="is of no kind that is read"):
        gather([write(tmp_path, "tall.xlsx", "")], tmp_path, {})


def test_a_lesson_that_points_at_one_with_faults_is_not_told(tmp_path):
    write(tmp_path, "a.md", lesson_text(kind="success"))
    write(tmp_path, "b.md", lesson_text(id="b", identified_before="[felles-lager]"))
    assert [fault.file for fault in gathered(tmp_path).faults] == ["a.md"]


@linked
def test_a_link_that_leads_nowhere_is_told_and_a_loop_of_folders_is_not_followed(tmp_path):
    (tmp_path / "a.md").symlink_to("borte.md")
    (tmp_path / "løkke").symlink_to(tmp_path)
    assert [str(fault).split(" (")[0] for fault in gathered(tmp_path).faults] == [
        "a.md: file: cannot be opened"
    ]


@linked
def test_a_folder_named_through_a_link_has_the_same_paths(tmp_path):
    write(tmp_path, "bank/lessons/b.txt", "Et notat.")
    (tmp_path / "annet").symlink_to(tmp_path / "bank")
    found = gather([tmp_path / "annet/lessons", tmp_path / "bank/lessons/"], tmp_path / "bank", {})
    assert [document.path for document in found.documents] == ["lessons/b.txt"]


@linked
def test_a_name_that_is_no_text_is_told(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"p\xe5.txt")).write_text("Et notat.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert str(gathered(tmp_path).faults[0]).startswith(r"p\udce5.txt: name: ")
