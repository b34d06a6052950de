"""What several parts' tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kb.lessons.models.model import default_cache, make_ready

# A busy machine is no fault of the code, and CI must say the same of the same commit.
settings.register_profile(
    "kb", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("kb")


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """Make the default embedding model ready in the usual cache, once for all runs."""
    return make_ready(cache=default_cache(), report=print)
