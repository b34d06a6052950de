"""A survey of eight persons, small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

CODEBOOK = """
key = "id"
title = { nb = "Prøve", nn = "Prøve", en = "Trial" }

[[background]]
id = "area"
source = "frame"
label = { nb = "Område" }
codes = [{ code = "plo", nb = "Pleie", en = "Care" }, { code = "skole", nb = "Skole", en = "School" }]

[[background]]
id = "role"
source = "answers"
label = { nb = "Rolle" }
codes = [{ code = "leder", nb = "Leder" }, { code = "ansatt", nb = "Ansatt" }]

[scales.degree]
answers = [
    { code = "1", nb = "Liten", en = "Small" },
    { code = "2", nb = "Noen", en = "Some" },
    { code = "3", nb = "Stor", en = "Large" },
]
dont_know = { code = "9", nb = "Vet ikke" }

[scales.yes_no]
answers = [{ code = "ja", nb = "Ja" }, { code = "nei", nb = "Nei" }]

[scales.tools]
answers = [{ code = "pc", nb = "PC" }, { code = "skjerm", nb = "Skjerm" }]
dont_know = { code = "9", nb = "Vet ikke" }

[[blocks]]
id = "moved_block"
title = { nb = "Flyttet" }

[[questions]]
id = "moved"
type = "single"
scale = "yes_no"
wording = { nb = "Ble du flyttet?" }

[[questions]]
id = "need"
type = "likert"
scale = "degree"
block = "moved_block"
wording = { nb = "I hvor stor grad var det bruk for deg?" }
short = { nb = "Bruk for meg", en = "Needed" }
asked_if = 'moved == "ja"'

[[questions]]
id = "training"
type = "likert"
scale = "degree"
block = "moved_block"
wording = { nb = "I hvor stor grad fikk du opplæring?" }
asked_if = 'moved == "ja" and role == "ansatt"'

[[questions]]
id = "why"
type = "open"
wording = { nb = "Hvorfor?" }
asked_if = 'need in ["1", "2"]'

[[questions]]
id = "tools"
type = "multi"
scale = "tools"
wording = { nb = "Hva har du hjemme?" }

[[questions]]
id = "days"
type = "number"
wording = { nb = "Hvor mange dager?" }
"""

FRAME = """id;area
a;plo
b;plo
c;plo
d;plo
e;skole
f;skole
g;skole
h;skole
"""

ANSWERS = """id;role;moved;need;training;why;tools;days
a;ansatt;ja;1;3;For få oppgaver;pc|skjerm;2,5
b;ansatt;ja;9;;;pc;
c;leder;ja;3;;;9;1
e;ansatt;nei;;;;skjerm|skjerm;
f;ansatt;ja;2;9;;;
"""


@pytest.fixture
def write_survey(tmp_path):
    """Write the survey's three files, with other text where given, and give the folder."""

    def write(codebook: str = CODEBOOK, frame: str = FRAME, answers: str = ANSWERS) -> Path:
        (tmp_path / "codebook.toml").write_text(codebook, encoding="utf-8")
        (tmp_path / "frame.csv").write_text(frame, encoding="utf-8")
        (tmp_path / "answers.csv").write_text(answers, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def small_codebook() -> str:
    return CODEBOOK


@pytest.fixture
def small_answers() -> str:
    return ANSWERS
