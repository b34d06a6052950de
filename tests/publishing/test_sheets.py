"""Pages that no notebook makes, as their readers meet them: in a browser, on paper and in Word."""

import re
import shutil

import nbformat
import pytest
import seeing
from banks import lesson_text, write
from docx import Document

from kb.errors import FaultsFound
from kb.evaluation.decision.records import read_note
from kb.evaluation.decision.sheet import note_sheet
from kb.evaluation.rundown.matching import run_down
from kb.evaluation.rundown.sections import read_text
from kb.evaluation.rundown.sheet import rundown_sheet
from kb.evaluation.yearbook.gathering import gather_year
from kb.evaluation.yearbook.sheet import yearbook_sheet
from kb.publishing.catalogue import FOLDER, publish_linked
from kb.publishing.sheets import publish_sheet, sheet_name
from kb.reports.paper.printing import write_pdf
from kb.reports.paper.word import write_word
from kb.settings import read_settings

ACTIONS = """
  - {what: Lage en mal for felles lager, owner: HR-sjef, due: 2020-09-01, status: done}
  - {what: Øve på utlevering hver høst, owner: Beredskapsrådgiver, due: 2020-12-01, status: done}"""
LESSONS = [
    {"id": "felles-lager", "status": "implemented", "actions": ACTIONS, "file": "2020-06-15-felles-lager.md"},
    {
        "id": "lager-igjen",
        "title": "Lageret manglet igjen da flommen kom",
        "kind": "improvement",
        "period": "{from: 2020-10-01, to: 2020-10-30}",
        "identified_before": "[felles-lager]",
        "file": "2020-11-10-lager-igjen.md",
    },
    {
        "id": "et-utkast",
        "title": "Utkast om munnbind på lageret",
        "status": "draft",
        "file": "2020-12-01-utkast.md",
    },
]
PLAN = """# Plan for munnbind

## Lager

Munnbind skal ligge på ett felles lager som åpnes når smitten kommer. Noen må telle hva lageret har.

## Skole

Skolene stenger hvis det må til.
"""
NOTE = """
title = "Hva vi bør gjøre med lageret"
evaluation = "Evaluering av lageret"
notebook = "04_evaluation.ipynb"
date = 2026-11-20
decided_by = "Kommunedirektøren"
matter = "Lageret manglet to ganger."

[[recommendations]]
priority = 1
what = "Fast lager for munnbind"
why = "Det manglet to ganger."
concerns = ["Pleie og omsorg"]
cost = "Om lag 200 000 kr i året"
owner = "Eiendomssjef"
due = 2027-06-01
lessons = ["felles-lager", "et-utkast"]

[[recommendations.findings]]
name = "lageret"
says = "Lageret manglet."

[[recommendations.alternatives]]
what = "Ingen fast lagerplass"
means = "Neste gang mangler det igjen."
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    root = tmp_path_factory.mktemp("bank")
    write(
        root,
        "kb.toml",
        "[model]\nname = 'static'\n[reports]\nmunicipality = 'Fjordvik kommune'\n"
        "[privacy]\nnames = 'navn.txt'\n",
    )
    write(root, "navn.txt", "Kari Nabo\n")
    for fields in LESSONS:
        told = dict(fields)
        write(root, f"lessons/entries/{told.pop('file')}", lesson_text(**told))
    write(
        root,
        "lessons/texts/blogg/2020-12-18-aaret.md",
        "# Året\n\nMå det en krise til? Hva vil du ta vare på?\n",
    )
    write(root, "plan.md", PLAN)
    write(root, "note.toml", NOTE)
    cell = nbformat.v4.new_code_cell("finding('Lageret manglet.', name='lageret', evidence=[])")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), root / "04_evaluation.ipynb")
    read = read_settings(root)
    read.library().index()
    return read


def made(settings, kind):
    """Give a sheet and the file it tells of."""
    if kind == "rundown":
        file = settings.root / "plan.md"
        return rundown_sheet(run_down(settings.library(), read_text(file))), [file]
    if kind == "yearbook":
        return yearbook_sheet(gather_year(settings.library(), 2020)), []
    entries = settings.library().entries(kind="lesson")
    titles, statuses = ({one.id: getattr(one, name) for one in entries} for name in ("title", "status"))
    file = settings.root / "note.toml"
    return note_sheet(read_note(file), titles, statuses=statuses), [file]


KINDS = ("rundown", "yearbook", "note")


@pytest.fixture(scope="module")
def pages(settings):
    return {
        kind: publish_sheet(settings, made(settings, kind)[0], kind, made(settings, kind)[1])
        for kind in KINDS
    }


@pytest.fixture(params=KINDS)
def page(request, pages):
    return pages[request.param]


def test_every_link_to_a_lesson_leads_to_a_page_that_is_written_and_drafts_have_none(page):
    found = re.findall(rf'href="({FOLDER}/[^"]+)"', page.read_text(encoding="utf-8"))
    assert f"{FOLDER}/felles-lager.html" in found
    assert all((page.parent / address).is_file() for address in found)
    assert not any("utkast" in address for address in found)


def test_a_page_whose_lessons_are_all_there_writes_none_again(settings, pages):
    lesson = pages["note"].parent / FOLDER / "felles-lager.html"
    lesson.write_text("as it was", encoding="utf-8")
    publish_linked(settings, pages["note"])
    assert lesson.read_text(encoding="utf-8") == "as it was"
    lesson.unlink()
    publish_linked(settings, pages["note"])
    assert "Fjordvik kommune" in lesson.read_text(encoding="utf-8")


def test_where_lessons_have_faults_a_page_leads_to_those_that_are_there_and_names_the_others(settings, pages):
    entry = settings.root / "lessons/entries/2020-11-10-lager-igjen.md"
    whole, folder = entry.read_text(encoding="utf-8"), pages["yearbook"].parent / FOLDER
    kept = (folder / "lager-igjen.html").read_bytes()
    try:
        entry.write_text(whole.replace("status: identified", "status: lært"), encoding="utf-8")
        (folder / "lager-igjen.html").unlink()
        sheet, depends = made(settings, "yearbook")
        html = publish_sheet(settings, sheet, "yearbook-2", depends).read_text(encoding="utf-8")
    finally:
        entry.write_text(whole, encoding="utf-8")
        (folder / "lager-igjen.html").write_bytes(kept)
    assert "Lageret manglet igjen da flommen kom" in html
    assert "lager-igjen.html" not in html
    assert f'href="{FOLDER}/felles-lager.html"' in html


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 320])
def test_everybody_can_read_a_sheet_at_both_widths(open_page, page, width):
    for scheme in ("light", "dark"):
        shown = open_page(page, width, scheme)
        seeing.unfold(shown)
        assert seeing.axe_faults(shown) == []
        assert seeing.contrast_faults(shown) + seeing.overlap_faults(shown) == []
        assert seeing.sideways_faults(shown) + seeing.clipped_faults(shown) == []
        assert [shown.complaints, [url for url in shown.asked if not url.startswith("file:")]] == [[], []]


@pytest.mark.page
def test_the_keyboard_reaches_all_of_a_sheet_and_wide_letters_lose_nothing(open_page, page):
    assert seeing.keyboard_faults(open_page(page)) == []
    assert seeing.spacing_faults(open_page(page, 320)) == []


@pytest.mark.page
def test_a_sheet_is_whole_in_print(open_page, page):
    before = seeing.words(open_page(page))
    shown = open_page(page, 794, media="print")  # a sheet of A4
    # What leads about on a screen has no use on paper.
    led = shown.locator("nav, a.skip, summary, .figure-link").all_text_contents()
    lost = {text for text in before - seeing.words(shown) if not any(text in one for one in led)}
    assert lost == set()
    assert seeing.axe_faults(shown) == []


@pytest.mark.page
def test_a_sheet_becomes_a_pdf(page, tmp_path):
    shutil.copy(page, tmp_path)
    assert write_pdf(tmp_path / page.name).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("rundown", ["Læringspunkter for «Plan for munnbind»", "Ett felles lager ga oversikt", "☐ Brukes"]),
        (
            "yearbook",
            ["Året 2020: det vi lærte", "Lageret manglet igjen da flommen kom", "Må det en krise til?"],
        ),
        (
            "note",
            ["Hva vi bør gjøre med lageret", "Om lag 200 000 kr i året", "Ett felles lager ga oversikt"],
        ),
    ],
)
def test_word_takes_a_sheet_whole(pages, tmp_path, kind, needed):
    shutil.copy(pages[kind], tmp_path / pages[kind].name)
    document = Document(write_word(tmp_path / pages[kind].name).file)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).replace("\u00a0", " ")
    assert [words for words in needed if words not in told] == []


LEAKS = [("Ring 22 33 44 55 om lageret", "telephone"), ("Spør Kari Nabo om lageret", "name")]


@pytest.mark.parametrize("kind", ["rundown", "note"])
@pytest.mark.parametrize(("leak", "told"), LEAKS)
def test_a_person_who_can_be_found_stops_a_sheet_and_leaves_the_page_as_it_was(
    settings, pages, kind, leak, told
):
    file, text = {
        "rundown": ("plan.md", PLAN.replace("## Lager", f"## Lager. {leak}")),
        "note": ("note.toml", NOTE.replace("Det manglet to ganger", leak)),
    }[kind]
    before = pages[kind].read_bytes()
    kept = (settings.root / file).read_text(encoding="utf-8")
    try:
        write(settings.root, file, text)
        sheet, depends = made(settings, kind)
        with pytest.raises(FaultsFound, match=told):
            publish_sheet(settings, sheet, kind, depends)
    finally:
        write(settings.root, file, kept)
    assert pages[kind].read_bytes() == before


def test_the_name_of_a_page_is_made_of_its_kind_and_title():
    assert sheet_name("rundown", "Plan – for strømbrudd") == "rundown-plan-for-stroembrudd"
