"""Check digits: what tells a real number from one that only has its length."""

from __future__ import annotations

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs_number(digits: str) -> bool:
    """Ten digits whose last is 11 less the weighted sum modulo 11 (NHS Data Dictionary, NHS NUMBER)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return len(digits) == 10 and (11 - total % 11) % 11 == int(digits[9])


def upn(text: str) -> bool:
    """A letter that checks the twelve digits after it (DfE, Unique pupil numbers guide, 2019).

    A temporary number ends in a letter, which counts by its place in the same alphabet.
    """
    body = text[1:13].upper()
    values = [int(c) if c.isdigit() else _UPN_LETTERS.find(c) for c in body]
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=False))
    return len(body) == 12 and text[0].upper() == _UPN_LETTERS[total % 23]


def luhn(digits: str) -> bool:
    """A payment card's check digit (ISO/IEC 7812-1)."""
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits))]
    return len(digits) >= 12 and sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def iban(text: str) -> bool:
    """An international bank account number: the rearranged number is 1 modulo 97 (ISO 13616)."""
    compact = text.replace(" ", "").upper()
    moved = compact[4:] + compact[:4]
    return 15 <= len(compact) <= 34 and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1
