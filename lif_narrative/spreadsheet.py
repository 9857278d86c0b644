"""Cells that a spreadsheet program reads as text, whatever somebody wrote into them.

A cell of a csv that begins with = + - @ tab or return may be run as a formula when it is opened (OWASP,
CSV injection). An apostrophe before it makes it text. In xlsx the kind of a cell is told, so none is needed.
"""

from __future__ import annotations

from typing import Any, Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_text(value: Any) -> Any:
    """A cell for a csv file: words that a spreadsheet might run get an apostrophe, all else stays."""
    return f"'{value}" if isinstance(value, str) and _risky(value) else value


def as_was(value: str) -> str:
    """What stood in a cell before `as_text`; other cells stay, a person's own apostrophe included."""
    return value[1:] if value.startswith("'") and _risky(value) else value


def _risky(value: str) -> bool:
    return value.lstrip("'").startswith(FORMULA)
