"""Beginning a conversation, who is there, and what may be said in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import events
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.fingerprint import digest, short_id
from lif_narrative.records import Conversation
from lif_narrative.register.rules import is_person

if TYPE_CHECKING:
    from lif_narrative.project import Project

KINDS: Final = ("spoken", "support", "challenge", "decision", "chosen because")


def hold(
    project: Project, title: str, agenda: Sequence[str], roles: Sequence[str], minutes: int
) -> Conversation:
    """See `Project.hold_conversation`."""
    if not title.strip():
        raise NarrativeError("Say what the conversation is on, without anybody's name.")
    known = {topic.id for topic in project.topics()} | set(project.themes()["id"])
    strange = [topic for topic in agenda if topic not in known]
    if strange:
        raise NarrativeError("The agenda names what is no issue or open difference of this project.")
    if not 0 <= minutes <= 240:
        raise NarrativeError("A topic has between 0 and 240 minutes; 0 for no timer.")
    at = events.now()
    made = Conversation(short_id("co", at, project.actor, title), title.strip(), at, project.actor,
                        tuple(dict.fromkeys(agenda)), by_role(roles), minutes)  # fmt: skip
    with project.store.writing() as connection:
        project.store.add(connection, [made])
        events.append(project.store, connection, project.actor, "held conversation", made.id,
                      after=digest(made.title))  # fmt: skip
    return made


def attend(project: Project, conversation_id: str, roles: Sequence[str]) -> None:
    """See `Project.attend`."""
    change(project, "said who was there", conversation_id, roles=by_role(roles))


def by_role(roles: Sequence[str]) -> tuple[str, ...]:
    """Roles, each once; a person's name is refused."""
    cleaned = tuple(dict.fromkeys(role.strip() for role in roles if role.strip()))
    for role in cleaned:
        if is_person(role):
            raise NarrativeError(
                "Say who is there by role, such as 'health visitor' or 'team manager', never by name."
            )
    return cleaned


def change(project: Project, verb: str, conversation_id: str, **fields: Any) -> Conversation:
    """Write a conversation that is still going on, with its event."""
    with project.store.writing() as connection:
        now = going_on(project.store.held(connection, Conversation, conversation_id), conversation_id)
        fresh = dataclasses.replace(now, **fields)
        project.store.put(connection, fresh)
        events.append(project.store, connection, project.actor, verb, conversation_id,
                      before=digest(list(now.roles)), after=digest(list(fresh.roles)))  # fmt: skip
    return fresh


def checked(project: Project, conversation_id: str, kind: str, topic: str, role: str) -> Conversation:
    """The conversation, if this may be said in it."""
    if kind not in KINDS:
        raise UnknownChoice("kind of word", kind, list(KINDS))
    now = going_on(held(project, conversation_id), conversation_id)
    if topic and topic not in now.agenda:
        raise NarrativeError("That topic is not on the agenda of this conversation.")
    by_role([role])
    return now


def about(conversation_id: str, topic: str) -> str:
    """What a note is about: ids with blanks between, so that what is erased takes its notes along."""
    return f"{conversation_id} {topic.replace('/', ' ')}".strip()


def held(project: Project, conversation_id: str) -> Conversation:
    """The conversation of this id."""
    table = project.store.table(Conversation)
    found = project.store.read(Conversation, table.c.id == conversation_id)
    if not found:
        raise NarrativeError(f"There is no conversation {conversation_id}. Begin one.")
    return found[0]


def going_on(now: Conversation | None, conversation_id: str) -> Conversation:
    """The conversation; what comes after the end is refused."""
    if now is None:
        raise NarrativeError(f"There is no conversation {conversation_id}. Begin one.")
    if now.ended:
        raise NarrativeError("This conversation has ended, and its record is kept. Begin another.")
    return now
