"""What the findings make together: balance, gaps, the lessons to tell, and whether the method holds."""
