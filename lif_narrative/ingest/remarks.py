"""How a reading says what it met that is not text."""

from __future__ import annotations


def count(number: int, thing: str, what: str, plural: str = "") -> str:
    """`3 pictures left out`; "" for none, so that callers can filter."""
    if number == 0:
        return ""
    return f"{number} {thing if number == 1 else plural or thing + 's'} {what}"
