"""Each verb of the trail as a sentence about what somebody did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lif_narrative.records import Event

TALES: Final[dict[str, str]] = {
    "took": "took in {0}", "set aside": "set a file aside ({0})",
    "laid out": "said how {0} is laid out",
    "ran": "ran the step “{0}”",
    "finished": "finished a {0}", "adopted": "adopted a codebook", "planned": "kept the plan of the audit",
    "coded": "put excerpt {0} under {1}", "rejected": "said that excerpt {0} is not under {1}",
    "withdrew": "took back a word on excerpt {0} and {1}", "saved": "saved {0}",
    "accepted": "accepted evidence {2} for block {1} of {0}", "finished story": "made {0} final",
    "exported": "exported {0} ({reason})", "backed up": "backed the project up",
    "restored": "restored the project from a backup", "forgot": "forgot {*}",
    "made vault": "made the vault", "locked vault": "locked the vault by a {after}",
    "copied keys": "copied the key ring", "viewed original": "looked at the original of {*}",
    "was refused": "was refused, having asked to “{*}”", "signed in": "signed in",
    "was not let in": "was not let in", "added user": "added {0} as {after}",
    "changed role": "changed the role of {0} from {before} to {after}",
    "disabled user": "disabled {0}", "enabled user": "let {0} in again", "set password": "set {0}'s password",
    "set retention": "set that {*} is kept until {after}",
    "marked": "marked a passage under {1}", "unmarked": "took a passage back out of {1}",
    "received": "took in a project of another program", "took roster": "took in a roster of names",
    "added block": "added block {1} to {0}", "changed block": "changed block {1} of {0}",
    "removed block": "took block {1} out of {0}", "moved block": "moved block {1} of {0}",
    "added evidence": "put evidence {2} under block {1} of {0}",
    "removed evidence": "took evidence {2} from block {1} of {0}",
    "rejected evidence": "rejected evidence {2} for block {1} of {0}",
    "undid": "went back to an earlier version of {0}", "signed": "signed {0}",
    "released quote": "released quote {0} for readers outside",
    "withheld quote": "withheld quote {0} from readers outside",
    "renamed theme": "renamed {0}", "merged theme": "merged {*}", "split theme": "split {0}",
    "retired theme": "retired {0}", "restored theme": "brought {0} back",
    "commented": "commented on {about}", "noted": "noted something on {about}",
    "suggested": "suggested other words for {about}", "replied": "replied to a comment on {about}",
    "used right of reply": "used the right of reply on {about}",
    "answered a check": "gave a reason why a warning may stand on {about}",
    "wrote down": "wrote down what was said on {about}", "offered support": "offered support on {about}",
    "challenged": "challenged on {about}", "decided": "wrote down a decision on {about}",
    "chose a story": "said why a story was chosen, on {about}",
    "settled comment": "settled a comment on {about}", "withdrawn comment": "took back a comment on {about}",
    "accepted suggestion": "took over what was suggested for {about}",
    "declined suggestion": "declined what was suggested for {about}",
    "withdrawn memo": "took back a memo on {about}", "did again": "did again what was undone in {0}",
    "agreed": "put {0} into the register", "changed action": "changed action {0}",
    "reopened action": "opened action {0} again", "asked for sign-off": "asked for sign-offs of {0}",
    "signed off": "gave the last sign-off of {0}", "reopened review": "opened the review of {0} again",
    "accepted theme": "accepted {0}", "changed theme": "changed {0}", "pinned theme": "pinned {0}",
    "unpinned theme": "unpinned {0}", "proposed theme": "proposed {0}", "redacted": "replaced words in {0}",
    "let stand": "looked at words in {0} and let them stand",
    "looked again": "put words in {0} back among those to look at",
    "confirmed change": "said of {0} that it is {after}", "checked backup": "checked a backup",
    "restored redaction": "let words stand again in {0}",
    "confirmed link": "said that {1} speaks to {0}", "refused link": "said that {1} does not speak to {0}",
    "withdrew link": "took back what was said of {1} and {0}", "set relation": "said of {1} and {0}: {after}",
    "drew sample": "drew {after} excerpts to be coded by two people",
    "coded blind": "coded excerpt {1} blind", "settled coding": "settled whether excerpt {1} is under {2}",
    "held conversation": "began a conversation",
    "said who was there": "said by role who was in a conversation",
    "ended conversation": "ended a conversation; what was said is a source now",
    "gave to archive": "gave {*} to an archive", "began work": "began long work: {0}",
    "stopped work": "stopped long work: {0}",
    "measured how firm themes are": "measured how firm the themes are",
    "changed setting": "set {*} to {after}",
    "closed action": "closed action {0}", "carried over": "carried action {0} over",
}  # fmt: skip


PLAIN: Final = {"trail": "the trail", "themes": "the themes"}


def tale(event: Event, names: Mapping[str, str]) -> str:
    """An event in words: who, in which role, did what, and why.

    Parameters
    ----------
    names : mapping
        What people call a thing, by its id; a person's role, by `human:name`.
    """
    who = event.actor.partition(":")[2] or event.actor
    role = f" ({names[event.actor]})" if event.actor in names else ""
    told = "{reason}" in TALES.get(event.verb, "")
    why = f", because: {event.reason}" if event.reason and not told else ""
    return f"{who}{role} {_did(event, names)}{why}."


def _did(event: Event, names: Mapping[str, str]) -> str:
    parts = [_named(part, names) for part in event.object.split()]
    form = TALES.get(event.verb, "{verb}: {*}" if event.object else "{verb}")
    fields = {"{*}": " ".join(parts), "{verb}": event.verb, "{before}": event.before, "{after}": event.after}
    fields["{reason}"] = event.reason or "internal"
    fields["{about}"] = f"block {parts[2]} of {parts[1]}" if parts[2:] else "".join(parts[1:])
    fields |= {f"{{{place}}}": parts[place] if place < len(parts) else "" for place in range(3)}
    for mark, value in fields.items():
        form = form.replace(mark, value)
    return form


def _named(part: str, names: Mapping[str, str]) -> str:
    if part.startswith("human:"):
        return part.removeprefix("human:")
    return names.get(part, PLAIN.get(part, part))
