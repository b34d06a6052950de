"""A line of code put into a new cell below the one that is in use, where the notebook is open in JupyterLab."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kb.privacy.ledger import LEDGER

if TYPE_CHECKING:
    from ipylab import JupyterFrontEnd


def is_for_a_page() -> bool:
    """Tell whether the notebook runs for its page, on which nobody can press a button."""
    return LEDGER in os.environ


def front_end() -> JupyterFrontEnd:
    """Open the way to JupyterLab's own commands."""
    from ipylab import JupyterFrontEnd

    return JupyterFrontEnd()


def insert_below(app: JupyterFrontEnd, text: str) -> None:
    """Put a text into a new cell below the one in use, by JupyterLab's own commands."""
    app.commands.execute("notebook:insert-cell-below")
    app.commands.execute("notebook:replace-selection", {"text": text})
