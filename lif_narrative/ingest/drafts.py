"""A document while it is being put together: lines with their roles, then text and offsets."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from lif_narrative.ingest.nearempty import near_empty
from lif_narrative.ingest.raw import Named, RawDocument
from lif_narrative.records import Paragraph

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of a document as its writer wrote it, and what it is.

    `glue` is what joins it to the line before: a line break, or a space where the source has one
    line and only part of it is an answer ("Impact: she sleeps now").
    """

    text: str = field(repr=False)
    role: str = "body"  # body, heading, meta, caption, note, header, footer
    locator: str = ""
    level: int = (
        0  # of a heading, from 1; 9 for one that is only bold or a question; 0 the title; 1 a list's item
    )
    question: str = field(default="", repr=False)
    teller: str = ""  # which voice of several in one document: speaker-2
    speaker: str = ""  # one of records.VOICES
    glue: str = "\n"


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a file or a part of it apart from its words: where, when, whose, about whom."""

    method: str = ""
    agency: str = ""
    team: str = ""
    period: str = ""
    date: str = ""
    hints: tuple[str, ...] = field(default=(), repr=False)
    named: tuple[Named, ...] = field(default=(), repr=False)

    def over(self, below: Setting) -> Setting:
        """What is said here, and what is said below where this is silent; names of both."""
        return Setting(
            self.method or below.method,
            self.agency or below.agency,
            self.team or below.team,
            self.period or below.period,
            self.date or below.date,
            _both(below.hints, self.hints),
            _both(below.named, self.named),
        )


def _both(first: Iterable[T], second: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys([*first, *second]))


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it has offsets and an id."""

    locator: str
    lines: tuple[Line, ...] = field(repr=False)
    setting: Setting = Setting()
    attributes: dict[str, str] = field(default_factory=dict, repr=False)
    told_at: str = ""  # the locator of an earlier draft that the same account tells of the same child

    @property
    def has_body(self) -> bool:
        """Whether anyone wrote something in it that can be cut into excerpts."""
        return any(line.role == "body" for line in self.lines)


def build(draft: Draft, source_id: str) -> RawDocument:
    """The document of a draft: its lines joined, each paragraph exactly the source's words."""
    identity = document_id(source_id, draft.locator)
    telling = document_id(source_id, draft.told_at or draft.locator)
    pieces: list[str] = []
    paragraphs: list[Paragraph] = []
    at = 0
    for line in draft.lines:
        glue = line.glue if pieces else ""
        start = at + len(glue)
        at = start + len(line.text)
        pieces += (glue, line.text)
        account = f"{telling}/{line.teller}" if line.teller else telling
        paragraphs.append(
            Paragraph(
                start,
                at,
                line.role,
                line.locator,
                account,
                line.question,
                line.speaker,
                near_empty=line.role == "body" and near_empty(line.text),
            )  # fmt: skip
        )
    setting = draft.setting
    return RawDocument(
        identity, source_id, draft.locator, "".join(pieces), tuple(paragraphs), "",
        setting.hints, setting.named,
        setting.method, setting.agency, setting.team, setting.period, setting.date, dict(draft.attributes),
    )  # fmt: skip


def document_id(source_id: str, locator: str) -> str:
    """Equal for the same place of the same source, on every machine."""
    return "d-" + hashlib.sha256(f"{source_id}\n{locator}".encode()).hexdigest()[:20]


def unused(locator: str, used: Collection[str]) -> str:
    """A locator of its own: the second section of a page is `page1#2`."""
    found, number = locator, 1
    while found in used:
        number += 1
        found = f"{locator}#{number}"
    return found
