"""A sitting: the time since a person signed in, which ends when it is long without use."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Final

IDLE_MINUTES: Final = 30.0
LONGEST_HOURS: Final = 12.0


@dataclass
class Sitting:
    """A person signed in; counted by a clock that nobody can set back."""

    idle_minutes: float = IDLE_MINUTES
    _since: float = field(default_factory=time.monotonic)
    _used: float = field(default_factory=time.monotonic)

    def over(self) -> bool:
        """Whether it has ended."""
        now = time.monotonic()
        return now - self._used > self.idle_minutes * 60 or now - self._since > LONGEST_HOURS * 3600

    def use(self) -> None:
        """Count an act that was allowed, from its end: an analysis of hours ends no sitting."""
        self._used = time.monotonic()
