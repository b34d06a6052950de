"""Judged sets of queries for the search: the project's own, files of the same form, and public text.

A set is a folder to index and a file of lines such as

    {"kind": "synonym", "query": "fjernarbeid", "answers": [{"document": "entries/a.md", "quote": "words of it"}]}

`quote` stands in the passage that answers; without it, or where it stands in the title, every passage of the
document does. No answers means that nothing in the folder answers the query.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DEVELOPMENT = ROOT / "tests" / "queries" / "development.jsonl"
MOST = 2000  # texts of a public set
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Question:
    """A query of one kind, and where it is answered: (document, quote), the quote empty for a whole document."""

    kind: str
    query: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class QuerySet:
    """A folder of texts, and what is asked of it."""

    name: str
    folder: Path
    questions: tuple[Question, ...]


def read_questions(file: Path) -> tuple[Question, ...]:
    """Read a file of judged queries; raise `SystemExit` that names every line that is none."""
    questions, faults = [], []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            told = json.loads(line)
            answers = tuple((_text(one["document"]), _text(one.get("quote", ""))) for one in told["answers"])
            questions.append(Question(_text(told["kind"]), _text(told["query"]), answers))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            faults.append(f"{file}, line {number}: is no judged query ({error}).")
    if faults:
        raise SystemExit("\n".join(faults))
    return tuple(questions)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def public_sets(corpus: Path, workplace: Path) -> Iterator[QuerySet]:
    """Make sets of public Norwegian text, as far as the folder `corpus` has it, in files below `workplace`."""
    makers = {
        "norquad_validation.json": _norquad,
        "laws.jsonl": _laws,
        "pairs_nb_nn_norbench_dev.tsv": _nynorsk,
        "pairs_pensjonsbrev.jsonl": _letters,
        "pairs_tatoeba_en.tsv": _tatoeba,
    }
    for file, make in makers.items():
        if (corpus / file).exists():
            name = make.__name__.strip("_")
            texts, asked = make(corpus / file)
            yield QuerySet(name, _write(workplace / name, texts), tuple(_ask(name, asked)))


def is_held_aside(law: str) -> bool:
    """Tell which laws training may not see: a sixth, by the hash of the law's name."""
    return int(sha256(law.encode()).hexdigest(), 16) % 6 == 0


def _ask(kind: str, asked: Iterable[tuple[str, str]]) -> Iterator[Question]:
    return (Question(kind, query, ((f"{document}.txt", ""),)) for query, document in asked)


def _write(folder: Path, texts: Mapping[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        if not path.exists():
            path.write_text(text, encoding="utf-8")
    return folder


Made = tuple[dict[str, str], list[tuple[str, str]]]


def _norquad(file: Path) -> Made:
    """Take questions, and the articles that answer them."""
    paragraphs = [p for article in _json(file)["data"] for p in article["paragraphs"]]
    texts = {_name(paragraph["context"]): paragraph["context"] for paragraph in paragraphs}
    return texts, [(qa["question"], _name(p["context"])) for p in paragraphs for qa in p["qas"]]


def _laws(file: Path) -> Made:
    """Take titles of sections, and the sections' text without them, of laws held aside from training."""
    sections = [
        line
        for line in _lines(file)
        if line["title"] and len(line["text"]) > 40 and is_held_aside(line["law"])
    ][:MOST]
    texts = {f"section-{number:05d}": line["text"] for number, line in enumerate(sections)}
    return texts, [(line["title"], name) for name, line in zip(texts, sections, strict=True)]


def _nynorsk(file: Path) -> Made:
    """Take the four longest words of a nynorsk sentence that its bokmål sentence has not, and that sentence."""
    pairs = _pairs(file)[:MOST]
    texts = {f"sentence-{number:05d}": pair[0] for number, pair in enumerate(pairs)}
    asked = [(" ".join(_own_words(pair[1], pair[0])), name) for name, pair in zip(texts, pairs, strict=True)]
    return texts, [(query, name) for query, name in asked if query]


def _letters(file: Path) -> Made:
    """Take English sentences of public letters, and their bokmål."""
    lines = {
        line["nb"]: line["en"] for line in _lines(file) if line.get("en") and len(line["nb"].split()) > 4
    }
    held = [(nb, en) for nb, en in lines.items() if is_held_aside(nb)]
    return {_name(nb): nb for nb, _ in held}, [(en, _name(nb)) for nb, en in held]


def _tatoeba(file: Path) -> Made:
    """Take English sentences, and their bokmål."""
    pairs = [pair for pair in _pairs(file) if pair[0] == "nob"]
    texts = {f"sentence-{number:05d}": pair[1] for number, pair in enumerate(pairs)}
    return texts, [(pair[2], name) for name, pair in zip(texts, pairs, strict=True)]


def _own_words(text: str, other: str, most: int = 4) -> list[str]:
    shared = {word.lower() for word in WORD.findall(other)}
    own = [word for word in dict.fromkeys(WORD.findall(text)) if word.lower() not in shared]
    return sorted(own, key=len, reverse=True)[:most]


def _name(text: str) -> str:
    return f"text-{sha256(text.encode()).hexdigest()[:12]}"


def _json(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told


def _lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _pairs(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
