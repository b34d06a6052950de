"""A page on paper: tagged PDF through a browser, and Word."""
