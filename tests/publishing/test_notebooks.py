import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from banks import lesson_text, write

from kb.errors import FaultsFound, KbError
from kb.publishing.notebooks import publish_all, publish_one
from kb.publishing.sheets import publish_sheet, sheet_name
from kb.reports.blocks import note
from kb.reports.page.sheet import Sheet, part
from kb.reports.page.standing import Standing
from kb.settings import read_settings

GOOD = [
    ("markdown", "# Lageret\n\nLageret ga oversikt."),
    ("markdown", "## Det viktigste"),
    ("code", "from kb.reports.blocks import note\n\nnote('Vi ber om ett lager.')"),
]


def write_notebook(root, name, cells):
    make = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    node = nbformat.v4.new_notebook(cells=[make[kind](source) for kind, source in cells])
    nbformat.write(node, write(root, f"notebooks/{name}", ""))


@pytest.fixture
def settings(tmp_path):
    write(tmp_path, "kb.toml", "[reports]\nmunicipality = 'Fjordvik kommune'\n")
    write(tmp_path, "notebooks/data/tall.csv", "a;b\n1;2\n")
    write(tmp_path, "lessons/texts/blogg/a.md", "")
    write_notebook(tmp_path, "01_lager.ipynb", GOOD)
    return read_settings(tmp_path / "kb.toml")


def publish(settings):
    said = []
    return publish_all(settings, said.append), said


def test_the_first_run_writes_the_page_and_the_second_finds_it_unchanged(settings):
    first, _ = publish(settings)
    page = settings.root / settings.reports.output / "01_lager.html"
    assert first.written == (page,)
    made = page.read_bytes()
    assert "01_lager.html" in first.index.read_text(encoding="utf-8")
    second, said = publish(settings)
    assert (second.written, second.unchanged) == ((), (page,))
    assert said == ["  01_lager.ipynb: unchanged"]
    assert page.read_bytes() == made


def test_the_page_tells_what_data_it_was_made_from(settings):
    first, _ = publish(settings)
    page = first.written[0].read_text(encoding="utf-8")
    assert "tall.csv" in page
    write(settings.root, "notebooks/data/tall.csv", "a;b\n1;3\n")
    assert publish(settings)[0].written == first.written


def test_a_failing_cell_names_notebook_and_cell_and_leaves_no_page(settings):
    write_notebook(settings.root, "02_feil.ipynb", [*GOOD, ("code", "antall = 1\nantall / 0")])
    with pytest.raises(FaultsFound) as raised:
        publish(settings)
    (fault,) = raised.value.faults
    assert (fault.file, fault.place) == ("02_feil.ipynb", "cell 4 (antall = 1)")
    output = settings.root / settings.reports.output
    assert not (output / "02_feil.html").exists()
    assert not (output / "index.html").exists()


def test_faults_of_two_notebooks_are_told_together(settings):
    write_notebook(settings.root, "02_feil.ipynb", [*GOOD, ("code", "1 / 0")])
    write_notebook(settings.root, "03_feil.ipynb", [*GOOD, ("code", "navn")])
    with pytest.raises(FaultsFound) as raised:
        publish(settings)
    assert [fault.file for fault in raised.value.faults] == ["02_feil.ipynb", "03_feil.ipynb"]


def test_counts_that_are_no_persons_may_be_protected_with_one(settings):
    shown = (
        "import pandas as pd\nfrom kb.privacy.disclosure import Table, protect\n"
        "from kb.reports.tables import table\n\n"
        "counts = pd.DataFrame({'Styrke': [1, 7]}, index=['Skole', 'Smittevern'])\n"
        "table(protect({'a': Table(counts)}, smallest=SMALLEST)['a'], caption='Etter tema', head='Tema')"
    )
    write_notebook(settings.root, "01_lager.ipynb", [*GOOD, ("code", shown.replace("SMALLEST", "1"))])
    assert len(publish(settings)[0].written) == 1
    write_notebook(settings.root, "01_lager.ipynb", [*GOOD, ("code", shown.replace("SMALLEST", "3"))])
    with pytest.raises(FaultsFound, match="hidden below 3, but the page says 5"):
        publish(settings)


def test_a_folder_without_notebooks_is_told(settings):
    (settings.root / "notebooks/01_lager.ipynb").unlink()
    with pytest.raises(KbError, match="no notebooks"):
        publish(settings)


def test_a_bank_with_lessons_and_no_notebooks_yet_has_its_list_of_lessons_published(settings):
    (settings.root / "notebooks/01_lager.ipynb").unlink()
    write(settings.root, "lessons/entries/2020-06-15-lager.md", lesson_text())
    index = publish(settings)[0].index.read_text(encoding="utf-8")
    assert "laeringspunkter/index.html" in index


def with_profile(settings, profile):
    text = f"[reports]\nmunicipality = 'Fjordvik kommune'\n[reports.profile]\n{profile}\n"
    write(settings.root, "kb.toml", text)
    return read_settings(settings.root / "kb.toml")


def test_a_logo_stands_in_page_statement_and_list_and_a_new_one_makes_new_pages(settings):
    write(settings.root, "logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>')
    profiled = with_profile(settings, "logo = 'logo.svg'")
    publish(profiled)
    output = settings.root / settings.reports.output
    assert sorted(page.name for page in output.glob("*.html")) == [
        "01_lager-tilgjengelighet.html",
        "01_lager.html",
        "index.html",
    ]
    assert all('alt="Fjordvik kommune"' in page.read_text(encoding="utf-8") for page in output.glob("*.html"))
    assert "tilgjengelighet" not in (output / "index.html").read_text(encoding="utf-8")
    write(settings.root, "logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h5v5z"/></svg>')
    assert len(publish(profiled)[0].written) == 1


def test_a_profile_with_faults_is_told_before_any_notebook_is_run(settings):
    profiled = with_profile(settings, "accent_light = '#ffee00'\naccent_dark = '#86cbcb'\nlogo = 'none.png'")
    with pytest.raises(FaultsFound) as raised:
        publish(profiled)
    assert [fault.place for fault in raised.value.faults] == ["reports.profile.accent_light", "logo"]


def test_an_unknown_key_of_the_profile_is_told(settings):
    with pytest.raises(FaultsFound, match=r"reports\.profile\.color"):
        with_profile(settings, "color = '#000000'")


def test_a_lost_statement_is_written_again(settings):
    publish(settings)
    statement = settings.root / settings.reports.output / "01_lager-tilgjengelighet.html"
    statement.unlink()
    assert len(publish(settings)[0].written) == 1
    assert statement.is_file()


LEAK = """
import pandas as pd
from kb.privacy.disclosure import Table, protect
from kb.reports.blocks import note
from kb.reports.tables import table

counts = pd.DataFrame({"Ja": [40, 37, 33], "Nei": [2, 61, 58]}, index=["Kultur", "Skole", "Helse"])
table(protect({"svar": Table(counts)})["svar"], caption="Svar etter område", head="Område")
"""


def test_a_hidden_figure_told_past_its_table_stops_the_page(settings):
    told = "note(f\"I Kultur svarte {counts.loc['Kultur', 'Nei']} nei.\")"
    write_notebook(settings.root, "01_lager.ipynb", [*GOOD, ("code", LEAK)])
    assert len(publish(settings)[0].written) == 1
    write_notebook(settings.root, "01_lager.ipynb", [*GOOD, ("code", LEAK), ("code", told)])
    with pytest.raises(FaultsFound) as raised:
        publish(settings)
    (fault,) = raised.value.faults
    assert fault.place.startswith("cell 5")
    assert "hidden" in str(fault)


def with_names(settings):
    keys = "[reports]\nmunicipality = 'Fjordvik kommune'\ncontact = 'post@fjordvik.example'\n"
    write(settings.root, "kb.toml", f"{keys}[privacy]\nnames = 'navn.txt'\n")
    return read_settings(settings.root / "kb.toml")


def test_no_page_tells_a_name_of_the_list_or_an_address_but_the_municipalitys_own(settings):
    write(settings.root, "navn.txt", "# Ledergruppen\nKari Eksempel\n")
    named = with_names(settings)
    own = ("markdown", "Skriv til post@fjordvik.example.")
    write_notebook(settings.root, "01_lager.ipynb", [*GOOD, own])
    assert len(publish(named)[0].written) == 1
    other = ("markdown", "Kari Eksempels lager. Skriv til kari@fjordvik.example.")
    write_notebook(settings.root, "01_lager.ipynb", [*GOOD, other])
    with pytest.raises(FaultsFound) as raised:
        publish(named)
    assert [fault.place for fault in raised.value.faults] == [raised.value.faults[0].place] * 2
    assert all("Eksempel" not in fault.problem for fault in raised.value.faults)


def test_a_new_list_of_names_looks_through_all_pages_again(settings):
    write(settings.root, "navn.txt", "Ola Prøve\n")
    named = with_names(settings)
    assert len(publish(named)[0].written) == 1
    assert len(publish(named)[0].unchanged) == 1
    write(settings.root, "navn.txt", "Ola Prøve\nKari Eksempel\n")
    assert len(publish(named)[0].written) == 1


def test_a_list_of_names_that_is_not_there_is_told(settings):
    with pytest.raises(FaultsFound, match=r"navn\.txt"):
        publish(with_names(settings))


MEET = """
import time
from pathlib import Path

Path("{own}").touch()
until = time.monotonic() + 60
while not Path("{other}").exists():
    assert time.monotonic() < until, "the other did not come"
    time.sleep(0.05)
"""


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="notebooks run side by side where there are two cores")
def test_notebooks_run_side_by_side_and_each_is_told_as_it_ends(settings):
    (settings.root / "notebooks/01_lager.ipynb").unlink()
    for name, other in (("01_a", "02_b"), ("02_b", "01_a")):
        write_notebook(settings.root, f"{name}.ipynb", [*GOOD, ("code", MEET.format(own=name, other=other))])
    published, said = publish(settings)
    assert [page.stem for page in published.written] == ["01_a", "02_b"]
    assert sorted(line.partition(":")[0].strip() for line in said) == ["01_a.ipynb", "02_b.ipynb"]


def test_a_notebook_with_faults_is_told_among_the_others_and_the_others_get_their_pages(settings):
    write_notebook(settings.root, "02_feil.ipynb", [*GOOD, ("code", "1 / 0")])
    said = []
    with pytest.raises(FaultsFound):
        publish_all(settings, said.append)
    assert "  02_feil.ipynb: 1 fault, not written" in said
    assert (settings.root / settings.reports.output / "01_lager.html").is_file()


SLOW = """
import os
import time
from pathlib import Path

Path("python.new").write_text(str(os.getpid()))
Path("python.new").rename("python")
time.sleep(100)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 1), (signal.SIGTERM, 128 + signal.SIGTERM)])
def test_told_to_end_it_ends_its_notebooks_and_leaves_no_half_pages(settings, number, status):
    write_notebook(settings.root, "01_lager.ipynb", [*GOOD, ("code", SLOW)])
    told = settings.root / "notebooks/python"
    publishing = subprocess.Popen([sys.executable, "-m", "kb", "publish"], cwd=settings.root)
    try:
        within(60, told.exists)
        publishing.send_signal(number)
        assert publishing.wait(timeout=20) == status
    finally:
        publishing.kill()
    within(10, lambda: not Path(f"/proc/{told.read_text()}").exists())
    assert not (settings.root / settings.reports.output).exists()


def within(seconds, has_happened):
    until = time.monotonic() + seconds
    while not has_happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_sheets_that_lie_beside_the_pages_are_listed_with_them(settings):
    sheet = Sheet("Plan for lager", "Tre læringspunkter.", (part("Lager", note("Tell det.")),), Standing())
    publish_sheet(settings, sheet, sheet_name("rundown", sheet.title), [])
    published, _ = publish(settings)
    told = published.index.read_text(encoding="utf-8")
    assert '<a href="rundown-plan-for-lager.html">Plan for lager</a>' in told
    assert "tilgjengelighet" not in told


def test_a_notebook_published_alone_brings_the_pages_of_lessons_that_it_leads_to(settings):
    write(settings.root, "lessons/entries/2020-06-15-felles-lager.md", lesson_text())
    write(settings.root, "lessons/entries/2020-06-16-utkast.md", lesson_text(id="utkast", status="draft"))
    settings.library().index()
    listed = "from kb.evaluation.views import lesson_list\nfrom kb.settings import read_settings\n\n"
    listed += "lesson_list(read_settings().library().entries(kind='lesson'), caption='Læringspunkter')"
    write_notebook(settings.root, "01_lager.ipynb", [*GOOD, ("code", listed)])
    page, _ = publish_one(settings, settings.root / "notebooks" / "01_lager.ipynb", say=str)
    html = page.read_text(encoding="utf-8")
    assert html.count('href="laeringspunkter/') == 1
    assert (page.parent / "laeringspunkter" / "felles-lager.html").is_file()
