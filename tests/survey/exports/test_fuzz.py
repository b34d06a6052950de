"""5,000 fuzzed frames and files: whatever comes in, only faults in words come out."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from kb.errors import FaultsFound, KbError
from kb.survey.codebook import read_codebook
from kb.survey.consistency import find_inconsistencies
from kb.survey.exports import convert, draft_codebook, read_export, screen
from kb.survey.exports.reading import described
from kb.survey.exports.records import Export, Table, Variable
from kb.survey.exports.systems import recognise
from kb.survey.exports.tables import frame_of

NAMES = [
    *(
        "id",
        "role",
        "moved",
        "need",
        "tools",
        "days",
        "recommend",
        "why",
        "tools_1",
        "tools_2",
        "tools[SQ001]",
    ),
    *(
        "tools - PC",
        "Hva er din rolle?",
        "E-post",
        "Navn",
        "$submission_id",
        "submitdate",
        "statoverall_4",
        "a_b_c",
    ),
    *(
        "",
        " ",
        "æ",
        "1",
        "x" * 300,
        "[",
        "a]",
        "a[b",
        "<p>Hei</p>",
        "Start time",
        "Completion time",
        "ID",
        "\x00",
        "=1",
    ),
]
CELLS = [
    *(
        "",
        "",
        "",
        "1",
        "1",
        "2",
        "3",
        "9",
        "0",
        "-1",
        "1.0",
        "1,5",
        "1e9",
        "nan",
        "NaN",
        "None",
        "inf",
        "Ja",
        "Nei",
    ),
    *(
        "I stor grad",
        "Vet ikke",
        "PC;Skjerm;",
        "1|2",
        "|",
        ";",
        ",",
        "Valgt",
        "Ikke valgt",
        "Y",
        "N",
        "test",
        "å" * 500,
    ),
    *(
        "kari@fjordvik.example",
        "900 12 345",
        "01010750160",
        "10.0.0.1",
        "::1",
        "=1+1",
        "@",
        "'",
        '"',
        "\ud800",
        "\x0b",
    ),
    *(
        "2020-06-01 12:00:00",
        "2020-06-01T12:00:00+02:00",
        "12:00",
        "(at)",
        "\u200b",
        "９００１２３４５",
        "Leder",
        "[",
        "]|",
    ),
]


ORDERLY = {
    "id": [str(number) for number in range(9999)],
    "role": ["1", "2", "Leder", "øvrig ansatt"],
    "moved": ["1", "2", "Ja", "nei", "", "1.0"],
    "need": ["1", "2", "3", "9", "I stor grad", "vet ikke", ""],
    "tools": ["1|2", "PC;Stol;", "3", "", "PC, Stol"],
    "tools_1": ["0", "1"],
    "tools_2": ["0", "1"],
    "days": ["0", "2,5", "-1", ""],
    "recommend": ["0", "10", "7 - Ganske", ""],
    "why": ["Ring 900 12 345", "test", "=1+1", "", "Lite tid til opplæring av nye"],
    "Navn": ["Kari Nordmann", "Test", ""],
    "submitdate": ["2020-06-01 12:00:00", ""],
    "Noe annet": ["x", "y"],
}


def fuzzed_table(chance):
    orderly = chance.random() < 0.6
    pools = dict(ORDERLY) if orderly else dict.fromkeys(NAMES, CELLS)
    names = chance.sample(list(pools), chance.randint(0, 7))
    if orderly and chance.random() < 0.8:
        names = list(dict.fromkeys(["id", "role", "moved", *names]))
    rows = []
    for number in range(2, 2 + chance.randint(0, 8)):
        cells = [chance.choice(CELLS if chance.random() < 0.01 else pools[name]) for name in names]
        rows.append((number, cells + [""] * (chance.random() < 0.02)))
    if not orderly and chance.random() < 0.1:
        names = [chance.choice(NAMES) for _ in names]
    return Table(names, rows, chance.choice(["line", "row", "case"]))


def fuzzed_export(chance):
    frame = frame_of(Path("export.csv"), fuzzed_table(chance))
    labels = {"1": "Ja", "2": "PC", "9": "Vet ikke"} if chance.random() < 0.3 else {}
    missing = frozenset({"9"}) if chance.random() < 0.2 else frozenset()
    variables = tuple(Variable(str(name), str(name), labels=labels, missing=missing) for name in frame)
    system = recognise(list(frame))
    return described(
        Export("export.csv", system.name, frame, variables, chance.choice([None, ";"]), ()), system
    )


def mutated(content, chance):
    """Change, drop, repeat or cut some bytes."""
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 1, 2, 8])):
        at = chance.randrange(len(changed)) if changed else 0
        match chance.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + chance.randint(1, 40)]
            case 2:
                changed[at:at] = changed[at : at + chance.randint(1, 40)]
            case 3:
                changed[at:at] = chance.choice(CELLS).encode("utf-8", "replace")
    return bytes(changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.1 else changed)


def outcome(make, codebook, chance):
    """Go all the way, and say how it ended; whatever is no fault in words fails the test."""
    try:
        export = make()
        screened = screen(export, names=["Kari Nordmann"] if chance.random() < 0.05 else [], secret=b"x")
        if chance.random() < 0.2:
            draft_codebook(export)
        convert(screened, codebook, leave_out={"duplicate", "test"} if chance.random() < 0.5 else set())
    except KbError as error:
        assert str(error)
        return "refused"
    return "converted"


@pytest.fixture
def book(codebook):
    return codebook()


def test_4000_fuzzed_frames_end_in_answers_or_in_faults(book):
    chance = random.Random(5)
    ends = Counter(outcome(lambda: fuzzed_export(chance), book, chance) for _ in range(4000))
    assert min(ends["refused"], ends["converted"]) > 200


def test_1000_fuzzed_files_end_in_answers_or_in_faults(book, layouts, tmp_path):
    chance = random.Random(6)
    texts = [
        layouts.csv(layouts.questback(labels=True)).encode("cp1252"),
        layouts.csv(layouts.limesurvey(labels=False)).encode("utf-8-sig"),
        layouts.csv(layouts.surveyxact(labels=True)).encode("utf-16"),
    ]
    workbook = layouts.xlsx(tmp_path / "a.xlsx", {"Svar": layouts.forms()}).read_bytes()
    spss = layouts.sav(tmp_path / "a.sav").read_bytes()
    path, structure, ends = tmp_path / "fuzzed.bin", tmp_path / "fuzzed.lss", Counter()
    for number in range(1000):
        whole = workbook if number % 10 == 0 else spss if number % 50 == 1 else chance.choice(texts)
        path.write_bytes(mutated(whole, chance))
        structure.write_bytes(mutated(layouts.lss().encode(), chance))
        beside = structure if number % 5 == 2 else None
        ends[outcome(lambda beside=beside: read_export(path, structure=beside), book, chance)] += 1
    assert min(ends["refused"], ends["converted"]) > 50


def test_drafts_of_fuzzed_frames_convert_what_they_were_drafted_from(tmp_path):
    chance, file, ends = random.Random(7), tmp_path / "draft.toml", Counter()
    while ends["converted"] < 200:
        try:
            export = fuzzed_export(chance)
            text = draft_codebook(export)
        except KbError:
            continue
        file.write_text(text, encoding="utf-8")
        codebook = read_codebook(file)
        assert find_inconsistencies(codebook, file.name) == []
        try:
            convert(screen(export), codebook, leave_out={"duplicate"})
        except FaultsFound as error:
            assert all("key" in fault.problem for fault in error.faults), error
            ends["keyless"] += 1
        else:
            ends["converted"] += 1
    assert ends["keyless"] < 200
