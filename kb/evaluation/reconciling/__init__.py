"""Whether the numbers a text tells are those of the data, and numbers filled into a text from the data."""
