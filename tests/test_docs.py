"""What the README and docs name is there, and their examples do what they say."""

import json
import re
import tomllib
from inspect import isfunction
from pathlib import Path
from types import SimpleNamespace

import click
import nbformat
import pytest
from bs4 import BeautifulSoup

import kb.reports.charts
from kb.cli import main
from kb.publishing.notebooks import publish_one
from kb.settings import Settings, read_settings

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "pages.md"
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FOLDERS = ("kb", "scripts", "tests", "docs", "notebooks", "lessons")
# What a reader makes or is told of as an example.
NOT_OURS = re.compile(
    r"build/|\.venv|NAME|FILE|QUERIES|FOLDER|<|05_utstyr|utstyr\.csv|^\.\w+$"
    r"|laeringspunkter\.csv|proposals\.jsonl"
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def read(doc):
    return doc.read_text(encoding="utf-8")


def code_words(doc):
    """Give what stands between backticks, and the lines of fenced blocks without a language."""
    prose = _FENCE.sub("", read(doc))
    lines = [line for kind, block in _FENCE.findall(read(doc)) if not kind for line in block.splitlines()]
    return re.findall(r"`([^`\n]+)`", prose) + lines


def words_of(svg):
    """Give all words and numbers of a drawing, in order; strokes and places may change."""
    return [text.get_text() for text in BeautifulSoup(svg, "html.parser").find_all("text")]


def anchors(doc):
    titles = re.findall(r"^#+ (.+)$", _FENCE.sub("", read(doc)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.fixture(scope="module")
def pictures():
    """Give the script that draws the pictures, which also reads the examples of the guide."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "scripts")
        import make_docs_pictures

        yield make_docs_pictures


@pytest.fixture(scope="module")
def ran(pictures, tmp_path_factory):
    """Run the guide's chart examples and publish its smallest notebook, once."""
    page = publish_smallest(pictures, tmp_path_factory.mktemp("guide"))
    return SimpleNamespace(charts=pictures.run_charts(), page=page)


def publish_smallest(pictures, root):
    """Follow the guide's first part to the letter."""
    cells, files = [], {"toml": root / "kb.toml", "csv": root / "notebooks" / "data" / "utstyr.csv"}
    files["csv"].parent.mkdir(parents=True)
    metadata = {}
    for example in pictures.examples():
        if example.part != "The smallest notebook that publishes":
            continue
        if example.language in files:
            files[example.language].write_text(example.source, encoding="utf-8")
        elif example.language == "json":
            metadata = json.loads(example.source)
        else:
            make = {"markdown": nbformat.v4.new_markdown_cell, "python": nbformat.v4.new_code_cell}
            cells.append(make[example.language](example.source))
    notebook = root / "notebooks" / "05_utstyr.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), notebook)
    return publish_one(read_settings(root), notebook, say=str)[0]


def test_the_smallest_notebook_of_the_guide_publishes(ran):
    soup = BeautifulSoup(read(ran.page), "html.parser")
    assert soup.h1.get_text() == "Utstyret kom fram da lageret ble felles"
    assert soup.select_one(".key-finding .number").get_text() == "48\u00a0%"
    assert soup.select_one(".key-finding a")["href"] == "#figur-utstyr"
    assert soup.find(id="figur-utstyr").name == "figure"
    assert "Til behandling" in soup.header.get_text()
    assert "utstyr.csv" in soup.footer.get_text()
    assert ran.page.with_name("05_utstyr-tilgjengelighet.html").is_file()


def test_every_kind_of_chart_has_an_example_that_draws_it(ran):
    kinds = {name for name in kb.reports.charts.__all__ if isfunction(getattr(kb.reports.charts, name))}
    assert len(kinds) >= 8
    drawn = {name for name, html in ran.charts.items() if '<figure id="figur-' in html}
    assert drawn == kinds
    assert all(f"charts/{kind}.svg" in read(GUIDE) for kind in kinds)
    assert all(f"`{kind}`" in read(ROOT / "README.md") for kind in kinds)


def test_the_pictures_say_what_the_examples_say_today(ran, pictures):
    drawn = {name: pictures.picture(html) for name, html in ran.charts.items() if "<figure" in html}
    old = [
        name
        for name, svg in drawn.items()
        if words_of(read(pictures.CHARTS / f"{name}.svg")) != words_of(svg)
    ]
    assert not old, "Draw them anew with scripts/make_docs_pictures.py."


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(doc):
    for target in _LINK.findall(_FENCE.sub("", read(doc))):
        if target.startswith("https:"):
            continue
        path, _, anchor = target.partition("#")
        leads = (doc.parent / path).resolve() if path else doc
        assert leads.is_file(), target
        assert not anchor or anchor in anchors(leads), target


def test_every_picture_of_the_docs_says_what_it_shows():
    pictures = [found for doc in DOCS for found in re.findall(r"!\[([^\]]*)\]", read(doc))]
    assert len(pictures) >= 10
    assert all(len(words) > 20 for words in pictures)


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_every_file_that_is_named_is_there(doc):
    names = {part.name for folder in FOLDERS for part in (ROOT / folder).rglob("*")}
    names |= {part.name for part in ROOT.iterdir()}
    for word in (part for told in code_words(doc) for part in told.split()):
        named = word.strip(",;:")
        if NOT_OURS.search(named) or "://" in named or not re.search(r"\w\.\w+$|^\w+/", named):
            continue
        if named.startswith("kb.") and named != "kb.toml":
            found = module_of(named)
        elif "/" in named:
            found = any((ROOT / place).exists() for place in (named, f"kb/{named}", f"kb/{named}.py"))
        elif re.search(r"\.(md|py|toml|csv|ipynb|yml|png|svg)$", named):
            found = named in names
        else:
            continue
        assert found, named


def module_of(dotted):
    """Find a module, or a name in one."""
    path = ROOT.joinpath(*dotted.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file() or path.parent.with_suffix(".py").is_file()


def leaves(command, name="kb"):
    """Give every command that does something by itself, with the words that call it."""
    verbs = command.commands.items() if isinstance(command, click.Group) else ()
    if not verbs or command.invoke_without_command:
        yield name, command
    for word, verb in verbs:
        yield from leaves(verb, f"{name} {word}")


def options_of(command):
    return {name for parameter in command.params for name in parameter.opts}


def command_of(line):
    """Find the command that a line calls; a group that runs by itself takes options, others a verb."""
    command = main
    for word in line.split()[1:]:
        if not isinstance(command, click.Group) or (command.invoke_without_command and word.startswith("-")):
            break
        assert word in command.commands, line
        command = command.commands[word]
    return command


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_every_verb_and_option_of_kb_that_is_named_is_there(doc):
    lines = [told for told in code_words(doc) if re.match(r"kb [a-z]", told)]
    assert lines or doc.parent != ROOT
    for line in lines:
        assert set(re.findall(r"(?<!\S)--[a-z-]+", line)) <= options_of(command_of(line)), line


def test_every_verb_of_kb_is_told_of():
    told = "\n".join(word for doc in DOCS for word in code_words(doc))
    missing = [name for name, _ in leaves(main) if not re.search(rf"^{name}(?![\w-])", told, re.MULTILINE)]
    assert missing == []


def test_every_page_of_the_docs_is_linked_from_the_readme():
    linked = {path.partition("#")[0] for path in _LINK.findall(read(ROOT / "README.md"))}
    assert {f"docs/{doc.name}" for doc in DOCS[1:]} <= linked


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_options_told_alone_belong_to_some_verb(doc):
    known = {name for _, verb in leaves(main) for name in options_of(verb)}
    scripts = {
        "--set",
        "--no-input",
        "--tune",
        "--precision",
        "--no-verify",
    }  # of the scripts, nbconvert and git
    told = {
        option
        for word in code_words(doc)
        if word.startswith("--")
        for option in re.findall(r"--[a-z-]+", word)
    }
    assert told <= known | scripts


def test_every_key_of_the_settings_stands_in_kb_toml_and_no_other(tmp_path, pictures):
    written = tomllib.loads(read(ROOT / "kb.toml"))
    settings = read_settings(ROOT)
    for section in (name for name in Settings.__slots__ if name != "root"):
        assert set(written[section]) == set(type(getattr(settings, section)).model_fields)
    assert set(written["reports"]["profile"]) == set(type(settings.reports.profile).model_fields)
    for example in (one for one in pictures.examples() if one.language == "toml"):
        (tmp_path / "kb.toml").write_text(example.source, encoding="utf-8")
        assert read_settings(tmp_path).root == tmp_path


def test_what_the_gate_is_said_to_say_stands_in_its_code():
    rooms = (ROOT / "kb" / "reports", ROOT / "kb" / "evaluation" / "claims")
    code = "".join(read(file) for room in rooms for file in room.rglob("*.py"))
    rows = re.search(r"^## The gate$(.*?)^## ", read(GUIDE), re.MULTILINE | re.DOTALL)[1]
    cells = re.findall(r"^\| (`.*?) \|", rows, re.MULTILINE)
    said = [words for cell in cells for words in re.findall(r"`([^`]+)`", cell)]
    assert len(said) > 30
    assert [words for words in said if words not in code] == []


def test_the_figure_of_the_architecture_has_the_rooms_of_the_contracts():
    told = {
        contract["containers"][0]: contract["layers"]
        for contract in tomllib.loads(read(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    }
    houses = ("kb", "kb.lessons", "kb.reports", "kb.intake")
    rooms = [room for house in houses for layer in told[house] for room in layer.split(" | ")]
    rooms += [path.parent.name for path in (ROOT / "kb" / "evaluation").glob("*/__init__.py")]
    drawn = BeautifulSoup(read(ROOT / "docs" / "architecture.svg"), "html.parser")
    words = " ".join(text.get_text() for text in drawn.find_all("text"))
    assert drawn.title.get_text()
    assert [room for room in rooms if room != "__main__" and not re.search(rf"\b{room}\b", words)] == []
    said = drawn.find("desc").get_text()
    assert [room for room in rooms if room != "__main__" and not re.search(rf"\b{room}\b", said)] == []
