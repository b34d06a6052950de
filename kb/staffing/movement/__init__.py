"""How people moved between areas, and what each channel of extra hands gave."""
