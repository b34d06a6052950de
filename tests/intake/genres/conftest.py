"""Small documents made by hand, and the scoring of the labelled texts."""

import importlib
from pathlib import Path

import pytest

from kb.intake.records import Block, Original

SCRIPTS = Path(__file__).parents[3] / "scripts"
KINDS = {"#": "heading", "-": "bullet", ">": "quote", "!": "caption"}


@pytest.fixture(scope="session")
def document():
    """Make a document of lines; “# ”, “- ”, “> ” and “! ” mark headings, bullets, quotes and captions."""
    return _document


@pytest.fixture(scope="session")
def scoring():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPTS)
        return importlib.import_module("intake_scoring")


@pytest.fixture(scope="session")
def scores(scoring):
    return scoring.score_folder(Path(__file__).parent / "texts")


def _document(*lines, file="tekst.txt", title="", made=None):
    return Original(file, "txt", "0" * 64, tuple(_block(line) for line in lines), title=title, made=made)


def _block(line):
    mark, _, text = line.partition(" ")
    if isinstance(line, str) and mark in KINDS and text:
        return Block(KINDS[mark], text, level=int(mark == "#"))
    return Block("paragraph", line)
