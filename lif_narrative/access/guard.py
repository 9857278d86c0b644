"""The guard before every verb: the role is asked once, by the outermost verb, each time."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from lif_narrative.access.rules import ADMINISTRATOR, MAY, allowed
from lif_narrative.errors import NarrativeError

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

    store: Store
    actor: str

    @property
    def role(self) -> str:
        """The role of whoever is using the project; `Refused` when they have to sign in first."""
        return ADMINISTRATOR

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

    def _ask(self, permission: str) -> None:
        if not self.may(permission):
            raise Refused(f"A {self.role} may not {permission}.")
