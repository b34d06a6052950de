"""Texts that people already wrote: read with their structure, told by genre, and turned into drafts of lessons."""
