"""Plans and notebooks made of templates: DSB's outline, a review after an exercise, and a mid-way evaluation.

A template is three files: its tracks, criteria and questions (`dsb.nb.toml`), its notebook (`dsb.nb.txt`), and
what all share in a language: the plan around them (`plan.nb.toml`) and the code cells (`cells.nb.toml`). In a
notebook's text a line `@name` stands for the cell of that name, and all between two of them is Markdown.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from kb.errors import Fault, FaultsFound
from kb.writing import write_whole

PLAN = "evaluation.toml"
_NOTEBOOK = "evaluation.ipynb"  # what the templates call it
Language = Literal["nb", "nn"]
_FOLDER = Path(__file__).parent / "templates"
_CELL = re.compile(r"^@(\w+)$", re.MULTILINE)
_HEADS: dict[Language, tuple[str, str, str]] = {
    "nb": (
        "# Sporene i rekkefølge; hvert spørsmål hører til ett av dem.",
        "# Det håndteringen vurderes etter.",
        "# Spørsmålene evalueringen skal svare på. Hvert funn sier hvilket det svarer på.",
    ),
    "nn": (
        "# Spora i rekkjefølgje; kvart spørsmål høyrer til eitt av dei.",
        "# Det handteringa blir vurdert etter.",
        "# Spørsmåla evalueringa skal svare på. Kvart funn seier kva for eit det svarar på.",
    ),
}


class Template(StrEnum):
    """The kinds of evaluation there are templates for."""

    DSB = "dsb"
    AFTER_EXERCISE = "after-exercise"
    MIDWAY = "midway"


def begin_evaluation(folder: Path, template: Template, language: Language = "nb") -> list[Path]:
    """Write a plan and a notebook into a folder; raise `FaultsFound`, and write neither, where one is there already.

    The notebook has its folder's name, so that the pages of two evaluations do not write each other over.
    """
    notebook = notebook_name(folder)
    content = {
        folder / PLAN: plan_text(template, language),
        folder / notebook: notebook_text(template, language).replace(_NOTEBOOK, notebook),
    }
    taken = [file for file in content if file.exists()]
    if folder.exists() and not folder.is_dir():
        taken = [folder]
    if taken:
        remedy = "Name another folder, or move it away: nothing is written over."
        raise FaultsFound([Fault(str(file), "file", "is there already.", remedy) for file in taken])
    return [write_whole(file, text.encode()) for file, text in content.items()]


def notebook_name(folder: Path) -> str:
    """Name the notebook of an evaluation after its folder: `evaluering-av-stroembruddet.ipynb`."""
    from kb.reports.text.markup import slug

    return f"{slug(folder.resolve().name)}.ipynb"


def plan_text(template: Template, language: Language) -> str:
    """Write a template's plan, with its comments."""
    own = _toml(f"{template}.{language}.toml")
    tracks, criteria, questions = _HEADS[language]
    parts = {
        "tracks": f"{tracks}\n{_list('tracks', own['tracks'])}\n\n{criteria}\n{_list('criteria', own['criteria'])}",
        "questions": "\n\n".join([questions, *_questions(own["questions"])]),
    }
    return _CELL.sub(lambda found: parts[found[1]], _read(f"plan.{language}.toml"))


def notebook_text(template: Template, language: Language) -> str:
    """Write a template's notebook, without outputs, as JSON."""
    cells = [_cell(kind, source, at) for at, (kind, source) in enumerate(_parts(template, language))]
    node = {
        "cells": cells,
        "metadata": {
            "kb": {"status": "utkast", "depends": ["."]},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(node, ensure_ascii=False, indent=1) + "\n"


def _parts(template: Template, language: Language) -> Iterator[tuple[str, str]]:
    """Give the kind and source of each cell, in order."""
    code: Mapping[str, str] = _toml(f"cells.{language}.toml")
    texts = _CELL.split(_read(f"{template}.{language}.txt"))
    for at, text in enumerate(texts):
        if at % 2:
            yield "code", code[text].strip()
        elif text.strip():
            yield "markdown", text.strip()


def _cell(kind: str, source: str, at: int) -> dict[str, Any]:
    made = hashlib.sha256(f"{at}\n{source}".encode()).hexdigest()[:8]
    cell = {"cell_type": kind, "id": made, "metadata": {}, "source": source.splitlines(keepends=True)}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _questions(questions: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, (track, text) in enumerate(questions, 1):
        lines = {"id": f"E{number}", "track": track, "text": text}
        yield "\n".join(["[[questions]]", *(f"{key} = {_quoted(value)}" for key, value in lines.items())])


def _list(key: str, values: Sequence[str]) -> str:
    return "\n".join([f"{key} = [", *(f"    {_quoted(value)}," for value in values), "]"])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_read(name))


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
