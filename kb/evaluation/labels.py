"""What readers call kinds, statuses and the heads of lists, in bokmål, nynorsk and English."""

from __future__ import annotations

from kb.reports.numbers import Language

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
    },
}
FIGURES: dict[Language, tuple[str, str, str, str]] = {
    "nb": (
        "læringspunkter i banken",
        "er styrker vi vil beholde",
        "har bekreftet virkning",
        "kom tilbake senere",
    ),
    "nn": ("læringspunkt i banken", "er styrkar vi vil halde på", "har stadfesta verknad", "kom att seinare"),
    "en": ("lessons in the bank", "are strengths to keep", "have a verified effect", "came back later"),
}
NO_LESSONS: dict[Language, tuple[str, str]] = {
    "nb": ("Ingen har skrevet læringspunkter om: ", "Alle temaene har minst ett læringspunkt."),
    "nn": ("Ingen har skrive læringspunkt om: ", "Alle temaa har minst eitt læringspunkt."),
    "en": ("Nobody has written lessons on: ", "Every theme has at least one lesson."),
}
