"""A look back on a year: its lessons, what was decided and done, what came back, and what was left open."""
