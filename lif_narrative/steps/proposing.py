"""What stands behind a theme that was found beyond the codebook: whose accounts, and whose voices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lif_narrative.records import VOICES, Appraisal, Coding, Excerpt, Theme
from lif_narrative.wording import VOICES as IN_WORDS
from lif_narrative.wording import listed, many

if TYPE_CHECKING:
    from lif_narrative.project import Project


class Heard(NamedTuple):
    """Whose telling an excerpt is in, and which of `VOICES` speaks."""

    excerpt_id: str
    account: str
    voice: str


def heard(project: Project) -> Iterator[Heard]:
    """Every excerpt's account and voice, in the excerpts' order; no voice where none was appraised."""
    spoken = {a.excerpt_id: a.speaker for a in project.store.read(Appraisal)}
    for e in project.store.read(Excerpt):
        yield Heard(e.id, e.account, spoken.get(e.id) or e.speaker_hint)


def with_evidence(
    themes: Sequence[Theme], placed: Sequence[Coding], told: Mapping[str, Heard]
) -> list[Theme]:
    """The themes, their memos saying in how many accounts they are told and by whom.

    Three excerpts of one account are one person's telling; whoever accepts a theme should see that.
    """
    members: dict[str, list[Heard]] = {}
    for coding in placed:
        members.setdefault(coding.theme_id, []).append(told[coding.excerpt_id])
    return [
        replace(theme, memo=f"{theme.memo} {_told(members[theme.id])}".strip())
        if theme.id in members else theme
        for theme in themes
    ]  # fmt: skip


def _told(members: Sequence[Heard]) -> str:
    accounts = len({member.account or member.excerpt_id for member in members})
    spoken = {member.voice for member in members}
    voices = listed([IN_WORDS[voice] for voice in VOICES if voice in spoken and voice in IN_WORDS])
    return f"Told in {many(accounts, 'account')}{f' by {voices}' if voices else ''}."
