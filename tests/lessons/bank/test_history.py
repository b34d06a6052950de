import datetime as dt
import subprocess

import pytest
from banks import BODY, lesson_text, write

from kb.errors import KbError
from kb.lessons.bank.history import history


class Repository:
    """A git repository with a person of its own, whatever the machine's settings are."""

    def __init__(self, folder):
        self.folder = folder
        self.git("init", "-q", "-b", "hoved")
        for key, value in (("user.name", "Ola Prøve"), ("user.email", "ola@example.org")):
            self.git("config", key, value)
        self.git("config", "commit.gpgsign", "false")

    def git(self, *arguments, status=0):
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def commit(self, name, text, day="2020-06-15"):
        file = write(self.folder, name, text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", f"--date={day}T12:00:00")
        return file


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def test_the_changes_of_a_lesson_are_told_the_latest_first(repository):
    repository.commit("entries/a.md", lesson_text())
    repository.commit("entries/b.md", lesson_text(id="b"), day="2020-06-20")
    file = repository.commit("entries/a.md", lesson_text(status="validated"), day="2020-07-01")
    latest, first = history(file)
    assert (latest.day, latest.changes) == (dt.date(2020, 7, 1), ("status: identified → validated",))
    assert (first.day, first.changes) == (dt.date(2020, 6, 15), ("written as identified",))
    assert first.name == "Ola Prøve"
    assert len(first.commit) == 40


def test_what_is_not_committed_yet_is_told_first(repository):
    repository.commit("entries/a.md", lesson_text())
    file = write(repository.folder, "entries/a.md", lesson_text(event="Øvelse"))
    assert history(file)[0].day is None
    assert history(file)[0].changes == ("event: Koronapandemien 2020–2022 → Øvelse",)


def test_other_line_ends_in_git_than_on_disk_are_no_change(repository):
    repository.git("config", "core.autocrlf", "true")
    file = repository.commit("entries/a.md", lesson_text().replace("\n", "\r\n"))
    assert b"\r\n" in file.read_bytes()
    assert [step.changes for step in history(file)] == [("written as identified",)]


def test_a_lesson_keeps_its_history_under_a_new_name_with_norwegian_letters(repository):
    repository.commit("entries/a.md", lesson_text())
    repository.git("mv", "entries/a.md", "entries/lærdom på ny.md")
    file = repository.commit("entries/lærdom på ny.md", lesson_text(status="validated"))
    latest, first = history(file)
    assert (latest.moved, latest.changes) == ("entries/a.md", ("status: identified → validated",))
    assert first.changes == ("written as identified",)


def test_a_lesson_begun_as_a_copy_of_another_does_not_take_its_history(repository):
    repository.commit("entries/a.md", lesson_text())
    repository.commit("entries/a.md", lesson_text(status="validated"))
    repository.git("mv", "entries/a.md", "entries/b.md")
    file = repository.commit("entries/b.md", lesson_text(id="b", status="validated"))
    assert [step.changes for step in history(file)] == [("written as validated",)]


def test_both_sides_of_a_merge_are_told(repository):
    actions = "\n  - {what: Telle, owner: A, status: planned}\n  - {what: Måle, owner: B, status: planned}"
    file = repository.commit("entries/a.md", lesson_text(actions=actions))
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("entries/a.md", lesson_text(actions=actions, title="Ny tittel"))
    repository.git("checkout", "-q", "hoved")
    repository.commit("entries/a.md", lesson_text(actions=actions, body=BODY.replace("Behold", "Selg")))
    repository.git("merge", "-q", "side", "-m", "x")
    told = {change for step in history(file) for change in step.changes}
    assert "title: Ett felles lager ga oversikt → Ny tittel" in told
    assert "section Anbefaling edited (as many words as before)" in told


def test_a_file_that_is_not_in_git_is_told(repository):
    repository.commit("entries/a.md", lesson_text())
    with pytest.raises(KbError, match="is not in git yet: commit it"):
        history(write(repository.folder, "entries/b.md", lesson_text(id="b")))


def test_a_repository_without_commits_is_told(repository):
    with pytest.raises(KbError, match="git keeps no history"):
        history(write(repository.folder, "a.md", lesson_text()))


def test_a_folder_without_git_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(KbError, match=r"git keeps no history of .*Put the lessons into a git repository"):
        history(write(tmp_path, "a.md", lesson_text()))


def test_a_machine_without_git_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KbError, match="git is not installed"):
        history(write(tmp_path, "a.md", lesson_text()))
