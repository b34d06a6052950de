"""People decide on proposals: what they decided is kept beside the lessons, and drafts are written on their word."""
