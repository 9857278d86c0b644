"""Each verb of the trail as a sentence about what somebody did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lif_narrative.records import Event

TALES: Final[dict[str, str]] = {
    "took": "took in {0}", "set aside": "set a file aside ({0})", "ran": "ran the step “{0}”",
    "finished": "finished a {0}", "adopted": "adopted a codebook", "planned": "kept the plan of the audit",
    "coded": "put excerpt {0} under {1}", "rejected": "said that excerpt {0} is not under {1}",
    "withdrew": "took back a word on excerpt {0} and {1}", "saved": "saved {0}",
    "accepted": "accepted evidence {2} for block {1} of {0}", "finished story": "made {0} final",
    "exported": "exported {0}", "backed up": "backed the project up",
    "restored": "restored the project from a backup", "forgot": "forgot {*}",
    "made vault": "made the vault", "locked vault": "locked the vault by a {after}",
    "copied keys": "copied the key ring", "viewed original": "looked at the original of {*}",
    "was refused": "was refused, having asked to “{*}”", "signed in": "signed in",
    "was not let in": "was not let in", "added user": "added {0} as {after}",
    "changed role": "changed the role of {0} from {before} to {after}",
    "disabled user": "disabled {0}", "enabled user": "let {0} in again", "set password": "set {0}'s password",
    "set retention": "set that {*} is kept until {after}",
}  # fmt: skip


def tale(event: Event, names: Mapping[str, str]) -> str:
    """An event in words: who, in which role, did what, and why.

    Parameters
    ----------
    names : mapping
        What people call a thing, by its id; a person's role, by `human:name`.
    """
    who = event.actor.partition(":")[2] or event.actor
    role = f" ({names[event.actor]})" if event.actor in names else ""
    why = f", because: {event.reason}" if event.reason else ""
    return f"{who}{role} {_did(event, names)}{why}."


def _did(event: Event, names: Mapping[str, str]) -> str:
    parts = [_named(part, names) for part in event.object.split()]
    form = TALES.get(event.verb, "{verb}: {*}" if event.object else "{verb}")
    fields = {"{*}": " ".join(parts), "{verb}": event.verb, "{before}": event.before, "{after}": event.after}
    fields |= {f"{{{place}}}": parts[place] if place < len(parts) else "" for place in range(3)}
    for mark, value in fields.items():
        form = form.replace(mark, value)
    return form


def _named(part: str, names: Mapping[str, str]) -> str:
    if part.startswith("human:"):
        return part.removeprefix("human:")
    return names.get(part, part)
