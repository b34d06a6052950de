"""Pages made of notebooks, and of what the knowledge base knows, by fixed orders of library calls."""
