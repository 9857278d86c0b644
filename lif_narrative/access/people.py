"""The people of a project as its verbs: who may sign in, as what, and who is here now."""

from __future__ import annotations

import copy
import time
from typing import TYPE_CHECKING, Self

from lif_narrative.access import accounts, passwords
from lif_narrative.access.guard import Guarded, Refused, needs
from lif_narrative.access.rules import ADMINISTRATOR, ROLES
from lif_narrative.access.sittings import IDLE_MINUTES, Sitting
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.house import house
from lif_narrative.records import Account

if TYPE_CHECKING:
    import pandas as pd


class People(Guarded):
    """Accounts and signing in. A project without accounts asks nobody who they are."""

    @property
    def has_accounts(self) -> bool:
        """Whether people have to sign in."""
        return bool(self.store.read(Account))

    def sign_in(self, name: str, password: str) -> Self:
        """The same project, used by this person.

        Raises
        ------
        Refused
            The name or the password is another one, or the account is locked or disabled.
        """
        account = self._account("name", name)
        right = passwords.matches(account.password if account else "", password)
        return self._entered(account, name, right=right)

    def sign_in_by(self, *claims: str, since: float | None = None) -> Self:
        """The same project, used by the person for whom single sign-on vouches.

        Parameters
        ----------
        claims : str
            The e-mail and subject that the provider gave; the caller has checked where they came from.
        since : float, optional
            When the provider vouched, in seconds since 1970; None where it vouches now.

        Raises
        ------
        Refused
            No account has such a claim, it is locked or disabled, or the provider's word is older than
            a sitting may be idle: a cookie of weeks ago opens nothing.
        """
        if since is not None and time.time() - since > self._idle_minutes() * 60:
            raise Refused("Your organisation's sign-on is some time ago. Sign on again.")
        known = [claim.strip().lower() for claim in claims if claim.strip()]
        found = (account for claim in known if (account := self._account("claim", claim)))
        account = next(found, None)
        return self._entered(account, "", right=account is not None)

    def _idle_minutes(self) -> float:
        return float(house(self.folder, "access").get("idle_minutes", IDLE_MINUTES))

    def _account(self, field: str, value: str) -> Account | None:
        return next(iter(self.store.read(Account, self.store.table(Account).c[field] == value)), None)

    def _entered(self, account: Account | None, name: str, *, right: bool) -> Self:
        if not accounts.entered(self.store, account, name, right=right, now=accounts.utc()):
            raise Refused(
                "That name and password do not open this project. An account rests for "
                f"{accounts.LOCK_MINUTES} minutes after {accounts.WRONG_BEFORE_LOCK} wrong ones."
            )
        assert account is not None
        inside = copy.copy(self)
        inside.actor = f"human:{account.name}"
        inside.sitting = Sitting(self._idle_minutes())
        return inside

    @needs("users")
    def users(self) -> pd.DataFrame:
        """Those who may sign in: name role disabled locked_until claim since."""
        import pandas as pd

        told = ["name", "role", "disabled", "locked_until", "claim", "since"]
        return pd.DataFrame([[getattr(a, n) for n in told] for a in self.store.read(Account)], columns=told)

    @needs("users")
    def add_user(self, name: str, role: str, password: str = "", claim: str = "") -> None:
        """Give someone an account; the first one is an administrator's, and from then on all sign in.

        Parameters
        ----------
        role : {"administrator", "quality lead", "reviewer", "researcher", "independent scrutineer"}
        password : str
            At least twelve characters; "" for someone who comes by single sign-on.
        claim : str
            The e-mail or subject by which single sign-on knows them.
        """
        account = accounts.fresh(name, role, password, claim)
        if not self.has_accounts and role != ADMINISTRATOR:
            raise NarrativeError(
                "The first account is an administrator's: give yourself one with "
                "lif users add NAME --role administrator, then add others."
            )
        if self._account("name", name) or (claim and self._account("claim", account.claim)):
            raise NarrativeError(f"There is a user '{name}', or one with that e-mail. Choose another.")
        accounts.write(self.store, self.actor, "added user", None, account, "role")

    @needs("users")
    def add_user_for_now(self, name: str, role: str) -> str:
        """Give someone an account with a temporary password, which is returned once and kept nowhere."""
        password = passwords.temporary(name)
        self.add_user(name, role, password)
        return password

    @needs("users")
    def set_password_for_now(self, name: str) -> str:
        """A temporary password for someone who lost theirs, returned once; a locked account opens again."""
        password = passwords.temporary(name)
        self.set_password(name, password)
        return password

    @needs("users")
    def set_role(self, name: str, role: str) -> None:
        """Give a user another role."""
        if role not in ROLES:
            raise UnknownChoice("role", role, list(ROLES))
        accounts.changed(self.store, self.actor, name, "changed role", "role", role=role)

    @needs("users")
    def disable_user(self, name: str, *, back: bool = False) -> None:
        """Let a user no longer sign in, or let them again; what they did stays theirs."""
        verb = "enabled user" if back else "disabled user"
        accounts.changed(self.store, self.actor, name, verb, "disabled", disabled=not back)

    @needs("own account")
    def set_password(self, name: str, password: str, current: str = "") -> None:
        """Set a password: one's own, with the current one; or another's, as an administrator."""
        account = accounts.named(self.store, name)
        if self.actor != f"human:{name}":
            if not self.may("users"):
                raise Refused("Only an administrator sets another person's password.")
        elif account.password and not passwords.matches(account.password, current):
            raise Refused("The current password is another one.")
        kept = passwords.hashed(password, name)
        accounts.changed(self.store, self.actor, name, "set password", "name",
                         password=kept, failures=0, locked_until="")  # fmt: skip
