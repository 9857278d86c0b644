"""A practice story: assembled from the strongest evidence, never written by a model.

`draft` sets out the twelve parts in order; every claim carries its evidence, which stays proposed
until a person accepts it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import short_id
from lif_narrative.records import Block, Evidence, Note, Story
from lif_narrative.story.acceptance import accept, finished, unaccepted
from lif_narrative.story.balance import Balance, balance
from lif_narrative.story.drafting import PARTS, Draft, scope
from lif_narrative.story.exhibits import Exhibit, exhibits, spoken
from lif_narrative.story.material import Material, once
from lif_narrative.story.parts import assemble
from lif_narrative.story.tables import StoryTable, story_tables
from lif_narrative.suppression import Suppressed

Witness = Callable[[str, str, Sequence[Suppressed]], None]


@dataclass(frozen=True)
class PracticeStory:
    """A story with all that a page or file needs to show it and to prove it.

    `exhibits` holds every piece of evidence by id; `tables` the tables of parts; `run` and `head` say
    which run made the evidence and where the chain of events stood. `witness`, when set, is told the
    profile, the seal and the counts of each export, so that the project can keep them; `earlier` are the
    counts of exports before. `released` names the excerpts whose
    words a person released for readers outside the audit, `notes` what people wrote beside it. `material`
    is what it was made from: exports that show more than the story's own blocks read it.
    """

    record: Story
    exhibits: Mapping[str, Exhibit] = field(repr=False)
    tables: tuple[StoryTable, ...] = field(default=(), repr=False)
    run: str = ""
    head: str = ""
    released: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = field(default=(), repr=False)
    earlier: tuple[Suppressed, ...] = field(default=(), repr=False, compare=False)
    witness: Witness | None = field(default=None, repr=False, compare=False)
    material: Material | None = field(default=None, repr=False, compare=False)

    def blocks(self, part: str) -> tuple[Block, ...]:
        """The blocks of one part, in order."""
        return tuple(block for block in self.record.blocks if block.part == part)

    def shown(self, block: Block) -> list[tuple[Evidence, Exhibit]]:
        """A block's evidence with what it shows, in order."""
        return [(item, self.exhibits[item.excerpt_id]) for item in block.evidence]

    def replies(self, block_id: str) -> list[Note]:
        """What the people a block speaks of say to it: the right of reply, to be shown beside it."""
        place = f"{self.record.id} {block_id}".strip()
        return [note for note in self.notes if note.kind == "right of reply" and note.about == place]

    @property
    def balance(self) -> Balance:
        """How many strengths and how many concerns the story holds, and how many are accepted."""
        return balance(self)

    @property
    def is_draft(self) -> bool:
        """Some evidence has not been accepted by a person."""
        return bool(unaccepted(self.record))


def draft(question: str, material: Material) -> PracticeStory:
    """A draft story on a question, in the twelve parts, each claim with its quotes.

    Parameters
    ----------
    question : str
        What the audit asked.
    material : Material
        A project's frames.

    Returns
    -------
    PracticeStory
        All its evidence is proposed: a person accepts it, or not.

    Raises
    ------
    NarrativeError
        There is no question, or nothing is coded.
    """
    if not question.strip():
        raise NarrativeError("A story needs its question: say what the audit asked.")
    if material.coded.empty:
        raise NarrativeError("No excerpt is coded yet, so there is nothing to tell. Run the analysis first.")
    made = Draft(question.strip(), material)
    blocks = assemble(made)
    record = Story(
        id=short_id("story", question.strip(), material.run),
        title=question.strip(), question=question.strip(), scope=scope(material), version=1, blocks=blocks,
    )  # fmt: skip
    return _told(record, made)


def retell(record: Story, material: Material) -> PracticeStory:
    """A saved story with what it shows, taken from the material as it is now.

    Raises
    ------
    NarrativeError
        Evidence that the story names is no longer in the material.
    """
    made = Draft(record.question, material)
    known = made.measures.keys() | spoken(material).keys()
    lost = sorted({e.excerpt_id for b in record.blocks for e in b.evidence} - known)
    if lost:
        raise NarrativeError(
            f"The story rests on {len(lost)} pieces of evidence that the material no longer holds: "
            f"{', '.join(lost[:5])}. Take them out of their blocks, or bring their source back."
        )
    return _told(record, made)


@once
def shown_tables(material: Material) -> tuple[StoryTable, ...]:
    """The tables that no question changes."""
    return story_tables(Draft("", material))


def _told(record: Story, made: Draft) -> PracticeStory:
    """A story with what it shows and its tables."""
    material = made.material
    told = PracticeStory(
        record, exhibits(record.blocks, made), (), material.run, material.head, material=material
    )
    return replace(told, tables=(*shown_tables(material), *balance(told).tables))


__all__ = ["PARTS", "Exhibit", "PracticeStory", "accept", "draft", "finished", "retell", "unaccepted"]
