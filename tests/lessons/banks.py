"""Small banks for the tests: a lesson with every field, changed where a test wants it."""

from pathlib import Path

from kb.lessons.bank.themes import Theme

TAXONOMY = {
    "smittevern": Theme(
        "smittevern", {"nb": "Smittevern", "nn": "Smittevern", "en": "Infection control"}, "", ("munnbind",)
    ),
    "skole": Theme("skole", {"nb": "Skole", "nn": "Skule", "en": "School"}, "", ("hjemmeskole",)),
}

FIELDS = {
    "id": "felles-lager",
    "title": "Ett felles lager ga oversikt",
    "kind": "strength",
    "status": "identified",
    "event": "Koronapandemien 2020–2022",
    "period": "{from: 2020-03-12, to: 2020-06-30}",
    "area": "{direktørområde: Helse og mestring, kommunalsjefområde: Pleie og omsorg}",
    "themes": "[smittevern]",
    "sources": "[{document: Logg, passage: Sak 4}]",
    "applies_when": "Når flere deler knappe varer.",
    "review_by": "2027-06-30",
    "language": "nb",
}

BODY = """
## Observasjon

Lageret ble åpnet 20. mars og telte 40 000 munnbind.

## Drøfting

Alle hadde bestilt hver for seg.

## Konklusjon

Én oversikt er nok.

## Anbefaling

Behold lageret.
"""


def lesson_text(body=BODY, **fields):
    """Write a lesson; a field given as None is left out."""
    lines = [f"{key}: {value}" for key, value in {**FIELDS, **fields}.items() if value is not None]
    return "---\n" + "\n".join(lines) + "\n---\n" + body


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file below the folder, making what folders it needs."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path
