"""The part of `bench_survey.py` that runs where `svy` is: shares with intervals by area, one table a question."""

import sys
import time

import polars as pl
import svy

answers = pl.read_csv(sys.argv[1], infer_schema=False).with_columns(weight=pl.lit(1.0))
names = [name for name in answers.columns if name.startswith("q")]
began = time.perf_counter()
for name in names:
    kept = answers.filter(pl.col(name).is_not_null() & (pl.col(name) != "9"))
    sample = svy.Sample(kept.select("area", name, "weight"), svy.Design(wgt="weight"))
    sample.estimation.prop(name, by="area")
print(time.perf_counter() - began)
