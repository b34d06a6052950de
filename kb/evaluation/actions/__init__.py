"""What was agreed: the register of all actions, its calendar and workbook, and what is written back on lessons."""
