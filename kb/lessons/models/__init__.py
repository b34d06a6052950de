"""The embedding models: texts and queries to unit vectors, by whichever engine there is."""
