"""The small staffing files of the room above, read with some of them changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kb.staffing.records import Staffing, read_staffing


@pytest.fixture
def staffing_with(folder_with) -> Callable[..., Staffing]:
    """Read the small files, those named as arguments with other content."""
    return lambda **changes: read_staffing(folder_with(**changes))
