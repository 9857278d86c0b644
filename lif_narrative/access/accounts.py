"""Accounts as rows: found, changed and locked; each change with its event in one transaction."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import events
from lif_narrative.access import passwords
from lif_narrative.access.rules import ADMINISTRATOR, ROLES
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.records import Account

if TYPE_CHECKING:
    from lif_narrative.store import Store

NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
WRONG_BEFORE_LOCK: Final = 5
LOCK_MINUTES: Final = 15


def fresh(name: str, role: str, password: str, claim: str) -> Account:
    """A new account, checked.

    Raises
    ------
    NarrativeError
        The name, role or password will not do, or there is no way to sign in.
    """
    if not NAME.fullmatch(name):
        raise NarrativeError("A user's name is small letters, digits, dots and dashes, at most 40.")
    if role not in ROLES:
        raise UnknownChoice("role", role, list(ROLES))
    if not password and not claim:
        raise NarrativeError("Give the account a password, or the e-mail that single sign-on vouches for.")
    kept = passwords.hashed(password, name) if password else ""
    return Account(name, role, kept, claim.strip().lower(), since=events.now())


def named(store: Store, name: str) -> Account:
    """The account of this name."""
    found = store.read(Account, store.table(Account).c.name == name)
    if not found:
        raise NarrativeError(f"There is no user '{name}' here. See lif users list.")
    return found[0]


def write(store: Store, actor: str, verb: str, before: Account | None, after: Account, shown: str) -> None:
    """Keep an account and tell of it.

    Raises
    ------
    NarrativeError
        It would leave the project without an administrator.
    """
    with store.writing() as connection:
        store.put(connection, after)
        _still_run(store, connection)
        events.append(store, connection, actor, verb, f"human:{after.name}",
                      before=getattr(before, shown, ""), after=str(getattr(after, shown)))  # fmt: skip


def _still_run(store: Store, connection: Any) -> None:
    table = store.table(Account)
    running = table.select().where(table.c.role == ADMINISTRATOR, table.c.disabled.is_(False))
    if connection.execute(running).first() is None:
        raise NarrativeError(
            "A project with accounts needs an administrator. Make someone one first: "
            "lif users add NAME --role administrator"
        )


def entered(store: Store, account: Account | None, name: str, *, right: bool, now: datetime) -> bool:
    """Whether a person gets in; wrong passwords are counted, and too many lock the account a while."""
    with store.writing() as connection:
        locked = account is not None and account.locked_until > now.isoformat()
        inside = right and account is not None and not account.disabled and not locked
        if account is not None and not locked:
            store.put(connection, _counted(account, right=right, now=now))
        known = f"human:{account.name}" if account else "human:unknown"  # a typed name may be a password
        events.append(store, connection, known, "signed in" if inside else "was not let in", "project",
                      reason="the account is locked" if locked else "")  # fmt: skip
    return inside


def _counted(account: Account, *, right: bool, now: datetime) -> Account:
    if right:
        return dataclasses.replace(account, failures=0, locked_until="")
    failures = account.failures + 1
    until = (now + timedelta(minutes=LOCK_MINUTES)).isoformat() if failures >= WRONG_BEFORE_LOCK else ""
    return dataclasses.replace(account, failures=failures % WRONG_BEFORE_LOCK, locked_until=until)


def utc() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def changed(store: Store, actor: str, name: str, verb: str, shown: str, **fields: Any) -> None:
    """Change an account."""
    account = named(store, name)
    write(store, actor, verb, account, dataclasses.replace(account, **fields), shown)
