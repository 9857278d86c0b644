"""Trouble in words: what a person can put right as it says, our own faults with a reference."""

from __future__ import annotations

import logging
import secrets
import traceback

from lif_narrative.errors import NarrativeError

log = logging.getLogger("lif_narrative.app")


def in_words(error: BaseException) -> str:
    """The message for a person; a fault of ours is logged by type and place, never with its message.

    An exception's message may hold case text, so the log keeps only where it was raised.
    """
    if isinstance(error, NarrativeError):
        return str(error)
    reference = secrets.token_hex(3)
    places = " < ".join(
        f"{f.name}:{f.lineno}" for f in reversed(traceback.extract_tb(error.__traceback__)[-6:])
    )
    log.error("reference %s: %s at %s", reference, type(error).__name__, places)
    return (
        "Something went wrong that is our fault. Nothing you decided was lost. "
        f"Try again; if it happens again, tell us this reference: {reference}."
    )
