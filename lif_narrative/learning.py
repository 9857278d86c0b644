"""What each twenty decisions taught the coder, worked out beside the screen, once for each twenty."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lif_narrative.improvement import EACH, improvement, told

if TYPE_CHECKING:
    from lif_narrative.project import Project

NEXT: Final = 2 * EACH  # excerpts to read next
log = logging.getLogger("lif_narrative.app")


@dataclass(frozen=True)
class Learned:
    """What was taught: of how many decisions, what to say of it, and which excerpts to read next.

    `waits` says that newer decisions are being learned from.
    """

    decided: int = 0
    says: str = ""
    next: tuple[str, ...] = ()
    waits: bool = False


def learned(project: Project, decided: int) -> Learned:
    """The last that was worked out; when twenty decisions more were made, the next is begun.

    It runs in a thread of its own, since it takes seconds that no key press should wait for.

    Parameters
    ----------
    decided : int
        How many excerpts people have decided on.
    """
    memory, full = project.store.memory, decided // EACH * EACH
    held: Learned = memory.get("learned", ("", Learned()))[1]
    if full < 2 * EACH or held.decided == full:  # the first twenty are foretold without any learning
        return held
    if memory.get("learning", ("", 0))[1] != full:
        memory["learning"] = ("", full)
        threading.Thread(target=_work_out, args=(project, full), daemon=True, name="learning").start()
    return Learned(held.decided, held.says, held.next, waits=True)


def _work_out(project: Project, full: int) -> None:
    from lif_narrative.queues import most_useful
    from lif_narrative.taught import taught

    found = Learned(full)
    try:
        school = taught(project)
        rows, said = {row.id: row for row in school.rows}, list(school.given.items())[:full]
        texts, around = [rows[i].text for i, _ in said], [rows[i].context for i, _ in said]
        says = told(improvement(school.coder(), texts, [themes for _, themes in said], around))
        found = Learned(full, says, tuple(most_useful(project, NEXT)["id"]))
    except Exception as error:  # noqa: BLE001 - reading goes on without it
        log.error("what was learned could not be worked out: %s", type(error).__name__)
    project.store.memory["learned"] = ("", found)
