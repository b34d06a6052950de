"""Train a model on a folder of Norwegian text.

python scripts/train_model.py static CORPUS OUT --english WORDS
    makes the static embedding that comes with the package (docs/static-model.md). The default model is its
    teacher; WORDS is a file of English words, one a line, the commonest first.
python scripts/train_model.py adapter CORPUS [--out FILE]
    makes the default model's query adapter (docs/query-adapter.md).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np
import torch
from train_adapter import Recipe as AdapterRecipe
from train_adapter import train_adapter
from train_static import Ids, Kind, Recipe, Taught, aim, fit, reduce, start_table
from train_teacher import Teacher
from train_texts import Pair, make_pairs, read_texts
from train_vocabulary import make_tokenizer, words_of

from kb.lessons.models.adapter import LEARNED
from kb.lessons.models.graph import Precision
from kb.lessons.models.static import ROWS, write_static
from kb.lessons.models.tokens import PASSAGE, QUERY

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TAUGHT = 12_000  # pairs whose query and passage the teacher embeds
ASKED = {"heading", "law", "en", "nn"}  # of these kinds
SHARES = {
    "form": 1.0, "keyword": 3.0, "longest": 2.0, "sentence": 2.0, "neighbour": 1.0,
    "heading": 2.0, "law": 2.0, "nn": 0.5, "en": 1.0,
}  # fmt: skip


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    models = parser.add_subparsers(dest="model", required=True)
    static = models.add_parser("static", help="the static embedding")
    adapter = models.add_parser("adapter", help="the default model's query adapter")
    for own in (static, adapter):
        own.add_argument("corpus", type=Path, help="a folder of Norwegian text")
        own.add_argument(
            "--teacher", type=Path, default=Path("build/teacher"), help="keeps the default model's vectors"
        )
        own.add_argument("--precision", choices=get_args(Precision), default="fp32", help="of these vectors")
    static.add_argument("out", type=Path, help="the folder to write the model to")
    static.add_argument("--english", type=Path, required=True, help="English words, the commonest first")
    static.add_argument("--dimension", type=int, default=Recipe().dimension)
    static.add_argument("--steps", type=int, default=Recipe().steps)
    adapter.add_argument("--out", type=Path, default=LEARNED, help="the file to write the matrix to")
    told = parser.parse_args()
    teacher = Teacher(told.teacher, told.precision)
    if told.model == "adapter":
        train_adapter(told.corpus, told.out, teacher, AdapterRecipe())
    else:
        recipe = Recipe(dimension=told.dimension, steps=told.steps)
        train_static(told.corpus, told.out, told.english, teacher, recipe)


def train_static(corpus: Path, out: Path, english: Path, teacher: Teacher, recipe: Recipe) -> None:
    """Train the static model and write it."""
    torch.set_num_threads(1)  # a step is too small to share, and one thread adds in one order
    say = _clock()
    tokenizer = make_tokenizer(read_texts(corpus), english)
    say(f"{tokenizer.get_vocab_size()} pieces")
    pairs = make_pairs(corpus, recipe.seed)
    say(f"{len(pairs)} pairs")
    _ask(teacher, pairs, recipe)
    words, texts, table = _start(tokenizer, teacher, recipe)
    say("the teacher is heard")
    kinds = [_kind(tokenizer, [pair for pair in pairs if pair.kind == kind], SHARES[kind]) for kind in SHARES]
    say("pairs are read as pieces")
    rows = fit(table, kinds, texts, words, recipe)
    rows[0] = 0  # what is not known says nothing
    write_static(out, tokenizer, rows, {})
    digest = hashlib.sha256((out / ROWS).read_bytes()).hexdigest()[:8]
    write_static(out, tokenizer, rows, {"name": f"static-{digest}", "dimension": recipe.dimension})
    say(f"written to {out}")


def _ask(teacher: Teacher, pairs: Sequence[Pair], recipe: Recipe) -> None:
    """Let the teacher embed some pairs, where it has not embedded so many before."""
    asked = [pair for pair in pairs if pair.kind in ASKED]
    places = np.random.default_rng(recipe.seed).permutation(len(asked))[:TAUGHT]
    if len(teacher.known(PASSAGE)) < min(TAUGHT, len(places)) * 0.9:  # passages repeat
        teacher.queries([asked[place].query for place in places])
        teacher.passages([asked[place].passage for place in places])


def _start(tokenizer: Tokenizer, teacher: Teacher, recipe: Recipe) -> tuple[Taught, Taught, torch.Tensor]:
    """Return the words and the texts to hold near the teacher, and the rows to start from."""
    words = words_of(tokenizer)
    known = sorted({word for word in words if word})
    places = {word: place for place, word in enumerate(known)}
    passages = sorted(teacher.known(PASSAGE))
    queries = sorted(set(teacher.known(QUERY)) - set(known))
    passage_vectors = teacher.passages(passages)
    axes = reduce(passage_vectors, recipe.dimension)
    passage_ids = _read(tokenizer, passages)
    word_aims = aim([np.array([place]) for place in range(len(known))], teacher.queries(known), axes)
    counts = np.bincount(np.concatenate(passage_ids), minlength=len(words)) + 1
    shares = (counts / counts.sum()).astype(np.float32)
    table = start_table([places.get(word, -1) for word in words], word_aims, shares, recipe)
    texts = [aim(passage_ids, passage_vectors, axes)]
    if queries:
        texts.append(aim(_read(tokenizer, queries), teacher.queries(queries), axes))
    joined = Taught(
        [text for part in texts for text in part.texts], torch.cat([part.targets for part in texts])
    )
    return aim(_read(tokenizer, known), teacher.queries(known), axes), joined, table


def _kind(tokenizer: Tokenizer, pairs: Sequence[Pair], share: float) -> Kind:
    queries = _read(tokenizer, [pair.query for pair in pairs])
    passages = _read(tokenizer, [pair.passage for pair in pairs])
    kept = [place for place in range(len(pairs)) if len(queries[place]) and len(passages[place])]
    keys = np.stack(
        [_number([pair.query for pair in pairs]), _number([pair.passage for pair in pairs])], axis=1
    )
    return Kind([queries[place] for place in kept], [passages[place] for place in kept], keys[kept], share)


def _number(texts: Sequence[str]) -> Ids:
    """Give equal texts equal numbers."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts], np.int64)


def _read(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    coded = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [np.array([piece for piece in own.ids if piece], np.int64) for own in coded]


def _clock() -> Callable[[str], None]:
    start = time.monotonic()
    return lambda what: print(f"{time.monotonic() - start:6.0f} s  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
