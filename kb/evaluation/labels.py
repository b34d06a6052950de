"""What readers call kinds, statuses and the heads of lists, in bokmål, nynorsk and English."""

from __future__ import annotations

from kb.reports.text.numbers import Language

KINDS: dict[Language, dict[str, str]] = {
    "nb": {"strength": "Styrke", "improvement": "Forbedringspunkt"},
    "nn": {"strength": "Styrke", "improvement": "Forbetringspunkt"},
    "en": {"strength": "Strength", "improvement": "Improvement"},
}
STATUSES: dict[Language, dict[str, str]] = {
    "nb": {
        "draft": "utkast",
        "identified": "identifisert",
        "validated": "validert",
        "action_agreed": "tiltak avtalt",
        "implemented": "gjennomført",
        "verified": "virkning bekreftet",
        "rejected": "forkastet",
    },
    "nn": {
        "draft": "utkast",
        "identified": "identifisert",
        "validated": "validert",
        "action_agreed": "tiltak avtalt",
        "implemented": "gjennomført",
        "verified": "verknad stadfesta",
        "rejected": "forkasta",
    },
    "en": {
        "draft": "draft",
        "identified": "identified",
        "validated": "validated",
        "action_agreed": "action agreed",
        "implemented": "implemented",
        "verified": "verified",
        "rejected": "rejected",
    },
}


ACTION_STATUSES: dict[Language, dict[str, str]] = {
    "nb": {"planned": "planlagt", "started": "påbegynt", "done": "gjort", "dropped": "droppet"},
    "nn": {"planned": "planlagt", "started": "i gang", "done": "gjort", "dropped": "droppa"},
    "en": {"planned": "planned", "started": "started", "done": "done", "dropped": "dropped"},
}

# An open action whose due date has passed.
LATE: dict[Language, str] = {"nb": "fristen er ute", "nn": "fristen er ute", "en": "overdue"}

# The heads of lists, and the figures of the bank.
HEADS: dict[Language, dict[str, str]] = {
    "nb": {
        "lesson": "Læringspunkt",
        "times": "Ganger",
        "first": "Først",
        "last": "Sist",
        "now": "Status nå",
        "kind": "Type",
        "area": "Område",
        "status": "Status",
        "theme": "Tema",
        "question": "Spørsmål",
        "track": "Spor",
        "rule": "Krav",
        "how": "Slik",
        "action": "Tiltak",
        "owner": "Ansvarlig",
        "due": "Frist",
        "short": "I figurer",
        "asked": "Slik ble det spurt",
    },
    "nn": {
        "lesson": "Læringspunkt",
        "times": "Gonger",
        "first": "Først",
        "last": "Sist",
        "now": "Status no",
        "kind": "Type",
        "area": "Område",
        "status": "Status",
        "theme": "Tema",
        "question": "Spørsmål",
        "track": "Spor",
        "rule": "Krav",
        "how": "Slik",
        "action": "Tiltak",
        "owner": "Ansvarleg",
        "due": "Frist",
        "short": "I figurar",
        "asked": "Slik vart det spurt",
    },
    "en": {
        "lesson": "Lesson",
        "times": "Times",
        "first": "First",
        "last": "Last",
        "now": "Status now",
        "kind": "Kind",
        "area": "Area",
        "status": "Status",
        "theme": "Theme",
        "question": "Question",
        "track": "Track",
        "rule": "Duty",
        "how": "How it is met",
        "action": "Action",
        "owner": "Owner",
        "due": "Due",
        "short": "In charts",
        "asked": "As it was asked",
    },
}
FIGURES: dict[Language, tuple[str, str, str, str]] = {
    "nb": (
        "læringspunkter i banken",
        "er styrker vi vil beholde",
        "har bekreftet virkning",
        "er funnet i mer enn én hendelse",
    ),
    "nn": (
        "læringspunkt i banken",
        "er styrkar vi vil halde på",
        "har stadfesta verknad",
        "er funne i meir enn éi hending",
    ),
    "en": (
        "lessons in the bank",
        "are strengths to keep",
        "have a verified effect",
        "were found in more than one event",
    ),
}
# The base under the first figure, and under the next two.
BASES: dict[Language, tuple[str, str]] = {
    "nb": ("i tillegg {count} forkastede", "av {count} læringspunkter"),
    "nn": ("i tillegg {count} forkasta", "av {count} læringspunkt"),
    "en": ("and {count} rejected", "of {count} lessons"),
}
NO_LESSONS: dict[Language, dict[str, str]] = {
    "nb": {
        "": "Ingen har skrevet læringspunkter om: ",
        "strength": "Ingen har skrevet om en styrke i: ",
        "improvement": "Ingen har skrevet om et forbedringspunkt i: ",
        "none": "Alle temaene har både styrker og forbedringspunkter.",
    },
    "nn": {
        "": "Ingen har skrive læringspunkt om: ",
        "strength": "Ingen har skrive om ein styrke i: ",
        "improvement": "Ingen har skrive om eit forbetringspunkt i: ",
        "none": "Alle temaa har både styrkar og forbetringspunkt.",
    },
    "en": {
        "": "Nobody has written lessons on: ",
        "strength": "Nobody has written of a strength in: ",
        "improvement": "Nobody has written of an improvement in: ",
        "none": "Every theme has both strengths and improvements.",
    },
}
NO_ACTIONS: dict[Language, tuple[str, str]] = {
    "nb": ("Ingen tiltak er avtalt for: ", "Alle læringspunktene har avtalte tiltak."),
    "nn": ("Ingen tiltak er avtalte for: ", "Alle læringspunkta har avtalte tiltak."),
    "en": ("No action is agreed for: ", "Every lesson has agreed actions."),
}
METHOD: dict[Language, tuple[str, str, str]] = {
    "nb": ("Kilder", "Hva kildene ikke sier", "Hvem som har uttalt seg"),
    "nn": ("Kjelder", "Kva kjeldene ikkje seier", "Kven som har uttalt seg"),
    "en": ("Sources", "What the sources do not tell", "Who has commented"),
}
# Texts are named by their folder; these are the folders of the sample bank.
DOCUMENTS: dict[Language, dict[str, str]] = {
    "nb": {
        "artikler": "Artikkel",
        "blogg": "Blogg",
        "rapporter": "Rapport",
        "soknader": "Søknad",
        "status": "Statusrapport",
    },
    "nn": {
        "artikler": "Artikkel",
        "blogg": "Blogg",
        "rapporter": "Rapport",
        "soknader": "Søknad",
        "status": "Statusrapport",
    },
    "en": {
        "artikler": "Article",
        "blogg": "Blog",
        "rapporter": "Report",
        "soknader": "Application",
        "status": "Status report",
    },
}
