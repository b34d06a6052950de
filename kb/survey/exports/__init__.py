"""What people export from their survey system: read, screened, converted, written. The names others need are here."""

from kb.survey.exports.conversion import convert
from kb.survey.exports.drafting import draft_codebook
from kb.survey.exports.reading import read_export
from kb.survey.exports.records import Converted, Export, Finding, Screened
from kb.survey.exports.screening import pseudonym, screen
from kb.survey.exports.writing import write_import

__all__ = [
    "Converted",
    "Export",
    "Finding",
    "Screened",
    "convert",
    "draft_codebook",
    "pseudonym",
    "read_export",
    "screen",
    "write_import",
]
