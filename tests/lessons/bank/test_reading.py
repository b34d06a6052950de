import io
import zipfile
import zlib

import pytest
from banks import TAXONOMY, lesson_text, write
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.lessons.bank.reading import LARGEST, MOST_PARAGRAPHS, UNPACKED, read


def reading(tmp_path, name, content):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path, name, TAXONOMY)


def faults_of(tmp_path, name, content):
    with pytest.raises(FaultsFound) as caught:
        reading(tmp_path, name, content)
    return "\n".join(str(fault) for fault in caught.value.faults)


def test_a_file_with_lesson_front_matter_is_a_lesson_in_any_folder(tmp_path):
    document = reading(tmp_path, "hva/som/helst.md", lesson_text())
    assert (document.id, document.kind, document.date.isoformat()) == (
        "felles-lager",
        "strength",
        "2020-03-12",
    )


def test_markdown_among_the_entries_must_be_a_lesson(tmp_path):
    assert "front matter is missing" in faults_of(tmp_path, "entries/a.md", "# Tittel\n\nTekst.\n")


def test_any_other_file_is_a_text_whose_kind_is_its_folder(tmp_path):
    document = reading(tmp_path, "texts/blogg/2020-12-18-et-aar.md", "# Et annerledes år\n\nTekst.\n")
    assert (document.kind, document.title, document.date.isoformat()) == (
        "blogg",
        "Et annerledes år",
        "2020-12-18",
    )


def test_a_plain_text_without_a_title_is_called_after_its_file(tmp_path):
    assert reading(tmp_path, "artikler/nytt_fra-staben.txt", "Lang tekst. " * 20).title == "Nytt fra staben"


def test_a_text_may_have_front_matter_of_its_own(tmp_path):
    document = reading(tmp_path, "blogg/a.md", "---\ntitle: Egen tittel\n---\n# Annet\n\nTekst.\n")
    assert (document.title, document.text[document.body_start :]) == ("Egen tittel", "# Annet\n\nTekst.\n")


def test_a_lesson_behind_a_byte_order_mark_is_told(tmp_path):
    assert "byte order mark" in faults_of(tmp_path, "a.md", b"\xef\xbb\xbf" + lesson_text().encode())


def test_a_text_with_a_byte_order_mark_is_read_without_it(tmp_path):
    assert reading(tmp_path, "a.txt", b"\xef\xbb\xbfHei.").text == "Hei."


def test_another_encoding_is_told_with_its_line(tmp_path):
    told = faults_of(tmp_path, "a.txt", "Første linje\nandre linje på\n".encode("latin-1"))
    assert told.startswith("a.txt: line 1: is not UTF-8 (byte 0xf8).")


@pytest.mark.parametrize("content", ["", "  \n\t\n"])
def test_an_empty_file_is_told(tmp_path, content):
    assert "has no text" in faults_of(tmp_path, "a.md", content)


def test_a_file_that_is_too_large_is_told_without_being_read(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(FaultsFound, match="the limit is 20 MB"):
        read(path, "a.txt", {})


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(FaultsFound, match="cannot be opened"):
        read(tmp_path / "borte.md", "borte.md", {})


@pytest.mark.parametrize("suffix", ["docx", "pptx", "pdf"])
@pytest.mark.parametrize("content", [b"", b"Bare tekst", b"%PDF-1.4\nhalv", b"PK\x03\x04avkuttet"])
def test_a_broken_office_file_is_told(tmp_path, suffix, content):
    assert f"cannot be read as {suffix}" in faults_of(tmp_path, f"a.{suffix}", content)


def test_a_zip_that_is_no_document_is_told(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "hei")
    assert "cannot be read as docx" in faults_of(tmp_path, "a.docx", packed.getvalue())


def test_a_slide_show_is_read_with_its_titles(tmp_path):
    from pptx import Presentation

    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Status korona", "Kriseledelsen møtes daglig"
    show.save(str(tmp_path / "a.pptx"))
    document = read(tmp_path / "a.pptx", "status/a.pptx", {})
    assert document.title == "Status korona"
    assert "Kriseledelsen møtes daglig" in document.text


@given(st.binary(max_size=300))
def test_no_bytes_make_anything_but_a_document_or_faults(tmp_path_factory, content):
    path = write(tmp_path_factory.mktemp("any"), "a.md", "")
    path.write_bytes(content)
    try:
        assert read(path, "a.md", TAXONOMY).text.strip()
    except FaultsFound as found:
        assert all(fault.remedy for fault in found.faults)


def test_a_control_character_is_told_with_its_line(tmp_path):
    told = faults_of(tmp_path, "a.txt", "Første\nandre\0\n")
    assert told.startswith("a.txt: line 2: holds a control character (U+0000)")


def test_utf_16_without_a_mark_is_no_text(tmp_path):
    assert "U+0000" in faults_of(tmp_path, "a.txt", "Lager".encode("utf-16-le"))


def test_old_line_ends_are_told_and_not_called_missing_front_matter(tmp_path):
    assert "CR alone" in faults_of(tmp_path, "a.md", lesson_text().replace("\n", "\r"))


def test_a_title_of_a_text_may_hold_any_escape(tmp_path):
    assert reading(tmp_path, "a.md", '---\ntitle: "a\\ud800\\eb"\n---\nTekst.\n').title == "ab"


def packed(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(f"{name}.xml", part)
    return content.getvalue()


def test_a_zip_bomb_is_told_without_being_unpacked(tmp_path):
    told = faults_of(tmp_path, "a.docx", packed(document=b" " * (UNPACKED + 1)))
    assert "a.docx: file: unpacks to more than 50 MB. Split it" in told


def test_more_paragraphs_than_a_document_has_are_told(tmp_path):
    told = faults_of(tmp_path, "a.pptx", packed(slide=b"<a:p/>" * (MOST_PARAGRAPHS + 1)))
    assert "unpacks to 20001 paragraphs" in told


@pytest.mark.parametrize("described", [b"<</Filter/FlateDecode>>", b"<</Filter[/FlateDecode/FlateDecode]>>"])
def test_a_pdf_bomb_is_told_without_being_unpacked(tmp_path, described):
    content = zlib.compress(b" " * (UNPACKED + 1))
    bomb = b"%PDF-1.4\n1 0 obj\n" + described + b"\nstream\n" + content + b"\nendstream"
    assert "unpacks to more than 50 MB" in faults_of(tmp_path, "a.pdf", bomb)
