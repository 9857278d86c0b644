"""Feedback to families: what we heard, what we did, what we did not and why, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from lif_narrative.export.basis import Basis
from lif_narrative.export.items import Item
from lif_narrative.export.products.plain import Tone, feedback

TONE = Tone(
    title="What you told us, and what we did",
    thanks="Thank you. You told us about the help that you and your family get. This page tells you what "
    "we heard.",
    voices=("parent_carer", "child"),
    good="What goes well",
    bad="What does not go well",
    open=(
        "Did we get this right? Please tell us. You can talk to your worker, or to anyone you trust.",
        "You can ask us to read this page to you. You can ask for it in your own language, or "
        "in large print.",
        "The code after each quote is so that we can check it. It does not say who you are.",
    ),
    aim=11,
)


def items(basis: Basis) -> Iterator[Item]:
    """All that is shown, in order."""
    yield from feedback(basis, TONE)
