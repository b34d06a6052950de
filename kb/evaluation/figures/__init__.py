"""The figures of an evaluation's data, by name: what a text may tell, and is held against."""

from kb.evaluation.figures.folder import read_data_facts
from kb.evaluation.figures.staffing import staffing_facts, staffing_tables
from kb.evaluation.figures.survey import survey_facts, survey_tables
from kb.evaluation.figures.telling import told

__all__ = ["read_data_facts", "staffing_facts", "staffing_tables", "survey_facts", "survey_tables", "told"]
