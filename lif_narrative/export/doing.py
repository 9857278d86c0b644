"""What is done about what was heard: actions of the story, and what came of those that were agreed before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    from lif_narrative.export.basis import Basis

PLACEHOLDER: Final = "action to be agreed"  # what a draft says where people have not decided yet
DATE: Final = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
                 "October", "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing to do, or done, or not done and why."""

    text: str = field(repr=False)
    owner: str = ""
    due: str = ""
    known: str = field(repr=False, default="")  # how we will know that it made a difference
    status: str = "open"  # open, done, did not
    because: str = field(repr=False, default="")
    difference: str = field(repr=False, default="")
    said: str = field(repr=False, default="")  # what people said, in plain words
    did: str = field(repr=False, default="")  # what was done, in plain words
    block: str = ""
    theme: str = ""

    @property
    def agreed(self) -> bool:
        """Whether people have said what is to be done."""
        return PLACEHOLDER not in self.text


def doings(basis: Basis) -> list[Doing]:
    """Actions that the story sets out, then those that stand in the register, each once."""
    found = {}
    for block in basis.story.record.blocks:
        if block.kind == "action":
            found[block.id] = Doing(
                block.text, block.owner_role, block.due, block.how_known, block=block.id, theme=block.theme_id
            )
    for row in _registered(basis):
        if row["kind"] == "action":
            own = row["story_id"] == basis.story.record.id
            found[row["block_id"] if own and row["block_id"] else row["id"]] = _from(row)
    return list(found.values())


def _registered(basis: Basis) -> Iterator[Mapping[str, Any]]:
    """The register's actions: those taken up, and those of this story."""
    for row in rows_of(basis.material.actions):
        if row["version"] or row["story_id"] == basis.story.record.id:
            yield row


def _from(row: Mapping[str, Any]) -> Doing:
    return Doing(
        row["action"], row["owner_role"], row["due"], row["how_known"], row["status"], row["because"],
        row["difference"], row["said"], row["did"], row["block_id"], row["theme_id"],
    )  # fmt: skip


def in_words(due: str) -> str:
    """A date as people write it: `31 March 2027`, `March 2027`; as it stands where it is no date."""
    found = DATE.fullmatch(due.strip())
    if not found or not 1 <= int(found[2]) <= 12:
        return due
    month = f"{MONTHS[int(found[2]) - 1]} {found[1]}"
    return f"{int(found[3])} {month}" if found[3] else month
