"""Erfaringsbank: lessons found by meaning, data analysed with its bases, pages leadership reads."""
