"""Make the default embedding model ready, and show that it finds what is meant: python scripts/get_model.py.

Both its forms rank three sentences: the exact one, and the one that is faster.

The model is kept in the user's cache folder, or in the one that the environment's KB_CACHE names.
"""

import sys

from kb.errors import KbError
from kb.lessons.models.embedding import DEFAULT, FAST, open_embedder
from kb.lessons.models.model import default_cache, make_ready

QUERY = "omdisponering av tilsette til sjukeheim"
DOCUMENTS = (
    "Ansatte fra barnehagene ble flyttet til sykehjemmene.",
    "Munnbind og avstand i klasserommene.",
    "Kommunen solgte en tomt.",
)


def main() -> None:
    """Make the model ready in the cache and rank three sentences."""
    cache = default_cache()
    make_ready(cache=cache, report=print)
    for model in (DEFAULT, FAST):
        embedder = open_embedder(model, cache=cache)
        likeness = embedder.documents(DOCUMENTS) @ embedder.query(QUERY)
        print(f"\n{embedder.name}, {embedder.dimension} numbers a vector. «{QUERY}» is like:")
        for score, text in sorted(zip(likeness, DOCUMENTS, strict=True), reverse=True):
            print(f"  {score:.3f}  {text}")


if __name__ == "__main__":
    try:
        main()
    except KbError as error:
        sys.exit(f"Error: {error}")
