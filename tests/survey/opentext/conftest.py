import numpy as np
import pandas as pd
import pytest

VOCABULARY = (
    "munnbind",
    "smitte",
    "frakk",
    "turnus",
    "vakt",
    "vikar",
    "parkering",
    "bil",
    "plass",
    "kaffe",
    "mat",
)


def count_words(texts):
    """Embed texts as the counts of a few words, so that a likeness can be worked out by hand."""
    return np.array(
        [[text.lower().split().count(word) for word in VOCABULARY] for text in texts], dtype=np.float32
    )


def series(texts, prefix="r"):
    return pd.Series(list(texts), index=[f"{prefix}{at}" for at in range(len(texts))], dtype=str)


@pytest.fixture(scope="session")
def embed():
    return count_words


@pytest.fixture(scope="session")
def describing():
    """Two themes, each told in three texts of which each has two words of its theme."""
    return {
        "smittevern": ("munnbind smitte", "smitte frakk", "munnbind frakk"),
        "bemanning": ("turnus vakt", "vakt vikar", "turnus vikar"),
    }


@pytest.fixture(scope="session")
def answers():
    return series
