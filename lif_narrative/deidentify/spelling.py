"""Whether two spellings may be one name: equal, heard alike, or one slip of the keyboard apart."""

from __future__ import annotations

import functools
from typing import Final

# Spellings that pass for each other when a name is written from hearing it.
_SOUNDS: Final = (
    ("ck", "k"), ("ph", "f"), ("ks", "x"), ("cks", "x"), ("sz", "sh"), ("cz", "ch"), ("ou", "u"), ("oo", "u"),
    ("kh", "h"), ("dh", "d"), ("th", "t"), ("ie", "i"), ("ei", "i"), ("ee", "i"), ("ea", "i"),
    ("ey", "i"), ("ay", "ai"),
    ("igh", "i"), ("w", "v"), ("y", "i"), ("c", "k"), ("q", "k"), ("z", "s"),
)  # fmt: skip
_MOST_LONGER: Final = 3
_INTERCHANGED: Final = frozenset("cksqzywvipfoueadth")  # first letters that `sound` may make one
LEAST_LETTERS = 5  # shorter names differ by one letter from too many others


@functools.lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """A folded name with interchangeable spellings made one and doubled letters single."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    name = name.removesuffix("h")
    return "".join(c for place, c in enumerate(name) if place == 0 or c != name[place - 1])


def one_slip(left: str, right: str) -> bool:
    """Whether one letter added, dropped, changed, or two neighbours swapped makes one of the other.

    Damerau (1964), Communications of the ACM 7(3): four in five misspellings are one of these.
    """
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    a, b = left[at:], right[at:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:])


def alike(left: str, right: str) -> bool:
    """Whether two folded names may be one, misspelt: same first letter by sound, one slip or sound alike."""
    if left == right:
        return True
    if min(len(left), len(right)) < LEAST_LETTERS:
        return False
    if abs(len(left) - len(right)) > _MOST_LONGER or (
        left[0] != right[0] and not (left[0] in _INTERCHANGED and right[0] in _INTERCHANGED)
    ):
        return False  # most pairs end here
    heard, other = sound(left), sound(right)
    return heard[0] == other[0] and (heard == other or one_slip(left, right))
