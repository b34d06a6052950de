"""A lesson's life, in words that need no library to be read."""

from __future__ import annotations

LIFE = ("draft", "identified", "validated", "action_agreed", "implemented", "verified")
STATUSES = (*LIFE, "rejected")
UNSETTLED = frozenset({"draft", "rejected"})  # not looked at yet, or turned down: it speaks for nothing
