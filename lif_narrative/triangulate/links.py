"""Which indicator belongs to which theme, as people decided it, and how the two stand to each other.

The decisions are events, replayed over every later run: proposed links stay proposals until a person has
confirmed or refused them, and a relation that a person set is not worked out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from lif_narrative.errors import NarrativeError
from lif_narrative.records import Event

CONFIRMED, REFUSED, WITHDREW, RELATED = "confirmed link", "refused link", "withdrew link", "set relation"
VERBS: Final = (CONFIRMED, REFUSED, WITHDREW, RELATED)
RELATIONS: Final = ("agrees", "disagrees", "silent", "not comparable")


@dataclass(frozen=True, slots=True)
class Link:
    """What a person said of a theme and an indicator."""

    theme_id: str
    indicator_id: str
    stands: bool = True  # False once it is refused
    by: str = ""
    relation: str = ""  # as a person set it; "" while it is computed
    related_by: str = ""
    reason: str = ""


def thing(theme_id: str, indicator_id: str) -> str:
    """The object of a link's event."""
    return f"{theme_id} {indicator_id}"


def check(relation: str) -> None:
    """Refuse a relation that is none.

    Raises
    ------
    NarrativeError
        It is none of `RELATIONS`.
    """
    if relation not in RELATIONS:
        raise NarrativeError(f"'{relation}' is no relation. Choose one of: {', '.join(RELATIONS)}.")


def replay(events: Iterable[Event]) -> dict[tuple[str, str], Link]:
    """The links in force after these events, by theme and indicator; the last word holds, whose it is."""
    links: dict[tuple[str, str], Link] = {}
    for event in sorted((e for e in events if e.verb in VERBS), key=lambda e: e.position):
        theme_id, _, indicator_id = event.object.partition(" ")
        key = (theme_id, indicator_id)
        link = links.get(key, Link(theme_id, indicator_id))
        if event.verb == WITHDREW:
            links.pop(key, None)
        elif event.verb == RELATED:
            links[key] = replace(link, relation=event.after, related_by=event.actor, reason=event.reason,
                                 by=link.by or event.actor, stands=True)  # fmt: skip
        else:
            stands = event.verb == CONFIRMED
            links[key] = replace(link, stands=stands, by=event.actor, reason=event.reason or link.reason)
    return links


def themes_of(
    indicator_id: str, proposed: Iterable[str], links: Mapping[tuple[str, str], Link]
) -> dict[str, str]:
    """The themes of an indicator, each "confirmed" or "proposed": a person's word ends the proposals."""
    said = {theme: link for (theme, indicator), link in links.items() if indicator == indicator_id}
    confirmed = sorted(theme for theme, link in said.items() if link.stands)
    if confirmed:
        return dict.fromkeys(confirmed, "confirmed")
    return {theme: "proposed" for theme in proposed if theme not in said}
