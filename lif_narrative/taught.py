"""What people have taught the coder in a project: its excerpts as models see them, and the codes given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lif_narrative.codebook import Codebook
from lif_narrative.steps.reading import Plain

if TYPE_CHECKING:
    from lif_narrative.coding import ThemeCoder
    from lif_narrative.embed import Encoder
    from lif_narrative.project import Project


@dataclass(frozen=True)
class Taught:
    """A project as its coder meets it."""

    rows: list[Plain] = field(repr=False)  # excerpts with words of their own, ordered by id
    given: dict[str, set[str]]  # excerpt to theme ids, in the order in which people first decided on it
    codebook: Codebook
    encoder: Encoder

    def coder(self) -> ThemeCoder:
        """The coder before it learned from anybody."""
        from lif_narrative.coding import ThemeCoder

        return ThemeCoder(self.codebook, encoder=self.encoder)


def taught(project: Project) -> Taught:
    """Read a project's excerpts, codebook and decisions; a rejected theme is a decision for none."""
    from lif_narrative.adoption import codebook_of
    from lif_narrative.decisions import replay
    from lif_narrative.embed import Encoder
    from lif_narrative.records import Event, Theme
    from lif_narrative.steps.reading import plain

    rows = [row for row in plain(project) if not row.near_empty]
    events, themes = project.store.read(Event), {theme.id for theme in project.store.read(Theme)}
    said: dict[str, set[str]] = {}
    for coding in replay(events, {row.id for row in rows}, themes).codings:
        said.setdefault(coding.excerpt_id, set()).update({coding.theme_id} if coding.score > 0 else ())
    first: dict[str, int] = {}
    for event in events:
        name = event.object.partition(" ")[0]
        first[name] = min(event.position, first.get(name, event.position))
    given = {excerpt: said[excerpt] for excerpt in sorted(said, key=lambda excerpt: first[excerpt])}
    codebook = codebook_of(project) or Codebook.starter()
    return Taught(rows, given, codebook, Encoder(cache=project.folder / "vectors"))
