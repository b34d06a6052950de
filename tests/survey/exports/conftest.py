"""The same four persons' answers, laid out as each survey system exports them."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from kb.survey.codebook import read_codebook

CODEBOOK = """
key = "id"
title = { nb = "Prøve" }

[[background]]
id = "role"
source = "answers"
label = { nb = "Hva er din rolle?" }
codes = [{ code = "1", nb = "Leder" }, { code = "2", nb = "Øvrig ansatt" }]

[scales.degree]
answers = [
    { code = "1", nb = "I liten grad", nn = "I liten grad", en = "To a small extent" },
    { code = "2", nb = "I noen grad", nn = "I nokon grad", en = "To some extent" },
    { code = "3", nb = "I stor grad", nn = "I stor grad", en = "To a large extent" },
]
dont_know = { code = "9", nb = "Vet ikke", nn = "Veit ikkje" }

[scales.yes_no]
answers = [{ code = "1", nb = "Ja" }, { code = "2", nb = "Nei" }]

[scales.tools]
answers = [{ code = "1", nb = "PC" }, { code = "2", nb = "Ekstra skjerm" }, { code = "3", nb = "Stol" }]

[[questions]]
id = "moved"
type = "single"
scale = "yes_no"
wording = { nb = "Ble du omdisponert?" }

[[questions]]
id = "need"
type = "likert"
scale = "degree"
wording = { nb = "I hvor stor grad var det bruk for deg?" }

[[questions]]
id = "tools"
type = "multi"
scale = "tools"
wording = { nb = "Hva har du hjemme?" }

[[questions]]
id = "days"
type = "number"
wording = { nb = "Hvor mange dager?" }

[[questions]]
id = "recommend"
type = "nps"
wording = { nb = "Hvor sannsynlig er det at du vil anbefale oss?" }

[[questions]]
id = "why"
type = "open"
wording = { nb = "Hvorfor? Skriv gjerne litt" }
"""

COLUMNS = ["id", "role", "moved", "need", "tools", "days", "recommend", "why"]
ANSWERS = [
    ["101", "1", "1", "3", "1|2", "2,5", "10", "Å få hjelp; det gikk bra"],
    ["102", "2", "2", "9", "3", "0", "0", None],
    ["103", "2", "1", "1", None, None, "7", 'Sa «nei», og "hvorfor"?'],
    ["104", "1", None, "2", "1|2|3", "14", None, "Linje én\nlinje to"],
]
LABELS = {
    "role": {"1": "Leder", "2": "Øvrig ansatt"},
    "moved": {"1": "Ja", "2": "Nei"},
    "need": {"1": "I liten grad", "2": "I noen grad", "3": "I stor grad", "9": "Vet ikke"},
    "tools": {"1": "PC", "2": "Ekstra skjerm", "3": "Stol"},
}
WORDS = {
    "role": "Hva er din rolle?",
    "moved": "Ble du omdisponert?",
    "need": "I hvor stor grad var det bruk for deg?",
    "tools": "Hva har du hjemme?",
    "days": "Hvor mange dager?",
    "recommend": "Hvor sannsynlig er det at du vil anbefale oss?",
    "why": "Hvorfor? Skriv gjerne litt",
}


def people():
    """Give each person's answers by question."""
    return [dict(zip(COLUMNS, row, strict=True)) for row in ANSWERS]


def label(question, code):
    return LABELS[question].get(code, code) if code and question in LABELS else code or ""


def ticked(person, code):
    return code in (person["tools"] or "").split("|")


def csv_text(rows, separator=";", quoting=csv.QUOTE_MINIMAL):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def forms_rows():
    """Lay out as Microsoft Forms: its own five columns, labels, several answers each with a semicolon after."""
    rows = [["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", *WORDS.values()]]
    for person in people():
        several = "".join(f"{label('tools', code)};" for code in (person["tools"] or "").split("|") if code)
        answers = [several if name == "tools" else label(name, person[name]) for name in WORDS]
        start, end = pd.Timestamp("2020-06-01 12:00:00"), pd.Timestamp("2020-06-01 12:04:30")
        rows.append(
            [int(person["id"]), start.to_pydatetime(), end.to_pydatetime(), "anonymous", None, *answers]
        )
    return rows


def surveyxact_rows(*, labels):
    """Lay out as SurveyXact: variables, a column of 0 and 1 for each option, and the state of the respondent."""
    single = [name for name in WORDS if name != "tools"]
    options = list(LABELS["tools"])
    rows = [
        ["respondentid", *single, *(f"tools_{code}" for code in options), "statoverall_1", "statoverall_4"]
    ]
    yes, no = ("Valgt", "Ikke valgt") if labels else ("1", "0")
    for person in people():
        answers = [label(name, person[name]) if labels else person[name] or "" for name in single]
        marks = [yes if ticked(person, code) else no for code in options]
        rows.append([person["id"], *answers, *marks, no, yes])
    return rows


def questback_rows(*, labels):
    """Lay out as Questback, as the project understands it: numbered questions, `question - option`."""
    single = [name for name in WORDS if name != "tools"]
    head = [f"{number}. {WORDS[name]}" for number, name in enumerate(single, start=1)]
    head += [f"7. {WORDS['tools']} - {option}" for option in LABELS["tools"].values()]
    rows = [["Respondent Id", "Svartidspunkt", *head]]
    for person in people():
        answers = [label(name, person[name]) if labels else person[name] or "" for name in single]
        marks = [
            (option if labels else "1") if ticked(person, code) else "" if labels else "0"
            for code, option in LABELS["tools"].items()
        ]
        rows.append([person["id"], "2020-06-01 12:00", *answers, *marks])
    return rows


def enalyzer_rows(*, labels):
    """Lay out as Enalyzer: questions in full, as text or label number, and a column of 0 and 1 for each option."""
    rows = questback_rows(labels=False)
    if labels:
        rows = [[*row[:8], *marks[8:]] for row, marks in zip(questback_rows(labels=True), rows, strict=True)]
    head = [name.split(". ", 1)[1] for name in rows[0][2:]]
    return [["Respondent-ID", "Svarstatus", *head], *([row[0], "Fullført", *row[2:]] for row in rows[1:])]


def nettskjema_rows():
    """Lay out as Nettskjema's csv-report with a codebook: codes, `question.option` of 0 and 1."""
    single = [name for name in WORDS if name != "tools"]
    head = [
        "$submission_id",
        "$created",
        *single,
        "tools.PC",
        "tools.Ekstra skjerm",
        "tools.Stol",
        "$answer_time_ms",
    ]
    rows = [[name.replace("Ekstra skjerm", "2") for name in head]]
    for person in people():
        answers = [
            (person[name] or "").replace(",", ".") if name == "days" else person[name] or ""
            for name in single
        ]
        marks = [str(int(ticked(person, code))) for code in LABELS["tools"]]
        rows.append([person["id"], "2023-06-01T20:57:15+02:00", *answers, *marks, "74630"])
    return rows


def limesurvey_rows(*, labels):
    """Lay out as LimeSurvey: its own columns, `code[part]`, Y where an option was chosen."""
    single = [name for name in WORDS if name != "tools"]
    parts = [f"tools[SQ00{code}]" for code in LABELS["tools"]]
    rows = [["id", "submitdate", "lastpage", "startlanguage", "seed", *single, *parts, "tools[other]"]]
    for person in people():
        answers = [label(name, person[name]) if labels else person[name] or "" for name in single]
        yes, no = ("Ja", "Nei") if labels else ("Y", "")
        marks = [yes if ticked(person, code) else no for code in LABELS["tools"]]
        rows.append([person["id"], "2020-06-01 12:00:00", "3", "nb", "12345", *answers, *marks, ""])
    return rows


def lss(*, older=False):
    """Write the structure as LimeSurvey does: words in tables of their own, or until version 3 in the same rows."""
    kinds = dict(zip(WORDS, ("L", "L", "L", "M", "N", "L", "T"), strict=True))
    questions, parts, answers, words, answer_words = [], [], [], [], []
    for qid, (name, kind) in enumerate(kinds.items(), start=1):
        wording = f"<p>{WORDS[name]}</p>"
        questions.append({"qid": qid, "parent_qid": 0, "type": kind, "title": name, "question_order": qid})
        words.append({"qid": qid, "question": "In English", "language": "en"})
        words.append({"qid": qid, "question": wording, "language": "nb"})
        for place, (code, text) in enumerate(LABELS.get(name, {}).items(), start=1):
            number = qid * 100 + place
            if kind == "M":
                part = {"qid": number, "parent_qid": qid, "title": f"SQ00{code}", "question_order": place}
                parts.append(part | {"type": "T"})
                words.append({"qid": number, "question": text, "language": "nb"})
            else:
                answers.append({"aid": number, "qid": qid, "code": code, "sortorder": place, "scale_id": 0})
                answer_words.append({"aid": number, "answer": text, "language": "nb"})
    if older:
        told = {row["qid"]: row for row in words}
        questions, parts = ([row | told[row["qid"]] for row in rows] for rows in (questions, parts))
        pairs = [row | said for row, said in zip(answers, answer_words, strict=True)]
        answers = [{name: cell for name, cell in row.items() if name != "aid"} for row in pairs]
        tables = {"answers": answers, "questions": questions, "subquestions": parts}
    else:
        tables = {"answers": answers, "answer_l10ns": answer_words, "questions": questions}
        tables |= {"subquestions": parts, "question_l10ns": words}
    return _xml(tables)


def _xml(tables):
    def row(cells):
        return (
            "<row>" + "".join(f"<{key}><![CDATA[{cell}]]></{key}>" for key, cell in cells.items()) + "</row>"
        )

    body = "".join(
        f"<{name}><rows>{''.join(map(row, rows))}</rows></{name}>" for name, rows in tables.items()
    )
    kind = "<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>636</DBVersion>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<document>{kind}{body}</document>'


def write_xlsx(path, sheets):
    """Write a workbook of named sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def write_sav(path, *, sets=True):
    """Write an SPSS file with value labels and, as SPSS has them, a multiple-response set in record 7, subtype 7."""
    import pyreadstat

    single = [name for name in ("role", "moved", "need", "recommend") if name]
    frame = pd.DataFrame({"id": [float(person["id"]) for person in people()]})
    for name in single:
        frame[name] = [float(person[name]) if person[name] else float("nan") for person in people()]
    frame["days"] = [float((person["days"] or "nan").replace(",", ".")) for person in people()]
    for code in LABELS["tools"]:
        frame[f"tools{code}"] = [float(ticked(person, code)) for person in people()]
    frame["why"] = [person["why"] or "" for person in people()]
    words = [WORDS.get(name) or LABELS["tools"].get(name.removeprefix("tools")) or name for name in frame]
    labels = {
        name: {int(code): text for code, text in LABELS[name].items()} for name in ("role", "moved", "need")
    }
    pyreadstat.write_sav(
        frame, path, column_labels=words, variable_value_labels=labels, missing_ranges={"need": [9]}
    )
    if sets:
        text = f"$tools=D1 1 {len(WORDS['tools'])} {WORDS['tools']} tools1 tools2 tools3\n".encode()
        record = struct.pack("<iiii", 7, 7, 1, len(text)) + text
        content = path.read_bytes()
        at = content.index(struct.pack("<ii", 999, 0))  # the end of the dictionary
        path.write_bytes(content[:at] + record + content[at:])
    return path


@pytest.fixture
def codebook(tmp_path):
    """Give the codebook, or another written for the test."""

    def read(text=CODEBOOK):
        path = tmp_path / "codebook.toml"
        path.write_text(text, encoding="utf-8")
        return read_codebook(path)

    return read


@pytest.fixture
def write(tmp_path):
    """Write a file into an empty folder."""

    def written(content, name="export.csv", encoding="utf-8"):
        path = Path(tmp_path) / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written


@pytest.fixture
def layouts():
    """Give the layouts, for importlib's way of importing tests shares no modules."""
    return SimpleNamespace(
        codebook=CODEBOOK,
        columns=COLUMNS,
        answers=ANSWERS,
        words=WORDS,
        csv=csv_text,
        forms=forms_rows,
        surveyxact=surveyxact_rows,
        questback=questback_rows,
        enalyzer=enalyzer_rows,
        nettskjema=nettskjema_rows,
        limesurvey=limesurvey_rows,
        lss=lss,
        xlsx=write_xlsx,
        sav=write_sav,
    )
