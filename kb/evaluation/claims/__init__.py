"""Findings and what stands behind them: numbers, passages, how strong they are, and whether they still stand."""
