"""What must not be told about single persons: names in texts and small cells in tables."""
