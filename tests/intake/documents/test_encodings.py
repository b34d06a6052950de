import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.intake.documents.encodings import decode

TEXT = "Rådmannen lærte at ærlighet og øvelse hører sammen – «alltid».\nNeste år på nytt."


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_norwegian_text_is_read_in_every_encoding_and_all_but_utf_8_is_told(encoding, told):
    text, notes = decode(TEXT.encode(encoding), "a.txt")
    assert text == TEXT
    assert [told in note.problem for note in notes] == ([True] if told else [])


def test_text_from_dos_is_read():
    plain = "Rådmannen lærte å øve.\nÆrlig talt."
    assert decode(plain.encode("cp865"), "a.txt")[0] == plain


def test_lines_in_another_encoding_are_mended_and_named():
    content = "Første på UTF-8\n".encode() + "Andre på 1252\n".encode("cp1252") + "Tredje æ".encode()
    text, (note,) = decode(content, "a.txt")
    assert text == "Første på UTF-8\nAndre på 1252\nTredje æ"
    assert note.place == "line 2"
    assert "Windows-1252" in note.problem


def test_letters_encoded_twice_are_mended_and_named():
    content = "Først\n".encode() + "Så får vi øve".encode().decode("cp1252").encode()
    text, (note,) = decode(content, "a.txt")
    assert text == "Først\nSå får vi øve"
    assert note.place == "line 2"


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 20, b"\xff\xfea\x00b", b"\x00\x01\x02\x03" * 50, b"\xb5\xb6\xa4\xa6\xac" * 9],
)
def test_what_is_no_text_is_refused_with_a_remedy(content):
    with pytest.raises(FaultsFound) as raised:
        decode(content, "a.txt")
    assert raised.value.faults[0].remedy


@given(st.binary())
def test_bytes_become_text_or_one_fault(content):
    try:
        text, _ = decode(content, "a.txt")
    except FaultsFound as error:
        assert len(error.faults) == 1
    else:
        assert "\r" not in text
        assert text.encode().decode() == text
