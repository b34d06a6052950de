"""What speaks for each passage: meaning, words, stems, synonyms and themes, each by itself."""

from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest
from banks import TAXONOMY, lesson_text, write
from hypothesis import given, settings
from hypothesis import strategies as st
from letters import LetterCounts

from kb.lessons.base.indexing import sync
from kb.lessons.base.store import Store
from kb.lessons.models.scan import Scan
from kb.lessons.retrieval.shelf import fill
from kb.lessons.retrieval.signals import CANDIDATES, FEATURES, SIGNALS, measure
from kb.lessons.words.asked import read_query

TEXTS = {
    "beredskap": "Vi hadde god beredskap da det gjaldt.",
    "compound": "Beredskapsplanen lå i skuffen.",
    "training": "Det ble satt av tid til kompetansebygging.",
    "bokmaal": "Et sykehjem ble stengt for alle.",
    "nynorsk": "Ein sjukeheim vart stengd for alle.",
    "masks": "Munnbind er smittevern.",
    "winter": "Vinteren var kald og lang.",
}
WORDS = st.sampled_from(
    [
        "beredskap",
        "plan",
        "sykehjem",
        "sjukeheim",
        "munbind",
        "nursing",
        "home",
        "skule",
        "kald",
        "etterutdanning",
    ]
)
QUERIES = st.lists(WORDS, min_size=1, max_size=5)


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    root = tmp_path_factory.mktemp("bank")
    write(root, "bank/lesson.md", lesson_text())
    for name, text in TEXTS.items():
        write(root, f"bank/texts/{name}.md", f"# Notat\n\n{text}\n")
    sync([root / "bank"], root / "kb.sqlite", LetterCounts(), root=root, taxonomy=TAXONOMY)
    with closing(Store(root / "kb.sqlite")) as store:
        yield fill(store, "letters", TAXONOMY)


def measured(shelf, query):
    return measure(shelf, read_query(query, TAXONOMY), LetterCounts().query(query))


def signal(shelf, name, query):
    """Give a signal by the name of each text."""
    values = measured(shelf, query).values[:, SIGNALS.index(name)]
    paths = [shelf.entries[owner].path for owner in shelf.owners]
    return {text: float(values[paths.index(f"bank/texts/{text}.md")]) for text in TEXTS}


@settings(max_examples=60)
@given(QUERIES)
def test_meaning_is_standardised_and_all_else_is_a_share(bank, query):
    told = measured(bank, " ".join(query))
    assert told.values.shape == (len(bank.ids), len(SIGNALS))
    assert told.features.shape == (len(FEATURES),)
    assert np.isfinite(told.values).all()
    assert np.isfinite(told.features).all()
    meaning = told.values[:, SIGNALS.index("meaning")]
    assert meaning.mean() == pytest.approx(0, abs=1e-4)
    assert meaning.std() == pytest.approx(1, abs=1e-3)
    for name in ("words", "stems", "synonyms", "themes"):
        values = told.values[:, SIGNALS.index(name)]
        assert values.min() >= 0
        assert values.max() <= 1 + 1e-5


@settings(max_examples=40)
@given(QUERIES)
def test_another_word_for_a_thing_never_speaks_against_the_word_itself(bank, query):
    values = measured(bank, " ".join(query)).values
    assert (values[:, SIGNALS.index("synonyms")] >= values[:, SIGNALS.index("words")]).all()


@settings(max_examples=40)
@given(st.permutations(["beredskap", "munnbind", "sykehjem", "vinter"]))
def test_the_order_of_words_matters_not_to_them(bank, words):
    one, other = measured(bank, " ".join(words)).values, measured(bank, " ".join(sorted(words))).values
    for name in ("words", "stems", "synonyms"):
        number = SIGNALS.index(name)
        assert one[:, number].tolist() == pytest.approx(other[:, number].tolist(), abs=1e-5)


@pytest.mark.parametrize(
    ("query", "name", "best", "next_to"),
    [
        ("beredskap", "words", "beredskap", "compound"),
        ("beredskap", "words", "compound", "winter"),
        ("beredskap", "stems", "beredskap", "compound"),
        ("vinterens", "stems", "winter", "masks"),
        ("munbind", "words", "masks", "winter"),
        ("sjukeheim", "words", "nynorsk", "bokmaal"),
        ("sjukeheim", "words", "bokmaal", "winter"),
        ("sykehjem", "words", "nynorsk", "winter"),
        ("etterutdanning", "stems", "training", "winter"),
        ("etterutdanning", "synonyms", "training", "winter"),
        ("nursing home", "synonyms", "bokmaal", "winter"),
        ("smittevern", "themes", "masks", "winter"),
    ],
)
def test_a_signal_sees_what_it_is_for(bank, query, name, best, next_to):
    told = signal(bank, name, query)
    assert told[best] > told[next_to]


def test_a_word_nobody_wrote_says_nothing_of_any_passage(bank):
    told = measured(bank, "qqqqqq").values
    for name in ("words", "stems", "synonyms"):
        assert not told[:, SIGNALS.index(name)].any()


def test_texts_all_alike_are_told_apart_by_nothing(tmp_path):
    for number in range(3):
        write(tmp_path, f"bank/{number}.md", "# Notat\n\nDet samme.\n")
    sync([tmp_path / "bank"], tmp_path / "kb.sqlite", LetterCounts(), root=tmp_path, taxonomy=TAXONOMY)
    with closing(Store(tmp_path / "kb.sqlite")) as store:
        values = measured(fill(store, "letters", TAXONOMY), "samme").values
    assert np.ptp(values, axis=0).tolist() == pytest.approx([0] * len(SIGNALS), abs=1e-3)
    assert values[:, SIGNALS.index("meaning")].tolist() == pytest.approx([0, 0, 0], abs=1e-3)


def test_the_query_is_told_by_its_language_length_and_what_of_it_is_known(bank):
    def feature(name, query):
        return float(measured(bank, query).features[FEATURES.index(name)])

    assert feature("english", "what did the nursing home do") == 1
    assert feature("english", "hva gjorde sykehjemmet") == 0
    assert feature("one word", "sykehjem") == 1
    assert feature("one word", "beredskap munnbind") == 0
    assert feature("length", "beredskap munnbind vinter") > feature("length", "beredskap munnbind")
    assert feature("known", "beredskap") == 1
    assert feature("known", "qqqqqq") == 0


def test_another_word_is_found_among_more_passages_than_are_compared_with_it(tmp_path):
    many = "\n\n".join(f"## {number}\n\nVinteren var kald i år {number}." for number in range(1200))
    write(tmp_path, "bank/many.md", f"# Mange\n\n{many}\n")
    write(tmp_path, "bank/one.md", f"# En\n\n{TEXTS['training']}\n")
    sync([tmp_path / "bank"], tmp_path / "kb.sqlite", LetterCounts(), root=tmp_path, taxonomy={})
    with closing(Store(tmp_path / "kb.sqlite")) as store:
        shelf = fill(store, "letters", {})
        told = measured(shelf, "etterutdanning").values[:, SIGNALS.index("synonyms")]
    assert shelf.entries[shelf.owners[told.argmax()]].path == "bank/one.md"
    assert np.sort(told)[-2] < told.max()


def test_what_is_not_compared_with_other_words_keeps_its_own(tmp_path):
    words = ["vinter", "munnbind", "beredskap", "skuffen", "skole", "frost", "lager", "turnus"]
    many = "\n\n".join(f"## {number}\n\nMed {words[number % 8]} her." for number in range(CANDIDATES + 200))
    write(tmp_path, "bank/many.md", f"# Mange\n\n{many}\n")
    sync([tmp_path / "bank"], tmp_path / "kb.sqlite", LetterCounts(), root=tmp_path, taxonomy={})
    with closing(Store(tmp_path / "kb.sqlite")) as store:
        values = measured(fill(store, "letters", {}), " ".join(words)).values
    own, synonyms = values[:, SIGNALS.index("words")], values[:, SIGNALS.index("synonyms")]
    assert own.min() > 0
    assert (synonyms >= own).all()


@pytest.fixture(scope="module")
def big(tmp_path_factory):
    """Give a bank of 240 documents of three passages each."""
    root, words = tmp_path_factory.mktemp("big"), list(TEXTS.values())
    for number in range(240):
        parts = "\n\n".join(f"## Del {n}\n\n{words[(number + n) % 7]} Nr. {number}." for n in range(3))
        write(root, f"bank/texts/{number:03}.md", f"# Notat\n\n{parts}\n")
    sync([root / "bank"], root / "kb.sqlite", LetterCounts(), root=root, taxonomy=TAXONOMY)
    with closing(Store(root / "kb.sqlite")) as store:
        yield fill(store, "letters", TAXONOMY)


@settings(max_examples=30)
@given(query=QUERIES, most=st.integers(1, 8), chosen=st.sets(st.integers(0, 239), min_size=1, max_size=20))
def test_of_a_big_bank_whole_documents_are_measured_as_they_are_among_all(big, query, most, chosen):
    asked, vector = read_query(" ".join(query), TAXONOMY), LetterCounts().query(" ".join(query))
    whole = measure(big, asked, vector)
    admitted = np.isin(big.owners, sorted(chosen))
    some = measure(big, asked, vector, admitted=admitted, most=most)
    assert some.values == pytest.approx(whole.values[some.rows], abs=1e-5)
    assert (np.diff(some.rows) > 0).all()
    documents, counts = np.unique(big.owners[some.rows], return_counts=True)
    assert set(counts.tolist()) == {3}
    assert most <= len(documents) <= 2 * most
    assert len(set(documents.tolist()) & chosen) >= min(most, len(chosen))


@settings(max_examples=30)
@given(query=QUERIES, most=st.integers(1, 8))
def test_the_best_passage_by_meaning_and_words_is_always_measured(big, query, most):
    asked, vector = read_query(" ".join(query), TAXONOMY), LetterCounts().query(" ".join(query))
    first = measure(big, asked, vector).values @ [1, 8, 4, 0, 0]
    rows = measure(big, asked, vector, most=most).rows
    assert first[rows].max() == pytest.approx(first.max(), abs=1e-4)


@settings(max_examples=30)
@given(QUERIES)
def test_what_is_measured_is_told_exactly_where_all_are_told_nearly(big, query):
    asked, vector = read_query(" ".join(query), TAXONOMY), LetterCounts().query(" ".join(query))
    exact = measure(big, asked, vector).values
    near = measure(replace(big, scan=Scan(big.vectors)), asked, vector)
    cosines = big.vectors @ vector
    meaning = near.values[:, SIGNALS.index("meaning")]
    assert np.corrcoef(meaning, cosines)[0, 1] == pytest.approx(1, abs=1e-5)
    assert near.values[:, 1:] == pytest.approx(exact[:, 1:], abs=1e-6)
    assert float(np.abs(meaning - exact[:, 0]).max()) < 0.25
