"""Numbers read out of a text: digits and words, their unit and precision, and the layout they stand in."""
