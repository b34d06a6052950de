"""Blogs and articles: open questions, signatures, quotations by role."""

import pytest

from kb.intake.genres import read_genre
from kb.intake.genres.blog import open_questions
from kb.intake.genres.quotations import read_quotations


def test_open_questions_are_kept_and_rhetorical_tags_are_not(document):
    blocks = document(
        "# Trengs det en krise?", "Fint år, eller hva? Hvem når vi ikke? «Er du ferdig?» sa han."
    ).blocks
    assert [one.text for one in open_questions(blocks)] == ["Trengs det en krise?", "Hvem når vi ikke?"]


def test_a_signature_is_held_back_and_its_unit_kept(document):
    lines = [
        "# Året som gikk",
        "Hva lærte vi i 2020? Hva nå?",
        "God jul fra oss i utviklingsavdelingen",
        "Kari og Ola",
    ]
    reading = read_genre(document(*lines), genre="blog")
    assert (reading.areas, reading.held_back) == (("utviklingsavdelingen",), ("name",))
    assert (reading.period.start.year, reading.period.end.year) == (2020, 2020)


SAID = [
    ("– Det gikk fort, sier Kari Hansen, rådgiver i HR-avdelingen.", "rådgiver i HR-avdelingen"),
    ("– Det gikk fort, sier rådgiver i HR-avdelingen, Kari Hansen.", "rådgiver i HR-avdelingen"),
    ("– Det gikk fort, mener en lærer på Lia skole.", "lærer på Lia skole"),
    ("«Det gikk fort», sier prosjektleder Per Olsen i Eiendom.", "prosjektleder i Eiendom"),
    ("– Det gjekk fort, seier rektoren, og legg til:", "rektoren"),
    ('"It was quick," says a volunteer host.', "volunteer host"),
    ('"It was quick," the manager says.', "manager"),
    ("– Det gikk fort, sier avdelingslederen og peker på gulvet.", "avdelingslederen"),
]


@pytest.mark.parametrize(("line", "speaker"), SAID)
def test_a_speaker_is_told_by_role(document, line, speaker):
    (said,) = read_quotations(document(line).blocks)
    assert said.speaker == speaker
    assert said.text in ("Det gikk fort", "Det gjekk fort", "It was quick")


def test_a_surname_or_a_pronoun_is_the_one_who_spoke(document):
    lines = [
        "– Det gikk fort, sier Kari Hansen, rådgiver i HR.",
        "– Alle fikk avtale, legger Hansen til.",
        "– Nesten alle, sier hun.",
    ]
    assert {said.speaker for said in read_quotations(document(*lines).blocks)} == {"rådgiver i HR"}


def test_who_is_brought_up_between_speaks_next(document):
    lines = ["– Vi rakk det, sier rektoren.", "Sykehjemslederen er enig.", "– Det gjorde vi også."]
    assert [said.speaker for said in read_quotations(document(*lines).blocks)] == [
        "rektoren",
        "sykehjemslederen",
    ]


def test_a_quotation_that_goes_on_without_a_dash_is_one(document):
    lines = [
        "– Vi ringer alle som har meldt seg.",
        "I tillegg ringer vi legene direkte hver dag, sier rådgiveren.",
    ]
    (said,) = read_quotations(document(*lines).blocks)
    assert (said.text.count("ringer"), said.speaker) == (2, "rådgiveren")


def test_a_turn_of_phrase_in_marks_is_no_quotation(document):
    assert read_quotations(document("De fleste kaller det «skjermtid», sier noen.").blocks) == ()


def test_captions_are_dropped(document):
    lines = [
        "# Flytter folk",
        "Ingress.",
        "! BILDE: Kari Hansen",
        "Foto: Anne Berg",
        "Portrettbilder av Per Olsen (t.h).",
    ]
    reading = read_genre(document(*lines), genre="article")
    assert [block.text for section in reading.sections for block in section.blocks] == ["Ingress."]
    assert reading.held_back == ("name",)
