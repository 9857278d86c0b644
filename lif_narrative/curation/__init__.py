"""The life of a codebook: proposals accepted, themes renamed, merged, split, moved and retired by people.

A theme's id lives for ever. Each change is an event; what people coded follows a merge, and comes back
when it is undone. `effect_of` says what a change will do before it is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from lif_narrative.access import needs

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.curation.effects import Effect
    from lif_narrative.project import Project
    from lif_narrative.records import Theme


class ThemeVerbs:
    """What people do to the codebook; a part of `Project`."""

    @needs("adopt")
    def accept_theme(self, theme_id: str, reason: str = "", **words: Any) -> Theme:
        """Take a proposed theme into the codebook, in its own words or in better ones (name, definition …).

        Raises
        ------
        NarrativeError
            There is no such proposal, or the words are no field of a theme.
        """
        from lif_narrative.curation import changes

        return changes.accept(cast("Project", self), theme_id, reason, words)

    @needs("adopt")
    def change_theme(self, theme_id: str, reason: str = "", **words: Any) -> Theme:
        """Change what a theme is called, means, includes, where it stands (`parent`), or its watch flag.

        Raises
        ------
        NarrativeError
            There is no such theme, the words are no field of a theme, or a parent would stand under itself.
        """
        from lif_narrative.curation import changes

        return changes.change(cast("Project", self), theme_id, reason, words)

    @needs("adopt")
    def merge_themes(self, theme_ids: Sequence[str], into: str, reason: str = "") -> Theme:
        """Retire themes whose meaning another holds; what people coded with them counts for it.

        Raises
        ------
        NarrativeError
            A theme is not there, is the target itself, or has themes under it.
        """
        from lif_narrative.curation import changes

        return changes.merge(cast("Project", self), list(theme_ids), into, reason)

    @needs("adopt")
    def split_theme(
        self, theme_id: str, parts: Sequence[Mapping[str, Any]], placed: Mapping[str, int], reason: str = ""
    ) -> list[Theme]:
        """Retire a theme for two or more that tell apart what it held together.

        Parameters
        ----------
        parts : sequence of mapping
            Each with `name` and `definition`, and any other field of a theme.
        placed : mapping
            Excerpt id to the number of its part, from 0: these are coded by whoever splits.

        Raises
        ------
        NarrativeError
            Fewer than two parts, a part without name or definition, or an excerpt is not there.
        """
        from lif_narrative.curation import changes

        return changes.split(cast("Project", self), theme_id, parts, placed, reason)

    @needs("adopt")
    def retire_theme(self, theme_id: str, reason: str = "") -> Theme:
        """Stop coding with a theme, or refuse a proposal; nothing is deleted, and it can be restored."""
        from lif_narrative.curation import changes

        return changes.retire(cast("Project", self), theme_id, reason)

    @needs("adopt")
    def restore_theme(self, theme_id: str, reason: str = "") -> Theme:
        """Bring a retired, refused or merged theme back, with what people had coded with it."""
        from lif_narrative.curation import changes

        return changes.restore(cast("Project", self), theme_id, reason)

    @needs("code")
    def pin_theme(self, theme_id: str, *, pinned: bool = True) -> None:
        """Keep a proposal through later runs, undecided; or let it go again."""
        from lif_narrative.curation import changes

        changes.pin(cast("Project", self), theme_id, pinned)

    @needs("read")
    def effect_of(self, act: str, theme_id: str, into: str = "") -> Effect:
        """What accepting, merging, splitting or retiring a theme would do, counted; nothing is changed."""
        from lif_narrative.curation.effects import effect

        return effect(cast("Project", self), act, theme_id, into)

    @needs("read")
    def division_of(self, theme_id: str, parts: int = 2) -> pd.DataFrame:
        """A suggested division of a theme's excerpts: excerpt_id part text, part from 0, by meaning."""
        from lif_narrative.curation.division import division

        return division(cast("Project", self), theme_id, parts)

    @needs("history")
    def history_of(self, theme_id: str) -> list[str]:
        """What was done to a theme, when, by whom and why: a sentence an act."""
        from lif_narrative.curation.history import told

        return told(cast("Project", self), theme_id)

    @needs("read")
    def codebook_between(self, earlier: int, later: int | None = None) -> pd.DataFrame:
        """What differs between two moments of the codebook: theme_id theme what before after.

        Parameters
        ----------
        earlier, later : int
            Positions of the trail; `later` None is now.
        """
        from lif_narrative.curation.history import between

        return between(cast("Project", self), earlier, later)
