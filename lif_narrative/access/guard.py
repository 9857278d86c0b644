"""The guard before every verb: the role is asked once, by the outermost verb, each time."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from lif_narrative.access.rules import ADMINISTRATOR, MAY, WORDS, allowed
from lif_narrative.access.sittings import Sitting
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Account

if TYPE_CHECKING:
    from lif_narrative.store import Store

F = TypeVar("F", bound=Callable[..., Any])
# A verb that may be done may use others to do it: they are not asked again.
_WITHIN: Final[ContextVar[frozenset[int]]] = ContextVar("within", default=frozenset())


class Refused(NarrativeError):
    """The person's role may not do this, or nobody has signed in."""


def needs(permission: str) -> Callable[[F], F]:
    """Let a verb of a project be done only by roles that hold `permission` (see `rules.MAY`)."""
    if permission not in MAY:
        raise ValueError(f"There is no permission {permission!r} in the table.")

    def mark(verb: F) -> F:
        @functools.wraps(verb)
        def guarded(self: Guarded, *arguments: Any, **settings: Any) -> Any:
            with self.allowing(permission):
                return verb(self, *arguments, **settings)

        guarded.needs = permission  # type: ignore[attr-defined]
        return cast(F, guarded)

    return mark


class Guarded:
    """What can be asked of a project about the person who uses it."""

    folder: Path
    store: Store
    actor: str
    sitting: Sitting | None = None  # since when a person has been signed in; None where nobody need

    @property
    def role(self) -> str:
        """The role of whoever is using the project.

        Raises
        ------
        Refused
            The project has accounts, and nobody has signed in, or their sitting or account has ended.
        """
        accounts = {account.name: account for account in self.store.read(Account)}
        if not accounts:
            return ADMINISTRATOR
        if self.sitting is None:
            raise Refused("This project has accounts: sign in as one of its users.")
        if self.sitting.over():
            raise Refused("Your sitting has ended, because it was long without use. Sign in again.")
        mine = accounts.get(self.actor.removeprefix("human:"))
        if mine is None or mine.disabled:
            raise Refused("Your account has been disabled. Ask an administrator of this project.")
        return mine.role

    def may(self, permission: str) -> bool:
        """Whether the person may; asks, refuses nothing and leaves no event."""
        try:
            return allowed(self.role, permission)
        except Refused:
            return False

    @contextlib.contextmanager
    def allowing(self, permission: str) -> Iterator[None]:
        """Do what follows if the person may.

        Raises
        ------
        Refused
            They may not; the refusal is an event.
        """
        within = _WITHIN.get()
        if id(self) not in within:
            self._ask(permission)
        token = _WITHIN.set(within | {id(self)})
        try:
            yield
        finally:
            _WITHIN.reset(token)
            if self.sitting:
                self.sitting.use()

    def _ask(self, permission: str) -> None:
        try:
            role = self.role
            if allowed(role, permission):
                return
            why = f"A person who is {role} here may not {WORDS.get(permission, permission)}."
        except Refused as error:
            why = str(error)
        self._tell_of_refusal(permission)
        raise Refused(why)

    def _tell_of_refusal(self, permission: str) -> None:
        from lif_narrative import events

        who = self.actor if self.sitting else "human:unknown"  # nobody may put words under another's name
        with contextlib.suppress(NarrativeError):  # a disk that cannot be written refuses all the same
            with self.store.writing() as connection:
                events.append(self.store, connection, who, "was refused", permission)
