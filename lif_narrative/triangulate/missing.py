"""One thing that is missing: what it is, what to do next, and an id that stays when more comes in."""

from __future__ import annotations

from typing import NamedTuple

from lif_narrative.fingerprint import short_id


class Missing(NamedTuple):
    """One gap.

    `key` says what is missing without counts or lists that change from run to run; the id is made of it.
    """

    kind: str
    what: str
    theme_id: str = ""
    next_step: str = ""
    next_method: str = ""  # one of the methods by which it could be heard
    how: str = ""  # how it was looked for
    key: str = ""

    @property
    def id(self) -> str:
        """The same for the same gap, whatever its counts."""
        return short_id("gap", self.kind, self.key or self.what, self.theme_id)
