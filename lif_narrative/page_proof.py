"""A page as it is shown, set against the lines and pictures that its file says it showed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from lif_narrative.export.readback import Seen
from lif_narrative.story.drafting import PARTS

WHAT: Final = {
    "quote": "a quote is not as it was written", "against": "a quote is not as it was written",
    "cite": "an attribution or evidence id was changed", "text": "its wording was changed",
    "proposed": "the note that it is not yet accepted was changed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong, and the block it concerns ("" for the page itself)."""

    block: str
    text: str


def named(manifest: dict[str, Any], block: str) -> str:
    """A block as a reader finds it: its id and the part it stands in."""
    part = next((c["part"] for c in manifest["claims"] if c["block"] == block), "")
    return f"{block} ({PARTS[part]})" if part in PARTS else block or "The page"


def against_page(seen: Seen) -> list[Problem]:
    """What the page shows, set against the lines that the file says it showed."""
    manifest = seen.manifest or {"lines": [], "claims": []}
    wanted = [row for row in manifest["lines"] if row[1] and (seen.pictures or row[0] != "picture")]
    texts = [line[1] for line in wanted]
    found: dict[Problem, None] = dict.fromkeys(_pictures(seen, manifest))
    if texts == list(seen.lines):
        return list(found)
    matcher = SequenceMatcher(None, texts, list(seen.lines), autojunk=False)
    for tag, first, last, start, stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        for place in range(first, last):
            found[_changed(manifest, wanted, place)] = None
        if stop - start > last - first:
            near = wanted[max(0, first - 1)]
            more = stop - start - last + first
            text = f"{_where(manifest, wanted, max(0, first - 1))}: {more} lines were added here."
            found[Problem(near[2], text)] = None
    return list(found)


def _pictures(seen: Seen, manifest: dict[str, Any]) -> Iterator[Problem]:
    """Pictures that are not those that were exported, where the file holds pictures that can be compared."""
    for n, mark in enumerate(manifest.get("pictures", ()), 1):
        if seen.images is not None and mark not in seen.images:
            yield Problem("", f"The page: picture {n} was changed or taken out.")
    for n, told in enumerate(manifest.get("alts", ()), 1):
        if seen.alts is not None and told not in seen.alts:
            yield Problem("", f"The page: what picture {n} says to those who cannot see it was changed.")


def _where(manifest: dict[str, Any], wanted: list[list[str]], place: int) -> str:
    """The block that a line belongs to, or the heading that it stands under."""
    if wanted[place][2]:
        return named(manifest, wanted[place][2])
    above = next((line[1] for line in wanted[place::-1] if line[0] in ("heading", "caption")), "")
    return f"The page, under “{above}”" if above else "The page"


def _changed(manifest: dict[str, Any], wanted: list[list[str]], place: int) -> Problem:
    role, _, block, evidence = wanted[place]
    what = WHAT.get(role, f"a {role} was changed or taken out")
    about = f" (evidence {evidence})" if evidence else ""
    return Problem(block, f"{_where(manifest, wanted, place)}: {what}{about}.")
