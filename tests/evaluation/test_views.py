import datetime as dt
from dataclasses import replace

import pytest
from banks import TAXONOMY, lesson_text, write
from letters import LetterCounts

from kb.evaluation import labels
from kb.evaluation.coverage import (
    MOST_YEARS,
    bank_figures,
    last_year,
    latest,
    most_often,
    silent_themes,
    theme_table,
    theme_years,
    without_lessons,
)
from kb.evaluation.plan import Plan
from kb.evaluation.views import (
    action_list,
    duty_list,
    hit_cards,
    lesson_list,
    method_notes,
    question_list,
    recurring_list,
    without_actions,
    wording_list,
)
from kb.lessons.base.indexing import sync
from kb.lessons.base.store import Entry
from kb.lessons.library import Library
from kb.survey.importing import read_survey

LANGUAGES = ("nb", "nn", "en")
ACTIONS = """
  - {what: Lage en mal, owner: HR-sjef, due: 2020-09-01, status: started}
  - {what: Øve hver høst, owner: HR-sjef, due: 2020-08-01, status: done}"""
PLAN = {
    "title": "Evaluering",
    "event": "Pandemien",
    "from": dt.date(2020, 3, 12),
    "to": dt.date(2022, 2, 12),
    "mandate": "Mandatet.",
    "purpose": "Formålet.",
    "questions": [{"id": "E1", "track": "Skole", "text": "Hvordan virket det?"}],
    "sources": ["Undersøkelsen"],
    "limits": ["Bare våren", "<b>Få</b> svar", "Ingen elever", "Ingen foreldre"],
    "commented_by": ["HAMU"],
    "duties": [{"rule": "§ 8", "how": "Her."}],
}


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    root = tmp_path_factory.mktemp("bank")
    write(root, "entries/a.md", lesson_text(actions=ACTIONS, status="action_agreed"))
    again = {
        "id": "lager-igjen",
        "title": "Lageret manglet igjen",
        "kind": "improvement",
        "period": "{from: 2022-06-01, to: 2022-06-30}",
        "identified_before": "[felles-lager]",
    }
    write(root, "entries/b.md", lesson_text(**again))
    rejected = {"id": "dyrt-lager", "title": "Et dyrt lager", "status": "rejected", "reason": "For dyrt."}
    write(root, "entries/c.md", lesson_text(**rejected))
    write(root, "texts/soknader/2021-01-01-d.md", "# Søknad om lager\n\nVi søkte om et lager for munnbind.\n")
    sync([root], root / "kb.sqlite", LetterCounts(), root=root, taxonomy=TAXONOMY)
    return Library(root, root, root / "kb.sqlite", LetterCounts(), TAXONOMY)


@pytest.fixture(scope="module")
def plan():
    return Plan.model_validate(PLAN)


def told(block):
    return block._repr_html_()


@pytest.mark.parametrize(
    "words",
    [
        labels.KINDS,
        labels.STATUSES,
        labels.ACTION_STATUSES,
        labels.HEADS,
        labels.NO_LESSONS,
        labels.DOCUMENTS,
    ],
)
def test_every_label_has_words_in_three_languages(words):
    assert tuple(words) == LANGUAGES
    assert {frozenset(words[language]) for language in LANGUAGES} == {frozenset(words["nb"])}
    assert all(text.strip() for language in LANGUAGES for text in words[language].values())


@pytest.mark.parametrize("words", [labels.FIGURES, labels.BASES, labels.NO_ACTIONS, labels.METHOD])
def test_every_line_of_labels_is_as_long_in_three_languages(words):
    assert tuple(words) == LANGUAGES
    assert {len(words[language]) for language in LANGUAGES} == {len(words["nb"])}


@pytest.mark.parametrize("status", ["draft", "identified", "validated", "action_agreed", "implemented"])
def test_a_status_that_a_lesson_may_have_has_words(status):
    assert all(labels.STATUSES[language][status] for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_have_their_heads_in_the_language_of_the_page(bank, plan, language):
    heads = labels.HEADS[language]
    blocks = {
        ("question", "track"): question_list(plan, caption="C", language=language),
        ("rule", "how"): duty_list(plan, caption="C", language=language),
        ("lesson", "kind", "area", "status"): lesson_list(bank.entries(), caption="C", language=language),
        ("lesson", "times", "first", "last", "now"): recurring_list(
            bank.recurring(), caption="C", language=language
        ),
        ("action", "owner", "due", "status"): action_list(
            bank, ["felles-lager"], caption="C", language=language
        ),
    }
    for names, block in blocks.items():
        assert all(f">{heads[name]}</th>" in told(block) for name in names)


def test_a_hit_says_that_its_lesson_is_rejected(bank):
    hits = bank.search("et dyrt lager", limit=10, one_each=True)
    page = told(hit_cards(hits, bank.entries()))
    assert page.count("Styrke · forkastet") == 1
    assert "Styrke · tiltak avtalt" in page


def test_a_text_is_called_what_people_call_it_not_its_folder(bank):
    page = told(hit_cards(bank.search("søknad om lager", limit=10, one_each=True), bank.entries()))
    assert ">Søknad</span>" in page
    assert ">soknader</span>" not in page


def test_what_is_rejected_counts_neither_in_figures_nor_by_theme(bank):
    page = told(bank_figures(bank.entries(), bank.recurring()))
    assert ">2</p>" in page
    assert "i tillegg 1 forkastede" in page
    counts = theme_table(bank.entries(), TAXONOMY).counts
    assert counts.loc["Smittevern"].to_dict() == {"Styrke": 1, "Forbedringspunkt": 1}
    assert counts.loc["Skole"].sum() == 0


def test_a_theme_table_of_one_kind_has_one_column(bank):
    assert list(theme_table(bank.entries(), TAXONOMY, "strength", language="en").counts) == ["Strength"]


def test_lessons_are_counted_by_theme_and_year_with_years_of_which_nothing_is_told(bank):
    counts = theme_years(bank.entries(), TAXONOMY, "improvement").counts
    assert list(counts) == ["2020", "2021", "2022"]
    assert counts.loc["Smittevern"].tolist() == [0, 0, 1]
    strengths = theme_years(bank.entries(), TAXONOMY, "strength").counts
    assert strengths.loc["Smittevern"].tolist() == [1, 0, 0]  # the rejected one is left out
    assert strengths.loc["Skole"].sum() == 0


def dated(year, name="a", theme="skole"):
    return Entry(name, "strength", name, name, f"{year}-05-01", None, (), "validated", (theme,))


@pytest.mark.parametrize(("language", "head"), [("nb", "til 2020"), ("nn", "til 2020"), ("en", "to 2020")])
def test_of_many_years_the_first_are_one_column(language, head):
    entries = [dated(2009), dated(2018, "b"), dated(2023, "c")]
    counts = theme_years(entries, TAXONOMY, "strength", language=language).counts
    assert (len(counts.columns), counts.columns[0]) == (MOST_YEARS, head)
    assert counts.iloc[1].tolist() == [2, 0, 0, 1]


def test_as_many_years_as_fit_have_a_column_each():
    counts = theme_years([dated(2020), dated(2023, "b")], TAXONOMY, "strength").counts
    assert list(counts) == [str(year) for year in range(2020, 2024)]


def test_themes_without_a_lesson_from_the_last_year_are_silent(bank):
    assert last_year(bank.entries()) == "2022"
    assert silent_themes(bank.entries(), TAXONOMY) == ["Skole"]
    assert silent_themes([dated(2020), dated(2022, "b", "smittevern")], TAXONOMY, language="en") == ["School"]


def test_an_empty_bank_has_no_years_and_all_themes_silent():
    assert last_year([]) == ""
    assert silent_themes([], TAXONOMY) == ["Smittevern", "Skole"]
    assert theme_years([], TAXONOMY, "strength").counts.to_numpy().sum() == 0


def test_titles_lead_to_the_pages_of_lessons(bank):
    lists = (
        lesson_list(bank.entries(kind="lesson"), caption="C"),
        recurring_list(bank.recurring(), caption="C"),
        hit_cards(bank.search("Lageret manglet igjen", limit=10, one_each=True), bank.entries()),
    )
    for block in lists:
        assert '<a href="laeringspunkter/lager-igjen.html">Lageret manglet igjen</a>' in told(block)


def test_drafts_and_texts_have_no_page_to_lead_to(bank):
    draft = replace(bank.entries(kind="strength")[0], status="draft")
    assert "<a " not in told(lesson_list([draft], caption="C"))
    hits = [hit for hit in bank.search("søknad om lager", limit=10) if hit.kind == "soknader"]
    assert hits
    assert "<a " not in told(hit_cards(hits, bank.entries()))


@pytest.mark.parametrize(("language", "words"), [("nb", "Skole"), ("nn", "Skule"), ("en", "School")])
def test_themes_without_lessons_are_named(bank, language, words):
    page = told(without_lessons(bank.entries(), TAXONOMY, language=language))
    assert f"{labels.NO_LESSONS[language]['']}{words}." in page


def test_a_theme_with_only_one_kind_is_a_gap_too(bank):
    page = told(without_lessons(bank.entries(kind="strength"), {"smittevern": TAXONOMY["smittevern"]}))
    assert "et forbedringspunkt i: Smittevern." in page


def test_that_nothing_is_lacking_is_said(bank):
    page = told(without_lessons(bank.entries(), {"smittevern": TAXONOMY["smittevern"]}))
    assert labels.NO_LESSONS["nb"]["none"] in page


def test_what_came_back_is_told_by_its_last_lesson(bank):
    found = bank.recurring()
    assert latest(found) == ["lager-igjen"]
    assert most_often(found) == found
    assert most_often([]) == []


def test_actions_come_by_due_date_and_late_ones_are_marked(bank):
    page = told(action_list(bank, ["felles-lager"], caption="Tiltak", today=dt.date(2020, 10, 1)))
    assert page.index("Øve hver høst") < page.index("Lage en mal")
    assert page.count("fristen er ute") == 1


def test_only_open_actions_are_listed_where_that_is_asked(bank):
    page = told(action_list(bank, ["felles-lager"], caption="Tiltak", only_open=True))
    assert "Lage en mal" in page
    assert "Øve hver høst" not in page


def test_lessons_without_actions_are_named(bank):
    assert "«Lageret manglet igjen»" in told(without_actions(bank, ["felles-lager", "lager-igjen"]))
    assert labels.NO_ACTIONS["nb"][1] in told(without_actions(bank, ["felles-lager"]))


def test_every_limit_of_a_plan_is_told_and_none_as_html(plan):
    page = told(method_notes(plan))
    assert page.count("<li>") == 6
    assert "&lt;b&gt;Få&lt;/b&gt; svar" in page
    assert all(f">{head}</h3>" in page for head in labels.METHOD["nb"])


def test_questions_are_shown_as_they_were_asked(repository):
    survey = read_survey(repository / "notebooks/data/survey")
    page = told(wording_list(survey, ["need"], caption="Spørsmål"))
    assert "Det var bruk for meg" in page
    assert "I hvor stor grad trengte det nye tjenestestedet deg?" in page


@pytest.fixture(scope="module")
def repository(request):
    return request.config.rootpath


def test_the_words_that_speak_for_a_hit_are_marked_where_they_stand(bank):
    hit = next(hit for hit in bank.search("munnbind på lageret", limit=10) if hit.marks)
    page = told(hit_cards([hit], bank.entries()))
    assert page.count("<mark>") == len(hit.marks)
    assert all(f"<mark>{hit.text[start:end]}</mark>" in page for start, end in hit.marks)
