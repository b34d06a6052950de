import datetime as dt

import pytest
from banks import lesson_text, write

from kb.errors import FaultsFound
from kb.lessons.bank.reading import read

RECORD = {
    "title": "Status i Fjordvik",
    "date": "2020-05-26",
    "kind": "status",
    "genre": "status",
    "language": "nb",
    "review_by": "2028-11-28",
    "original": f"{{file: status.pptx, sha256: {'a' * 64}}}",
    "body": "b" * 64,
}


def imported(**fields):
    lines = [f"{key}: {value}" for key, value in {**RECORD, **fields}.items() if value is not None]
    return "---\n" + "\n".join(lines) + "\n---\n# Status i Fjordvik\n\nVi lærte noe.\n"


@pytest.fixture
def read_text(tmp_path):
    def read_(text):
        return read(write(tmp_path, "texts/status/2020-05-26-a.md", text), "texts/status/2020-05-26-a.md", {})

    return read_


def test_an_imported_text_is_no_lesson_and_says_when_it_must_be_read_again(read_text):
    document = read_text(imported())
    assert document.lesson is None
    assert (document.kind, document.title) == ("status", "Status i Fjordvik")
    assert document.review_by == dt.date(2028, 11, 28)


def test_every_fault_of_its_front_matter_is_told_with_line_and_remedy(read_text):
    with pytest.raises(FaultsFound) as found:
        read_text(imported(review_by="snart", body="kort", language="se", sted="Fjordvik"))
    told = [str(fault) for fault in found.value.faults]
    assert len(told) == 4
    assert all("line " in one and "--overwrite" in one for one in told)


def test_a_text_put_there_by_hand_needs_no_front_matter(read_text):
    assert read_text("# Status i Fjordvik\n\nVi lærte noe.\n").review_by is None


def test_a_lesson_is_a_lesson_still(tmp_path):
    path = write(tmp_path, "entries/a.md", lesson_text())
    assert read(path, "entries/a.md", {}).review_by == dt.date(2027, 6, 30)
