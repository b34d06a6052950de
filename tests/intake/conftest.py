"""A bank of two texts, small enough to know by heart."""

import pytest
from banks import TAXONOMY, lesson_text, write
from fakes import WordLengths

from kb.lessons.library import Library

APPLICATION = """# Søknad: Ett lager

## På hvilket tjenestested og kommunalsjefområde jobber du?

Pleie og omsorg.

## Hva lærte dere av å samarbeide?

Vi lærte at ett lager gir ro. Før lå munnbindene i tretti skap, og ingen visste hvor mange vi hadde.

## Kontakt

Leder for lageret, via sentralbordet.
"""
STATUS = """Status mai

Beredskap

- Kriseledelsen møtes hver tirsdag
- Loggen ble ført på fem ulike måter

Hva har vi lært

- Digitale møter
- Økt deling
- Hjemmeskole kom i gang på én dag 😊
"""


@pytest.fixture
def library(tmp_path):
    write(tmp_path, "lessons/texts/soknader/2021-05-01-lager.md", APPLICATION)
    write(tmp_path, "lessons/texts/status/2020-05-26-status.txt", STATUS)
    write(tmp_path, "lessons/entries/2020-03-12-felles-lager.md", lesson_text())
    return Library(tmp_path, tmp_path / "lessons", tmp_path / "kb.sqlite", WordLengths(), TAXONOMY)
