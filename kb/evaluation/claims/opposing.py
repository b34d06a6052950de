"""Lessons of the opposite kind that lie near a claim: what its writer should have looked at."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from kb.evaluation.claims.checking import PLACEHOLDER
from kb.evaluation.claims.records import Kind
from kb.lessons.bank.life import UNSETTLED

if TYPE_CHECKING:
    from kb.lessons.library import Library
    from kb.lessons.retrieval.search import Hit

_LOOKED_AT = 3  # of the nearest; those further off speak of other things
_OPPOSITE: dict[Kind, Kind] = {"strength": "improvement", "improvement": "strength"}


def opposing(
    library: Library,
    statement: str,
    kind: Kind,
    weighed: Collection[str],
    themes: Collection[str] = (),
    *,
    most: int = 1,
) -> list[Hit]:
    """Find the nearest lessons that tell of the opposite, if any is near for sure and shares one of the themes.

    Those in `weighed` (ids) the writer has seen: as evidence, against it, or judged to be no contradiction.
    Without themes any lesson may be near: that is when a claim rests on no lesson.
    """
    asked = PLACEHOLDER.sub("", statement)
    hits = library.search(asked, limit=_LOOKED_AT, one_each=True, kind=_OPPOSITE[kind])
    near = (one for one in hits if one.sure and one.status not in UNSETTLED and one.document not in weighed)
    return [one for one in near if not themes or set(one.themes) & set(themes)][:most]
