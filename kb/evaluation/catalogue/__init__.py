"""The bank as pages: a catalogue of all lessons to filter and search, a page for each, and the data to download."""
