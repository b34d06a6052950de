"""The bank on disk: lessons, texts and themes read, checked and cut into passages."""
