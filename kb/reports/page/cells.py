"""What is wrong in the cells of an executed notebook, and how a cell is named to its writer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.errors import Fault, KbError

if TYPE_CHECKING:
    from nbformat import NotebookNode


def place_of(node: NotebookNode, index: int) -> str:
    """Name a cell by its number, counted from 1 from the top, and its first line."""
    lines = [line.strip() for line in node.cells[index].source.splitlines() if line.strip()]
    first = lines[0] if lines else "empty"
    return f"cell {index + 1} ({first if len(first) <= 50 else first[:49] + '…'})"


def places(node: NotebookNode) -> dict[int, str]:
    """Name all cells, by the number that the page carries for them."""
    return {index + 1: place_of(node, index) for index in range(len(node.cells))}


def cell_faults(node: NotebookNode, notebook: str) -> list[Fault]:
    """Find every cell that failed or wrote a warning."""
    return [
        Fault(notebook, place_of(node, index), problem, remedy)
        for index, cell in enumerate(node.cells)
        for output in cell.get("outputs", [])
        for problem, remedy in _output_faults(output)
    ]


def _output_faults(output: NotebookNode) -> Iterator[tuple[str, str]]:
    if output.output_type == "error":
        yield f"The cell failed. {_error_words(output)}", "Mend it and run the notebook again."
    if output.output_type == "stream" and output.name == "stderr":
        yield f"The cell wrote a warning: {_last_line(output.text)}", "Remove its cause."


def _error_words(output: NotebookNode) -> str:
    """Tell an error of ours in full, another by its last line."""
    value = str(output.evalue)
    if output.ename in _own_errors():
        return value
    return f"{output.ename}: {_last_line(value)}"


def _own_errors() -> set[str]:
    waiting: list[type[KbError]] = [KbError]
    names: set[str] = set()
    while waiting:
        kind = waiting.pop()
        names.add(kind.__name__)
        waiting += kind.__subclasses__()
    return names


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no text"
