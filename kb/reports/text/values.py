"""How a plain value from a notebook is written, by its type."""

from __future__ import annotations

import datetime as dt
import math
import numbers as abstract
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from kb.reports.text.markup import Child, Link
from kb.reports.text.numbers import Language, amount, date, integer
from kb.reports.text.phrases import phrase

Writer = Callable[[Any, Language], Child]

# The first type that fits decides: a bool is also an integer, an integer also a real number.
_WRITERS: tuple[tuple[type, Writer], ...] = (
    (Link, lambda value, _: value.__html__()),
    (np.bool_, lambda value, language: phrase("yes" if value else "no", language)),
    (bool, lambda value, language: phrase("yes" if value else "no", language)),
    (abstract.Integral, lambda value, language: integer(int(value), language=language)),
    (abstract.Real, lambda value, language: amount(float(value), language=language)),
    (dt.date, lambda value, language: date(value, language=language)),
    (list, lambda value, _: ", ".join(str(part) for part in value)),
    (tuple, lambda value, _: ", ".join(str(part) for part in value)),
    (object, lambda value, _: str(value)),
)


def written(value: object, language: Language) -> Child:
    """Write a value: numbers and dates in the language's form, everything else as its text."""
    return next(write(value, language) for kind, write in _WRITERS if isinstance(value, kind))


def is_nothing(value: object) -> bool:
    """Tell whether a value is missing: None, an empty text, or one of pandas' own."""
    if isinstance(value, (str, list, tuple)):
        return not value
    return value is None or value is pd.NA or value is pd.NaT or _is_nan(value)


def is_number(value: object) -> bool:
    """Tell whether a value is a number; a truth value is not."""
    return isinstance(value, abstract.Real) and not isinstance(value, bool)


def _is_nan(value: object) -> bool:
    return isinstance(value, abstract.Real) and math.isnan(value)
