"""What a rundown says, in bokmål, nynorsk and English."""

from __future__ import annotations

from kb.reports.text.numbers import Language

WORDS: dict[Language, dict[str, str]] = {
    "nb": {
        "title": "Læringspunkter for «{plan}»",
        "one": "1 læringspunkt",
        "many": "{n} læringspunkter",
        "summary": "{lessons} fra tidligere hendelser angår {sections} av {all} deler av teksten. "
        "{returned} er funnet mer enn én gang, og {open} har tiltak som ikke er gjort ferdig.",
        "opening": "Innledning",
        "none": "Ingen læringspunkter i banken angår denne delen.",
        "unsure": "Usikkert treff: det nærmeste banken har.",
        "answers": "Svar på",
        "why": "Funnet ved",
        "promised": "Lovet",
        "nothing": "Ingen tiltak er avtalt.",
        "again": "Identifisert {times} ganger",
        "use": "Brukes",
        "skip": "Ikke relevant",
        "act": "Må gjøres noe",
        "how": "Slik brukes listen",
        "guide": "Kryss av for hvert punkt i møtet. Før svarene inn i avkryssingsfilen etterpå, så blir "
        "«må gjøres noe» til tiltak med ansvarlig og frist på læringspunktet.",
        "rejected": "Forkastet: {reason}",
    },
    "nn": {
        "title": "Læringspunkt for «{plan}»",
        "one": "1 læringspunkt",
        "many": "{n} læringspunkt",
        "summary": "{lessons} frå tidlegare hendingar gjeld {sections} av {all} delar av teksten. "
        "{returned} er funne meir enn éin gong, og {open} har tiltak som ikkje er gjorde ferdig.",
        "opening": "Innleiing",
        "none": "Ingen læringspunkt i banken gjeld denne delen.",
        "unsure": "Usikkert treff: det næraste banken har.",
        "answers": "Svar på",
        "why": "Funne ved",
        "promised": "Lova",
        "nothing": "Ingen tiltak er avtalte.",
        "again": "Identifisert {times} gonger",
        "use": "Blir brukt",
        "skip": "Ikkje relevant",
        "act": "Noko må gjerast",
        "how": "Slik bruker de lista",
        "guide": "Kryss av for kvart punkt i møtet. Før svara inn i avkryssingsfila etterpå, så blir «noko må gjerast» "
        "til tiltak med ansvarleg og frist på læringspunktet.",
        "rejected": "Forkasta: {reason}",
    },
    "en": {
        "title": "Lessons for “{plan}”",
        "one": "1 lesson",
        "many": "{n} lessons",
        "summary": "{lessons} from earlier events bear on {sections} of {all} parts of the text. "
        "{returned} were found more than once, and {open} have actions that are not done.",
        "opening": "Opening",
        "none": "No lesson of the bank bears on this part.",
        "unsure": "Unsure: the nearest the bank has.",
        "answers": "Answers",
        "why": "Found by",
        "promised": "Promised",
        "nothing": "No action is agreed.",
        "again": "Identified {times} times",
        "use": "Used",
        "skip": "Not relevant",
        "act": "Something must be done",
        "how": "How to use the list",
        "guide": "Tick each point in the meeting. Write the answers into the tick file afterwards: what must be done "
        "becomes actions with owner and due date on the lesson.",
        "rejected": "Rejected: {reason}",
    },
}
