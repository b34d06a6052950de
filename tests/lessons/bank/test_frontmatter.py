from itertools import pairwise
from string import ascii_lowercase

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.lessons.bank import frontmatter
from kb.lessons.bank.frontmatter import (
    _UNLIKE,
    _Fast,
    _Loader,
    _take,
    _walk,
    has_front_matter,
    read_front_matter,
)

# Lines and parts of lines that parsers of YAML read in different ways.
PIECES = [
    *("themes: [a, b]\n", "period:\n  from: 2020-03-12\n", "actions:\n  - what: W\n", "note: |\n  A: b\n"),
    *("x: 'it''s'\n", 'y: "\\x41"\n', "z: {a: 1, b}\n", "n: 0x1f\n", "t: 12:30\n", "d: yes\n", "e: ~\n"),
    *(
        "? k\n",
        "- a\n",
        ": b\n",
        "# c\n",
        "q: >-\n  a\n\n  b\n",
        "r: [a,\n b]\n",
        "u: a\x85b\n",
        "%YAML 1.1\n",
    ),
    *(
        "...\n",
        "--- \n",
        "v: a #b\n",
        "w: |2\n   a\n",
        "|#\n",
        "\t",
        "\ufeff",
        "'",
        '"',
        "[",
        "}",
        ", ",
        ": ",
        "\n  ",
        "- ",
    ),
]


def faults_of(text):
    with pytest.raises(FaultsFound) as caught:
        read_front_matter(text, "a.md")
    return [str(fault) for fault in caught.value.faults]


def test_values_lines_and_the_place_of_the_body_are_read():
    text = "---\ntitle: Én\nperiod:\n  from: 2020-03-12\n---\nBrødtekst"
    front = read_front_matter(text, "a.md")
    assert front.values["title"] == "Én"
    assert front.place(("period", "from")) == "line 4, field period.from"
    assert text[front.body_start :] == "Brødtekst"


def test_the_place_of_an_unknown_field_is_the_nearest_known_line():
    front = read_front_matter("---\nperiod:\n  from: 2020-03-12\n---\n", "a.md")
    assert front.place(("period", "to")) == "line 2, field period.to"


def test_windows_line_ends_keep_the_offsets_true():
    text = "---\r\ntitle: A\r\n---\r\nTekst"
    assert text[read_front_matter(text, "a.md").body_start :] == "Tekst"


def test_a_key_with_a_decomposed_letter_is_the_same_key():
    assert read_front_matter("---\na\u030apen: 1\n---\n", "a.md").values == {"åpen": 1}


def test_missing_front_matter_is_told():
    assert "front matter is missing" in faults_of("# Tittel\n")[0]


def test_unclosed_front_matter_is_told():
    assert "never closed" in faults_of("---\ntitle: A\n\n# Tekst\n")[0]


def test_broken_yaml_is_told_with_its_line():
    assert faults_of("---\ntitle: A\nkind: [strength\n---\n")[0].startswith("a.md: line ")


def test_front_matter_that_is_a_list_is_told():
    assert "holds no fields" in faults_of("---\n- en\n---\n")[0]


def test_every_key_given_twice_is_told():
    told = faults_of("---\ntitle: A\ntitle: B\nkind: x\nkind: y\n---\n")
    assert [line.split(": ")[1] for line in told] == ["line 3, field title", "line 5, field kind"]


@pytest.mark.parametrize("text", ["----\n", "Tekst\n---\n", "", "--\n"])
def test_other_openings_are_no_front_matter(text):
    assert not has_front_matter(text)


@pytest.mark.parametrize(
    "value", ["&a hei", "*a", "!!python/object/apply:os.system [ls]", "!!timestamp x", "!!bool x"]
)
def test_anchors_and_tags_are_told_with_their_line(value):
    told = faults_of(f"---\nkind: strength\ntitle: {value}\n---\n")
    assert told[0].startswith("a.md: line 3: ")
    assert "must stand in quotes" in told[0]


def test_a_bomb_of_anchors_is_told_at_once():
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise(ascii_lowercase))
    assert "must stand in quotes" in faults_of(f"---\n{bomb}---\n")[0]


@pytest.mark.parametrize("value", ["[" * 5000 + "]" * 5000, "{a: " * 3000 + "}" * 3000])
def test_values_nested_too_deep_are_told(value):
    assert "deeper" in faults_of(f"---\ntitle: {value}\n---\n")[0]


def test_front_matter_of_megabytes_is_told_without_being_read():
    assert "the limit is 50000" in faults_of("---\n" + "a: b\n" * 3_000_000 + "---\n")[0]


MARKED = """---
title: Felles lager
<<<<<<< HEAD
status: validated
=======
status: identified
>>>>>>> utkast
---
"""


def test_the_marks_of_an_unfinished_merge_are_told_with_line_and_remedy():
    told = "is the mark of a merge that was not finished. Keep what should stand, and take out the marks."
    assert faults_of(MARKED) == [
        f"a.md: line 3: '<<<<<<< HEAD' {told}",
        f"a.md: line 7: '>>>>>>> utkast' {told}",
    ]


def test_a_file_that_begins_in_the_midst_of_a_merge_is_told_as_such():
    assert faults_of(f"<<<<<<< HEAD\n{MARKED}")[0].startswith("a.md: line 1: '<<<<<<< HEAD' is the mark of")


@pytest.mark.skipif(_Fast is None, reason="PyYAML was built without libyaml")
@given(st.data())
def test_libyaml_reads_what_it_is_given_as_pyyaml_does(data):
    lines = data.draw(st.lists(st.sampled_from(PIECES), max_size=6))
    block = data.draw(st.sampled_from(["", "title: A\n"])) + "".join(lines)
    if _UNLIKE.search(block):
        return
    try:
        fast = _take(_Fast(block))
    except (yaml.YAMLError, ValueError):
        return  # Python decides
    node, values = _take(_Loader(block))
    assert repr(fast[1]) == repr(values)
    assert (fast[0] and list(_walk(fast[0], ()))) == (node and list(_walk(node, ())))


def test_without_libyaml_the_same_is_read(monkeypatch):
    text = "---\ntitle: Én\nperiod:\n  from: 2020-03-12\nthemes: [a, b]\n---\n"
    front = read_front_matter(text, "a.md")
    monkeypatch.setattr(frontmatter, "_Fast", None)
    assert read_front_matter(text, "a.md") == front


def test_a_character_that_yaml_refuses_is_told_with_its_line():
    told = "a.md: line 3: holds a character that YAML refuses (U+0081). Remove it."
    assert faults_of("---\nkind: x\ntitle: a\x81b\n---\n") == [told]
