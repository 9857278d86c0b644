"""Whether an agency that answered is the one that was invited, however each is written."""

from __future__ import annotations

import functools
import re
from typing import Final

from lif_narrative.ingest.agencies import agency_stated, sector
from lif_narrative.triangulate.services import SERVICES

_BARE: Final = frozenset(
    {"the", "and", "of", "for", "service", "services", "team", "teams", "department", "trust"}
)
_BROAD: Final = "health"  # many services answer under it, so it ticks none of them off


@functools.cache
def answers(invited: str, present: str) -> bool:
    """Whether `present` answers the invitation of `invited`.

    Equal names do, and a name that holds the other ("Northshire police" and "police"), unless what is
    left over is itself a service: a return of "health" does not tick off "health visiting".
    """
    one, other = (agency_stated(name) for name in (invited, present))
    if not one or not other:
        return False
    wanted, came = _words(one), _words(other)
    if one == other or (wanted and wanted <= came):
        return True
    same = sector(one) == other or (bool(came) and came <= wanted)
    return same and not (other == _BROAD and any(map(_is_service, wanted - came)))


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{2,}", name)) - _BARE


@functools.cache
def _is_service(word: str) -> bool:
    patterns = re.sub(r"\\.", " ", " ".join(SERVICES.values()))  # without \b and its like
    stems = {stem for stem in re.findall(r"[a-z]{4,}", patterns) if stem != _BROAD}
    return any(word.startswith(stem) for stem in stems) or word in {"gp", "gps"}
