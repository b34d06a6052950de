"""The frame of a page told by its title, standing and origin, with what the list of pages reads of it."""

from __future__ import annotations

from kb.reports.page.provenance import Provenance
from kb.reports.page.runkeys import META
from kb.reports.page.shell import Frame
from kb.reports.page.standing import Standing
from kb.reports.text.numbers import Language


def frame_of(
    title: str,
    summary: str,
    standing: Standing,
    provenance: Provenance,
    language: Language,
    *,
    event: str = "",
    period: str = "",
) -> Frame:
    """Frame a page; what it does not tell is left out of its `<meta>`."""
    meta = {
        META: provenance.key,
        "kb-heading": title,
        "kb-status": standing.status,
        "kb-date": standing.day.isoformat() if standing.day else "",
        "kb-event": event,
        "kb-period": period,
        "kb-synthetic": "yes" if provenance.synthetic else "no",
    }
    return Frame(
        title=f"{title} – {provenance.municipality}" if title else provenance.municipality,
        summary=summary,
        municipality=provenance.municipality,
        when=standing.written(language),
        synthetic=provenance.synthetic,
        language=language,
        meta={name: content for name, content in meta.items() if content or name == META},
        profile=provenance.profile,
    )
