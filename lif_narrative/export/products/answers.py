"""What people are told of what came of their words: what we did, will do, and did not do and why."""

from __future__ import annotations

from collections.abc import Iterator

from lif_narrative import wording
from lif_narrative.export.basis import Basis
from lif_narrative.export.doing import Doing, in_words
from lif_narrative.export.items import Line
from lif_narrative.export.lines import hidden


def did(basis: Basis, found: list[Doing]) -> Iterator[Line]:
    """What was said, what was done, and what it changed."""
    done = [doing for doing in found if doing.status == "done"]
    for doing in done:
        if doing.said:
            yield Line("text", f"You said: {_plain(basis, doing.said)}")
        yield Line("bullet", f"We did: {_plain(basis, doing.did or doing.text)}")
        if doing.difference:
            yield Line("text", f"What changed: {_plain(basis, doing.difference)}")
    if not done:
        yield Line("text", "We have just finished listening. There is nothing on this list yet.")


def to_come(basis: Basis, found: list[Doing]) -> Iterator[Line]:
    """What is agreed and not done yet, and what is still to be agreed."""
    todo = [doing for doing in found if doing.status == "open" and doing.agreed]
    for doing in todo:
        when = f" We will do this by {in_words(doing.due)}." if doing.due else ""
        yield Line("bullet", _plain(basis, doing.did or doing.text) + when)
    waiting = [basis.draft.title(d.theme) for d in found if not d.agreed and d.theme]
    if waiting:
        yield Line("text", "We have not agreed yet what to do about these:")
        yield from (Line("bullet", f"{name}.") for name in waiting)
    if not todo and not waiting:
        yield Line("text", "We have not agreed yet what to do next.")


def not_done(basis: Basis, found: list[Doing]) -> Iterator[Line]:
    """What is not done, and why."""
    left = [doing for doing in found if doing.status == "did not"]
    for doing in left:
        why = f" This is why: {_plain(basis, doing.because)}" if doing.because else ""
        yield Line("bullet", _plain(basis, doing.text) + why)
    if not left:
        yield Line(
            "text", "There is nothing on this list so far. If we cannot do something, we will tell you why."
        )


def _plain(basis: Basis, words: str) -> str:
    """What people wrote, as a sentence fit for these readers."""
    return hidden(wording.sentence(words), basis.profile)
