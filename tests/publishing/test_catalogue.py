"""The catalogue of lessons as its readers meet it, in a browser."""

import csv
import io
import json
import re

import pytest
import seeing
from banks import lesson_text, write
from letters import LetterCounts

from kb.errors import FaultsFound
from kb.lessons.base.indexing import sync
from kb.publishing.catalogue import FOLDER, publish_catalogue, publish_linked
from kb.settings import read_settings

LAGER = {"id": "felles-lager", "title": "Ett felles lager ga oversikt", "file": "2020-06-15-felles-lager.md"}
TEAMS = {
    "id": "teams-paa-en-vaar",
    "title": "Teams <b>kom</b> på én vår",
    "file": "2021-01-10-teams.md",
    "kind": "improvement",
    "area": "{direktørområde: Organisasjon}",
    "identified_before": "[felles-lager]",
    "body": "\n## Observasjon\n\nAlle fikk nettmøter.\n\n## Drøfting\n\nDa falt beredskapsplanen på plass.\n\n"
    "## Konklusjon\n\nDet gikk.\n\n## Anbefaling\n\nBehold.\n",
}
DRAFT = {"id": "utkast", "title": "Et utkast", "status": "draft", "file": "2021-02-01-utkast.md"}


@pytest.fixture
def settings(tmp_path):
    write(tmp_path, "kb.toml", "[reports]\nmunicipality = 'Fjordvik kommune'\n")
    add(tmp_path, LAGER, TEAMS, DRAFT)
    return read_settings(tmp_path)


def add(root, *lessons):
    for fields in lessons:
        told = dict(fields)
        write(root, f"lessons/entries/{told.pop('file')}", lesson_text(**told))


@pytest.fixture
def catalogue(settings):
    return publish_catalogue(settings)


def shown(page):
    return page.locator(".lessons > li:visible strong").all_inner_texts()


def test_every_lesson_but_drafts_has_a_page_of_its_own_and_a_line_in_the_list(catalogue):
    pages = sorted(path.name for path in catalogue.index.parent.glob("*.html"))
    assert pages == [
        "felles-lager.html",
        "index-tilgjengelighet.html",
        "index.html",
        "teams-paa-en-vaar.html",
    ]
    assert catalogue.written == 3


def test_a_second_publishing_writes_nothing_and_a_changed_lesson_alone_is_written_again(settings, catalogue):
    assert publish_catalogue(settings).written == 0
    add(settings.root, {**LAGER, "status": "validated"})
    assert publish_catalogue(settings).written == 2  # the lesson and the list


def test_an_index_of_what_is_published_already_makes_no_new_pages(settings, catalogue):
    library = settings.library()
    sync([library.lessons], library.database, LetterCounts(), root=library.root, taxonomy=library.taxonomy)
    assert library.fingerprint()
    assert publish_catalogue(settings).written == 0


def test_the_page_of_a_lesson_that_is_gone_goes_too(settings, catalogue):
    (settings.root / "lessons" / "entries" / TEAMS["file"]).unlink()
    publish_catalogue(settings)
    assert not (catalogue.index.parent / "teams-paa-en-vaar.html").exists()


def test_a_lesson_with_faults_stops_the_catalogue_and_says_why(settings, catalogue):
    before = catalogue.index.read_bytes()
    add(settings.root, {**LAGER, "status": "lært"})
    with pytest.raises(FaultsFound, match="status"):
        publish_catalogue(settings)
    assert catalogue.index.read_bytes() == before


def test_a_person_named_in_a_lesson_stops_its_page(settings):
    add(settings.root, {**LAGER, "applies_when": "Når noen ringer 22 33 44 55."})
    with pytest.raises(FaultsFound, match="telephone"):
        publish_catalogue(settings)


def test_a_bank_without_lessons_has_no_catalogue(tmp_path):
    write(tmp_path, "kb.toml", "")
    assert publish_catalogue(read_settings(tmp_path)) is None


def test_the_data_can_be_downloaded_with_everything_a_lesson_tells(catalogue):
    folder = catalogue.index.parent
    told = json.loads((folder / "laeringspunkter.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in told] == ["teams-paa-en-vaar", "felles-lager"]
    assert told[1]["identified_again"] == ["teams-paa-en-vaar"]
    assert told[0]["sections"][0]["text"] == "Alle fikk nettmøter."
    text = (folder / "laeringspunkter.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["id"], row["times"]) for row in rows] == [("teams-paa-en-vaar", "2"), ("felles-lager", "2")]


def test_a_lesson_in_another_language_than_its_page_says_so(settings):
    body = "\n## Observasjon\n\nLageret mangla.\n\n## Drøfting\n\nIngen åtte det.\n\n"
    body += "## Konklusjon\n\nNokon må eige det.\n\n## Tilråding\n\nLat nokon eige det.\n"
    nynorsk = {
        "id": "nn",
        "title": "Lageret mangla då flaumen kom",
        "language": "nn",
        "file": "2022-01-01-nn.md",
    }
    add(settings.root, {**nynorsk, "body": body, "identified_before": "[felles-lager]"})
    folder = publish_catalogue(settings).index.parent
    own, other = ((folder / f"{name}.html").read_text(encoding="utf-8") for name in ("nn", "felles-lager"))
    assert "<h1 lang=nn>Lageret mangla då flaumen kom</h1>" in own
    assert '<a href="nn.html"><span lang=nn>Lageret mangla då flaumen kom</span></a>' in other


@pytest.mark.page
def test_words_and_parts_of_words_find_lessons_and_titles_come_first(catalogue, open_page):
    page = open_page(catalogue.index)
    assert shown(page) == ["Teams <b>kom</b> på én vår", "Ett felles lager ga oversikt"]
    page.get_by_label("Søk").fill("lager")
    assert shown(page) == ["Ett felles lager ga oversikt"]
    page.get_by_label("Søk").fill("BEREDSKAP")
    assert shown(page) == ["Teams <b>kom</b> på én vår"]
    page.get_by_label("Søk").fill("finnes ikke")
    assert shown(page) == []
    assert page.get_by_role("status").inner_text() == "0 av 2 vises"
    page.get_by_role("button", name="Vis alle").click()
    assert len(shown(page)) == 2
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith("file:")] == []


@pytest.mark.page
@pytest.mark.parametrize(
    ("label", "value", "left"),
    [
        ("Type", "Styrke", ["Ett felles lager ga oversikt"]),
        ("År", "2021", ["Teams <b>kom</b> på én vår"]),
        ("Område", "Pleie og omsorg", ["Ett felles lager ga oversikt"]),
        ("Status", "Identifisert", ["Teams <b>kom</b> på én vår", "Ett felles lager ga oversikt"]),
    ],
)
def test_each_filter_leaves_the_lessons_that_have_its_value(catalogue, open_page, label, value, left):
    page = open_page(catalogue.index)
    page.get_by_role("combobox", name=label).select_option(label=value)
    assert shown(page) == left


@pytest.mark.page
def test_without_script_the_list_is_whole_and_leads_to_every_lesson(catalogue, open_page):
    page = open_page(catalogue.index, java_script_enabled=False)
    assert len(page.locator(".lessons > li").all()) == 2
    page.get_by_role("link", name="Ett felles lager").click()
    assert page.title() == "Ett felles lager ga oversikt – Fjordvik kommune"


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 320])
def test_list_and_lesson_are_read_by_everybody(catalogue, open_page, width):
    for name in ("index.html", "felles-lager.html"):
        page = open_page(catalogue.index.parent / name, width=width)
        assert seeing.axe_faults(page) == []
        assert seeing.sideways_faults(page) == []
        assert seeing.clipped_faults(page) == []


def test_the_pages_one_script_is_the_one_its_policy_names(catalogue):
    html = catalogue.index.read_text(encoding="utf-8")
    assert html.count("<script") == 1
    assert re.search(r"script-src 'sha256-[\w+/=]+'", html)
    lesson = (catalogue.index.parent / "felles-lager.html").read_text(encoding="utf-8")
    assert "<script" not in lesson
    assert "script-src" not in lesson
    assert catalogue.index.parent.name == FOLDER


def test_of_lost_pages_those_that_a_page_leads_to_are_written_with_what_they_are_tied_to(settings):
    add(settings.root, {"id": "skole", "title": "Skolen åpnet", "file": "2021-03-01-skole.md"})
    folder = publish_catalogue(settings).index.parent
    for name in ("felles-lager", "teams-paa-en-vaar", "skole"):
        (folder / f"{name}.html").unlink()
    page = write(folder.parent, "rundown-a.html", f'<a href="{FOLDER}/felles-lager.html">Lager</a>')
    publish_linked(settings, page)
    assert [path.stem for path in sorted(folder.glob("[!i]*.html"))] == ["felles-lager", "teams-paa-en-vaar"]
    assert "href" in page.read_text(encoding="utf-8")
