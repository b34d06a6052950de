"""What a page says in words and numbers: phrases, formats, prose and how hard it reads."""
