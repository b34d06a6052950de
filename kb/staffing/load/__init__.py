"""How heavy the overtime was: on whom it fell, when, and within which limits."""
