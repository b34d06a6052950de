import pytest

from kb.errors import FaultsFound
from kb.evaluation.rundown.sections import Section, pasted, read_text, take_apart
from kb.intake.records import Block, Original


def test_a_plan_is_parted_at_its_headings_and_keeps_its_title():
    blocks = (
        Block("heading", "Plan for strøm", 1),
        Block("heading", "Stab", 2, page=2),
        Block("paragraph", "Staben møtes.", page=2),
        Block("bullet", "Hver morgen", page=2),
        Block("caption", "Foto: ukjent"),
        Block("heading", "Tomt", 2),
    )
    text = take_apart(Original("plan.docx", "docx", "", blocks))
    assert text.title == "Plan for strøm"
    assert text.sections == (Section("Stab", "Staben møtes.\nHver morgen", 2),)


def test_a_plan_without_headings_is_one_section():
    text = take_apart(Original("plan.txt", "txt", "", (Block("paragraph", "Vi må ha nok folk."),)))
    assert [section.heading for section in text.sections] == [""]
    assert text.title == "plan"


def test_a_note_before_the_first_heading_is_no_section():
    text = pasted("# Plan\n\nEksempel.\n\n## Stab\n\nStaben møtes hver morgen.\n")
    assert [section.heading for section in text.sections] == ["Stab"]


def test_a_pasted_text_may_have_short_lines_for_headings():
    text = pasted("Stab og logg\n\nLoggen føres på nett.\n\nEtterpå\n\nVi skriver en rapport.\n")
    assert [section.heading for section in text.sections] == ["Stab og logg", "Etterpå"]


def test_sentences_too_short_to_say_anything_are_left_out():
    section = Section("Stab", "Ja. Staben møtes hver morgen. Hvem leder?\nListen hentes fra journalen.")
    assert section.sentences == ["Staben møtes hver morgen.", "Listen hentes fra journalen."]


def test_a_text_without_words_is_refused_with_a_remedy(tmp_path):
    with pytest.raises(FaultsFound, match="no text to find lessons by"):
        pasted("\n\n")
    (tmp_path / "plan.md").write_text("# Plan\n\n## Stab\n\nStaben møtes.\n", encoding="utf-8")
    assert read_text(tmp_path / "plan.md").sections[0].heading == "Stab"


FORM = """\
Søknad om samarbeidsprisen

Hvilke direktørområder omfatter søknaden?

Helse og mestring

Kontakt

post@fjordvik.example

Hva lærte dere av å samarbeide?

At ett felles lager gir oversikt når mange trenger det samme.

Hvilken potensiell effekt kan arbeidet ha for brukerne?

Kortere ventetid på utstyr for alle som bor hjemme.
"""


def test_the_sections_of_a_form_are_its_answers_without_those_that_say_who_and_where(tmp_path):
    (tmp_path / "soknad.txt").write_text(FORM, encoding="utf-8")
    text = read_text(tmp_path / "soknad.txt")
    assert [section.heading for section in text.sections] == [
        "Hva lærte dere av å samarbeide?",
        "Hvilken potensiell effekt kan arbeidet ha for brukerne?",
    ]
