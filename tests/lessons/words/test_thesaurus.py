"""Words for one another: the list itself, and how a query is read by it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.lessons.words.language import STOP_WORDS, stem_all, tokens
from kb.lessons.words.thesaurus import LIST, LONGEST_PHRASE, concepts, entries_for


def read(line):
    """List the words of a line with their field's number."""
    fields = enumerate(line.split("|"))
    return [(word.strip(), number) for number, field in fields for word in field.split(",") if word.strip()]


@pytest.fixture(scope="module")
def lines():
    text = LIST.read_text(encoding="utf-8").splitlines()
    return [line for line in text if not line.startswith("#")]


@pytest.fixture(scope="module")
def groups(lines):
    """Take every line apart, slowly: its words with their tokens and whether they are English."""
    return [[(word, tuple(tokens(word)), field == 2) for word, field in read(line)] for line in lines]


def words_of(text):
    return [concept.words for concept in concepts(text)]


def test_every_line_has_three_fields_parted_one_way(lines):
    assert [
        line for line in lines if line.count(" | ") + line.count(" |  | ") < 1 or line.count("|") != 2
    ] == []
    assert [line for line in lines if "  " in line.replace(" |  | ", " | ") or line != line.strip()] == []
    assert [line for line in lines if line.count(", ") != line.count(",")] == []


def test_every_line_has_a_first_field_and_two_words_at_least(lines):
    assert [line for line in lines if not line.split("|")[0].strip() or len(read(line)) < 2] == []


def test_no_word_stands_twice_in_a_group(lines):
    told = [Counter(word.lower() for word, _ in read(line)) for line in lines]
    assert [word for one in told for word, times in one.items() if times > 1] == []


def test_no_group_stands_twice(groups):
    told = Counter(frozenset(words for _, words, _ in group) for group in groups)
    assert [group for group, times in told.items() if times > 1] == []


def test_every_word_has_letters_or_digits(groups):
    assert [word for group in groups for word, words, _ in group if not words] == []


def test_a_query_can_hold_every_phrase_of_the_list(groups):
    found = {word for group in groups for word, words, _ in group if len(words) > LONGEST_PHRASE}
    assert sorted(found) == []


def test_looking_a_word_up_gives_what_reading_the_whole_list_gives(groups):
    every = [tuple(stem_all(list(words))) for group in groups for _, words, _ in group]
    stemmed, at = [], 0
    for group in groups:
        stemmed.append(every[at : at + len(group)])
        at += len(group)
    holders = {}
    for number, phrases in enumerate(stemmed):
        for phrase in phrases:
            holders.setdefault(phrase, set()).add(number)
    for phrase in sorted(holders)[::25]:
        expected = {
            (words, stems, english)
            for number in holders[phrase]
            for (_, words, english), stems in zip(groups[number], stemmed[number], strict=True)
        }
        told = {(tuple(tokens(entry.word)), entry.stems, entry.english) for entry in entries_for(phrase)}
        assert told == expected, phrase


def test_every_first_stem_of_the_list_is_found(groups):
    firsts = sorted({words for group in groups for _, words, _ in group if len(words) == 1})
    lost = [words for words in firsts[::8] if not entries_for(tuple(stem_all(list(words))))]
    assert lost == []


def test_spellings_of_one_word_are_looked_up_alike():
    assert concepts("PÅRØRENDE") == concepts("paaroerende") == concepts("pa\u030arørende")
    assert concepts("smitte\u00advern") == concepts("smittevern")


def test_the_longest_phrase_is_read_first():
    assert words_of("individual care plan") == [("individual", "care", "plan")]
    assert words_of("helse og mestring i krise") == [("helse", "og", "mestring"), ("krise",)]


def test_a_phrase_is_known_in_its_inflections():
    assert words_of("kritiske helsetjenesten") == [("kritiske", "helsetjenesten")]


def test_function_words_count_inside_phrases_and_nowhere_else():
    assert words_of("pleie og omsorg og krise") == [("pleie", "og", "omsorg"), ("krise",)]
    assert words_of("hva er det") == [("hva",), ("er",), ("det",)]


def test_a_word_nobody_knows_is_a_concept_of_its_own():
    (found,) = concepts("xyzzyq")
    assert (found.words, found.others, found.english) == (("xyzzyq",), (), None)


def test_english_is_told_and_leads_to_norwegian_words():
    (found,) = concepts("infection control")
    assert found.english is True
    assert "smittevern" in found.others
    (found,) = concepts("smittevern")
    assert found.english is False
    assert "infection control" not in found.others


def test_a_word_is_no_other_word_for_itself():
    (found,) = concepts("sykehjem")
    assert "sjukeheim" in found.others
    assert "sykehjem" not in found.others
    assert len(set(found.others)) == len(found.others)


@pytest.mark.parametrize("text", ["", "?", "\0", "🙂", "'\" -- ;", "|", ",", "#", "a,b|c"])
def test_signs_are_no_concepts(text):
    assert words_of(text) == [(word,) for word in tokens(text)]


@given(st.text(alphabet=st.sampled_from("aeåp lgoi-,|.\n"), max_size=60))
def test_concepts_hold_the_words_of_a_text_in_order(text):
    told = [word for concept in concepts(text) for word in concept.words]
    remaining = iter(tokens(text))
    assert all(word in remaining for word in told)
    assert told or not tokens(text)
    assert [w for w in told if w not in STOP_WORDS] == [
        w for w in tokens(text) if w not in STOP_WORDS
    ] or not told


def test_what_is_skipped_can_be_told():
    assert [concept.words for concept in concepts("vakt xyzzyq", skip={"vakt"})] == [("xyzzyq",)]
