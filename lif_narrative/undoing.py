"""Taking back, in turn and to any depth, what a person said while reading: codings, marks and memos.

What is to be taken back is read from the trail, so that it survives a reload, a night and another machine;
taking back is an act too, and names the act that it undoes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from lif_narrative import adoption, decisions, spans
from lif_narrative.access import Guarded, needs
from lif_narrative.records import Event, Note

if TYPE_CHECKING:
    from lif_narrative.project import Project

MARKED, UNMARKED, NOTED = "marked", "unmarked", "noted"
ACTS: Final = (*decisions.VERBS, MARKED, UNMARKED, NOTED)


class UndoVerbs(Guarded):
    """Take back one's own last act of reading; a part of `Project`."""

    @needs("code")
    def take_back(self) -> str:
        """Take back this person's last act that still stands, and say what it was about, by id; "" for none.

        A word on an excerpt gives way to what they had said before; a mark goes with the codings it brought;
        a mark that was taken back is set again; a memo is withdrawn.
        """
        project = cast("Project", self)
        trail = _own(project)
        act = last(trail, _withdrawn(project))
        if act is None:
            return ""
        if act.verb == NOTED:
            note_id, _, about = act.object.partition(" ")
            project.withdraw_note(note_id)
            return about
        if act.verb in (MARKED, UNMARKED):
            _other_way(project, act)
        else:
            _restore(project, trail, act, act.position)
        for brought in (e for e in trail if e.verb in decisions.VERBS and e.before == act.object):
            if brought.position > act.position:
                _restore(project, trail, brought, act.position)
        return act.object.partition(" ")[0]

    @needs("read")
    def can_take_back(self) -> bool:
        """Whether anything of this person's own reading is left to take back."""
        project = cast("Project", self)
        return last(_own(project), _withdrawn(project)) is not None


def last(trail: list[Event], withdrawn: frozenset[str] = frozenset()) -> Event | None:
    """The last act that nothing has taken back; what a mark brought with it goes with the mark."""
    undone = {int(e.before.split()[1]) for e in trail if e.before.startswith(decisions.UNDOES)}
    for event in reversed(trail):
        if event.before or event.position in undone:
            continue
        if event.verb == NOTED and event.object.partition(" ")[0] in withdrawn:
            continue
        return event
    return None


def _own(project: Project) -> list[Event]:
    table = project.store.table(Event)
    return project.store.read(Event, table.c.actor == project.actor, table.c.verb.in_(ACTS))


def _withdrawn(project: Project) -> frozenset[str]:
    """Memos that are no longer there to be taken back."""
    table = project.store.table(Note)
    mine = project.store.read(Note, table.c.by == project.actor, table.c.kind == "memo")
    return frozenset(note.id for note in mine if note.status == "withdrawn")


def _other_way(project: Project, act: Event) -> None:
    """Take a mark away, or set one again."""
    undoes = f"{decisions.UNDOES}{act.position}"
    if act.verb == MARKED:
        spans.unmark(project, act.object, undoes)
        return
    document, start, end, theme, *blind = act.after.split()
    made = spans.span(document, int(start), int(end), theme, project.actor, blind=bool(blind))
    spans.keep(project, [made], undoes)


def _restore(project: Project, trail: list[Event], act: Event, before: int) -> None:
    """Say again of an excerpt and a theme what this person had said before an act."""
    excerpt, theme = act.object.split()
    earlier = [e for e in trail if e.object == act.object and e.position < before]
    said = earlier[-1] if earlier else None
    verb, reason, blind = (said.verb, said.reason, said.after) if said else (decisions.WITHDREW, "", "")
    adoption.decide(project, verb, excerpt, theme, reason, blind, before=f"{decisions.UNDOES}{act.position}")
