"""Mappings to begin with, for systems that municipalities have: to be copied, and mended to one's own codes."""

from __future__ import annotations

from pathlib import Path

from kb.errors import KbError

_FOLDER = Path(__file__).with_name("ready_mappings")
READY = tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def ready_mapping(name: str) -> str:
    """Give the text of a mapping; raises `KbError` where there is none of that name."""
    if name not in READY:
        raise KbError(f"There is no mapping «{name}». Name one of: {', '.join(READY)}.")
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")
