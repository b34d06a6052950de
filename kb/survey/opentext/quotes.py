"""Quotes from open answers: none is shown before nothing in it points at a person and a person has approved it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kb.errors import Fault, FaultsFound
from kb.privacy.persons import find_persons
from kb.privacy.roles import PUBLIC_OFFICES
from kb.survey.opentext.approvals import Entry, append_entries, read_entries

FEWEST = 20  # persons a quote's group has by default: a way of writing is known among fewer
SHORTEST, LONGEST = 4, 60  # words; less says nothing, more tells a story that colleagues know


@dataclass(frozen=True, slots=True)
class Quote:
    """A masked text that may be shown, and the group it may be attributed to."""

    question: str
    group: str
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """The quotes that may be shown, and those that were approved and may no more be, each with the reason."""

    quotes: tuple[Quote, ...]
    withdrawn: tuple[tuple[Quote, str], ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a quote is held to: names and public offices as in `find_persons`, and how many its group has."""

    names: tuple[str, ...] = ()
    offices: Collection[str] = PUBLIC_OFFICES
    smallest: int = 5
    fewest: int = FEWEST


def quote_candidates(
    file: Path, question: str, masked: pd.Series[str], groups: pd.Series[str], rules: Rules | None = None
) -> list[Quote]:
    """Write the quotes that could be shown to `approved_quotes.toml`, undecided, and give them.

    `masked` are the answers of `mask_answers`, `groups` the group of everybody who responded, by the same
    index. What the file holds stays as it is, remarks too; new entries are put after it in one go. Raises
    `FaultsFound` where the file has faults, and then writes nothing.
    """
    entries = _unchanged(file)
    found = _possible(question, masked, groups, rules or Rules())
    known = {entry.hash for entry in entries}
    append_entries(
        file,
        [
            Entry(question=question, group=quote.group, hash=fingerprint(quote), text=quote.text)
            for quote in found
            if fingerprint(quote) not in known
        ],
    )
    return found


def approved_quotes(
    file: Path, question: str, masked: pd.Series[str], groups: pd.Series[str], rules: Rules | None = None
) -> Release:
    """Give the quotes of a question that were approved and still hold; without a file there are none.

    A changed answer, group or rule withdraws an approval. Raises `FaultsFound` with every fault of the file,
    a text that was changed after it was written there among them.
    """
    entries = _unchanged(file)
    possible = set(_possible(question, masked, groups, rules or Rules()))
    approved = [_quote(one) for one in entries if one.decision == "approved" and one.question == question]
    reason = "The answer, its group or the rules have changed since it was approved."
    return Release(
        tuple(quote for quote in approved if quote in possible),
        tuple((quote, reason) for quote in approved if quote not in possible),
    )


def fingerprint(quote: Quote) -> str:
    """Tell a quote from every other by its question, group and text."""
    content = "\x1f".join((quote.question, quote.group, quote.text))
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _possible(question: str, masked: pd.Series[str], groups: pd.Series[str], rules: Rules) -> list[Quote]:
    """List the quotes that no rule forbids, each once, in order of group and text."""
    sizes = groups.dropna().groupby(groups.dropna()).size()
    writers = groups.reindex(masked.index).dropna()
    written = writers.groupby(writers).size()
    large = {
        str(group)
        for group in written.index
        if sizes[group] >= rules.fewest and written[group] >= rules.smallest
    }
    texts = masked.loc[writers.index]
    pairs = {(str(group), text) for group, text in zip(writers, texts, strict=True) if str(group) in large}
    return [
        Quote(question, group, text)
        for group, text in sorted(pairs)
        if SHORTEST <= len(text.split()) <= LONGEST and not _points(text, rules)
    ]


def _points(text: str, rules: Rules) -> bool:
    return bool(find_persons(text, rules.names, offices=rules.offices))


def _quote(entry: Entry) -> Quote:
    return Quote(entry.question, entry.group, entry.text)


def _unchanged(file: Path) -> list[Entry]:
    """Read the entries, none where there is no file, and see that nobody changed what was decided on."""
    entries = read_entries(file) if file.exists() else []
    remedy = "Put the text back as it was written, or remove the entry and write the candidates again."
    faults = [
        Fault(file.name, f"quote {at}", "Its hash is not that of its question, group and text.", remedy)
        for at, entry in enumerate(entries, 1)
        if entry.hash != fingerprint(_quote(entry))
    ]
    if faults:
        raise FaultsFound(faults)
    return entries
