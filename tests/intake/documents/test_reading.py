import hashlib
import io
import sys
import zipfile
import zlib

import pytest

from kb.errors import FaultsFound
from kb.intake.documents import find_originals, read_original
from kb.intake.documents.isolation import Reader

from .conftest import Drawn, pdf, repacked, slides, typed, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD = word(lambda document: document.add_paragraph("Vi lærte mye."))
SHOW = slides(lambda show: show.slides.add_slide(show.slide_layouts[0]))
PDF = pdf([Drawn(typed("Vi lærte mye."))])
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'


def stream(name):
    return OLE + name.encode("utf-16-le")


def packed(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "problem", "remedy"),
    [
        ("a.docx", stream("EncryptedPackage"), "locked with a password", "without a password"),
        ("a.pptx", stream("EncryptedPackage"), "locked with a password", "without a password"),
        ("a.doc", stream("WordDocument"), "old Word document", "Save it as .docx"),
        ("a.docx", stream("WordDocument"), "old Word document", "Save it as .docx"),
        ("a.ppt", stream("PowerPoint Document"), "old PowerPoint", "Save it as .pptx"),
        ("a.msg", stream("__substg1.0_"), "Outlook message", ".eml"),
        ("a.odt", packed(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument", "Save it as .docx"),
        ("a.docx", packed(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument", "Save it as .docx"),
        ("a.rtf", b"{\\rtf1 Hei}", "RTF", "Save it as .docx"),
        ("a.pages", b"PK\x03\x04", "Pages document", "Save it as .docx"),
        ("a.xlsx", b"PK\x03\x04", "workbook", ".docx"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "picture", "OCR"),
        ("a.abc", b"Hei", "ending in .abc", "Save it as .docx"),
        ("a.docx", PDF, "is named .docx and is a PDF", ".pdf"),
        ("a.pdf", WORD, "is named .pdf and is a Word document", ".docx"),
        ("a.txt", b"<!doctype html><html><p>Hei</html>", "is named .txt and is a web page", ".html"),
        ("a.docx", b"Bare tekst", "no Word document", "Fetch it anew"),
        ("a.txt", b" \n ", "is empty", "Fetch it anew"),
        ("a.docx", WORD[: len(WORD) // 2], "broken or cut off", "Fetch it anew"),
        ("a.pptx", SHOW[: len(SHOW) // 2], "broken or cut off", "Fetch it anew"),
        ("a.pptx", SHOW, "no text", "Write something"),
        ("a.docx", packed(word__document_xml=b"<a/>" * 12_000_000), "unpacks to more than 40 MB", "Split it"),
        ("a.docx", packed(word__document_xml=b"", x=b"\0" * 5_000_000), "far more than it holds", "Split it"),
        ("a.docx", packed(word__document_xml=b"", **{f"p{n}": b"" for n in range(5001)}), "parts", "Split it"),
        ("a.docx", packed(word__document_xml=b"<w:p/>" * 20_001), "20001 paragraphs", "Split it"),
        ("a.docx", packed(word__document_xml=ENTITIES + b"<a>&c;</a>"), "XML entities", "Save it again"),
        ("a.docx", packed(word__document_xml=ENTITIES.decode().encode("utf-16")), "XML entities", "Save it again"),
        ("a.docx", packed(word__document_xml=b"<a/>"), "broken or cut off", "Fetch it anew"),
        ("a.txt", b"a\n" * 100_001, "lines", "Split it"),
        ("a.txt", "å b\n\n".encode() * 20_001, "20001 paragraphs", "Split it"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_fault_with_its_remedy(fault, name, content, problem, remedy):
    told = fault(name, content)
    assert problem in told.problem
    assert remedy in told.remedy


def test_a_file_carries_its_name_form_and_hash(original):
    found = original("Læring på øya 1.docx", WORD)
    assert (found.file, found.format) == ("Læring på øya 1.docx", "docx")
    assert found.hash == hashlib.sha256(WORD).hexdigest()


def test_a_locked_zip_is_told(fault):
    made = bytearray(WORD)
    place = made.rindex(b"PK\x01\x02")
    made[place + 8] |= 1
    assert "password" in fault("a.docx", bytes(made)).problem


def test_what_is_not_there_or_no_file_is_told(tmp_path):
    for path in (tmp_path / "a.txt", tmp_path):
        with pytest.raises(FaultsFound):
            read_original(path, path.name)


def test_files_within_a_document_are_named_and_not_opened(original):
    made = repacked(WORD, {"word/embeddings/a.docx": WORD})
    assert "1 file(s) within it" in original("a.docx", made).left_out[0].problem


def test_a_large_file_reads_the_same_apart_from_this_process(original):
    small = original("a.html", "<html><h1>Læring</h1><ul><li>en</ul><table><tr><td>a<td>b</table>")
    large = original(
        "b.html", "<html><h1>Læring</h1><ul><li>en</ul><table><tr><td>a<td>b</table>" + " " * 300_000
    )
    assert small.blocks == large.blocks


@pytest.fixture
def reader():
    made = Reader(patience=1)
    yield made
    made.close()


def test_a_file_that_takes_too_long_is_stopped_and_the_next_one_is_read(reader):
    attributes = " ".join(f"a{n}=1" for n in range(120_000)).encode()
    with pytest.raises(FaultsFound, match="took more than 1 seconds"):
        reader.read(b"<html><p " + attributes + b">x", "html", "a.html")
    assert reader.read(PDF, "pdf", "a.pdf").blocks[0].text == "Vi lærte mye."


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to its share of the memory")
def test_a_file_that_fills_the_memory_is_stopped(fault):
    bomb = zlib.compressobj()
    stream = b"".join(bomb.compress(bytes(10_000_000)) for _ in range(150)) + bomb.flush()
    head = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(stream)
    pages = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj "
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj "
    told = fault("a.pdf", pages + page + head + stream + b"\nendstream endobj trailer<</Root 1 0 R>>")
    assert "memory" in told.problem


def test_folders_are_walked_in_order_without_hidden_and_temporary_files(tmp_path):
    for name in (
        "b.docx",
        "~$b.docx",
        ".hidden.md",
        "a på ø/c.txt",
        ".git/d.txt",
        "Thumbs.db",
        "e.tmp",
        "f.doc",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = find_originals([tmp_path, tmp_path / "b.docx"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["b.docx", "f.doc", "a på ø/c.txt"]
    with pytest.raises(FaultsFound, match="is not there") as raised:
        find_originals([tmp_path / "x", tmp_path / "y"])
    assert len(raised.value.faults) == 2
