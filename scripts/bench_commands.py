"""Time the commands a user waits for, side by side: each as a whole process, in turn, with ratios.

Run it in the `.venv` after `python scripts/demo.py`. The first column is the bare interpreter.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.lessons.models.model import export_folder

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
WITH_TORCH = (
    "import sys; from dataclasses import replace; from kb.settings import read_settings; "
    "from kb.lessons.models.embedding import SentenceTransformerEmbedder as Torch; bank = read_settings().library(); "
    "replace(bank, embedder=Torch(sys.argv[1], name=bank.embedder.name)).search('beredskap')"
)
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "kb --help": ["-m", "kb", "--help"],
    "kb search beredskap": ["-m", "kb", "search", "beredskap"],
    "the same query through torch": ["-c", WITH_TORCH, "FOLDER"],
    "kb index, nothing changed": ["-m", "kb", "index"],
}


def seconds(command: list[str], folder: str) -> float:
    """Run one command and give its wall time."""
    written = [folder if part == "FOLDER" else part for part in command]
    began = time.perf_counter()
    subprocess.run([sys.executable, *written], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Run all commands in turn, round after round, so that a busy machine slows all alike."""
    with TemporaryDirectory() as folder:
        export_folder(Path(folder) / "model", report=print)
        rounds = [
            {name: seconds(command, f"{folder}/model") for name, command in COMMANDS.items()}
            for _ in range(ROUNDS)
        ]
    bare, search = "python -c pass", "kb search beredskap"
    print(f"{'median of ' + str(ROUNDS):<32}{'seconds':>9}{'× python':>10}{'× search':>10}")
    for name in COMMANDS:
        to_bare = statistics.median(times[name] / times[bare] for times in rounds)
        to_search = statistics.median(times[name] / times[search] for times in rounds)
        print(
            f"{name:<32}{statistics.median(t[name] for t in rounds):>9.2f}{to_bare:>10.1f}{to_search:>10.2f}"
        )


if __name__ == "__main__":
    main()
