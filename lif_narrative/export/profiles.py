"""Who may read an export, and what is left out for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from lif_narrative.errors import UnknownChoice

HELD_BACK: Final = "These words are kept in the project: they have not been released for this use."


@dataclass(frozen=True, slots=True)
class Profile:
    """What an export shows, and how it prints a count of children, cases or accounts.

    A table of counts goes through `suppression.suppress`, which also holds back what gives a small count
    away; `count` is for a number that stands alone, and `words` for sentences.
    """

    name: str
    cases: bool  # case labels and document ids stand beside quotes
    small: int = 0  # counts from 1 to this are not shown
    step: int = 1  # the others are rounded to this
    mark: str = "c"  # stands for a count that is not shown
    releases: bool = False  # only quotes that a person released are shown
    note: str = ""

    def hides(self, n: float) -> bool:
        """Whether a count is too small to show."""
        return 0 < n <= self.small

    def figure(self, n: float) -> str:
        """A count that may be shown, rounded as this profile rounds (halves up)."""
        shown = (n + self.step / 2) // self.step * self.step if self.step > 1 else n
        return f"{shown:,.10g}"

    def count(self, n: float | None, of: float | None = None) -> str:
        """A count as it is printed: the mark where it is too small; "" for none known.

        With `of`, the number it is a part of: also hidden where the rest would be too small.
        """
        if n is None or n != n:
            return ""
        rest = of - n if of is not None and of == of else 0
        return self.mark if self.hides(n) or self.hides(rest) else self.figure(n)

    def share(self, n: float, of: float) -> str:
        """A percentage as it is printed: from the counts as they are shown, so that it tells no more."""
        if not of or self.mark in (self.count(n, of), self.count(of)):
            return self.mark if of else ""
        part, whole = (float(self.figure(x).replace(",", "")) for x in (n, of))
        return f"{100 * part / whole:.0f}%" if whole else ""

    def words(self, text: str) -> str:
        """A sentence whose small counts of people are put into words that do not count."""
        if not self.small:
            return text
        from lif_narrative.suppression.words import uncounted

        return uncounted(text, self)

    def quote(self, excerpt_id: str, text: str, released: Collection[str]) -> str:
        """Someone's exact words, or a sentence that says they are held back until a person releases them."""
        return text if not self.releases or excerpt_id in released else HELD_BACK


PROFILES: Final = {
    "internal": Profile("internal", True, note="For those who work on this audit. It names cases by label."),
    "partnership": Profile(
        "partnership", False, 5, releases=True,
        note="Case labels, counts from one to five (c) and quotes that nobody has released are left out. "
        "A person must still read every line before it leaves the partnership.",
    ),
    "publication": Profile(
        "publication", False, 7, 5, releases=True,
        note="Case labels, counts from one to seven (c) and quotes that nobody has released are left out; "
        "other counts are rounded to the nearest five. A person must still read every line before "
        "it is published.",
    ),
}  # fmt: skip
ALIASES: Final = {"shareable": "partnership"}


def profile_called(name: str) -> Profile:
    """The profile of this name."""
    known = ALIASES.get(name, name)
    if known not in PROFILES:
        raise UnknownChoice("profile", name, [*PROFILES, *ALIASES])
    return PROFILES[known]
