"""The gate: what keeps a page from being published."""
