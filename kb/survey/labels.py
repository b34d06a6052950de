"""The few words of survey tables that no codebook has, in three languages."""

from __future__ import annotations

from dataclasses import dataclass

from kb.survey.scales import Language


@dataclass(frozen=True, slots=True)
class Labels:
    """Row and column names. Make your own with `dataclasses.replace(LABELS["nb"], everyone="Totalt")`."""

    everyone: str
    responded: str
    not_responded: str
    answered: str
    dont_know: str
    missing: str
    not_asked: str
    wrote: str
    not_wrote: str
    chosen: str
    not_chosen: str
    others: str
    not_responding: str
    pooled: str


LABELS: dict[Language, Labels] = {
    "nb": Labels(
        "Alle",
        "Svart",
        "Ikke svart",
        "Svart",
        "Vet ikke",
        "Ubesvart",
        "Ikke spurt",
        "Skrev noe",
        "Skrev ikke",
        "Valgt",
        "Ikke valgt",
        "Alle andre",
        "Svarte ikke på undersøkelsen",
        "Små grupper samlet ({count})",
    ),
    "nn": Labels(
        "Alle",
        "Svara",
        "Ikkje svara",
        "Svara",
        "Veit ikkje",
        "Ikkje svara på",
        "Ikkje spurd",
        "Skreiv noko",
        "Skreiv ikkje",
        "Vald",
        "Ikkje vald",
        "Alle andre",
        "Svara ikkje på undersøkinga",
        "Små grupper samla ({count})",
    ),
    "en": Labels(
        "All",
        "Responded",
        "Not responded",
        "Answered",
        "Don't know",
        "Missing",
        "Not asked",
        "Wrote",
        "Did not write",
        "Chosen",
        "Not chosen",
        "All others",
        "Did not respond to the survey",
        "Small groups together ({count})",
    ),
}
