"""Each gate stops an export, and all faults of all cells are told at once."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.errors import FaultsFound
from kb.evaluation.claims.approving import approve
from kb.evaluation.claims.lock import read_lock, write_lock
from kb.evaluation.evidence import Evidence
from kb.evaluation.plan import read_plan
from kb.reports.checks.gate import check_page
from kb.reports.page.export import export
from kb.reports.page.notebooks import run
from kb.reports.page.provenance import Provenance
from kb.verbs.evaluation import evaluation

DATA = Path(__file__).parents[3] / "notebooks" / "data"
DAY = dt.date(2020, 9, 1)


@pytest.fixture
def desk(library, survey, staffing, shown, tmp_path):
    """Open evidence with a plan and a file of approvals that holds what is told to it."""

    def opened(**approved):
        lock = tmp_path / "evidence.lock.toml"
        write_lock(lock, approved.get("states", {}), DAY)
        return Evidence(
            library=library,
            survey=survey,
            staffing=staffing,
            shown=shown,
            plan=read_plan(DATA / "evaluation.toml"),
            lock=lock if "states" in approved else None,
        )

    return opened


def faults(block):
    page = f'<html lang="nb"><body><div data-cell="3">{block._repr_html_()}</div></body></html>'
    told = check_page(page, notebook="a.ipynb", places={3: "cell 3 (belegg.finding()"})
    return [fault for fault in told if fault.place == "cell 3 (belegg.finding()"]


def told(block):
    return [f"{fault.problem} {fault.remedy}" for fault in faults(block)]


def test_a_finding_with_all_it_needs_passes_every_gate(desk):
    belegg = desk()
    one = belegg.finding(
        "{svar} av de ansatte svarte, for lageret ga oversikt.",
        kind="strength",
        question="E1",
        name="oversikt",
        evidence=[belegg.survey("response_rate", name="svar"), belegg.lesson("felles-lager")],
        weighed=["ingen-oversikt"],
    )
    assert faults(one) == []
    assert [claim.name for claim in belegg.claims] == ["oversikt"]
    assert belegg.claims[0].statement == "69\u00a0\\% av de ansatte svarte, for lageret ga oversikt."


def test_a_claim_without_evidence_is_stopped(desk):
    (only,) = told(desk().finding("Alt gikk bra.", kind="strength", question="E1", evidence=[]))
    assert only == "A finding without evidence: “Alt gikk bra.”. Give it a number or a passage."


def test_evidence_that_is_gone_is_stopped(desk):
    belegg = desk()
    pieces = [belegg.lesson("borte"), belegg.passage("felles-lager#Vedlegg"), belegg.staffing("needs.x")]
    found = told(belegg.finding("Det gikk bra.", kind="strength", question="E1", evidence=pieces))
    assert len(found) == 3
    assert all(one.startswith("Evidence is gone: ") for one in found)


def test_a_hidden_cell_is_no_evidence(desk):
    belegg = desk()
    hidden = [belegg.staffing("overtime.barnehage", name="timer")]
    found = told(belegg.finding("{timer} timer.", kind="strength", question="E1", evidence=hidden))
    assert "is hidden: too few persons stand behind it" in found[0]


def test_evidence_nobody_approved_and_evidence_that_has_changed_are_stopped(desk):
    belegg = desk(states={"survey response_rate": "0.5 of 8880"})
    pieces = [belegg.survey("response_rate", name="svar"), belegg.lesson("felles-lager")]
    new, changed = told(belegg.finding("{svar} svarte.", kind="strength", question="E1", evidence=pieces))
    assert "has not been approved: passage felles-lager#Konklusjon" in new
    assert (
        "“survey response_rate” has changed since 2020-09-01: it was “0.5 of 8880”, it is “0.685" in changed
    )


def test_what_speaks_against_must_be_there_and_approved_too(desk):
    belegg = desk(states={"passage felles-lager#Konklusjon": belegg_state(desk, "felles-lager")})
    against = [belegg.lesson("borte"), belegg.lesson("ingen-oversikt")]
    found = told(
        belegg.finding(
            "Lageret ga oversikt.",
            kind="strength",
            question="E1",
            evidence=[belegg.lesson("felles-lager")],
            against=against,
        )
    )
    assert ["gone" in one or "not been approved: passage ingen-oversikt" in one for one in found] == [
        True,
        True,
    ]


def belegg_state(desk, lesson):
    return desk().lesson(lesson).state


@pytest.mark.parametrize("figure", ["69 %", "6 087", "35\u00a0593 timer", "14,5 mill. kr", "8880"])
def test_a_typed_figure_is_stopped(desk, figure):
    belegg = desk()
    found = told(
        belegg.finding(
            f"Det var {figure}.", kind="strength", question="E1", evidence=[belegg.lesson("felles-lager")]
        )
    )
    assert "is typed by hand" in found[0]


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("{timer} overtid.", "No value for timer"),
        ("Lageret {ga oversikt.", "brace"),
        ("", "A finding without words"),
    ],
)
def test_words_that_cannot_be_filled_are_stopped(desk, statement, problem):
    belegg = desk()
    found = told(
        belegg.finding(statement, kind="strength", question="E1", evidence=[belegg.lesson("felles-lager")])
    )
    assert problem in found[0]


def test_two_numbers_of_one_name_are_stopped(desk):
    belegg = desk()
    pieces = [
        belegg.survey("information", "4", "5"),
        belegg.survey("information", "4", "5", area="plo"),
    ]
    found = told(belegg.finding("{information} fikk det.", kind="strength", question="E1", evidence=pieces))
    assert "Two numbers are called information." in found[0]


def test_a_rejected_lesson_is_no_evidence(desk):
    belegg = desk()
    pieces = [belegg.lesson("forkastet")]
    found = told(belegg.finding("Det gikk bra.", kind="strength", question="E1", evidence=pieces))
    assert "The lesson forkastet is rejected" in found[0]


def test_a_question_and_a_group_that_the_plan_does_not_have_are_stopped(desk):
    belegg = desk()
    question, group = told(
        belegg.finding(
            "Det gikk bra.",
            kind="strength",
            question="E9",
            about=["Eleverr"],
            evidence=[belegg.lesson("felles-lager")],
        )
    )
    assert "no question “E9”" in question
    assert "Did you mean Elever?" in group


def test_a_faulty_finding_is_no_finding(desk):
    belegg = desk()
    belegg.finding(
        "Det gikk bra.", kind="strength", question="E1", name="a", evidence=[belegg.lesson("felles-lager")]
    )
    belegg.finding("Det gikk bra.", kind="strength", question="E1", name="a", evidence=[])
    assert belegg.claims == []


def test_a_number_typed_in_running_text_that_differs_is_stopped_with_its_cell(desk, notebook):
    path = notebook('prose("Undersøkelsen ble sendt til 8 880 ansatte, og 6 078 fullførte.")')
    found = told(desk().hold_prose(path))
    assert len(found) == 1
    assert "cell 1, line 1 says “6 078”" in found[0]


def test_a_notebook_whose_numbers_agree_passes_and_says_so(desk, notebook):
    path = notebook('prose("Undersøkelsen ble sendt til 8 880 ansatte, og 6 087 fullførte.")')
    block = desk().hold_prose(path)
    assert faults(block) == []
    assert "2 tall holdt mot dataene; 2 finnes der igjen" in block._repr_html_()


def test_a_notebook_that_is_not_there_is_stopped(desk, tmp_path):
    assert "cannot be opened" in told(desk().hold_prose(tmp_path / "borte.ipynb"))[0]


OPEN = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from banks import TAXONOMY
from letters import LetterCounts
from kb.evaluation.evidence import Evidence
from kb.lessons.library import Library
root = Path("bank")
bank = Library(root, root, root / "kb.sqlite", LetterCounts(), TAXONOMY)
belegg = Evidence(library=bank, lock="evidence.lock.toml")
""".format(tests=str(Path(__file__).parents[2] / "lessons"))
FRONT = """
from kb.reports.blocks import Asked, KeyFinding, front
front(event="E", period="P", findings=[KeyFinding("a", "b", "c", "#funn-b")], asked=Asked("x", "y", "z"))
"""


def finding(name, *evidence):
    told = ", ".join(f'belegg.lesson("{one}")' for one in evidence)
    rest = f'name="{name}", evidence=[{told}], weighed=["ingen-oversikt"]'
    return f'belegg.finding("Lageret ga ro.", kind="strength", {rest})'


def publish(path):
    made = Provenance("Fjordvik", False, (), dt.datetime(2020, 9, 1, tzinfo=dt.UTC), (), 5)
    return export(run(path), path.with_suffix(".html"), language="nb", provenance=made)


def test_an_export_lists_the_faults_of_all_cells_and_approval_lets_it_through_until_a_passage_changes(
    tmp_path, write_page, make_bank, change_bank
):
    make_bank(tmp_path / "bank")
    broken = write_page(OPEN, FRONT, finding("a"), finding("b", "felles-lager"), finding("c", "borte"))
    with pytest.raises(FaultsFound) as raised:
        publish(broken)
    found = [(fault.file, fault.place.split(" (")[0], fault.problem[:24]) for fault in raised.value.faults]
    assert found == [
        ("a.ipynb", "cell 4", "A finding without eviden"),
        ("a.ipynb", "cell 5", "This evidence has not be"),
        ("a.ipynb", "cell 6", "Evidence is gone: The ba"),
    ]
    assert not broken.with_suffix(".html").exists()

    mended = write_page(OPEN, FRONT, finding("b", "felles-lager"))
    (approval,) = approve(mended, DAY)
    assert [change.before for change in approval.changes] == [""]
    assert publish(mended).is_file()

    change_bank(tmp_path / "bank", "Én oversikt er nok.", "To oversikter må til.")
    with pytest.raises(
        FaultsFound, match=r"it was “.* Én oversikt er nok\.”, it is “.* To oversikter må til\.”"
    ):
        publish(mended)
    lock = tmp_path / "evidence.lock.toml"
    before = lock.read_bytes()
    preview = CliRunner().invoke(evaluation, ["approve", str(mended), "--preview"])
    assert (preview.exit_code, lock.read_bytes()) == (1, before)
    assert "Én oversikt er nok. → " in preview.stdout
    assert CliRunner().invoke(evaluation, ["approve", str(mended)]).exit_code == 0
    assert "To oversikter" in read_lock(lock).states["passage felles-lager#Konklusjon"]


@pytest.fixture
def write_page(tmp_path):
    """Write a notebook with title and method around code cells."""
    import nbformat

    def written(*sources):
        cells = [nbformat.v4.new_markdown_cell("# Tittel\n\nEt sammendrag.")]
        cells += [nbformat.v4.new_code_cell(source.strip()) for source in sources]
        cells.append(nbformat.v4.new_markdown_cell("## Metode\n\nSlik."))
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
        return tmp_path / "a.ipynb"

    return written
