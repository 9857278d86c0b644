"""Two versions of a story set side by side: block by block, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lif_narrative.records import Block, Story
from lif_narrative.wording import number

WORD: Final = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """How one block differs between two versions.

    what: added, removed, changed, moved. `words` holds (sign, text): "=" kept, "-" gone, "+" new; joined
    without the "+" they are the words before, without the "-" the words after.
    """

    block_id: str
    what: str
    words: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    evidence: tuple[tuple[str, str], ...] = ()  # (sign, excerpt id)
    said: str = ""


def differences(before: Story, after: Story) -> list[Difference]:
    """Block by block, in the order of the later story, then what was removed."""
    old = {block.id: block for block in before.blocks}
    new = {block.id: block for block in after.blocks}
    found = []
    for block in after.blocks:
        if block.id not in old:
            found.append(Difference(block.id, "added", _words("", block.text), _pieces(None, block)))
        elif block != old[block.id]:
            was = old[block.id]
            fields = [f for f in ("kind", "part", "owner_role", "due", "stage", "how_known", "rests_on")
                      if getattr(was, f) != getattr(block, f)]  # fmt: skip
            said = f"{', '.join(fields)} changed".replace("_", " ") if fields else ""
            words = _words(was.text, block.text)
            found.append(Difference(block.id, "changed", words, _pieces(was, block), said))
    found += [Difference(name, "moved", said="in another place") for name in _moved(before, after)]
    gone = [block for block in before.blocks if block.id not in new]
    return [*found, *(Difference(b.id, "removed", _words(b.text, ""), _pieces(b, None)) for b in gone)]


def _words(before: str, after: str) -> tuple[tuple[str, str], ...]:
    old, new = WORD.findall(before), WORD.findall(after)
    found: list[tuple[str, str]] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("=", "".join(old[a:b])))
            continue
        found += [(sign, text) for sign, text in (("-", "".join(old[a:b])), ("+", "".join(new[c:d]))) if text]
    return tuple(found)


def _pieces(before: Block | None, after: Block | None) -> tuple[tuple[str, str], ...]:
    old = {e.excerpt_id: e for e in before.evidence} if before else {}
    new = {e.excerpt_id: e for e in after.evidence} if after else {}
    gone = [("-", name) for name in old if name not in new]
    changed = [("~", name) for name in new if name in old and new[name] != old[name]]
    return (*gone, *changed, *(("+", name) for name in new if name not in old))


def _moved(before: Story, after: Story) -> Iterator[str]:
    """Blocks in another order among those that both versions hold: as few as explain it."""
    both = {b.id for b in before.blocks} & {b.id for b in after.blocks}
    old, new = ([b.id for b in record.blocks if b.id in both] for record in (before, after))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    kept = {name for a, _, size in matcher.get_matching_blocks() for name in old[a : a + size]}
    yield from (name for name in new if name not in kept)


def summary(found: Sequence[Difference]) -> str:
    """`two blocks changed, one added`, or that nothing differs."""
    counts = [(what, sum(d.what == what for d in found)) for what in ("changed", "added", "removed", "moved")]
    parts = [f"{number(n)} {what}" for what, n in counts if n]
    return f"Blocks: {', '.join(parts)}." if parts else "Nothing differs."
