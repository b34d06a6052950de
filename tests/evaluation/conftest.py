"""Small indexed banks for what an evaluation makes of lessons."""

import pytest
from banks import TAXONOMY, lesson_text, write
from fakes import WordLengths

from kb.lessons.library import Library

SCHOOL = """
## Observasjon

Elevene fikk nye tilbud da skolene stengte.

## Drøfting

Lærerne hadde øvd på fjernundervisning.

## Konklusjon

Det gikk fordi kravene var enkle.

## Anbefaling

Øv en gang i halvåret.
"""


@pytest.fixture
def unrelated():
    """Lessons about something else, so that chance has something to choose among."""
    return [
        {"id": f"skole-{n}", "title": f"Hjemmeskolen kom på {n} dager", "themes": "[skole]", "body": SCHOOL}
        for n in range(3)
    ]


@pytest.fixture
def make_bank(tmp_path):
    """Write lessons (each a mapping of fields, with `file` and `body`) and texts, index them, and open the bank."""

    def make(*lessons, texts=()):
        root = tmp_path / "bank"
        for fields in lessons:
            told = dict(fields)
            name = told.pop("file", f"2020-06-15-{told.get('id', 'felles-lager')}.md")
            write(root, f"lessons/entries/{name}", lesson_text(**told))
        for name, text in texts:
            write(root, f"lessons/texts/{name}", text)
        library = Library(root, root / "lessons", root / "kb.sqlite", WordLengths(), TAXONOMY)
        changes = library.index()
        assert changes.faults == ()
        return library

    return make
