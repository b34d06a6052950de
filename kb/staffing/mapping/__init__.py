"""What other systems export, mapped to our staffing files. The names others need are here."""

from kb.staffing.mapping.drafting import draft_mapping
from kb.staffing.mapping.importing import Imported, import_staffing
from kb.staffing.mapping.plan import Plan
from kb.staffing.mapping.ready import READY, ready_mapping
from kb.staffing.mapping.soundness import read_plan
from kb.staffing.mapping.writing import write_imported

__all__ = [
    "READY",
    "Imported",
    "Plan",
    "draft_mapping",
    "import_staffing",
    "read_plan",
    "ready_mapping",
    "write_imported",
]
