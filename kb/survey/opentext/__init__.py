"""Open answers: masked, sorted by theme, counted and contrasted; quoted only where a person has said so."""

from kb.survey.opentext.contrast import Contrast, find_contrasts, keep_shown
from kb.survey.opentext.counting import group_table, theme_counts, theme_tables
from kb.survey.opentext.grouping import Group, suggest_groups
from kb.survey.opentext.masking import count_masks, mask_answers
from kb.survey.opentext.quotes import Quote, Release, Rules, approved_quotes, quote_candidates
from kb.survey.opentext.themes import Floor, Themed, find_themes
from kb.survey.opentext.wording import plain_words, word_members

__all__ = [
    "Contrast",
    "Floor",
    "Group",
    "Quote",
    "Release",
    "Rules",
    "Themed",
    "approved_quotes",
    "count_masks",
    "find_contrasts",
    "find_themes",
    "group_table",
    "keep_shown",
    "mask_answers",
    "plain_words",
    "quote_candidates",
    "suggest_groups",
    "theme_counts",
    "theme_tables",
    "word_members",
]
