"""A name taken apart, and whether two may be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lif_narrative.deidentify.lexicon import fold, given, kin, nicknames, particles, surnames, titles
from lif_narrative.deidentify.spelling import alike, sound

_LEAST_CUT = 3  # letters of a name cut short
_PIECE = re.compile(r"[^\W\d_]+(?:['’ʼ\-‐‑][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """Folded parts; "" where the text gives none. `titled`: an adult's title stood before."""

    given: str = field(default="", repr=False)
    surname: str = field(default="", repr=False)
    middle: tuple[str, ...] = field(default=(), repr=False)
    given_initial: str = field(default="", repr=False)
    surname_initial: str = field(default="", repr=False)
    titled: bool = False

    @property
    def full(self) -> bool:
        """Whether both given name and surname stand there."""
        return bool(self.given and self.surname)


def parse(text: str) -> Name:
    """Take a name apart: "Mrs A. Baker", "BAKER, Anna", "Anna B-C", "Anna Maria Baker"."""
    before, comma, after = text.partition(",")
    pieces = [piece for piece in _PIECE.findall(f"{after} {before}" if comma else text)]
    titled = False
    while pieces and (fold(pieces[0]) in titles() or (fold(pieces[0]) in kin() and len(pieces) > 1)):
        titled = titled or fold(pieces[0]) in titles() and fold(pieces[0]) not in ("miss", "master")
        titled = titled or fold(pieces[0]) == "miss"
        pieces = pieces[1:]
    pieces = [piece for piece in pieces if fold(piece) not in particles() or len(pieces) < 3]
    short = [
        len(piece) == 1
        or (piece.isupper() and (len(piece) == 2 and len(pieces) > 1 or re.fullmatch(r"[A-Z]-[A-Z]", piece)))
        for piece in pieces
    ]
    words = [fold(piece) for piece, is_short in zip(pieces, short, strict=True) if not is_short]
    front = fold(pieces[0][0]) if pieces and short[0] else ""
    back = fold(pieces[-1][0]) if len(pieces) > 1 and short[-1] else ""
    if not words:
        return Name(given_initial=front, surname_initial=back, titled=titled)
    if len(words) == 1:
        lone = words[0]
        family = (
            bool(front) or (titled and not back) or (lone in surnames() and lone not in given() and not back)
        )
        return Name("" if family else lone, lone if family else "", (), front, back, titled)
    return Name(words[0], words[-1], tuple(words[1:-1]), "", back, titled)


def same_given(left: str, right: str, *, alone: bool = False) -> bool:
    """Whether two given names may be one person's: equal, a familiar form, or two spellings.

    `alone`: one of them stands without a surname, where people cut a name short: Bren for Brenika.
    """
    if left == right or right in nicknames().get(left, ()):
        return True
    if (
        alone
        and min(len(left), len(right)) >= _LEAST_CUT
        and (left.startswith(right) or right.startswith(left))
    ):
        return True
    if left.split("-")[0] == right or right.split("-")[0] == left:
        return True
    if not alike(left, right):
        return False
    return sound(left) == sound(right) or not (left in given() and right in given())


def same_surname(left: str, right: str) -> bool:
    """Whether two surnames may be one: equal, a part of a double one, or two spellings."""
    return left == right or left in right.split("-") or right in left.split("-") or alike(left, right)
