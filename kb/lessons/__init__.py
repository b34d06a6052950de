"""Lessons and texts on disk, indexed with embeddings in SQLite and searched by theme and meaning."""
