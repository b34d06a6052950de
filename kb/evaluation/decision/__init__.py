"""The decision note that follows an evaluation: recommendations in priority, what they cost, and what was decided."""
