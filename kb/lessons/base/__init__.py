"""The knowledge base in SQLite: what is written into it, and read out of it."""
