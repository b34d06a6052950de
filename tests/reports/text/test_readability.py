import pytest
from bs4 import BeautifulSoup

from kb.reports.text.readability import Readability, prose_of, readability, written_lix

ONE = "Kommunen sendte ut en undersøkelse. Mange svarte på den."  # 5 + 4 words, long: Kommunen, undersøkelse


def test_lix_is_words_per_sentence_and_the_share_of_long_words():
    assert readability([ONE]) == Readability(words=9, sentences=2, long=2)
    assert readability([ONE]).lix == pytest.approx(9 / 2 + 100 * 2 / 9)


def test_a_word_of_seven_letters_is_long_and_one_of_six_is_not():
    assert readability(["bilder bildene"]).long == 1


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Vi begynte 12. mars 2020.", 1),
        ("Det kostet 14,5 mill. kr i alt.", 1),
        ("Det gjelder 1.–4. trinn.", 1),
        ("Hva nå? Vi venter! Ja.", 3),
        ("To ting: Ta imot, og følg opp.", 2),
        ("To ting: ta imot og følg opp", 1),
        ("«Vi venter.» Så kom svaret.", 2),
        ("Klokken 14.30\u00a0og senere.", 1),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_a_new_one_begins(text, sentences):
    assert readability([text]).sentences == sentences


def test_a_number_is_one_word_and_never_long():
    assert readability(["35\u00a0593 timer"]) == Readability(2, 1, 0)


def test_each_paragraph_ends_a_sentence():
    assert readability(["Uten punktum", "Heller ikke her"]).sentences == 2


def test_text_without_words_has_no_lix():
    assert readability(["…", "–"]) is None
    assert written_lix(BeautifulSoup("<p>x</p>", "html.parser"), "nb") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vi ser. Vi hører.", "LIX 2: svært lettlest"),
        ("Vi sendte ut mange svar i dag. Nå kommer svarene snart tilbake hit.", "LIX 22: svært lettlest"),
        ("Evalueringen omfatter beredskapsarbeidet.", "LIX 103: svært tung"),
    ],
)
def test_the_band_is_told_in_words(text, told):
    soup = BeautifulSoup(f'<div class="prose"><p>{text}</p></div>', "html.parser")
    assert written_lix(soup, "nb") == told


def test_quotes_captions_tables_and_lists_of_evidence_are_not_the_writers_prose():
    html = """<div class="opening"><h1>T</h1><p>A.</p></div><div class="prose"><p>B.</p><ul><li>C.</li>
    <li><p>D.</p></li></ul><blockquote><p>x</p></blockquote><table><tr><td><p>x</p></td></tr></table></div>
    <figure class="chart"><p>x</p></figure><p class="quoted">x</p><p class="note">E.</p>
    <article class="finding"><p class="status">x</p><p>F.</p><p class="evidence-head">x</p></article>"""
    assert prose_of(BeautifulSoup(html, "html.parser")) == ["A.", "B.", "C.", "D.", "E.", "F."]
