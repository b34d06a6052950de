"""Measure the default model's ways side by side: python scripts/bench_models.py [FOLDER_OF_TEXT].

Torch reads a copy that is written to a folder for the while. All ways embed the same passages in turn, round
after round, so that a busy machine slows all alike; loading, to the first query's vector, is timed in a
process of its own. Passages are the bank's, or paragraphs of the folder's .txt and .md files.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from kb.lessons.models.embedding import Matrix, SentenceTransformerEmbedder
from kb.lessons.models.encoder import Encoder
from kb.lessons.models.model import default_cache, export_folder, make_ready
from kb.lessons.models.tokens import PASSAGE, QUERY, tidy

ROOT = Path(__file__).resolve().parent.parent
PASSAGES, QUERIES, ROUNDS = 48, 10, 3
SHORTEST = 200  # characters
ASKED = "hvordan tok vi vare på de ansatte under pandemien"
TORCH, FP32, INT8 = "torch", "fp32 graph", "int8 graph"
FILES = {TORCH: ("model.safetensors",), FP32: ("fp32.onnx",), INT8: ("int8.onnx",)}
TABLES = ("words.npy", "positions.npy")  # of both graphs

Encode = Callable[[list[str], bool], Matrix]  # texts, whether they are queries


def open_way(name: str, folder: Path) -> Encode:
    """Load one way of the model; `folder` is torch's or the graphs'."""
    if name == TORCH:
        torch = SentenceTransformerEmbedder(str(folder))
        return lambda texts, asked: (
            np.array([torch.query(text) for text in texts]) if asked else torch.documents(texts)
        )
    encoder = Encoder(folder, "fp32" if name == FP32 else "int8")
    return lambda texts, asked: encoder.encode([(QUERY if asked else PASSAGE) + tidy(text) for text in texts])


def read_passages(folder: Path) -> list[str]:
    """Return paragraphs, spread over all files of the folder."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".txt"})
    texts = [text.strip() for path in files for text in path.read_text("utf-8", "replace").split("\n\n")]
    long = [text for text in texts if len(text) >= SHORTEST]
    return long[:: max(1, len(long) // PASSAGES)][:PASSAGES]


def seconds_to_load(name: str, folder: Path) -> float:
    """Start a process that loads one way and embeds a query; return what it says it took."""
    command = [sys.executable, __file__, "--load", name, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return float(done.stdout)


def load(name: str, folder: Path, began: float) -> None:
    """Print the seconds from `began` to the first query's vector."""
    open_way(name, folder)([ASKED], True)
    print(time.perf_counter() - began)


def measure(folders: dict[str, Path], passages: list[str]) -> None:
    """Let all ways embed the same texts in turn, and print one line for each."""
    ways = {name: open_way(name, folder) for name, folder in folders.items()}
    speeds: dict[str, list[float]] = {name: [] for name in ways}
    waits: dict[str, list[float]] = {name: [] for name in ways}
    vectors = {name: encode(passages[:2], False) for name, encode in ways.items()}  # and threads are started
    for _ in range(ROUNDS):
        for name, encode in ways.items():
            began = time.perf_counter()
            vectors[name] = encode(passages, False)
            speeds[name].append(len(passages) / (time.perf_counter() - began))
            for _ in range(QUERIES):
                began = time.perf_counter()
                encode([ASKED], True)
                waits[name].append(time.perf_counter() - began)
    print(
        f"{'':<12}{'passages/s':>11}{'× torch':>9}{'query ms':>10}{'load s':>8}{'MB':>6}{'likeness':>18}",
        flush=True,
    )
    for name, folder in folders.items():
        ratio = statistics.median(one / torch for one, torch in zip(speeds[name], speeds[TORCH], strict=True))
        files = [*FILES[name], *(TABLES if name != TORCH else ())]
        size = sum((folder / file).stat().st_size for file in files) / 1e6
        alike = (vectors[name] * vectors[TORCH]).sum(axis=1)
        print(
            f"{name:<12}{statistics.median(speeds[name]):>11.1f}{ratio:>9.2f}"
            f"{statistics.median(waits[name]) * 1000:>10.1f}{seconds_to_load(name, folder):>8.2f}{size:>6.0f}"
            f"  min {alike.min():.5f} mean {alike.mean():.5f}",
            flush=True,
        )


def main() -> None:
    """Write torch's copy, and measure."""
    passages = read_passages(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "lessons")
    if not passages:
        sys.exit(f"Error: {sys.argv[1]} has no paragraph of {SHORTEST} characters in .txt or .md files.")
    ready = make_ready(cache=default_cache(), report=print)
    with TemporaryDirectory(prefix="torch-", ignore_cleanup_errors=True) as folder:
        export_folder(Path(folder) / "multilingual-e5-small", report=print)
        folders = {TORCH: Path(folder) / "multilingual-e5-small", FP32: ready, INT8: ready}
        measure(folders, passages)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--load"]:
        load(sys.argv[2], Path(sys.argv[3]), time.perf_counter())
    else:
        main()
