"""The verbs of `kb` that have verbs of their own, and those that speak of data."""
