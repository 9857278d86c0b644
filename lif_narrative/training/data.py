"""The coded sentences as examples: what the appraiser is made from, and how it is split.

Everything is read from a `shared` folder and stays there: only weights leave it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from lif_narrative.training import tables


@dataclass(frozen=True, slots=True)
class Example:
    """One coded text. A label that nobody gave is empty; `polarity` may name several that are possible."""

    text: str = field(repr=False)
    context: str = field(repr=False)  # the question, a line break, the paragraph
    kind: str  # narrative, inspection, rule, weak, feedback
    group: str  # what must not be split between training and testing
    method: str = ""
    polarity: tuple[str, ...] = ()
    speaker: str = ""
    reported: str = ""
    scope: str = ""
    themes: tuple[str, ...] | None = None

    @property
    def fold(self) -> int:
        """From 0 to 9, by group: the same on every machine and in every order."""
        return hashlib.sha256(self.group.encode()).digest()[0] % 10

    @property
    def part(self) -> int:
        """From 0 to 4, by group: parts a fold once more, for what is fitted on a fold that was held out."""
        return hashlib.sha256(self.group.encode()).digest()[1] % 5


def narratives(shared: Path) -> list[Example]:
    """Fictional audit writing and feedback, with each sentence's question and paragraph."""
    rows = tables.delimited(shared / "gold" / "narratives.csv")
    paragraphs: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        paragraphs.setdefault((row["block"], row["paragraph"]), []).append(row["sentence"])
    return [
        Example(
            text=row["sentence"],
            context=row["question"] + "\n" + " ".join(paragraphs[row["block"], row["paragraph"]]),
            kind="narrative", group=row["block"], method=row["method"], polarity=(row["polarity"],),
            speaker=row["speaker"], reported=row["reported"], scope=row["scope"],
            themes=tables.codes(row["themes"]),
        )
        for row in rows
    ]  # fmt: skip


def inspections(shared: Path) -> list[Example]:
    """Inspection sentences coded once; their paragraph comes from the reports."""
    paragraphs = tables.paragraphs(shared)
    return [
        Example(
            text=row["sentence"], context="\n" + paragraphs[row["id"]][0], kind="inspection",
            group=row["id"].split("-")[0], method="inspection", polarity=(row["polarity"],),
            speaker="auditor", reported=row["voice"], scope=row["scope"], themes=tables.codes(row["themes"]),
        )
        for row in tables.delimited(shared / "gold" / "train.csv")
        if row["broken"] != "1"
    ]  # fmt: skip


def development(shared: Path) -> list[Example]:
    """The 300 inspection sentences that two readers coded apart; the first reader's codes."""
    coded = {row["n"]: row for row in tables.delimited(shared / "gold" / "coder_a.csv")}
    return [
        Example(
            text=row["sentence"], context="\n" + row["context"], kind="inspection",
            group=row["id"].split("-")[0], method="inspection", polarity=(coded[row["n"]]["polarity"],),
            speaker="auditor", reported=coded[row["n"]]["voice"], scope=coded[row["n"]]["scope"],
            themes=tables.codes(coded[row["n"]]["themes"]),
        )
        for row in tables.delimited(shared / "gold" / "sentences.csv")
    ]  # fmt: skip


def audit(shared: Path) -> list[Example]:
    """The sentences of the practice pack's audit, with the paragraph they stand in; for measuring only."""
    rows = tables.delimited(shared / "packs" / "neglect" / "truth" / "excerpts.csv")
    around: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        around.setdefault((row["file"], row["locator"]), []).append(row["sentence"])
    return [
        Example(
            text=row["sentence"], context="\n" + " ".join(around[row["file"], row["locator"]]),
            kind="narrative", group=row["file"], method=row["method"], polarity=(row["polarity"],),
            speaker=row["speaker"], reported=row["reported"], scope=row["scope"],
            themes=tables.codes(row["themes"]),
        )
        for row in rows
    ]  # fmt: skip


def feedback(shared: Path) -> list[Example]:
    """Patients' comments with their sentiment; 3 is mixed or neutral, so both stay possible."""
    meaning = {1: ("strength",), 2: ("strength",), 3: ("mixed", "neutral"), 4: ("concern",), 5: ("concern",)}
    return [
        Example(
            text=row["text"], context=" ".join((row["question"] or "").split()) + "\n" + row["text"],
            kind="feedback", group=str(row["comment_id"]), method="family feedback",
            polarity=meaning[int(row["sentiment"])], speaker="parent_carer",
        )
        for row in tables.parquet(shared / "corpora" / "patient_feedback.parquet")
        if row["sentiment"] is not None and row["text"].strip()
    ]  # fmt: skip


def improvements(shared: Path) -> list[Example]:
    """Fragments under "what needs to improve": each is a concern by its heading alone."""
    return [
        Example(
            text=text, context="What needs to improve\n" + text, kind="weak", group=key.split("-")[0],
            method="inspection", polarity=("concern",), speaker="auditor",
        )
        for key, (text, section) in tables.paragraphs(shared).items()
        if section == "needs_to_improve" and 3 < len(text.split()) < 50
    ]  # fmt: skip


def rules() -> list[Example]:
    """Sentences of our own that show the guide's hard rules; they have no context and only a polarity."""
    import yaml

    told = yaml.safe_load(files("lif_narrative.training").joinpath("rules.yaml").read_text(encoding="utf-8"))
    return [
        Example(text=text, context="", kind="rule", group=text, polarity=(polarity,))
        for polarity, listed in told.items()
        for text in listed
    ]


def in_order(examples: Iterable[Example]) -> list[Example]:
    """In one fixed order whatever order they came in."""
    return sorted(examples, key=lambda e: hashlib.sha256((e.text + "\0" + e.context).encode()).digest())
