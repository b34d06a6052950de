"""The page as PDF: tagged, titled, with language and outline, and the same twice."""

import datetime as dt
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pypdfium2
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1

from kb.errors import KbError
from kb.reports.paper import browser
from kb.reports.paper.printing import dated, write_pdf

DAY = dt.datetime(2026, 11, 21, 14, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def pdf(sample_page):
    return write_pdf(sample_page)


@pytest.fixture(scope="module")
def document(pdf):
    with pdf.open("rb") as file:
        yield PDFDocument(PDFParser(file))


def tags(node):
    """Give every tag of a document's tree, in reading order."""
    node = resolve1(node)
    if isinstance(node, dict):
        if "S" in node:
            yield node
        kids = resolve1(node.get("K"))
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, (dict, PDFObjRef)):
                yield from tags(kid)


def words(value):
    return value.decode("utf-16") if value.startswith(b"\xfe\xff") else value.decode("latin-1")


@pytest.mark.page
def test_the_pdf_is_tagged_with_language_and_title(document):
    catalog = document.catalog
    assert resolve1(catalog["MarkInfo"])["Marked"] is True
    assert catalog["Lang"] == b"nb"
    assert resolve1(catalog["ViewerPreferences"])["DisplayDocTitle"] is True
    assert words(document.info[0]["Title"]) == "Hva ansatte sier – Fjordvik kommune"


@pytest.mark.page
def test_charts_have_their_text_alternatives_and_tables_their_heads(document):
    found = list(tags(document.catalog["StructTreeRoot"]))
    kinds = [str(tag["S"].name) for tag in found]
    alts = {words(resolve1(tag["Alt"])) for tag in found if "Alt" in tag}
    assert alts >= {"Søyler for 4 områder."}
    assert kinds.count("TH") >= 10
    assert {"H1", "H2", "Table", "Figure", "L", "P"} <= set(kinds)
    assert kinds.index("H1") < kinds.index("H2")


@pytest.mark.page
def test_the_sheets_are_a4_and_the_outline_has_the_headings(pdf):
    document = pypdfium2.PdfDocument(pdf)
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    outline = [mark.get_title() for mark in document.get_toc()]
    document.close()
    assert sizes == {(595, 842)}
    assert outline[0] == "Hva ansatte sier"
    assert {"Informasjon", "Vakter", "Måned for måned"} <= set(outline)


@pytest.mark.page
def test_nothing_of_this_machine_is_in_the_pdf_and_its_time_is_the_pages(pdf, document, sample_page):
    content = pdf.read_bytes()
    assert b"file:" not in content
    assert str(sample_page.parent).encode() not in content
    assert document.info[0]["Creator"] == b"Erfaringsbank"
    told = dt.datetime(2026, 11, 21, 14, 30).astimezone(dt.UTC)
    assert set(re.findall(rb"D:\d+", content)) == {f"D:{told:%Y%m%d%H%M%S}".encode()}
    assert write_pdf(sample_page).read_bytes() == content
    assert [path.name for path in pdf.parent.iterdir() if path.name.startswith(("kb-", "."))] == []


def test_only_the_dates_of_a_pdf_change():
    before = b"x (D:20200101000000+00'00') y (D:20200102000000+00'00') D:1"
    assert dated(before, DAY) == b"x (D:20261121143000+00'00') y (D:20261121143000+00'00') D:1"


def test_without_a_browser_the_word_is_clear(monkeypatch, tmp_path):
    monkeypatch.delenv(browser.NAMED, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "_ON_MACOS", ())
    monkeypatch.setattr(browser, "_ON_WINDOWS", ())
    with pytest.raises(KbError, match=r"Install Chromium.*KB_CHROMIUM"):
        browser.find_browser()


def test_a_browser_that_is_named_but_not_there_is_told(monkeypatch):
    monkeypatch.setenv(browser.NAMED, "/borte/chromium")
    with pytest.raises(KbError, match="KB_CHROMIUM names /borte/chromium"):
        browser.find_browser()


def program(tmp_path, script):
    path = tmp_path / "browser"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exit 3", "ended with status 3, and printed nothing"),
        ("exec sleep 9", "took more than 1 seconds"),
    ],
)
def test_a_browser_that_fails_leaves_no_pdf(monkeypatch, tmp_path, script, told):
    monkeypatch.setenv(browser.NAMED, str(program(tmp_path, script)))
    with pytest.raises(KbError, match=told):
        browser.print_pdf("<p>A</p>", tmp_path, seconds=1)
    assert [path.name for path in tmp_path.iterdir()] == ["browser"]


def test_a_folder_that_cannot_be_written_in_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv(browser.NAMED, str(program(tmp_path, "exit 0")))
    with pytest.raises(KbError, match="Nothing can be printed in"):
        browser.print_pdf("<p>A</p>", tmp_path / "browser")


def test_what_a_killed_printing_left_is_removed_by_a_later_one(monkeypatch, tmp_path):
    monkeypatch.setenv(browser.NAMED, str(program(tmp_path, "exit 3")))
    for name, hours in (("old", 2), ("new", 0)):
        left = tmp_path / f"{browser.PLACE}{name}"
        left.mkdir()
        (left / "page.html").touch()
        os.utime(left, (time.time() - 3600 * hours,) * 2)
    with pytest.raises(KbError, match="status 3"):
        browser.print_pdf("<p>A</p>", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["browser", f"{browser.PLACE}new"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_printing_that_is_told_to_end_leaves_nothing_and_ends_its_browser(
    monkeypatch, tmp_path, sample_page
):
    started = tmp_path / "started"
    monkeypatch.setenv(browser.NAMED, str(program(tmp_path, f"echo $$ > {started}\nexec sleep 60")))
    reports = tmp_path / "reports"
    reports.mkdir()
    page = shutil.copy(sample_page, reports / "a.html")
    script = f"""
from pathlib import Path
from kb.console import tidy_end
from kb.reports.paper.printing import write_pdf
with tidy_end():
    write_pdf(Path({str(page)!r}))
"""
    printing = subprocess.Popen([sys.executable, "-c", script])
    while not (started.is_file() and started.read_text()):
        assert printing.poll() is None
        time.sleep(0.05)
    printing.terminate()
    assert printing.wait(timeout=20) == 128 + signal.SIGTERM
    assert [path.name for path in reports.iterdir()] == ["a.html"]
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def test_a_browser_that_writes_no_tags_is_told(monkeypatch, tmp_path, sample_page):
    script = 'for a in "$@"; do case $a in --print-to-pdf=*) echo "%PDF-1.4" > "${a#*=}";; esac; done'
    monkeypatch.setenv(browser.NAMED, str(program(tmp_path, script)))
    shutil.copy(sample_page, tmp_path / "a.html")
    with pytest.raises(KbError, match="without tags"):
        write_pdf(tmp_path / "a.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "browser"]


def test_only_root_prints_without_a_sandbox(monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert browser._sandbox() == []
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert browser._sandbox() == ["--no-sandbox"]


@pytest.mark.parametrize(
    ("name", "told"), [("borte.html", "There is no page"), ("a.html", "not a page that was")]
)
def test_what_is_no_page_of_ours_is_not_printed(tmp_path, name, told):
    (tmp_path / "a.html").write_text("<p>A</p>", encoding="utf-8")
    with pytest.raises(KbError, match=told):
        write_pdf(tmp_path / name)
