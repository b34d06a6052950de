"""A new evaluation: a plan with comments and a notebook to begin with, from templates."""

from kb.evaluation.starting.beginning import Template, begin_evaluation

__all__ = ["Template", "begin_evaluation"]
