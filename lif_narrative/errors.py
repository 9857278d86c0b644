"""What a person can put right, in words; anything else stays an ordinary exception."""

from __future__ import annotations


class NarrativeError(Exception):
    """A refusal that says what, where and what next, and never quotes case text.

    The command line prints its message and exits with 2; pages show it as a notice.
    """


class UnknownChoice(NarrativeError):
    """A name that no registry knows."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        super().__init__(f"No {kind} is called '{name}'. Known: {', '.join(sorted(known))}.")


class ProjectBusy(NarrativeError):
    """Another process is writing to the same project."""


class VaultLocked(NarrativeError):
    """The vault is absent or its key is not at hand; only de-identified material can be read."""


class ReasonNeeded(NarrativeError):
    """What a person wants to do overturns a colleague's decision, and they gave no reason."""
