"""How long things take when some are not done yet: the Kaplan–Meier estimate, exact to the last person."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from operator import mul
from statistics import NormalDist

import numpy as np

_FINEST = 10_000  # a share of 0.9 means nine tenths, not the binary fraction beside it


@dataclass(frozen=True, slots=True)
class Curve:
    """The days on which somebody was done, in order.

    On each, `at_risk` had waited at least so long and `done` of them were done. Those who still wait are at
    risk on all days up to how long they have waited, that day included.
    """

    days: tuple[int, ...]
    at_risk: tuple[int, ...]
    done: tuple[int, ...]

    @property
    def waiting(self) -> tuple[Fraction, ...]:
        """Give the share still waiting after each day: Π (1 - done / at risk), Kaplan & Meier (1958)."""
        stays = [Fraction(n - d, n) for n, d in zip(self.at_risk, self.done, strict=True)]
        return tuple(accumulate(stays, mul))

    def day(self, share: float) -> int | None:
        """Give the first day by which at least `share` are done; None where so many never are.

        With nobody waiting this is a day from the data: the empirical quantile, not a mean of two.
        """
        left = 1 - Fraction(share).limit_denominator(_FINEST)
        return next(
            (day for day, waiting in zip(self.days, self.waiting, strict=True) if waiting <= left), None
        )

    def limits(self, share: float, level: float = 0.95) -> tuple[int | None, int | None]:
        """Give the ends of the interval of `day`; the upper is None where it is open.

        The days on which a test of the share waiting does not tell it from 1 - `share` (Brookmeyer & Crowley
        1982), by the log(-log) transformation with Greenwood's variance.
        """
        width = NormalDist().inv_cdf(0.5 + level / 2)
        away = self._errors_past(share)
        low = next((day for day, errors in zip(self.days, away, strict=True) if errors >= -width), None)
        high = next((day for day, errors in zip(self.days, away, strict=True) if errors > width), None)
        return low, high

    def _errors_past(self, share: float) -> list[float]:
        """Tell of each day how many standard errors more than `share` are done; infinite when all are."""
        target = math.log(-math.log(1 - share))
        variance, errors = 0.0, []
        for waiting, n, d in zip(self.waiting, self.at_risk, self.done, strict=True):
            if n == d:
                errors.append(math.inf)
                continue
            variance += d / (n * (n - d))
            log = -math.log(waiting)
            errors.append((math.log(log) - target) * log / math.sqrt(variance))
        return errors


def curve(days: Sequence[int], done: Sequence[bool]) -> Curve:
    """Make the curve of how long each waited, `days` (0 or more), and whether that ended in being `done`."""
    waited, ended = np.sort(np.asarray(days, dtype=int)), np.asarray(done, dtype=bool)
    at, how_many = np.unique(np.asarray(days, dtype=int)[ended], return_counts=True)
    at_risk = len(waited) - np.searchsorted(waited, at)
    return Curve(tuple(at.tolist()), tuple(at_risk.tolist()), tuple(how_many.tolist()))
