"""The findings of a notebook as they are written, without running it: what they answer and rest on."""

from __future__ import annotations

import ast
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.evaluation.claims.records import SourceKind

DESKS = ("Evidence(", "open_evaluation(")  # a notebook whose findings are held against a plan opens one
_CALLS: dict[str, SourceKind] = {
    "survey": "survey",
    "staffing": "staffing",
    "lesson": "lesson",
    "passage": "text",
    "Number": "data",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A finding as its cell has it: the cell's number, and what its call says in so many words.

    `kinds` are the kinds of source by the calls within `evidence`; themes are known only in a run.
    """

    cell: int
    name: str
    statement: str
    kind: str
    question: str
    kinds: tuple[SourceKind, ...]
    about: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def read_findings(notebook: Path, lessons: Collection[str] = ()) -> list[Written]:
    """Read the findings of a notebook; `lessons` are ids, so that a passage of a lesson counts as one.

    Raises `FaultsFound` for a file that is no notebook; cells that are no Python are passed over.
    """
    return [
        _written(cell, call, lessons)
        for cell, source in _code_cells(notebook)
        for call in _calls(source)
        if _called(call) == "finding"
    ]


def find_notebook(plan: Path) -> Path | None:
    """Find the notebook beside a plan, or in the folder above, whose findings are held against that plan."""
    for folder in (plan.parent, plan.parent.parent):
        for notebook in sorted(folder.glob("*.ipynb")):
            text = notebook.read_text(encoding="utf-8", errors="replace")
            if plan.name in text and any(desk in text for desk in DESKS):
                return notebook
    return None


def _code_cells(notebook: Path) -> Iterator[tuple[int, str]]:
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        told = [(at, cell["cell_type"], cell["source"]) for at, cell in enumerate(cells, 1)]
    except OSError as error:
        fault = Fault(notebook.name, "file", f"cannot be opened ({error.strerror}).", "Check its name.")
        raise FaultsFound([fault]) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        fault = Fault(notebook.name, "file", "is no notebook.", "Save it again from Jupyter.")
        raise FaultsFound([fault]) from error
    for at, kind, source in told:
        if kind == "code":
            yield at, source if isinstance(source, str) else "".join(map(str, source))


def _calls(source: str) -> Iterator[ast.Call]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _written(cell: int, call: ast.Call, lessons: Collection[str]) -> Written:
    given = {word.arg: word.value for word in call.keywords if word.arg}
    statement = _text(call.args[0]) if call.args else ""
    pieces = _parts(given.get("evidence"))
    kinds = {kind for piece in pieces if isinstance(piece, ast.Call) and (kind := _kind(piece, lessons))}
    return Written(
        cell,
        _text(given.get("name")) or f"cell {cell}",
        statement,
        _text(given.get("kind")),
        _text(given.get("question")),
        tuple(sorted(kinds)),
        tuple(map(_text, _parts(given.get("about")))),
    )


def _kind(piece: ast.Call, lessons: Collection[str]) -> SourceKind | None:
    names: Mapping[str, SourceKind] = _CALLS
    asked = _text(piece.args[0]).partition("#")[0] if piece.args else ""
    return "lesson" if asked in lessons else names.get(_called(piece))


def _parts(node: ast.expr | None) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, ast.List | ast.Tuple) else []


def _text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
