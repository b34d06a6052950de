"""Passages of texts that tell learning, proposed as draft lessons: found by words and headings, never made up."""
