import nbformat
import pytest
from banks import write

from kb.errors import FaultsFound, KbError
from kb.publishing import publish_all
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
    write(tmp_path, "lessons/entries/a.md", "")
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
