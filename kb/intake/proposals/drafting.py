"""A proposal as a draft lesson: what the text says by quotation, and for the rest what the writer has to put in."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from kb.errors import KbError
from kb.intake.proposals.records import Proposal, Quoted
from kb.lessons.bank.naming import slug
from kb.lessons.bank.records import HEADINGS
from kb.privacy.persons import mask_persons

REVIEWED_AFTER = timedelta(
    days=365
)  # a draft nobody has come back to in a year is due to be read or thrown away
MOST_QUOTED = 3  # places quoted; the others are among the sources


def draft_text(
    proposal: Proposal,
    name: str,
    *,
    today: date,
    title: str = "",
    event: str = "",
    themes: Sequence[str] = (),
    identified_before: Sequence[str] = (),
    names: Collection[str] = (),
) -> str:
    """Write a proposal as a lesson file with `status: draft` and the id `name`.

    Persons are masked: `names` are those to look for beside what the search knows. Raises `KbError` where neither the
    proposal nor `themes` names a theme, and where the text tells no day.
    """
    themes = themes or proposal.themes
    if not themes:
        raise KbError(f"“{proposal.title}” has no theme of its own. Name one, or more, from themes.toml.")
    if proposal.day is None:
        remedy = "Begin its file's name with the day, or import it again with --date YYYY-MM-DD."
        raise KbError(
            f"{proposal.quoted.document} tells no day, and a lesson must say when it happened. {remedy}"
        )
    fields = _front(proposal, name, today, title or proposal.title, event, themes, identified_before)
    body = _body(proposal)
    masked = mask_persons(body, names, language=proposal.language)
    return f"---\n{_yaml(fields, names, proposal.language)}---\n\n{masked}"


def slug_of(title: str) -> str:
    """Give a title as a draft's id and the end of its file's name."""
    return slug(title) or "utkast"


def _front(
    proposal: Proposal,
    name: str,
    today: date,
    title: str,
    event: str,
    themes: Sequence[str],
    identified_before: Sequence[str],
) -> dict[str, object]:
    language = proposal.language
    levels = proposal.area or (_say("area", language),)
    keys = ("direktørområde", "kommunalsjefområde", "tjenestested")
    fields: dict[str, object] = {
        "id": name,
        "title": title,
        "kind": proposal.kind,
        "status": "draft",
        "event": event or _say("event", language),
        "period": {"from": proposal.day},
        "area": dict(zip(keys, levels, strict=False)),
        "themes": list(themes),
        "sources": sources_of(proposal),
    }
    if identified_before:
        fields["identified_before"] = list(identified_before)
    return fields | {
        "applies_when": _say("applies_when", language),
        "review_by": today + REVIEWED_AFTER,
        "language": language,
    }


def sources_of(proposal: Proposal) -> list[dict[str, str]]:
    """Give a proposal's places as a lesson's sources: document below `lessons/`, and heading or opening words."""
    told = [{"document": written_source(one), "passage": _passage(one)} for one in proposal.sources]
    return [one for at, one in enumerate(told) if one not in told[:at]]


def written_source(quoted: Quoted) -> str:
    """Write a document's path as sources have it: from `texts/` on where it lies in the bank, else its name alone."""
    _, found, below = quoted.document.rpartition("texts/")
    return f"{found}{below}" if found else Path(quoted.document).name


def _passage(quoted: Quoted) -> str:
    heading = quoted.heading.split(" › ")[-1].rstrip(" :")
    return heading or " ".join(mask_persons(quoted.words).split()[:8])


def _body(proposal: Proposal) -> str:
    language, kind = proposal.language, proposal.kind
    quotations = [_quotation(one, proposal) for one in proposal.sources[:MOST_QUOTED]]
    contents = (
        "\n\n".join((*quotations, _say("observation", language))),
        _say(f"discussion_{kind}", language),
        _say("conclusion", language),
        _say(f"recommendation_{kind}", language),
    )
    sections = zip(HEADINGS[language], contents, strict=True)
    return "\n".join(f"## {heading}\n\n{content}\n" for heading, content in sections)


def _quotation(quoted: Quoted, proposal: Proposal) -> str:
    language = proposal.language
    own = quoted == proposal.quoted and proposal.document_title
    heading = quoted.heading.split(" › ")[-1]
    under = _say("under", language).format(heading=heading) if heading else ""
    document = proposal.document_title if own else written_source(quoted)
    return _say("said", language).format(document=document, heading=under, words=quoted.words)


def _yaml(fields: dict[str, object], names: Collection[str], language: str) -> str:
    import yaml

    fields["title"] = mask_persons(str(fields["title"]), names, language=language)
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)


def _say(phrase: str, language: str) -> str:
    return _phrases()[phrase][language]


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))
