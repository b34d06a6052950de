"""What several parts' tests share."""

from pathlib import Path

import pytest

from kb.lessons.model import default_cache, make_ready


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """Make the default embedding model ready in the usual cache, once for all runs."""
    return make_ready(cache=default_cache(), report=print)
