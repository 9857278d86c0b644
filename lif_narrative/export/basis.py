"""What every product is made from: the story, its material, and for whom it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lif_narrative import wording
from lif_narrative.errors import NarrativeError
from lif_narrative.export.counted import Counted
from lif_narrative.export.items import Line
from lif_narrative.export.lines import DRAFT, FINAL, Pieces, block_lines, evidence_lines, hidden
from lif_narrative.export.profiles import Profile
from lif_narrative.records import Block, Evidence
from lif_narrative.research.steadiness import in_brief
from lif_narrative.story.drafting import Draft
from lif_narrative.story.exhibits import Exhibit, exhibits
from lif_narrative.story.tables import StoryTable, for_readers
from lif_narrative.suppression import CountTable, Suppressed, suppress

if TYPE_CHECKING:
    from lif_narrative.story import PracticeStory
    from lif_narrative.story.material import Material


@dataclass
class Basis:
    """A story, its readers' profile, and the blocks that a product shows beyond the story's own."""

    story: PracticeStory
    profile: Profile
    made: dict[str, Block] = field(default_factory=dict)
    settled: list[Suppressed] = field(default_factory=list, repr=False)  # the counts that it shows

    @cached_property
    def material(self) -> Material:
        """The frames behind the story.

        Raises
        ------
        NarrativeError
            The story was made without them, so only the story itself can be written.
        """
        if self.story.material is None:
            raise NarrativeError(
                "This story no longer holds the material it was made from, so only the story itself can be "
                "written. Draft it again from its project."
            )
        return self.story.material

    @cached_property
    def draft(self) -> Draft:
        """The material as stories ask it; what the story quotes is not chosen again."""
        made = Draft(self.story.record.question, self.material)
        made.picker.used |= set(self.story.exhibits)
        return made

    @cached_property
    def counted(self) -> Counted:
        """Counts of people as these readers may see them."""
        return Counted(self.material, self.profile, self.settle)

    @cached_property
    def tables(self) -> list[StoryTable]:
        """The story's tables as these readers may see them."""
        return for_readers(self.story.tables, self.settle)

    def settle(self, tables: Sequence[CountTable]) -> list[Suppressed]:
        """Counts as these readers may see them, beside all that was shown before, here and in other files."""
        answers = suppress(tables, self.profile, earlier=[*self.story.earlier, *self.settled])
        self.settled += answers
        return answers

    @cached_property
    def own(self) -> dict[str, Exhibit]:
        """Exhibits that the story does not show, by id."""
        return {}

    def add(self, block: Block) -> Block:
        """Keep a block that this product makes, with its exhibits."""
        self.own.update(exhibits((block,), self.draft))
        self.made[block.id] = block
        return block

    def blocks(self) -> Iterator[Block]:
        """The story's blocks, then this product's own."""
        yield from self.story.record.blocks
        yield from self.made.values()

    def pieces(self, block: Block) -> list[tuple[Evidence, Exhibit]]:
        """A block's evidence with what it shows."""
        known: Mapping[str, Any] = {**self.own, **self.story.exhibits}
        return [(item, known[item.excerpt_id]) for item in block.evidence]

    def show(self, block: Block, most: int = 0) -> Iterator[Line]:
        """A block and its evidence; with `most`, no more than so many quotes of each stance."""
        pieces = self.few(block, most)
        shown = self.released(pieces) if most else pieces
        lines = block_lines(self.story, block, shown, self.profile)
        yield next(lines)
        if said := self.unfirm(block):
            yield Line("note", said, block.id)
        yield from lines
        yield from self._kept_back(block, pieces, shown)

    def unfirm(self, block: Block) -> str:
        """A sentence where a claim's theme was measured and is not firm; nothing else."""
        return in_brief(self.firmness.get(block.theme_id, "")) if block.kind == "claim" else ""

    @cached_property
    def firmness(self) -> Mapping[str, str]:
        """For each theme that was measured and is not firm, how firm it is."""
        if self.story.material is None:
            return {}
        names = self.material.names()
        return {theme: str(row["firmness"]) for theme, row in names.items() if row.get("firmness")}

    def evidence(self, block: Block, most: int = 0) -> Iterator[Line]:
        """A block's evidence alone."""
        pieces = self.few(block, most)
        shown = self.released(pieces) if most else pieces
        yield from evidence_lines(self.story, block.id, shown, self.profile)
        yield from self._kept_back(block, pieces, shown)

    def _kept_back(self, block: Block, pieces: Pieces, shown: Pieces) -> Iterator[Line]:
        """One line for all the evidence whose words these readers may not see yet."""
        if left := [exhibit.short for item, exhibit in pieces if (item, exhibit) not in shown]:
            kept = wording.many(len(left), "quote is", "quotes are").capitalize()
            yield Line("note", f"{kept} kept in the project until released: {', '.join(left)}.", block.id)

    def few(self, block: Block, most: int) -> list[tuple[Evidence, Exhibit]]:
        """The first pieces of each stance, accepted ones before proposed ones."""
        pieces = self.pieces(block)
        if not most:
            return pieces
        kept: list[tuple[Evidence, Exhibit]] = []
        for stance in ("supports", "context", "challenges"):
            held = [p for p in pieces if p[0].stance == stance]
            kept += sorted(held, key=lambda p: not p[0].accepted_by)[:most]
        return kept

    def text(self, words: str, role: str = "text", block: str = "") -> Line:
        """A sentence of this product, fit for its readers."""
        return Line(role, hidden(words, self.profile), block)

    @property
    def status(self) -> Line:
        """Whether all of this rests on accepted evidence."""
        return Line("status", DRAFT if self.story.is_draft or self.made else FINAL)

    def released(self, pieces: list[tuple[Evidence, Exhibit]]) -> list[tuple[Evidence, Exhibit]]:
        """Pieces whose words these readers may see."""
        return [
            p
            for p in pieces
            if not self.profile.releases or p[1].is_measure or p[1].id in self.story.released
        ]
