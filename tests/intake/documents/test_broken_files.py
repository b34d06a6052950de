"""Every reader on broken files: contents, or one fault; never another exception."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.intake.documents import read_original

from .conftest import Drawn, pdf, repacked, slides, typed, word
from .test_mail import mail
from .test_markdown import TEXT
from .test_plain import SLIDES
from .test_slides import show
from .test_web import PAGE
from .test_word import report

PAGES = [Drawn(typed("Vi lærte mye av øvelsen.", "• Nye lister"), [(70, 90, 200, 40), (70, 130, 200, 40)])]
FILES = {
    "a.docx": word(report),
    "a.pptx": slides(show),
    "a.pdf": pdf(PAGES),
    "b.pdf": pdf(PAGES, packed=False),
    "a.html": PAGE.encode(),
    "a.eml": bytes(mail("Enig.\n\n> Skal vi?\n\nFra: a\nSendt: b", "<p>Enig</p>")),
    "a.md": TEXT.encode(),
    "a.txt": SLIDES.encode(),
}
INNER = {
    "a.docx": ("word/document.xml", "word/styles.xml"),
    "a.pptx": ("ppt/slides/slide1.xml", "ppt/slides/slide2.xml"),
}
MANY = settings(max_examples=60)


def part(name, inner):
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as package:
        return package.read(inner)


def broken(content, changes, keep):
    made = bytearray(content[: max(1, int(len(content) * keep))])
    for where, value in changes:
        made[int(where * (len(made) - 1))] = value
    return bytes(made)


CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12)
KEEP = st.one_of(st.just(1.0), st.floats(0, 1))


def read(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    try:
        found = read_original(path, name)
    except FaultsFound as error:
        (told,) = error.faults
        assert told.problem
        assert told.remedy
    else:
        assert found.blocks
        assert all(
            block.text == " ".join(block.text.split()) for block in found.blocks if block.kind != "table"
        )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("broken")


@pytest.mark.parametrize("name", FILES)
@MANY
@given(changes=CHANGES, keep=KEEP)
def test_files_with_changed_bytes_or_cut_off_are_read_or_told(folder, name, changes, keep):
    read(folder, name, broken(FILES[name], changes, keep))


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=25)
@given(content=st.binary(max_size=400))
def test_random_bytes_are_read_or_told(folder, name, content):
    read(folder, name, FILES[name][:20] + content)


@pytest.mark.parametrize(
    ("name", "inner"), [(name, inner) for name, parts in INNER.items() for inner in parts]
)
@MANY
@given(changes=CHANGES, keep=KEEP)
def test_office_files_with_broken_xml_are_read_or_told(folder, name, inner, changes, keep):
    """The package is whole, so the library gets to see what is broken."""
    read(folder, name, repacked(FILES[name], {inner: broken(part(name, inner), changes, keep)}))


NAMES = (
    "p",
    "r",
    "tbl",
    "tr",
    "tc",
    "pPr",
    "txbxContent",
    "sdt",
    "gridSpan",
    "pStyle",
    "numPr",
    "outlineLvl",
)
WORDS = st.sampled_from(
    [sign.format(name) for name in NAMES for sign in ("<w:{}>", "</w:{}>", "<w:{}/>")] + ["<w:t>å</w:t>"]
)


@MANY
@given(parts=st.lists(WORDS, max_size=60))
def test_elements_in_any_order_are_read_or_told(folder, parts):
    xml = lambda content: content.replace(b"<w:body>", b"<w:body>" + "".join(parts).encode())  # noqa: E731
    read(folder, "a.docx", repacked(FILES["a.docx"], {"word/document.xml": xml}))
