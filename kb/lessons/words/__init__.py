"""Norwegian words: stems, forms, synonyms, themes told by them, and the posting lists that hold them."""
