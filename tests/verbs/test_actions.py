import datetime as dt
import json
import subprocess

import pytest
from banks import lesson_text, write
from click import unstyle
from click.testing import CliRunner
from icalendar import Calendar
from openpyxl import load_workbook
from tiny_model import write_tiny_model

from kb.cli import main as kb
from kb.console import Verbs
from kb.verbs.actions import actions
from kb.verbs.decide import decide
from kb.verbs.log import log
from kb.verbs.registers import laid_out
from kb.verbs.similar import similar

THEMES = '[smittevern]\nname = { nb = "Smittevern", nn = "Smittevern", en = "Infection control" }\n'
DONE = "[{id: lager, what: Samle lageret, owner: Kommunalsjef Eiendom, status: done, due: 2020-09-01}]"
OPEN = """
  - {id: telle, what: Telle hver mandag, owner: Lagerleder, status: started, due: 2026-10-01}
  - {id: varsle, what: Varsle når det er lite, owner: HR-sjef, status: planned, due: 2027-01-01, depends_on: [telle]}
  - {what: Øve, owner: HR-sjef, status: planned}"""
TODAY = ("--today", "2026-11-28")


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    return write_tiny_model(tmp_path_factory.mktemp("models") / "tiny", {"query": "", "document": ""})


@pytest.fixture
def bank(tmp_path, monkeypatch, tiny_model):
    write(tmp_path, "kb.toml", f"[model]\nname = '{tiny_model}'\n[privacy]\nnames = 'navn.txt'\n")
    write(tmp_path, "navn.txt", "Ask Berg\n")
    write(tmp_path, "lessons/themes.toml", THEMES + 'description = "S."\nsynonyms = []\n')
    write(tmp_path, "lessons/entries/a.md", lesson_text(status="implemented", actions=DONE))
    again = {"id": "igjen", "title": "Lageret manglet igjen", "status": "action_agreed", "actions": OPEN}
    period = "{from: 2022-06-01, to: 2022-06-30}"
    write(
        tmp_path,
        "lessons/entries/b.md",
        lesson_text(period=period, identified_before="[felles-lager]", **again),
    )
    monkeypatch.chdir(tmp_path)
    run(kb, "index")
    return tmp_path


def run(command, *arguments, status=0):
    whole = Verbs(commands={"verb": command}) if command is not kb else kb
    done = CliRunner().invoke(whole, (*(() if command is kb else ("verb",)), *arguments))
    assert done.exit_code == status, done.output
    return done


def test_a_leader_sees_first_what_came_back_then_what_is_late_then_the_rest(bank):
    told = run(actions, *TODAY).stdout
    heads = (
        "Tiltak per 28. november 2026: 3 åpne, 1 over fristen, 1 venter på andre.",
        "Kom tilbake etter at tiltakene var gjort (1)",
        "Fristen er ute (1)",
        "Åpne tiltak (2)",
    )
    told = told.replace("\u00a0", " ")
    assert sorted(map(told.index, heads)) == [told.index(head) for head in heads]
    assert "Gjort 1. september 2020. Igjen 1. juni 2022. Nå: tiltak avtalt, åpne tiltak: 3." in " ".join(
        told.split()
    )
    assert "58 dager over" in told
    assert "Venter på telle (påbegynt)" in told


def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(bank):
    from kb.evaluation.actions.register import build_register
    from kb.settings import read_settings

    register = build_register(read_settings().library(), dt.date(2026, 11, 28))
    wide, lines = ([unstyle(line) for line in laid_out(register, width=width)] for width in (132, 72))
    assert max(map(len, lines)) <= 72
    assert sorted(" ".join(lines).split()) == sorted(" ".join(wide).split())


def test_of_many_that_came_back_some_are_shown_and_the_rest_are_counted(bank):
    for number in range(12):
        first = {"id": f"a-{number}", "status": "implemented", "actions": DONE}
        again = {"id": f"b-{number}", "period": "{from: 2022-06-01}", "identified_before": f"[a-{number}]"}
        write(bank, f"lessons/entries/c{number}.md", lesson_text(**first))
        write(bank, f"lessons/entries/d{number}.md", lesson_text(**again))
    run(kb, "index")
    told = run(actions, *TODAY).stdout
    assert "(13)" in told
    assert told.count("Igjen") == 10
    assert "… og 3 til, som --json og --xlsx har med." in told


def test_filters_and_json(bank):
    def told(*options):
        return [
            one["action"] for one in json.loads(run(actions, "--json", *TODAY, *options).stdout)["actions"]
        ]

    assert told() == ["igjen/telle", "igjen/varsle", "igjen/3"]
    assert told("--overdue") == ["igjen/telle"]
    assert told("--owner", "hr-sjef") == ["igjen/varsle", "igjen/3"]
    assert told("--status", "done") == ["felles-lager/lager"]
    assert told("--lesson", "felles-lager", "--status", "all") == ["felles-lager/lager"]


def test_the_day_to_reckon_from_is_an_option(bank):
    assert json.loads(run(actions, "--json", "--today", "2026-10-01", "--overdue").stdout)["actions"] == []


def test_a_wrong_filter_is_told_in_one_line(bank):
    told = run(actions, "--owner", "Lagersjef", status=1)
    assert told.stderr.startswith("kb: No action is owned by 'Lagersjef'.")
    assert told.stderr.count("\n") == 1


def test_calendar_and_workbook_are_written(bank):
    said = run(actions, *TODAY, "--ics", "ut/frister.ics", "--xlsx", "ut/tiltak.xlsx").stderr
    assert "2 due dates; 1 without a due date left out" in said
    assert len(Calendar.from_ical((bank / "ut/frister.ics").read_bytes()).walk("VEVENT")) == 2
    assert load_workbook(bank / "ut/tiltak.xlsx")["Tiltak"].max_row == 4


def test_a_note_and_a_finished_action_are_seen_at_once(bank):
    run(actions, "note", "igjen", "telle", "Halve lageret", "--on", "2026-09-01")
    run(actions, "done", "igjen", "telle", "--on", "2026-09-20")
    told = json.loads(run(actions, "--json", "--status", "done", "--lesson", "igjen").stdout)["actions"]
    assert [one["note"] for one in told[0]["progress"]] == ["Halve lageret", "Gjort."]
    assert "changed since" not in run(actions, *TODAY).stderr


def test_when_all_actions_are_closed_the_lessons_status_is_asked_about(bank):
    run(actions, "done", "igjen", "telle", "--on", "2026-09-20")
    run(actions, "note", "igjen", "varsle", "Tas med i telling", "--on", "2026-09-21", "--status", "dropped")
    said = run(actions, "done", "igjen", "3", "--on", "2026-09-22").stdout
    assert "the lesson says action_agreed. Is it implemented now?" in said


def test_a_day_to_come_is_refused(bank):
    told = run(actions, "note", "igjen", "telle", "x", "--on", "2999-01-01", status=1).stderr
    assert "2999-01-01 has not come yet" in told


def test_a_name_on_the_municipalitys_list_is_refused(bank):
    assert "Ask Berg" in run(actions, "note", "igjen", "telle", "Ask Berg teller", status=1).stderr


def test_lessons_changed_by_hand_are_told_of(bank):
    file = bank / "lessons/entries/b.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nMer.\n", encoding="utf-8")
    assert "1 lesson has changed since the last `kb index`." in run(actions, *TODAY).stderr


def test_a_decision_is_written_on_the_lesson(bank):
    run(decide, "igjen", "partly", "--by", "HAMU", "--on", "2026-06-01", "--reason", "Dyrt i år")
    told = json.loads(run(actions, "--json", "--lesson", "igjen").stdout)["actions"][0]["lesson"]
    assert told["decision"]["reason"] == "Dyrt i år"
    assert run(decide, "igjen", "no", "--by", "HAMU", status=1).stderr.count("needs a reason") == 1


def test_the_log_tells_days_and_changes_and_names_only_when_asked(bank):
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        [
            "-c",
            "user.name=Ola Prøve",
            "-c",
            "user.email=o@example.org",
            "commit",
            "-qm",
            "x",
            "--no-gpg-sign",
        ],
    ):
        subprocess.run(["git", *command], cwd=bank, check=True)
    run(actions, "note", "igjen", "telle", "Halve lageret", "--on", "2026-09-01")
    told = run(log, "igjen").stdout
    assert "not committed\n    action telle: progress: (2026-09-01, Halve lageret) added" in told
    assert "written as action_agreed" in told
    assert "Ola" not in told
    assert "Ola Prøve" in run(log, "igjen", "--names").stdout
    plain = json.loads(run(log, "lessons/entries/b.md", "--json").stdout)
    assert [step["changes"] for step in plain["steps"]][1] == ["written as action_agreed"]
    assert "name" not in plain["steps"][1]


def test_the_log_of_a_bank_without_git_tells_what_to_do(bank, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(bank.parent))
    assert "Put the lessons into a git repository" in run(log, "igjen", status=1).stderr


def test_similar_lessons_are_told_with_those_that_are_tied_to_it(bank):
    told = json.loads(run(similar, "igjen", "--json").stdout)
    assert told["identified_before_or_again"] == [
        {
            "lesson": "felles-lager",
            "title": "Ett felles lager ga oversikt",
            "status": "implemented",
            "when": "2020-03-12",
        }
    ]
    assert "igjen" not in {one["lesson"] for one in told["near"]}
    assert "old as the same lesson" in run(similar, "igjen").stdout
    assert "no lesson 'borte'" in run(similar, "borte", status=1).stderr
