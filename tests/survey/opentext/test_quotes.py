import tomllib

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.survey.opentext import Quote, Release, Rules, approved_quotes, quote_candidates

TEXT = "Vi fikk munnbind altfor sent i april"
DECISION = {"decision": "approved", "by": "rådgiver i HR", "when": "2026-11-28", "reason": "sier ikke hvem"}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "approved_quotes.toml"


@pytest.fixture
def masked():
    """Five who wrote in a large group, one in a small one."""
    return pd.Series(
        {
            "p0": TEXT,
            "p1": "Takk for god informasjon hver uke",
            "p2": "Takk til Kari Hansen for alt hun gjorde",
            "p3": "Alt for kort",
            "p4": "Opplæringen var bedre enn jeg trodde den ble",
            "q0": "Skolen vår fikk ikke hjelp fra noen",
        }
    )


@pytest.fixture
def groups():
    return pd.Series({f"p{at}": "Helse" for at in range(20)} | {f"q{at}": "Skole" for at in range(19)})


def decide(file, changes, text=TEXT):
    """Fill in an entry as a person does in an editor."""
    head, *blocks = file.read_text(encoding="utf-8").split("[[quote]]")
    for at, block in enumerate(blocks):
        if text in block:
            kept = [line for line in block.splitlines() if line.split(" = ")[0] not in changes]
            blocks[at] = "\n".join([*kept, *(f'{key} = "{value}"' for key, value in changes.items())]) + "\n"
    file.write_text("[[quote]]".join([head, *blocks]), encoding="utf-8")


def faults_of(call):
    with pytest.raises(FaultsFound) as raised:
        call()
    return [(fault.place, fault.problem) for fault in raised.value.faults]


def test_nothing_is_quoted_by_default(file, masked, groups):
    assert approved_quotes(file, "q", masked, groups).quotes == ()
    quote_candidates(file, "q", masked, groups)
    assert approved_quotes(file, "q", masked, groups).quotes == ()


def test_candidates_point_at_nobody_say_something_and_have_a_large_group(file, masked, groups):
    found = quote_candidates(file, "q", masked, groups)
    assert [quote.text for quote in found] == [
        "Opplæringen var bedre enn jeg trodde den ble",
        "Takk for god informasjon hver uke",
        TEXT,
    ]
    assert {quote.group for quote in found} == {"Helse"}
    written = tomllib.loads(file.read_text(encoding="utf-8"))["quote"]
    assert [entry["text"] for entry in written] == [quote.text for quote in found]
    assert {entry["decision"] for entry in written} == {"undecided"}


def test_how_many_a_group_has_is_for_the_caller_to_raise_but_not_below_the_smallest(file, masked, groups):
    assert quote_candidates(file, "q", masked, groups, Rules(fewest=21)) == []
    assert not file.exists()
    few = groups[groups.index.isin(masked.index)]
    assert quote_candidates(file, "q", masked, few, Rules(fewest=1, smallest=6)) == []
    assert quote_candidates(file, "q", masked, few, Rules(fewest=1, smallest=5)) != []


def test_fewer_writers_than_the_smallest_are_not_quoted_from_a_large_group(file, masked, groups):
    assert quote_candidates(file, "q", masked.drop(["p0", "q0"]), groups) == []


def test_an_approved_quote_is_shown(file, masked, groups):
    quote_candidates(file, "q", masked, groups)
    decide(file, DECISION)
    release = approved_quotes(file, "q", masked, groups)
    assert release.quotes == (Quote("q", "Helse", TEXT),)
    assert release.withdrawn == ()
    assert approved_quotes(file, "another", masked, groups) == Release((), ())


def test_a_rejected_quote_is_not_shown(file, masked, groups):
    quote_candidates(file, "q", masked, groups)
    decide(file, DECISION | {"decision": "rejected"})
    assert approved_quotes(file, "q", masked, groups).quotes == ()


def test_writing_candidates_again_keeps_decisions_and_remarks(file, masked, groups):
    quote_candidates(file, "q", masked, groups)
    decide(file, DECISION)
    file.write_text(file.read_text(encoding="utf-8") + "# Spør HAMU om denne\n", encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    quote_candidates(file, "q", masked, groups)
    assert file.read_text(encoding="utf-8") == before
    more = pd.concat([masked, pd.Series({"p5": "Det var stille i gangene hele våren"})])
    quote_candidates(file, "q", more, groups)
    assert file.read_text(encoding="utf-8").startswith(before)
    assert approved_quotes(file, "q", more, groups).quotes == (Quote("q", "Helse", TEXT),)


@pytest.mark.parametrize("change", ["answer", "group", "size", "rule", "name"])
def test_a_change_in_the_data_withdraws_the_approval(file, masked, groups, change):
    quote_candidates(file, "q", masked, groups)
    decide(file, DECISION)
    rules = Rules()
    if change == "answer":
        masked["p0"] = TEXT + "."
    elif change == "group":
        groups["p0"] = "Skole"
    elif change == "size":
        groups = groups.drop("p19")
    elif change == "rule":
        rules = Rules(fewest=21)
    else:
        rules = Rules(names=("Vi Fikk Munnbind",))
    release = approved_quotes(file, "q", masked, groups, rules)
    assert release.quotes == ()
    assert [quote.text for quote, _ in release.withdrawn] == [TEXT]
    assert all("changed" in reason for _, reason in release.withdrawn)


def test_a_text_changed_in_the_file_is_refused_and_nothing_is_written(file, masked, groups):
    quote_candidates(file, "q", masked, groups)
    changed = file.read_text(encoding="utf-8").replace("altfor sent", "for sent")
    file.write_text(changed, encoding="utf-8")
    expected = [("quote 3", "Its hash is not that of its question, group and text.")]
    assert faults_of(lambda: approved_quotes(file, "q", masked, groups)) == expected
    assert faults_of(lambda: quote_candidates(file, "q", masked, groups)) == expected
    assert file.read_text(encoding="utf-8") == changed


def test_all_faults_of_the_file_are_told_with_their_place(file, masked, groups):
    quote_candidates(file, "q", masked, groups)
    decide(file, {"decision": "maybe"}, "Opplæringen")
    decide(file, {"decision": "approved", "by": "Kari Hansen"}, "Takk for god")
    decide(file, {"aproved": "yes", "when": "yesterday"})
    file.write_text('title = "x"\n' + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert faults_of(lambda: approved_quotes(file, "q", masked, groups)) == [
        ("title", "Is not a key of this file."),
        ("quote 1, decision", "Holds what it cannot."),
        ("quote 2, by", "Names a person."),
        ("quote 2, when", "Has no date."),
        ("quote 2, reason", "Gives no reason."),
        ("quote 3, when", "Holds what it cannot."),
        ("quote 3, aproved", "Is not a key of a quote."),
    ]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("[[quote]\n", "the file"),
        ("quote = 3\n", "quote"),
        ("quote = [3]\n", "quote 1, entry"),
        ('[[quote]]\nquestion = "q"\n', "quote 1, group"),
    ],
)
def test_a_malformed_file_is_refused(file, masked, groups, content, place):
    file.write_text(content, encoding="utf-8")
    assert faults_of(lambda: approved_quotes(file, "q", masked, groups))[0][0] == place


def test_the_same_entry_twice_is_refused(file, masked, groups):
    quote_candidates(file, "q", masked, groups)
    text = file.read_text(encoding="utf-8")
    file.write_text(text + text[text.index("[[quote]]") :], encoding="utf-8")
    assert faults_of(lambda: approved_quotes(file, "q", masked, groups))[0] == (
        "quote 4",
        "Stands in the file twice.",
    )


def test_a_date_may_be_written_with_or_without_quotes(file, masked, groups):
    quote_candidates(file, "q", masked, groups)
    decide(file, DECISION)
    text = file.read_text(encoding="utf-8").replace('when = "2026-11-28"', "when = 2026-11-28")
    file.write_text(text, encoding="utf-8")
    assert len(approved_quotes(file, "q", masked, groups).quotes) == 1


WRITTEN = st.lists(st.text(min_size=1, max_size=8).filter(lambda word: word.strip()), min_size=4, max_size=9)


@settings(max_examples=40)
@given(st.lists(WRITTEN.map(" ".join), min_size=5, max_size=8))
def test_whatever_was_written_comes_back_as_it_was(tmp_path_factory, texts):
    file = tmp_path_factory.mktemp("quotes") / "approved_quotes.toml"
    masked = pd.Series(texts, dtype=str)
    groups = pd.Series("Helse", index=range(30), dtype=str)
    first = quote_candidates(file, "q", masked, groups)
    content = file.read_bytes() if file.exists() else b""
    assert quote_candidates(file, "q", masked, groups) == first
    assert (file.read_bytes() if file.exists() else b"") == content
    held = tomllib.loads(content.decode()).get("quote", [])
    assert [entry["text"] for entry in held] == [quote.text for quote in first]
