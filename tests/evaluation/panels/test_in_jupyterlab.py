"""The panels in JupyterLab itself: a real server, a real kernel, a real browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from banks import write
from playwright.sync_api import expect

from kb.settings import read_settings

ROOT = Path(__file__).parents[3]
LESSONS = (
    "*besoeksregler*",
    "*nettsiden-*",
    "*kokevarsel-paaroerande*",
    "*kort-tekstmelding*",
    "*klareringen*",
)
FIRST = """\
from kb.evaluation.panels import ReviewPanel, SearchPanel
from kb.settings import read_settings
bank = read_settings().library()
SearchPanel(bank)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Make a small bank of sample lessons with the small model, and a notebook with both panels."""
    root = tmp_path_factory.mktemp("lab")
    write(root, "kb.toml", "[model]\nname = 'static'\n")
    for pattern in LESSONS:
        for path in (ROOT / "lessons" / "entries").glob(pattern):
            write(root, f"lessons/entries/{path.name}", path.read_text(encoding="utf-8"))
    shutil.copy(ROOT / "lessons" / "themes.toml", root / "lessons" / "themes.toml")
    point = "- Felles rutiner for smittevern fungerte svært godt, og alle kom raskt i gang\n"
    write(root, "lessons/texts/status/2020-05-26-status.md", f"# Status\n\n## Hva har vi lært\n\n{point}")
    cells = [nbformat.v4.new_code_cell(FIRST), nbformat.v4.new_code_cell("ReviewPanel(bank)")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, root / "laer.ipynb")
    read_settings(root).library().index()
    return root


@pytest.fixture(scope="module")
def server(home):
    """Start JupyterLab on a free port, with settings of its own."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    folders = {name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--port-retries=0",
    ]
    command += [
        "--ServerApp.token=x",
        f"--ServerApp.root_dir={home}",
        "--LabApp.news_url=",
        "--LabApp.extension_manager=readonly",
    ]
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=home, env={**os.environ, **folders}, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, process, home / "server.log")
            yield address
        finally:
            process.terminate()
            process.wait(30)


def wait_for(address, process, log, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api?token=x", timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"JupyterLab did not start: {log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def lab(server, browser):
    """Open the notebook and run both cells."""
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{server}/lab/tree/laer.ipynb?token=x&reset")
    page.locator(".jp-Notebook .jp-Cell").nth(1).wait_for(timeout=180_000)
    page.get_by_text(re.compile(r"\| Idle")).wait_for(timeout=180_000)  # what is run before that may be lost
    page.locator(".jp-Notebook .jp-Cell").first.click()
    page.keyboard.press("Shift+Enter")
    page.get_by_placeholder("Hva vil du vite?").wait_for(timeout=180_000)
    page.keyboard.press("Shift+Enter")
    page.get_by_role("button", name="Forkast").wait_for(timeout=180_000)
    yield page
    page.context.close()


def cells(page):
    return [cell.inner_text() for cell in page.locator(".jp-Notebook .jp-Cell .cm-content").all()]


@pytest.mark.page
def test_a_search_shows_cards_and_a_hit_goes_into_the_next_cell_as_evidence(lab):
    query = lab.get_by_placeholder("Hva vil du vite?")
    query.fill("besøksregler for pårørende")
    query.press("Enter")
    lab.locator(".kb-hit").first.wait_for()
    assert "Besøksreglene" in lab.locator(".kb-hit").first.inner_text()
    assert lab.locator(".kb-hit mark").count() > 0
    lab.get_by_role("button", name="Sett inn som belegg").first.click()
    lab.get_by_text(re.compile("Satt inn i cellen under")).first.wait_for()
    lab.locator(".cm-content", has_text="belegg.lesson").first.wait_for()
    told = cells(lab)
    assert re.match(r'belegg\.lesson\("[a-z-]+(#[^"]+)?"\)', told[1])
    assert told[2] == "ReviewPanel(bank)"


@pytest.mark.page
def test_what_a_lesson_is_like_and_how_often_it_came_is_told_beneath_it(lab):
    query = lab.get_by_placeholder("Hva vil du vite?")
    query.fill("nettsiden svarte ikke")
    query.press("Enter")
    expect(lab.locator(".kb-hit").first).to_contain_text("Kommunens nettside", timeout=60_000)
    lab.get_by_role("button", name="Identifisert igjen").first.click()
    lab.get_by_text(re.compile(r"Identifisert (\d ganger|én gang)")).first.wait_for()
    lab.get_by_role("button", name="Lignende").first.click()
    lab.get_by_text(re.compile("Lovet:|Ingen treff")).first.wait_for()


@pytest.mark.page
def test_a_proposal_is_accepted_from_the_notebook_and_lies_in_the_bank(lab, home):
    lab.get_by_role("button", name="Godta").click()
    lab.get_by_text(re.compile("Skrevet: .*md")).wait_for()
    drafts = [
        path
        for path in (home / "lessons" / "entries").glob("*.md")
        if "status: draft" in path.read_text("utf-8")
    ]
    assert len(drafts) == 1
