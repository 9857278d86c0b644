"""A run that knows its project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative.records import Run

if TYPE_CHECKING:
    from lif_narrative.project import Project


class Ran(Run):
    """A run that knows its project, so that it can be replicated and compared."""

    __slots__ = ("project",)
    project: Project

    @classmethod
    def of(cls, run: Run, project: Project) -> Ran:
        """The same run, tied to the project that it was done in."""
        tied = cls(**{name: getattr(run, name) for name in Run.__dataclass_fields__})
        object.__setattr__(tied, "project", project)
        return tied
