"""Excel workbooks, read and written: the one room that knows openpyxl."""

from kb.workbooks.reading import BROKEN, Sheet, as_text, read_sheet
from kb.workbooks.writing import Cell, workbook_bytes, write_workbook

__all__ = ["BROKEN", "Cell", "Sheet", "as_text", "read_sheet", "workbook_bytes", "write_workbook"]
