"""A codebook drafted from an export can be read, fits itself, and converts the export it was drafted from."""

from __future__ import annotations

import csv

import pytest

from kb.errors import KbError
from kb.survey.codebook import read_codebook
from kb.survey.consistency import find_inconsistencies
from kb.survey.exports import convert, draft_codebook, read_export, screen


@pytest.fixture
def drafted(tmp_path):
    """Draft, read and check a codebook, and convert the export by it."""

    def draft(path, **read):
        export = read_export(path, **read)
        file = tmp_path / "draft.toml"
        file.write_text(draft_codebook(export), encoding="utf-8")
        codebook = read_codebook(file)
        assert find_inconsistencies(codebook, file.name) == []
        return codebook, convert(screen(export), codebook)

    return draft


def many(rows, times=5):
    """Repeat the answers, by other persons and with other open texts, which are the longest cells there are."""
    head, *body = rows
    return [head, *([f"{turn}{row[0]}", *varied(row[1:], turn)] for turn in range(times) for row in body)]


def varied(cells, turn):
    return [
        f"{cell} ({turn})" if "«nei»" in cell or "hjelp" in cell or "linje" in cell else cell
        for cell in cells
    ]


def types(codebook):
    return {question.id: question.type for question in codebook.questions}


def test_a_draft_from_labels_guesses_types_and_shares_ladders(drafted, write, layouts):
    rows = many(layouts.questback(labels=True))
    grade = rows[0].index("3. I hvor stor grad var det bruk for deg?")
    rows = [[*row, row[grade]] for row in rows]
    rows[0][-1] = "I hvor stor grad fikk du opplæring?"
    rows[1][-1], rows[3][-1] = "I svært liten grad", "I svært stor grad"
    codebook, converted = drafted(write(layouts.csv(rows)))
    assert [background.label.nb for background in codebook.background] == ["Hva er din rolle?"]
    assert types(codebook) == {
        "ble_du_omdisponert": "single",
        "i_hvor_stor_grad_var_det": "likert",
        "hvor_mange_dager": "number",
        "hvor_sannsynlig_er_det_at_du": "nps",
        "hvorfor_skriv_gjerne_litt": "open",
        "hva_har_du_hjemme": "multi",
        "i_hvor_stor_grad_fikk_du": "likert",
    }
    first, second = (
        codebook.question(name) for name in ("i_hvor_stor_grad_var_det", "i_hvor_stor_grad_fikk_du")
    )
    assert first.scale == second.scale == "degree"
    scale = codebook.scales["degree"]
    assert [answer.nb for answer in scale.answers] == [
        *("I svært liten grad", "I liten grad", "I noen grad", "I stor grad", "I svært stor grad"),
    ]
    assert scale.codes == ["1", "2", "3", "4", "5"]
    assert scale.dont_know.nb == "Vet ikke"
    assert "yes_no" in codebook.scales
    assert len(converted.answers) == 20


def test_a_draft_from_spss_keeps_its_codes_labels_and_sets(drafted, layouts, tmp_path):
    codebook, converted = drafted(layouts.sav(tmp_path / "data.sav"))
    tools = codebook.question("tools")
    assert (tools.type, tools.wording.nb) == ("multi", "Hva har du hjemme?")
    assert [answer.nb for answer in codebook.scale_of("tools").answers] == ["PC", "Ekstra skjerm", "Stol"]
    need = codebook.scale_of("need")
    assert (need.codes, need.dont_know.code) == (["1", "2", "3"], "9")
    assert codebook.background_named("role").codes[1].nb == "Øvrig ansatt"
    assert converted.answers["need"].tolist() == ["3", "9", "1", "2"]


def test_a_draft_from_limesurvey_has_wording_options_and_codes(drafted, write, layouts):
    structure = write(layouts.lss(), "structure.lss")
    text = layouts.csv(layouts.limesurvey(labels=False), quoting=csv.QUOTE_ALL)
    codebook, converted = drafted(write(text), structure=structure)
    assert codebook.question("why").wording.nb == layouts.words["why"]
    assert codebook.scale_of("tools").codes == ["SQ001", "SQ002", "SQ003"]
    assert converted.answers["tools"].tolist()[0] == "SQ001|SQ002"


def test_a_draft_from_microsoft_forms_splits_several_answers_in_one_cell(drafted, layouts, tmp_path):
    head, *body = layouts.forms()
    rows = [head, *([number * 10 + n, *row[1:]] for number in range(5) for n, row in enumerate(body))]
    codebook, converted = drafted(layouts.xlsx(tmp_path / "a.xlsx", {"Sheet1": rows}))
    question = next(question for question in codebook.questions if question.type == "multi")
    assert {answer.nb for answer in codebook.scale_of(question.id).answers} == {"PC", "Ekstra skjerm", "Stol"}
    assert not any("post" in one.id or "navn" in one.id for one in codebook.questions)
    assert len(converted.answers) == 20


def test_numbers_without_words_are_marked_for_the_writer(write, layouts):
    text = draft_codebook(read_export(write(layouts.csv(many(layouts.surveyxact(labels=False))))))
    assert "# The export holds numbers without words: write what they mean, or make it a number." in text
    assert 'column = "tools"' in text


def test_where_nothing_sorts_people_the_draft_says_what_to_fill_in(drafted, write):
    codebook, _ = drafted(write("id;Hvorfor?\n1;Fordi\n2;Derfor\n"))
    assert codebook.background[0].label.nb == "Fyll inn"


def test_questions_of_yes_or_no_side_by_side_are_no_options(drafted, write, layouts):
    rows = [
        ["id", "s_1", "s_2", "t_1", "t_2"],
        *([str(n), "ja" if n else "JA", "Nei", "1", "1"] for n in range(6)),
    ]
    rows[3][1:3] = "nei", "Ja"
    codebook, _ = drafted(write(layouts.csv(rows)))
    assert types(codebook) == {"s_2": "single", "t_1": "single", "t_2": "single"}
    assert [answer.nb for answer in codebook.background[0].codes] == ["ja", "nei"]  # as most of them wrote it


def test_words_that_would_break_a_file_are_written_safely(drafted, write, layouts):
    rows = [
        ["id", 'Hva «mener» du\\"?', "b"],
        *([str(n), 'Ja, "helt"\\' if n % 2 else "Nei\n\t#", "x"] for n in range(9)),
    ]
    codebook, _ = drafted(write(layouts.csv(rows)))
    labels = {answer.nb for one in codebook.scales.values() for answer in one.answers}
    labels |= {answer.nb for answer in codebook.background[0].codes}
    assert {'Ja, "helt"\\', "Nei #"} <= labels


def test_an_export_of_nothing_but_persons_cannot_be_drafted_from(write):
    with pytest.raises(KbError, match="holds no column that looks like a question"):
        draft_codebook(read_export(write("id;Navn;E-post\n1;Kari;a@b.example\n")))
