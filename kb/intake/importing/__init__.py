"""Files of all kinds brought into the bank as Markdown: what they say, masked, with where it came from."""
