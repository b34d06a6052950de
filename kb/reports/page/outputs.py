"""What of a run a page would leave out without a word: cells passed over, and outputs that it cannot show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import Fault
from kb.reports.page.cells import place_of

if TYPE_CHECKING:
    from nbformat import NotebookNode

# The kinds of output a page shows, the best first.
SHOWN = ("text/html", "image/svg+xml", "text/markdown", "image/png", "image/jpeg", "text/plain")


def unseen_faults(node: NotebookNode, notebook: str) -> list[Fault]:
    """Find cells that a run passed over, and outputs of kinds that no page can show."""
    codes = [at for at, cell in enumerate(node.cells) if cell.cell_type == "code" and cell.source.strip()]
    done = {at for at in codes if node.cells[at].get("execution_count")}
    faults = [
        Fault(
            notebook,
            place_of(node, at),
            "The cell was not run.",
            "Remove its tag, or what ends the run before it.",
        )
        for at in codes
        if done and at not in done
    ]
    for at in codes:
        for data in (output.data for output in node.cells[at].outputs if "data" in output):
            if data and not set(data) & set(SHOWN):
                problem = f"An output of the kind {', '.join(data)}, which no page can show."
                faults.append(Fault(notebook, place_of(node, at), problem, "Draw it with kb.reports.charts."))
    return faults
