"""The figures typed in a notebook's own words, held against the data, and what the page says of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kb.errors import FaultsFound
from kb.evaluation.claims.checking import Problem
from kb.evaluation.claims.telling import faults_block
from kb.evaluation.reconciling.accounts import Account, reconcile_file
from kb.evaluation.reconciling.facts import Fact
from kb.reports.blocks import Block, note
from kb.reports.text.numbers import Language, integer

_HELD: dict[Language, tuple[str, str, str]] = {
    "nb": (
        "Tallene i løpende tekst er holdt mot dataene",
        "Tall i funnene er hentet fra dataene og ikke skrevet for hånd.",
        " I løpende tekst er {count} tall holdt mot dataene; {agreeing} finnes der igjen, ingen avviker.",
    ),
    "nn": (
        "Tala i den løpande teksten er haldne mot dataa",
        "Tal i funna er henta frå dataa og ikkje skrivne for hand.",
        " I den løpande teksten er {count} tal haldne mot dataa; {agreeing} finst der att, ingen avvik.",
    ),
    "en": (
        "The numbers of the running text are held against the data",
        "Numbers in findings come from the data and are not typed.",
        " In the running text {count} numbers are held against the data; {agreeing} are found there, none differs.",
    ),
}


def prose_block(notebook: Path, facts: Sequence[Fact], language: Language) -> Block:
    """Hold all words of a notebook against facts; tell the numbers that differ as faults that stop the page."""
    head, never, said = _HELD[language]
    try:
        account = reconcile_file(notebook, facts, language=language)
    except FaultsFound as found:
        return faults_block(
            head, [(f"{one.file}: {one.problem}", one.remedy) for one in found.faults], language
        )
    if account.flagged:
        return faults_block(head, _problems(account), language)
    verdicts = [one.judged.verdict for one in account.numbers if one.judged.verdict != "not a figure"]
    counts = [integer(count, language=language) for count in (len(verdicts), verdicts.count("agrees"))]
    return note(never, said.format(count=counts[0], agreeing=counts[1]) if verdicts else None)


def _problems(account: Account) -> list[Problem]:
    remedy = "Take the figure from the data by name, or correct it."
    return [
        (f"{one.place} says “{one.as_dict()['number']}”: {one.as_dict()['told']}.", remedy)
        for one in account.flagged
    ]
