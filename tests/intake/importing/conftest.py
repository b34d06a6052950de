import datetime as dt
import hashlib

import pytest

from kb.intake.importing.intake import Rules
from kb.intake.importing.shelf import open_shelf
from kb.intake.records import Answer, Block, Original, Reading

RULES = Rules(review_by=dt.date(2028, 11, 28))
BLOCKS = (
    Block("heading", "Status i Fjordvik", 1, page=1),
    Block("bullet", "Kriseledelsen møttes hver dag 😊", page=1),
    Block("bullet", "Vaktlista kom sent", level=1, page=1),
    Block("heading", "Hva har vi lært?", 2, page=2),
    Block("paragraph", "# Ring Kari Nordmann, tlf. 22 33 44 55, i god tid.", page=2),
    Block("table", "", rows=(("Uke", "Timer"), ("12", "40|2")), page=2),
)


def original(blocks=BLOCKS, file="status uke 12.pptx", content=b"1"):
    return Original(file, "pptx", hashlib.sha256(content).hexdigest(), tuple(blocks), paged="slide")


def reading(title="Status i Fjordvik", day=dt.date(2020, 5, 26), genre="status", **more):
    return Reading(genre, title, "nb", 0.9, date=day, **more)


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "lessons" / "texts").mkdir(parents=True)
    return open_shelf(tmp_path / "lessons")


def answer(question):
    return Answer(question, "")
