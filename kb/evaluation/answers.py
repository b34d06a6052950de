"""Open answers on a page: how many speak of each theme of the bank's taxonomy. No words of theirs are shown."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kb.lessons.library import Library
from kb.lessons.words.affinity import theme_texts
from kb.privacy.disclosure import Table
from kb.survey.groups import question_of
from kb.survey.importing import Survey
from kb.survey.opentext import find_themes, mask_answers, theme_tables


def answer_themes(survey: Survey, question: str, bank: Library, *, names: Sequence[str] = ()) -> Table:
    """Count the answers to an open question by theme: one row a theme, who mentions it and who does not.

    What points at a person, listed `names` among it, is taken out first. An answer may have several themes; the
    last row is those with none. Themes nobody mentions are left out. Protect it with what else the page shows.
    """
    question_of(survey, question)
    masked = mask_answers(survey.responses[question].dropna(), names, language=survey.language)
    themed = find_themes(masked, theme_texts(bank.taxonomy), bank.embedder.documents)
    called = {theme.id: theme.names[survey.language] for theme in bank.taxonomy.values()}
    tables = theme_tables(themed, names=called, language=survey.language)
    rows = {name: table.counts.iloc[0] for name, table in tables.items() if table.counts.iloc[0, 0]}
    return Table(pd.DataFrame(rows).T)
