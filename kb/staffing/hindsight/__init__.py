"""What the registered pool could have filled at most: a bound, its explanation, and what would have moved it."""
