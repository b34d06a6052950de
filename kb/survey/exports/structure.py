"""What the columns of a CSV mean where the system tells it in a file of its own beside the answers.

LimeSurvey's .lss is the XML of its own tables, as in the examples that its source carries; until version 3 the
words stood in `questions` and `answers`, since then in `question_l10ns` and `answer_l10ns`. SurveyXact's labels file
has a variable, a value and a label on each line without a header: layout as the project understands it from what its
users' programs read, not confirmed against its publisher.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kb.survey.exports.records import Choice, Variable
from kb.survey.exports.text import read_delimited, refusal
from kb.survey.exports.wording import cleaned, folded, unmarked

Row = dict[str, str]
_LARGEST = 50 * 1024 * 1024
_CHOSEN = frozenset({"y", "ja", "yes", "1"})
_MANY = ("M", "P")
# Types whose answers are LimeSurvey's own (its Question model).
_FIXED = {
    "Y": {"Y": "Ja", "N": "Nei"},
    "G": {"F": "Kvinne", "M": "Mann"},
    "C": {"Y": "Ja", "U": "Usikker", "N": "Nei"},
    "E": {"I": "Øker", "S": "Uendret", "D": "Minker"},
    "A": {str(code): str(code) for code in range(1, 6)},
    "B": {str(code): str(code) for code in range(1, 11)},
    "5": {str(code): str(code) for code in range(1, 6)},
}


def find_structure(path: Path, system: str) -> Path | None:
    """Find the file beside an export: LimeSurvey's with the same survey number, or SurveyXact's labels.csv."""
    if system == "LimeSurvey" and (number := re.search(r"\d{4,}", path.stem)):
        beside = sorted(path.parent.glob("*.lss"))
        return next((file for file in beside if number[0] in re.findall(r"\d+", file.stem)), None)
    labels = path.with_name("labels.csv")
    return labels if system == "SurveyXact" and labels != path and labels.is_file() else None


def read_structure(path: Path) -> dict[str, Variable]:
    """Read what the columns mean, by column name; raises `FaultsFound` when the file is none of the two kinds."""
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as error:
        raise refusal(path, f"Cannot be opened ({error.strerror}).", "Put it beside the answers.") from error
    if content.lstrip(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return {variable.name: variable for variable in _variables(_tables(path, content))}
    return _labels(path, content)


def _tables(path: Path, content: bytes) -> dict[str, list[Row]]:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise refusal(path, "Is not whole XML.", "Export the structure (.lss) again.") from error
    if root.findtext("LimeSurveyDocType") != "Survey":
        raise refusal(path, "Is not a LimeSurvey structure.", "Export the survey as .lss.")
    return {
        table.tag: [
            {cell.tag: cleaned(cell.text or "") for cell in row} for row in table.iterfind("rows/row")
        ]
        for table in root
    }


def _variables(tables: Mapping[str, list[Row]]) -> Iterator[Variable]:
    words = _words(tables, "question_l10ns", "questions", "qid", "question")
    words |= _words(tables, "question_l10ns", "subquestions", "qid", "question")
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in _ordered(tables.get("subquestions", []), "question_order"):
        parts[row.get("parent_qid", "")].append(row)
    answers = _answers(tables)
    for question in _ordered(tables.get("questions", []), "question_order"):
        if question.get("parent_qid", "0") in ("", "0"):
            yield from _columns(question, parts[question.get("qid", "")], words, answers)


def _columns(
    question: Row,
    parts: list[Row],
    words: Mapping[str, str],
    answers: Mapping[tuple[str, str], dict[str, str]],
) -> Iterator[Variable]:
    """Name the columns as LimeSurvey's export by question code does: `code`, or `code[part]` for each part."""
    qid, name, kind = question.get("qid", ""), question.get("title", ""), question.get("type", "")
    wording = words.get(qid, name)
    labels = _FIXED.get(kind) or answers.get((qid, "0"), {})
    if not parts:
        yield Variable(name, wording, labels=labels)
    for part in parts:
        code = part.get("title", "")
        label = words.get(part.get("qid", ""), code)
        column = f"{name}[{code}]"
        if kind in _MANY:
            choice = Choice(name, wording, code, label, _CHOSEN)
            yield Variable(column, f"{wording} {label}", choice=choice)
        elif kind == "1":
            for scale in ("0", "1"):
                yield Variable(
                    f"{column}[{int(scale) + 1}]", f"{wording} {label}", labels=answers.get((qid, scale), {})
                )
        else:
            yield Variable(column, f"{wording} {label}", labels=labels)


def _answers(tables: Mapping[str, list[Row]]) -> dict[tuple[str, str], dict[str, str]]:
    words = _words(tables, "answer_l10ns", "answers", "aid", "answer")
    answers: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in _ordered(tables.get("answers", []), "sortorder"):
        code = row.get("code", "")
        label = words.get(row.get("aid", ""), unmarked(row.get("answer", code)))
        answers[row.get("qid", ""), row.get("scale_id", "0") or "0"].setdefault(code, label)
    return answers


def _words(tables: Mapping[str, list[Row]], apart: str, within: str, key: str, text: str) -> dict[str, str]:
    """Map ids to words, bokmål first; they stand in a table apart, or within the rows themselves."""
    words: dict[str, str] = {}
    rows = [*tables.get(apart, []), *tables.get(within, [])]
    for row in sorted(rows, key=lambda row: row.get("language") not in ("nb", "no")):
        if row.get(text) and row.get(key):
            words.setdefault(row[key], unmarked(row[text]))
    return words


def _ordered(rows: list[Row], by: str) -> list[Row]:
    return sorted(rows, key=lambda row: float(row[by]) if re.fullmatch("[0-9]{1,9}", row.get(by, "")) else 0)


def _labels(path: Path, content: bytes) -> dict[str, Variable]:
    table = read_delimited(path, content)
    lines = [
        [cleaned(field) for field in fields] for fields in (table.names, *(row for _, row in table.rows))
    ]
    if any(len(fields) < 3 for fields in lines):
        problem = "Is neither a LimeSurvey structure nor a list of labels."
        raise refusal(path, problem, "Give the .lss, or lines of variable, value and label.")
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for variable, value, label, *_ in lines:
        labels[variable].setdefault(value, label)
    return {name: Variable(name, name, labels=values) for name, values in labels.items()}


def explained(variables: tuple[Variable, ...], meanings: Mapping[str, Variable]) -> tuple[Variable, ...]:
    """Give columns the wording, labels and options that the structure tells of them."""
    known = {folded(name): meaning for name, meaning in meanings.items()}
    by_words = {folded(meaning.wording): meaning for meaning in meanings.values()}
    return tuple(
        _explained(one, known.get(folded(one.name)) or by_words.get(_plain(one.name))) for one in variables
    )


def _plain(name: str) -> str:
    """Write a header in full words, `Wording [Part]`, as a structure's wording is written."""
    return folded(name.replace("[", " ").replace("]", " "))


def _explained(variable: Variable, meaning: Variable | None) -> Variable:
    if meaning is None:
        return variable
    wording = meaning.wording if meaning.wording != meaning.name else variable.wording
    return replace(variable, wording=wording, labels=meaning.labels, choice=meaning.choice or variable.choice)
