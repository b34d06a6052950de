"""Panels for the notebook: search the bank, put what is found in as evidence, and review proposals."""

from kb.evaluation.panels.reviewing import ReviewPanel
from kb.evaluation.panels.searching import SearchPanel

__all__ = ["ReviewPanel", "SearchPanel"]
