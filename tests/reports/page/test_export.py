import dataclasses
import hashlib

import nbformat
import pytest
from bs4 import BeautifulSoup

from kb.errors import FaultsFound
from kb.reports.page.export import export
from kb.reports.page.profile import Profile
from kb.reports.page.provenance import data_file, installed_versions

PAYLOAD = '"><script>alert(1)</script>'


@pytest.fixture
def soup(sample_page):
    return BeautifulSoup(sample_page.read_text(encoding="utf-8"), "html.parser")


def make_node(*cells):
    node = nbformat.v4.new_notebook()
    for index, (kind, source, html) in enumerate(cells):
        if kind == "markdown":
            cell = nbformat.v4.new_markdown_cell(source)
        else:
            outputs = (
                [nbformat.v4.new_output("execute_result", {"text/html": html, "text/plain": "x"})]
                if html
                else []
            )
            cell = nbformat.v4.new_code_cell(source, outputs=outputs)
        node.cells.append(cell)
        cell.id = f"c{index}"
    return node


def test_the_page_is_in_norwegian_and_named_by_its_first_heading(soup):
    assert soup.html["lang"] == "nb"
    assert soup.title.get_text() == "Hva ansatte sier – Fjordvik kommune"
    assert (
        soup.find("meta", attrs={"name": "description"})["content"]
        == "De fleste fikk informasjonen de trengte."
    )
    assert soup.h1.get_text() == "Hva ansatte sier"


def test_no_code_and_no_prompt_is_on_the_page(soup):
    text = soup.get_text()
    assert "likert_bars(" not in text
    assert "import pandas" not in text
    assert "In [" not in text


def test_the_contents_lead_to_every_part(soup):
    links = soup.find("nav").find_all("a")
    assert [link.get_text() for link in links] == [
        "Informasjon",
        "Vakter",
        "Dette har vi sett før",
        "Datakilder",
    ]
    assert all(soup.find(id=link["href"][1:]).name == "h2" for link in links)


def test_the_page_says_whose_it_is_and_that_the_data_are_made_up(soup):
    assert soup.header.get_text(" ", strip=True) == "Fjordvik kommune Utkast"
    assert "Syntetiske eksempeldata" in soup.find(class_="banner").get_text()


def test_real_data_get_no_banner(executed, provenance, tmp_path):
    real = dataclasses.replace(provenance, synthetic=False, commit=None, files=())
    page = export(executed, tmp_path / "a.html", language="nb", provenance=real)
    assert "Syntetiske" not in page.read_text(encoding="utf-8")


def test_a_foot_without_files_and_programs_leaves_them_out(executed, provenance, tmp_path):
    bare = dataclasses.replace(provenance, files=(), versions=(), commit=None)
    page = export(executed, tmp_path / "a.html", language="nb", provenance=bare)
    foot = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").footer
    assert [term.get_text() for term in foot.find_all("dt")] == [
        "Kjørt",
        "Personvern",
        "Lesbarhet",
        "Tilgjengelighet",
    ]
    assert "None" not in foot.get_text()
    assert "Ingen datafiler ligger bak siden." in foot.get_text()


def test_a_raw_cell_is_a_fault_and_not_lost_in_silence(provenance, tmp_path):
    node = make_node(("markdown", "# Tittel", None))
    node.cells.append(nbformat.v4.new_raw_cell("rå tekst"))
    with pytest.raises(FaultsFound, match="Printed text or code: “rå tekst”"):
        export(node, tmp_path / "a.html", language="nb", provenance=provenance)


def test_the_foot_tells_data_run_programs_and_what_was_hidden(soup):
    foot = soup.footer.get_text(" ", strip=True)
    assert "21.\u00a0november\u00a02026\u00a0kl.\u00a014.30" in foot
    assert "færre enn 5 personer" in foot
    # The same table is shown three times on the page; its hidden numbers count once.
    hidden = {tag["data-table"]: int(tag["data-hidden"]) for tag in soup.select("[data-table]")}
    assert f"Skjulte tall på denne siden: {sum(hidden.values())}." in foot
    assert sum(hidden.values()) > 0
    assert "Python 3.11.7, pandas 3.1.1" in foot
    assert "4f2c1a9" in foot
    rows = [
        [cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.footer.tbody.find_all("tr")
    ]
    assert rows == [
        ["survey.csv", "6\u00a0087", "3f5a9c000000"],
        ["codebook.toml", "– ingen opplysning", "9b11d2000000"],
    ]


def test_the_page_lets_nothing_run_and_nothing_in(soup):
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert soup.script is None
    assert not [tag for tag in soup.find_all("link") if not tag["href"].startswith("data:")]


def test_a_page_with_faults_is_not_written_and_all_are_told(provenance, tmp_path):
    node = make_node(
        ("markdown", "## Uten tittel over", None),
        ("code", "df", "<table><tr><td>12,345.6</td></tr></table>"),
    )
    with pytest.raises(FaultsFound) as raised:
        export(node, tmp_path / "a.html", language="nb", provenance=provenance)
    assert [(fault.file, fault.place) for fault in raised.value.faults] == [
        ("a.ipynb", "page"),
        ("a.ipynb", "cell 2 (df)"),
        ("a.ipynb", "cell 2 (df)"),
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_failed_cell_keeps_the_page_from_being_written(provenance, tmp_path):
    node = make_node(("markdown", "# Tittel", None), ("code", "1/0", None))
    node.cells[1].outputs = [
        nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero")
    ]
    with pytest.raises(FaultsFound, match="division by zero"):
        export(node, tmp_path / "a.html", language="nb", provenance=provenance)
    assert not (tmp_path / "a.html").exists()


def test_printed_text_is_a_fault(provenance, tmp_path):
    node = make_node(("markdown", "# Tittel", None), ("code", "print('hei')", None))
    node.cells[1].outputs = [nbformat.v4.new_output("stream", name="stdout", text="hei")]
    with pytest.raises(FaultsFound, match="Printed text or code: “hei”"):
        export(node, tmp_path / "a.html", language="nb", provenance=provenance)


def test_a_table_hidden_by_another_threshold_than_the_page_says_is_a_fault(executed, provenance, tmp_path):
    other = dataclasses.replace(provenance, smallest=3)
    with pytest.raises(FaultsFound, match="hidden below 5, but the page says 3"):
        export(executed, tmp_path / "a.html", language="nb", provenance=other)


def test_an_old_page_stays_until_the_new_one_is_whole(provenance, tmp_path):
    page = tmp_path / "a.html"
    page.write_text("old", encoding="utf-8")
    with pytest.raises(FaultsFound):
        export(make_node(), page, language="nb", provenance=provenance)
    assert page.read_text(encoding="utf-8") == "old"
    export(make_node(("markdown", "# Tittel\n\nNy.", None)), page, language="nb", provenance=provenance)
    assert "Ny." in page.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-tilgjengelighet.html", "a.html"]


def test_texts_from_outside_are_inert_everywhere_on_the_page(provenance, tmp_path):
    evil = dataclasses.replace(
        provenance,
        municipality=PAYLOAD,
        commit=PAYLOAD,
        versions=((PAYLOAD, PAYLOAD),),
        files=(dataclasses.replace(provenance.files[0], name=PAYLOAD),),
    )
    node = make_node(("markdown", f"# {PAYLOAD}\n\n{PAYLOAD}\n\n## {PAYLOAD}\n\n{PAYLOAD}\n\n## B", None))
    page = export(node, tmp_path / "a.html", language="nb", provenance=evil)
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert soup.script is None
    assert soup.h1.get_text() == PAYLOAD


@pytest.mark.parametrize(("language", "contents"), [("nn", "Innhald"), ("en", "Contents")])
def test_the_furniture_follows_the_language(language, contents, provenance, tmp_path):
    node = make_node(("markdown", "# T\n\nA.\n\n## A\n\nB.\n\n## B\n\nC.", None))
    page = export(node, tmp_path / "a.html", language=language, provenance=provenance)
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert soup.html["lang"] == language
    assert soup.nav.p.get_text() == contents


def test_the_summary_is_taken_from_the_first_prose_where_the_opening_has_none(provenance, tmp_path):
    node = make_node(
        ("markdown", "# T", None), ("code", "prose()", '<div class="prose"><p>Sju av ti svarte.</p></div>')
    )
    page = export(node, tmp_path / "a.html", language="nb", provenance=provenance)
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert soup.find("meta", attrs={"name": "description"})["content"] == "Sju av ti svarte."


def test_the_notebook_is_left_as_it_was(executed, provenance, tmp_path):
    before = nbformat.writes(executed)
    export(executed, tmp_path / "a.html", language="nb", provenance=provenance)
    assert nbformat.writes(executed) == before


def test_a_data_file_is_told_by_name_and_fingerprint(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n")
    file = data_file(path)
    assert (file.name, file.rows) == ("a.csv", 1)
    assert file.sha256 == hashlib.sha256(b"a,b\n1,2\n").hexdigest()


def test_the_versions_of_what_is_installed_are_told():
    assert [name for name, _ in installed_versions(["pandas"])] == ["Python", "pandas"]


def standing(provenance, tmp_path, **told):
    node = make_node(("markdown", "# T\n\nA.", None))
    node.metadata["kb"] = told
    page = export(node, tmp_path / "a.html", language="nn", provenance=provenance)
    return (
        BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").header.find(class_="when").get_text()
    )


def test_the_top_tells_status_and_the_writers_date(provenance, tmp_path):
    told = standing(provenance, tmp_path, status="til behandling", date="2026-11-21")
    assert told == "Til handsaming · 21.\u00a0november\u00a02026"
    assert standing(provenance, tmp_path) == "Utkast"


def test_a_status_and_a_date_that_cannot_be_are_told_together(provenance, tmp_path):
    with pytest.raises(FaultsFound) as raised:
        standing(provenance, tmp_path, status="ferdig", date="21.11.2026")
    problems = [fault.problem for fault in raised.value.faults]
    assert problems == ["kb.status is “ferdig”.", "kb.date is “21.11.2026”."]


def test_a_logo_stands_in_for_the_name_and_the_name_is_read_once(provenance, tmp_path):
    profile = Profile("Fjordvik", ":root{--accent:#7a1f3d;}", "data:image/png;base64,AA==")
    page = export(
        make_node(("markdown", "# T\n\nA.", None)),
        tmp_path / "a.html",
        language="nb",
        provenance=dataclasses.replace(provenance, profile=profile),
    )
    html = page.read_text(encoding="utf-8")
    sender = BeautifulSoup(html, "html.parser").header.find(class_="sender")
    assert sender.img["alt"] == "Fjordvik kommune"
    assert (sender.span["aria-hidden"], sender.span.get_text()) == ("true", "Fjordvik")
    assert ":#7a1f3d;" in html
