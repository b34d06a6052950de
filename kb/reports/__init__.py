"""Pages that leadership reads: numbers, charts, tables and prose, run and exported from notebooks."""
