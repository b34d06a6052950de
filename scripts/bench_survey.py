"""Time a survey's analysis beside straight pandas, and beside `svy`, in one run.

    python scripts/bench_survey.py [--rows 1000000] [--skip-svy]

Run it in the `.venv`. First a survey of 6 087 respondents, 40 questions and 12 areas: everything counted, protected,
compared with all others and given intervals. Then crosstabs of 60 questions by area over many rows. `svy` is
installed into build/svy-venv, never into the project, for it brings an engine of its own for tables.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from kb.privacy.disclosure import protect
from kb.survey.codebook import Codebook
from kb.survey.counts import crosstab
from kb.survey.importing import Survey
from kb.survey.inference import compare_shares, judge, share_intervals
from kb.survey.tabling import all_tables

SVY = Path(__file__).resolve().parent.parent / "build" / "svy-venv"
CODES = [str(code) for code in range(1, 6)]
AREAS = [f"a{number}" for number in range(1, 13)]
FULL_LIMIT, MEMORY_LIMIT, TABS_LIMIT = 10.0, 1024, 15.0  # seconds, MB, seconds


def make_survey(rows: int, questions: int, seed: int = 1) -> Survey:
    """Draw a survey of Likert questions with areas of unequal size, and a few who do not know."""
    random = np.random.default_rng(seed)
    weights = np.arange(1, len(AREAS) + 1) ** 2
    area = pd.Categorical.from_codes(
        random.choice(len(AREAS), rows, p=weights / weights.sum()), categories=pd.Index(AREAS)
    )
    answers = {
        f"q{number}": pd.Categorical.from_codes(
            random.integers(-1, 6, rows), categories=pd.Index([*CODES, "9"])
        )
        for number in range(1, questions + 1)
    }
    frame = pd.DataFrame({"id": np.arange(rows).astype(str), "area": area})
    return Survey(_codebook(questions), frame, frame.assign(**answers))


def _codebook(questions: int) -> Codebook:
    scale = {
        "answers": [{"code": c, "nb": f"Svar {c}"} for c in CODES],
        "dont_know": {"code": "9", "nb": "Vet ikke"},
    }
    asked = [
        {"id": f"q{n}", "type": "likert", "scale": "s", "wording": {"nb": f"Spørsmål {n}"}}
        for n in range(1, questions + 1)
    ]
    codes = [{"code": code, "nb": code} for code in AREAS]
    area = {"id": "area", "source": "frame", "label": {"nb": "Område"}, "codes": codes}
    book = {
        "title": {"nb": "Prøve"},
        "key": "id",
        "background": [area],
        "scales": {"s": scale},
        "questions": asked,
    }
    return Codebook.model_validate(book)


def analyse(survey: Survey) -> int:
    """Do all that a report does: tables with bases, protection, a family of tests, and intervals."""
    tables = {name: one.table for name, one in all_tables(survey, "area").items()}
    shown = protect(tables)
    answers = {name: table.counts for name, table in tables.items() if name.isalnum() and name != "responses"}
    good = [f"Svar {code}" for code in CODES[3:]]
    compared = [one for name, counts in answers.items() for one in compare_shares(counts, good, table=name)]
    judge(compared)
    for counts in answers.values():
        share_intervals(counts, good, counts.sum(axis=1))
    return shown.hidden


def timed(action: Callable[[], object]) -> float:
    """Give the seconds an action takes, the better of two."""
    seconds = []
    for _ in range(2):
        began = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def by_svy(survey: Survey, questions: int) -> float | None:
    """Time the same tables by `svy` in a process of its own; None where it cannot be installed."""
    python = SVY / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print("- Installing svy into build/svy-venv …", flush=True)
        venv.create(SVY, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "svy", "pandas", "pyarrow"]
        if subprocess.run(install, check=False).returncode:
            return None
    with TemporaryDirectory() as folder:
        file = Path(folder) / "answers.csv"
        survey.responses.iloc[:, 1 : questions + 2].to_csv(file, index=False)
        script = Path(__file__).with_name("bench_survey_svy.py")
        done = subprocess.run(
            [str(python), str(script), str(file)], check=False, capture_output=True, text=True
        )
    if done.returncode:
        print(f"svy failed: {done.stderr.strip().splitlines()[-1]}")
        return None
    return float(done.stdout.split()[-1])


def main() -> None:
    """Print both parts, with ratios and whether the limits are kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--skip-svy", action="store_true")
    given = parser.parse_args()
    small = make_survey(6087, 40)
    full = timed(lambda: analyse(small))
    unit = 1024 if sys.platform != "darwin" else 1024**2
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(
        f"6 087 × 40 × 12, all of it: {full:.2f} s (limit {FULL_LIMIT:.0f}), {memory:.0f} MB (limit {MEMORY_LIMIT})"
    )
    names = [f"q{number}" for number in range(1, 41)]
    ours = timed(lambda: [crosstab(small, name, "area") for name in names])
    theirs = timed(lambda: [pd.crosstab(small.responses["area"], small.responses[name]) for name in names])
    print(f"40 crosstabs: kb {ours:.3f} s, pandas.crosstab {theirs:.3f} s, ratio {theirs / ours:.1f}")
    if not given.skip_svy and (svy := by_svy(small, 40)) is not None:
        intervals = timed(lambda: [_with_intervals(small, name) for name in names])
        print(f"40 tables with intervals: kb {intervals:.3f} s, svy {svy:.3f} s, ratio {svy / intervals:.1f}")
    big = make_survey(given.rows, 60)
    names = [f"q{number}" for number in range(1, 61)]
    ours = timed(lambda: [crosstab(big, name, "area") for name in names])
    theirs = timed(lambda: [pd.crosstab(big.responses["area"], big.responses[name]) for name in names])
    print(
        f"{given.rows:,} × 60 crosstabs by area: kb {ours:.2f} s (limit {TABS_LIMIT:.0f}), "
        f"pandas.crosstab {theirs:.2f} s, ratio {theirs / ours:.1f}"
    )


def _with_intervals(survey: Survey, name: str) -> list[object]:
    counts = crosstab(survey, name, "area").counts
    return [share_intervals(counts, [str(column)], counts.sum(axis=1)) for column in counts]


if __name__ == "__main__":
    main()
