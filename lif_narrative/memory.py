"""What was worked out of a project, kept until an act that could change it.

It lies in the store that made it, in this process alone: never in a cache that projects or people share,
never on disk. What it is kept by is the last event that matters, so that another person's act, in whatever
process, ends it too: every act is an event in the transaction that does it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from lif_narrative import events

if TYPE_CHECKING:
    from lif_narrative.store import Store

T = TypeVar("T")
TELLING: Final = frozenset({  # acts on a story, and notes: the material under them stays as it was
    "saved", "accepted", "added evidence", "removed evidence", "rejected evidence", "undid", "did again",
    "added block", "changed block", "removed block", "moved block", "asked for sign-off", "signed",
    "signed off", "reopened review", "commented", "suggested", "replied", "used right of reply", "noted",
    "answered a check", "settled comment", "accepted suggestion", "declined suggestion", "withdrawn comment",
    "withdrawn memo",
})  # fmt: skip
LOOKING: Final = frozenset({
    "exported", "viewed original", "signed in", "was not let in", "was refused", "began work", "stopped work",
})  # fmt: skip
QUIET: Final = TELLING | LOOKING
CODING: Final = frozenset({"coded", "rejected", "withdrew", "marked", "unmarked"})


def recall(store: Store, name: str, make: Callable[[], T], *, despite: frozenset[str] = QUIET) -> T:
    """What `make` gives, made again only after an event whose verb is not among `despite`.

    Parameters
    ----------
    name : str
        Of what is kept; one thing by a name, so that the memory does not grow.
    make : function without arguments
        Reads the project. An act while it reads ends what it made, since the event is asked for first.
    despite : set of str
        Verbs of acts that leave it as it is.
    """
    last = events.last(store, but=despite)
    kept = store.memory.get(name)
    if kept is not None and kept[0] == last:
        return kept[1]  # type: ignore[no-any-return]
    made = make()
    store.memory[name] = (last, made)
    return made
