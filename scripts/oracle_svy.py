"""Write the figures that `svy` gives for twenty made-up surveys, which the tests of inference hold ours against.

A maintainer's recipe, for an environment of its own (`pip install svy polars pyarrow`): `svy` brings an engine for
tables that would change how pandas keeps text in ours. Only `random()` is used, whose stream stays the same.
"""

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import svy

FILE = Path(__file__).resolve().parent.parent / "tests" / "survey" / "inference" / "svy_values.json"
AREAS = ("Pleie", "Skole", "Kultur", "Teknisk")
FOUND = ("lci", "est", "uci", "n")


def draw_case(seed: int) -> dict[str, Any]:
    """Draw whom was asked, as area and role, and what those who answered said."""
    draw = np.random.default_rng(seed)
    frame = [
        (AREAS[int(draw.random() ** 1.5 * 4)], "leder" if draw.random() < 0.2 else "ansatt")
        for _ in range(120 + int(draw.random() * 120))
    ]
    answers = [
        {
            "area": area,
            "role": role,
            "yes": draw.random() < (0.6 if area == "Pleie" else 0.3),
            "days": round(-3 * math.log(1 - draw.random()), 2),
            "start": round(0.5 + 1.5 * draw.random(), 3),
        }
        for area, role in frame
        if draw.random() < (0.45 if area == "Pleie" else 0.75)
    ]
    return {"frame": frame, "answers": answers}


def judge(case: dict[str, Any]) -> dict[str, Any]:
    """Give what svy makes of a case."""
    margins = {
        name: dict(Counter(row[at] for row in case["frame"])) for at, name in enumerate(("area", "role"))
    }
    started = sample_of(case, [row["start"] for row in case["answers"]])
    stratified = started.weighting.poststratify(margins["area"], cells="area", wgt_name="w")
    started = sample_of(case, [row["start"] for row in case["answers"]])
    raked = started.weighting.rake(controls=margins, wgt_name="w", tol=1e-12)
    even = sample_of(case, [1.0] * len(case["answers"])).weighting.rake(
        controls=margins, wgt_name="w", tol=1e-12
    )
    weighted = sample_of(case, even.data["w"].to_list())
    equal = sample_of(case, [len(case["frame"]) / len(case["answers"])] * len(case["answers"]))
    staff = svy.col("role") == "ansatt"
    return {
        "poststratified": _rounded(stratified.data["w"].to_list()),
        "raked": _rounded(raked.data["w"].to_list()),
        "design_effect": raked.check().weights.deff,
        "share": share_of(weighted),
        "mean": mean_of(weighted),
        "share of staff": share_of(weighted, staff),
        "mean of staff": mean_of(weighted, staff),
        "unweighted mean": mean_of(equal),
    }


def sample_of(case: dict[str, Any], weights: list[float]) -> svy.Sample:
    """Make a sample of those who answered, out of everybody asked."""
    rows = pl.DataFrame(case["answers"]).with_columns(
        weight=pl.Series(weights), size=pl.lit(len(case["frame"]))
    )
    return svy.Sample(rows, svy.Design(wgt="weight", pop_size="size"))


def mean_of(sample: svy.Sample, where: object = None) -> list[float]:
    """Estimate the mean of days: low, estimate, high, base."""
    (row,) = sample.estimation.mean("days", where=where).to_polars().to_dicts()
    return [row[name] for name in FOUND]


def share_of(sample: svy.Sample, where: object = None) -> list[float]:
    """Estimate the share who said yes, by Wilson's interval."""
    found = sample.estimation.prop("yes", ci_method="wilson", where=where).to_polars()
    (row,) = found.filter(pl.col("yes")).to_dicts()
    return [row[name] for name in FOUND]


def _rounded(weights: list[float]) -> list[float]:
    return [round(weight, 9) for weight in weights]


def main() -> None:
    """Write all cases with their values."""
    cases = [draw_case(seed) for seed in range(20)]
    told = {"svy": svy.__version__, "cases": [case | judge(case) for case in cases]}
    FILE.write_text(json.dumps(told, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
