"""What earlier exports leave open: counts that were held back and must stay so, and those that were shown.

Readers of one profile may have every file of that profile. They may also have files of another: what a
stricter profile showed cannot be held back any more, and what a laxer one held back may not be shown, not
even rounded, or the two together would give it away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lif_narrative.suppression.tables import Suppressed, Unknown

if TYPE_CHECKING:
    from lif_narrative.export.profiles import Profile


def before(earlier: Sequence[Suppressed], profile: Profile) -> dict[Unknown, bool]:
    """Whether each count has to be held back; those that are free are not there.

    A count was held back only if it was in every earlier export that it stood in.
    """
    same = _held([one for one in earlier if one.profile in ("", profile.name)])
    others = [one for one in earlier if one.profile not in ("", profile.name)]
    shown = {u for u, held in _held([o for o in others if _small(o) > profile.small]).items() if not held}
    kept = {u for u, held in _held([o for o in others if _small(o) < profile.small]).items() if held}
    return dict.fromkeys(shown - same.keys(), False) | dict.fromkeys(kept - same.keys(), True) | same


def _held(earlier: Sequence[Suppressed]) -> dict[Unknown, bool]:
    """Whether each count was held back in every one of them that it stood in."""
    held: dict[Unknown, bool] = {}
    for one in earlier:
        for place in one.table.cells:
            unknown = one.table.unknown(place)
            held[unknown] = held.get(unknown, True) and place in one.hidden
    return held


def _small(one: Suppressed) -> int:
    from lif_narrative.export.profiles import profile_called

    return profile_called(one.profile).small
