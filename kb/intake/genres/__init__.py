"""Genres of texts people already write: what each says of itself."""

from kb.intake.genres.reading import read_genre

__all__ = ["read_genre"]
