"""From a notebook to a page: run, framed, checked, written and listed."""
