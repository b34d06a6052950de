"""Searching: what speaks for each passage, how it is weighed, and why a hit was found."""
