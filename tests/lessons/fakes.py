"""An embedder whose vectors can be told by hand."""

from collections.abc import Sequence

import numpy as np

from kb.lessons.models.embedding import Matrix, Vector


class WordLengths:
    """Counts a text's words by their number of letters: number i of a vector is for words of i letters.

    The counts are made a unit vector, so the likeness (dot product) of two texts follows from their
    words' lengths: "båt bil" and "sol" have 1.0, "båt bil" and "båten" 0.0, "båt båten" and "sol"
    1 / √2. Words of 15 letters and more share the last number; a text of no words has its 1 in number 0.
    """

    name = "word-lengths"
    dimension = 16

    def documents(self, texts: Sequence[str]) -> Matrix:
        vectors = [self.query(text) for text in texts]
        return np.array(vectors, np.float32).reshape(len(vectors), self.dimension)

    def query(self, text: str) -> Vector:
        lengths = [min(len(word), self.dimension - 1) for word in text.split()]
        counts = np.bincount(lengths or [0], minlength=self.dimension).astype(np.float32)
        return counts / np.linalg.norm(counts)
