"""docs/shared-bank.md does what it says: its files are read, its hooks stop a broken bank, and edits come together."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from banks import BODY, lesson_text, write
from letters import LetterCounts

from kb.evaluation.actions.writing import note_progress, record_decision
from kb.lessons.bank.themes import read_taxonomy
from kb.lessons.library import Library

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "shared-bank.md").read_text(encoding="utf-8")
YAML = [
    yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
]
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
THEMES = '[smittevern]\nname = { nb = "Smittevern", nn = "Smittevern", en = "Infection control" }\n'
ACTIONS = """
  - id: opplaering
    what: Lære opp seks
    owner: Beredskapsrådgiver
    due: 2027-01-31
    status: started
    progress:
      - {on: 2026-10-01, note: To er opplært.}
  - id: lokale
    what: Leie lokale
    owner: Kommunalsjef Eiendom
    due: 2027-02-28
    status: planned"""


class Bank:
    """A repository of lessons, and the `kb` of this environment on its path."""

    def __init__(self, folder):
        self.folder = folder
        write(folder, "kb.toml", "")
        write(folder, "lessons/themes.toml", THEMES + 'description = "S."\nsynonyms = []\n')
        self.lesson = write(
            folder, "lessons/entries/a.md", lesson_text(actions=ACTIONS).replace("actions: ", "actions:")
        )
        self.git("init", "-q", "-b", "main")
        for key, value in (
            ("user.name", "Ola"),
            ("user.email", "o@example.org"),
            ("commit.gpgsign", "false"),
        ):
            self.git("config", key, value)
        self.commit()

    def run(self, *command, status=0):
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def git(self, *arguments, status=0):
        return self.run("git", *arguments, status=status)

    def commit(self, status=0):
        self.git("add", "-A")
        return self.git("commit", "-qm", "x", status=status)

    def on_branch(self, name, change):
        self.git("checkout", "-q", "-b", name, "main")
        change()
        self.commit()

    @property
    def library(self):
        taxonomy = read_taxonomy(self.folder / "lessons" / "themes.toml")
        return Library(
            self.folder, self.folder / "lessons", self.folder / "none.sqlite", LetterCounts(), taxonomy
        )

    def note(self, action, words):
        note_progress(self.library, "felles-lager", action, words, on=dt.date(2026, 11, 20))

    def replace(self, old, new):
        text = self.lesson.read_text(encoding="utf-8")
        assert old in text
        self.lesson.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def bank(tmp_path):
    return Bank(tmp_path)


def test_every_yaml_file_of_the_guide_is_read_and_runs_the_check():
    pre_commit, github, gitlab = YAML
    assert [hook["id"] for hook in pre_commit["repos"][0]["hooks"]] == [HOOK["id"]]
    steps = github["jobs"]["check"]["steps"]
    assert steps[-1]["run"] == "kb check"
    assert gitlab["kb check"]["script"] == ["kb check"]
    assert 'pip install "erfaringsbank @ $ERFARINGSBANK"' in steps[-2]["run"]
    assert 'pip install "erfaringsbank @ $ERFARINGSBANK"' in gitlab["kb check"]["before_script"][-1]
    assert github["jobs"]["check"]["env"] == gitlab["kb check"]["variables"]


def test_the_hook_looks_at_lessons_texts_and_settings_only():
    def looks_at(path):
        return bool(re.search(HOOK["files"], path))

    assert all(map(looks_at, ("lessons/entries/a.md", "lessons/texts/blogg/b.pdf", "kb.toml")))
    assert not any(map(looks_at, ("README.md", "notebooks/lessons/a.md", "min-kb.toml")))


def test_the_hooks_command_passes_a_bank_and_fails_on_a_broken_lesson(bank):
    assert bank.run(*HOOK["entry"].split()) == "No faults.\n"
    bank.replace("status: started", "status: begun")
    told = bank.run(*HOOK["entry"].split(), status=1)
    assert "lessons/entries/a.md: line 19, field actions.0.status" in told


def test_the_plain_hook_of_the_guide_stops_a_commit(bank):
    script = re.search(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)[1]
    hook = write(bank.folder, ".git/hooks/pre-commit", script)
    hook.chmod(0o755)
    bank.replace("kind: strength", "kind: success")
    assert "field kind" in bank.commit(status=1)
    bank.replace("kind: success", "kind: improvement")
    bank.commit()


@pytest.mark.parametrize(
    "other",
    [
        lambda bank: bank.note("lokale", "Lokalet er bestilt."),
        lambda bank: bank.replace("title: Ett", "title: Eitt"),
        lambda bank: bank.replace(
            "language: nb", "language: nb\ndecision: {answer: 'yes', on: 2026-11-01, by: HAMU}"
        ),
        lambda bank: record_decision(bank.library, "felles-lager", "yes", by="HAMU", on=dt.date(2026, 11, 1)),
        lambda bank: bank.replace("Behold lageret.", "Behold lageret, og tell det."),
    ],
    ids=["a note on another action", "the title", "a field", "a decision", "a section"],
)
def test_a_note_and_another_persons_edit_come_together(bank, other):
    bank.on_branch("andre", lambda: other(bank))
    bank.on_branch("ene", lambda: bank.note("opplaering", "Fire av seks er opplært."))
    bank.git("merge", "-q", "andre", "-m", "x")
    assert bank.run("kb", "check") == "No faults.\n"
    assert "Fire av seks er opplært." in bank.lesson.read_text(encoding="utf-8")
    told = bank.git("diff", "main", "HEAD", "--numstat")
    assert int(told.split()[0]) >= 2  # the note, and the other edit


def test_edits_of_two_sections_come_together(bank):
    bank.on_branch("andre", lambda: bank.replace("Alle hadde bestilt", "Alle ni hadde bestilt"))
    bank.on_branch("ene", lambda: bank.replace("Behold lageret.", "Selg lageret."))
    bank.git("merge", "-q", "andre", "-m", "x")
    assert bank.run("kb", "check") == "No faults.\n"


def test_two_notes_on_one_action_meet_readably_and_the_check_tells_what_was_left(bank):
    bank.on_branch("andre", lambda: bank.note("opplaering", "Lokalet er bestilt."))
    bank.on_branch("ene", lambda: bank.note("opplaering", "Fire av seks er opplært."))
    bank.git("merge", "-q", "andre", "-m", "x", status=1)
    text = bank.lesson.read_text(encoding="utf-8")
    held = text[text.index("<<<<<<<") : text.index(">>>>>>>")]
    assert held.count("note:") == 2
    assert held.count("\n") <= 6
    above = text[: text.index("<<<<<<<")].count("\n")
    assert re.search(rf"a\.md: line ({above + 1}|{above + 2}): ", bank.run("kb", "check", status=1))
    kept = re.sub(r"^(<<<<<<<|=======|>>>>>>>).*\n", "", text, flags=re.MULTILINE)
    bank.lesson.write_text(kept, encoding="utf-8")
    assert bank.run("kb", "check") == "No faults.\n"
    assert kept.count("note:") == text.count("note:") >= 2


def test_two_edits_of_one_section_are_told_until_the_marks_are_gone(bank):
    bank.on_branch("andre", lambda: bank.replace("Behold lageret.", "Selg lageret."))
    bank.on_branch("ene", lambda: bank.replace("Behold lageret.", "Flytt lageret."))
    bank.git("merge", "-q", "andre", "-m", "x", status=1)
    assert "is the mark of a merge that was not finished" in bank.run("kb", "check", status=1)


def test_what_is_no_conflict_to_git_is_found_by_the_check_after_the_merge(bank):
    def add(name, waits, at):
        actions = f"[{{id: steg, what: W, owner: O, status: planned, depends_on: [{waits}/steg]}}]"
        write(bank.folder, f"lessons/entries/{at}.md", lesson_text(id=name, actions=actions, body=BODY))

    add("b", "c", "b")
    add("c", "b", "c")
    bank.run("kb", "check", status=1)
    (bank.folder / "lessons/entries/b.md").unlink()
    (bank.folder / "lessons/entries/c.md").unlink()
    bank.on_branch("andre", lambda: add("b", "felles-lager", "b"))
    bank.git("checkout", "-q", "main")
    bank.on_branch("ene", lambda: add("b", "felles-lager", "c"))
    bank.git("merge", "-q", "andre", "-m", "x")
    assert "'b' is also the id of" in bank.run("kb", "check", status=1)
