import json
import re
import re._parser as parser
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.privacy import addresses, naming, signing
from kb.privacy.identifiers import find_identifiers
from kb.privacy.persons import find_persons, mask_persons
from kb.privacy.tokens import read_tokens

LABEL = re.compile(r"\{([a-z -]+)\|([^}]*)\}")


def kinds(text, **settings):
    return [(found.kind, found.text) for found in find_persons(text, **settings)]


@cache
def labelled(file="identifiers"):
    """Give the labelled set of what employees answered (`identifiers`), or of texts that are imported (`texts`)."""
    lines = (Path(__file__).parent / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_labels(marked):
    """Give a text without its labels, and each label's kind and place."""
    text, labels = "", []
    for at, piece in enumerate(LABEL.split(marked)):
        if at % 3 == 1:
            kind = piece
        elif at % 3 == 2:
            labels.append((kind, len(text), len(text) + len(piece)))
            text += piece
        else:
            text += piece
    return text, labels


def is_found(found, label, text):
    """A label is found by its kind where all of it is covered, but for the sign of a genitive."""
    kind, start, end = label
    bare = end - (kind == "name" and text[end - 1] in "s'")
    return any(one.kind == kind and one.start <= start and one.end >= bare for one in found)


def is_right(one, labels):
    return any(one.kind == kind and one.start < end and start < one.end for kind, start, end in labels)


def measured(part, file="identifiers"):
    """Give recall and precision over the texts of one part."""
    hits = wanted = right = told = 0
    for line in labelled(file):
        if line["part"] == part:
            text, labels = read_labels(line["text"])
            found = find_persons(text)
            hits += sum(is_found(found, label, text) for label in labels)
            right += sum(is_right(one, labels) for one in found)
            wanted, told = wanted + len(labels), told + len(found)
    return hits / wanted, right / told


# What was held aside was not looked at while the search was made; 82 of its texts were written after it.
@pytest.mark.parametrize("part", ["tuning", "held"])
def test_identifiers_are_found_in_what_employees_write_and_little_else_is(part):
    recall, precision = measured(part)
    assert recall >= 0.95
    assert precision >= 0.90


# At first sight, before the search was tuned on a part, its recall and precision were .52 and .96 (tuning), .89 and 1
# (held), .87 and .86 (later), .89 and .95 (last): each part was written before it was looked at.
_FLOORS = {"tuning": (0.96, 0.98), "held": (0.93, 0.97), "later": (0.95, 0.96), "last": (0.88, 0.96)}


@pytest.mark.parametrize("part", _FLOORS)
def test_persons_are_found_in_applications_articles_slides_reports_and_mail(part):
    recall, precision = measured(part, "texts")
    assert recall >= _FLOORS[part][0]
    assert precision >= _FLOORS[part][1]


def test_the_labelled_texts_that_are_imported_are_of_all_kinds_and_half_name_nobody():
    texts = labelled("texts")
    assert len({line["text"] for line in texts}) == len(texts) >= 200
    assert sum(line["part"] != "tuning" for line in texts) >= len(texts) / 3
    assert {line["genre"] for line in texts} == {"application", "article", "slide", "report", "e-mail"}
    assert {line["language"] for line in texts} == {"nb", "nn", "en"}
    assert 0.4 <= sum("{" not in line["text"] for line in texts) / len(texts) <= 0.6


@pytest.mark.parametrize("file", ["identifiers", "texts"])
def test_a_masked_text_of_the_labelled_sets_holds_nothing_more(file):
    masked = [mask_persons(read_labels(line["text"])[0]) for line in labelled(file)]
    assert not [text for text in masked if find_persons(text)]


def test_the_labelled_texts_are_many_in_three_languages_and_a_third_was_held_aside():
    texts = labelled()
    held = sum(line["part"] == "held" for line in texts)
    assert len({line["text"] for line in texts}) == len(texts) >= 300
    assert held >= len(texts) / 3
    assert {line["language"] for line in texts} == {"nb", "nn", "en"}
    plain = [line for line in texts if "{" not in line["text"]]
    assert len(plain) >= 100  # that point at nobody


@pytest.mark.parametrize(
    "name",
    [
        "Ingeborg",
        "Marte Solheim",
        "Anne-Grete",
        "Per-Olav van der Meer",
        "Áilu",
        "K. Hansen",
        "Kari N.",
        "KARI HANSEN",
        "Zuhra Bakken",
    ],
)
def test_a_name_on_no_list_of_ours_is_found(name):
    assert kinds(f"Takk til {name} for hjelpen.") == [("name", name)]


@pytest.mark.parametrize("name", ["Vår", "Sol", "Storm", "Bjørn", "Stein"])
def test_a_name_that_is_also_a_word_is_found_where_a_person_is_meant(name):
    assert kinds(f"Jeg snakket med {name} i går.") == [("name", name)]
    assert kinds(f"{name} er et fint ord.") == []
    assert kinds(f"Prosjekt {name} ble stoppet.") == []


def test_a_surname_that_is_also_a_place_is_a_name_beside_a_title_only():
    assert kinds("Overlege Haug var uenig.") == [("name", "Haug")]
    assert kinds("Vi flyttet til Haug i mars.") == []
    assert kinds("Haug sykehjem fikk utstyr.") == []


def test_a_word_on_no_list_is_a_name_beside_one_that_is():
    assert kinds("Jeg jobbet sammen med Xippi og Bente.") == [("name", "Xippi"), ("name", "Bente")]
    assert kinds("Vi brukte Xippi hver dag.") == []


@pytest.mark.parametrize(
    "text", ["Takk til Kari til slutt.", "Kari las avisa.", "Randis avdeling var stille."]
)
def test_what_stands_after_a_name_makes_it_no_place(text):
    assert [kind for kind, _ in kinds(text)] == ["name"]


@pytest.mark.parametrize(
    "text",
    ["Storgata 12", "Øvre Torggate 7", "Lillevannsveien 33, 0788 Oslo", "Bjørkeveien 4B", "Fjellvegen 8"],
)
def test_an_address_is_found_with_its_town(text):
    assert kinds(f"Pakken ble levert i {text}.") == [("address", text)]


def test_a_road_is_an_address_where_somebody_lives_there():
    assert kinds("Jeg bor i Elveveien og går til jobb.") == [("address", "Elveveien")]
    assert kinds("Elveveien var stengt.") == []


@pytest.mark.parametrize(
    "role",
    [
        "rektor på Solvang skole",
        "avdelingslederen på natt",
        "vår tillitsvalgt",
        "verneombudet hos oss",
        "min nærmeste leder",
        "lederen vår",
        "Solvang skoles rektor",
        "avdelingens leder",
        "seksjonslederen i drift og vedlikehold",
        "den tillitsvalgte hos oss",
        "rektor Solvang skole",
        "einingsleiaren vår",
        "kommunalsjefen for oppvekst i Fjordvik",
        "our shop steward",
        "the head nurse at Solbakken nursing home",
    ],
)
def test_a_role_that_one_person_holds_is_found(role):
    assert kinds(f"Jeg sa det til {role}.") == [("role", role)]


@pytest.mark.parametrize(
    "text",
    [
        "Lederen må være tydelig.",
        "En avdelingsleder på Solvang skole bør vite det.",
        "Tillitsvalgte på sykehjemmene ble hørt.",
        "Å være leder i krise er krevende.",
        "Vi gleder oss på Solvang.",
        "Rektorene våre er flinke.",
    ],
)
def test_a_role_of_many_or_of_nobody_is_left(text):
    assert kinds(text) == []


def test_a_public_office_is_left_and_which_are_public_is_for_the_caller_to_say():
    assert kinds("Ordføreren vår åpnet senteret.") == []
    assert kinds("Ordføreren vår åpnet senteret.", offices=()) == [("role", "Ordføreren vår")]
    assert kinds("Rektor på Lia skole svarte.", offices=("rektor",)) == []


def test_a_name_from_the_municipalitys_own_list_is_found_too():
    assert kinds("Avvik: Qix Zeppelin.") == []
    assert kinds("Avvik: Qix Zeppelin.", names=["Qix Zeppelin"]) == [("name", "Qix Zeppelin")]


def test_the_search_of_pages_marks_no_unlisted_name_address_or_role():
    assert find_identifiers("Min leder Kari Hansen bor i Storgata 12.") == []


def test_masks_say_what_was_there_in_the_readers_language():
    text = "Kari Hansen i Storgata 12 og lederen min"
    assert mask_persons(text) == "[navn] i [adresse] og [rolle]"
    assert mask_persons(text, language="nn") == "[namn] i [adresse] og [rolle]"
    assert mask_persons(text, language="en") == "[name] i [address] og [role]"


PIECES = st.sampled_from(
    (
        *(
            "Kari",
            "Hansen",
            "kari",
            "Vår",
            "Storgata",
            "12",
            "K.",
            "leder",
            "lederen",
            "rektor",
            "min",
            "vår",
            "på",
            "til",
        ),
        *(
            "Solvang",
            "skole",
            "natt",
            "hos",
            "oss",
            "takk",
            "van",
            "der",
            "Meer",
            "my",
            "boss",
            "bor",
            "i",
            "Elveveien",
        ),
        *(
            "22 33 44 55",
            "kari@fjordvik.example",
            "mvh",
            "AB",
            "A.",
            ".",
            ",",
            "\n",
            "-",
            "[navn]",
            "s",
            "\u200b",
            "A\u030ase",
        ),
    )
)
TEXTS = (
    st.lists(PIECES, max_size=14).map(" ".join)
    | st.lists(PIECES, max_size=10).map("".join)
    | st.text(max_size=50)
)
LANGUAGES = st.sampled_from(["nb", "nn", "en"])


@given(TEXTS, LANGUAGES)
def test_masking_leaves_nothing_to_find_and_nothing_to_mask(text, language):
    masked = mask_persons(text, ["Kari Hansen"], language=language)
    assert find_persons(masked, ["Kari Hansen"]) == []
    assert mask_persons(masked, ["Kari Hansen"], language=language) == masked


@given(TEXTS)
def test_what_is_found_stands_where_it_is_said_to_stand_and_nothing_overlaps(text):
    found = find_persons(text, ["Kari Hansen"])
    assert all(one.text == text[one.start : one.end] and one.text for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(TEXTS)
def test_all_that_the_search_of_pages_finds_is_found(text):
    covered = {at for one in find_persons(text) for at in range(one.start, one.end)}
    assert all(covered.issuperset(range(one.start, one.end)) for one in find_identifiers(text))


def calls_of(text):
    """Count the calls and builtin calls that a search makes: its work, whatever the machine."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        find_persons(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "piece",
    [
        "Takk til Kari Hansen og lederen på Solvang skole i Storgata 12, ring 22 33 44 55. ",
        "Kari ",
        "Kari van ",
        "A. ",
        "min nærmeste leder ",
        "Solvang skoles rektor på ",
        "leder på ",
        "drift og ",
        "Aa ",
        "Xippi Loppi hedres. Xippi sier at Loppis plan holder. ",
        "Xippi Loppi ",
        "sier Xippi ",
    ],
)
def test_the_work_grows_as_the_text_does(piece):
    find_persons(piece)  # reads the lists
    once = calls_of(piece * 100)
    assert calls_of(piece * 400) <= 4.2 * once


def open_repeats(pattern, inside=False):
    """List the unbounded repeats of a pattern that stand within another."""
    for operation, value in pattern:
        repeats = operation in (parser.MAX_REPEAT, parser.MIN_REPEAT)
        unbounded = repeats and value[1] is parser.MAXREPEAT
        if unbounded and inside:
            yield value
        parts = value if isinstance(value, (list, tuple)) else (value,)
        for part in parts:
            for one in part if isinstance(part, list) else [part]:
                if isinstance(one, parser.SubPattern):
                    yield from open_repeats(one, inside or unbounded)


@pytest.mark.parametrize("pattern", [addresses._ADDRESS, addresses._LIVES, signing._SIGNED, naming._BUILT])
def test_no_pattern_repeats_a_repeat_without_end(pattern):
    assert not list(open_repeats(parser.parse(pattern.pattern)))
    assert list(open_repeats(parser.parse("(?:a+b*)+")))  # and the measure can tell


def test_the_words_of_a_text_cover_it_in_order():
    text = "Dr. Haug kom. Han sa nei, K. Hansen."
    tokens = read_tokens(text)
    assert [token.text for token in tokens if token.first] == ["Dr", "Han"]
    assert all(text[token.start : token.end] == token.text for token in tokens)
