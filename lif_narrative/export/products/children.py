"""Feedback to children: what we heard, what we did, what we did not and why, in words a child can read."""

from __future__ import annotations

from collections.abc import Iterator

from lif_narrative.export.basis import Basis
from lif_narrative.export.items import Item
from lif_narrative.export.products.plain import Tone, feedback

TONE = Tone(
    title="You told us. This is what we did.",
    thanks="Thank you for telling us what you think. We read it all. This is what we heard.",
    voices=("child",),
    good="Good things",
    bad="Things that are not so good",
    open=(
        "Did we get it right? You can tell us. You can talk to your worker, or to a grown-up you trust.",
        "If you do not feel safe, tell a grown-up. You can call Childline. It is free. The number is "
        "0800 1111.",
        "The code next to the words helps us check them. It does not say who you are.",
    ),
    aim=9,
)


def items(basis: Basis) -> Iterator[Item]:
    """All that is shown, in order."""
    yield from feedback(basis, TONE)
