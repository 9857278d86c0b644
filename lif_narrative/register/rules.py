"""What an entry of the register may say: an owner by role, a date, a stage, a reason when it is closed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, Final

from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.records import ACTION_STATUSES, STAGES, Action

KINDS: Final = ("action", "question")
CHANGEABLE: Final = ("text", "owner_role", "due", "stage", "how_known", "theme_id", "difference", "evidence",
                     "said", "did", "because")  # fmt: skip
_PREMISES: Final = frozenset("house hall court lodge hill park green street ward centre wood field".split())
_DUE: Final = re.compile(r"\d{4}(-\d{2}){0,2}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def checked(entry: Action) -> Action:
    """The entry, if it may stand.

    Raises
    ------
    NarrativeError
        It has no words, its owner is a person's name, its date is none, or its stage is unknown.
    """
    if not entry.text.strip():
        raise NarrativeError("Say what is to be done or found out.")
    for what, value, known in (("kind", entry.kind, KINDS), ("stage", entry.stage, ("", *STAGES)),
                               ("status", entry.status, ACTION_STATUSES)):  # fmt: skip
        if value not in known:
            raise UnknownChoice(what, value, [name for name in known if name])
    if is_person(entry.owner_role):
        raise NarrativeError(
            "An owner is a role, such as 'head of early help' or 'designated nurse': the register outlives "
            "whoever holds it, and names no person."
        )
    return replace(entry, text=entry.text.strip(), due=due(entry.due))


def closed(entry: Action, status: str, at: str, **words: Any) -> Action:
    """An entry that was done, or not done with the reason why."""
    if status not in ACTION_STATUSES[1:]:
        raise UnknownChoice("way to close", status, list(ACTION_STATUSES[1:]))
    done = checked(replace(entry, status=status, closed=at, **words))
    if status == "did not" and not done.because.strip():
        raise NarrativeError("Say why it was not done: people who asked for it will read the reason.")
    return done


def due(text: str) -> str:
    """A date as it is kept: 2031, 2031-06 or 2031-06-30; "" for none."""
    said = text.strip()
    if not said:
        return ""
    try:
        if not _DUE.fullmatch(said):
            raise ValueError
        date.fromisoformat((said + "-01-01")[:10] if len(said) == 4 else (said + "-01")[:10])
    except ValueError:
        raise NarrativeError("Write a date as year, month and day, such as 2031-06-30.") from None
    return said


def is_overdue(entry: Action, today: date) -> bool:
    """Whether it is open and its date, month or year has passed."""
    return entry.status == "open" and bool(entry.due) and entry.due < today.isoformat()[: len(entry.due)]


def is_unproved(entry: Action) -> bool:
    """Whether it was closed as done with no evidence of the difference it made."""
    return entry.status == "done" and not entry.evidence


def is_person(owner: str) -> bool:
    """Whether an owner reads as somebody's name and not as a role."""
    from lif_narrative.deidentify.lexicon import fold, given, surnames, titles

    words = _WORD.findall(owner)
    if "@" in owner:
        return True
    folded = [fold(word) for word in words]
    if len(words) > 1 and folded[0] in titles() and words[1][:1].isupper():
        return folded[1] in surnames() | given()
    named = [at for at, word in enumerate(words) if word[:1].isupper() and folded[at] in given()]
    if len(words) == 1:
        return bool(named)
    family = surnames() - _PREMISES
    return any(
        at + 1 < len(words) and words[at + 1][:1].isupper() and folded[at + 1] in family for at in named
    )


def answer(entry: Action) -> str:
    """What people are told who said it: "we did", "we did not, because", or where it stands."""
    if entry.status == "done":
        return f"We did: {entry.did or entry.text}"
    if entry.status == "did not":
        return f"We did not, because {entry.because.strip()[:1].lower()}{entry.because.strip()[1:]}"
    return f"We have not finished yet{f'; it is due by {entry.due}' if entry.due else ''}: {entry.text}"
