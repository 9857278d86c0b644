"""Who may read an export, and what is left out for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lif_narrative.errors import UnknownChoice


@dataclass(frozen=True, slots=True)
class Profile:
    """What an export shows. `cases`: case labels and document ids stand beside quotes."""

    name: str
    cases: bool
    hide_below: int = 0  # numerators from 1 to this are not shown
    note: str = ""


PROFILES: Final = {
    "internal": Profile("internal", True, note="For those who work on this audit. It names cases by label."),
    "shareable": Profile(
        "shareable", False, 5,
        note="Case labels are left out, and counts from one to five of a measure. A person must still read "
        "every quote before it leaves the partnership.",
    ),
}  # fmt: skip


def profile_called(name: str) -> Profile:
    """The profile of this name."""
    if name not in PROFILES:
        raise UnknownChoice("profile", name, list(PROFILES))
    return PROFILES[name]
