"""Any file people write to, read with its structure: headings, points, tables, quotes, pages."""

from kb.intake.documents.finding import find_originals
from kb.intake.documents.reading import read_original

__all__ = ["find_originals", "read_original"]
