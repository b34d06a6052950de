"""A bank whose register has something of everything: late, waiting, done, and a lesson that came back."""

import pytest
from banks import TAXONOMY, lesson_text, write
from letters import LetterCounts

from kb.lessons.base.indexing import sync
from kb.lessons.library import Library

LAGER = """
  - {id: lager, what: Samle lageret, owner: Kommunalsjef for Eiendom, status: done, due: 2020-09-01}
  - {what: "=SUM(A1)", owner: Lagerleder, status: done, due: 2020-10-01}"""
IGJEN = """
  - id: ny-telling
    what: Telle hver mandag
    owner: Lagerleder
    status: started
    due: 2026-10-01
    progress:
      - {on: 2026-09-01, note: Halve lageret er talt}
  - {id: varsle, what: "Varsle, når det er lite", owner: HR-sjef, status: planned, due: 2027-01-01,
     depends_on: [ny-telling, felles-lager/lager, skole/plan]}
  - {what: Øve, owner: HR-sjef, status: planned}"""
SKOLE = "[{id: plan, what: Lage plan, owner: Rektor, status: dropped, due: 2026-01-01}]"


@pytest.fixture
def library(tmp_path):
    write(tmp_path, "lessons/entries/a.md", lesson_text(status="implemented", actions=LAGER))
    again = {
        "id": "lager-igjen",
        "title": "Lageret manglet igjen",
        "kind": "improvement",
        "status": "action_agreed",
        "period": "{from: 2022-06-01, to: 2022-06-30}",
        "identified_before": "[felles-lager]",
        "decision": "{answer: partly, on: 2026-06-01, by: HAMU, reason: Dyrt}",
    }
    write(tmp_path, "lessons/entries/b.md", lesson_text(actions=IGJEN, **again))
    write(tmp_path, "lessons/entries/c.md", lesson_text(id="skole", themes="[skole]", actions=SKOLE))
    rejected = {"id": "dyrt", "status": "rejected", "reason": "Dyrt", "actions": SKOLE.replace("plan", "dyr")}
    write(tmp_path, "lessons/entries/d.md", lesson_text(**rejected))
    bank = Library(tmp_path, tmp_path / "lessons", tmp_path / "kb.sqlite", LetterCounts(), TAXONOMY)
    sync([bank.lessons], bank.database, bank.embedder, root=bank.root, taxonomy=TAXONOMY)
    return bank
