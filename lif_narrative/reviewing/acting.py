"""What every verb of a kept story does in the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from lif_narrative.access import Guarded
from lif_narrative.records import Story

if TYPE_CHECKING:
    from lif_narrative.project import Project


class Acting(Guarded):
    """A project, as its verbs see it. `seen` is always the version of the story that the person looked at.

    An edit over somebody's newer edit of the same block is refused in words (`kept.EditedMeanwhile`), and
    theirs stands.
    """

    @property
    def _project(self) -> Project:
        return cast("Project", self)

    def _act(self, story_id: str, verb: str, change: Callable[[Story], Story], **settings: Any) -> Story:
        from lif_narrative.reviewing import kept

        return kept.act(self._project, story_id, verb, change, **settings)
