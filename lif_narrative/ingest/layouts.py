"""How one kind of file is laid out, as a person's template says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import PurePath

from lif_narrative.errors import NarrativeError


@dataclass(frozen=True)
class Layout:
    """How one kind of file is laid out: settings of the whole file, and a role for what is named."""

    files: str = "*"
    settings: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)

    def fits(self, path: PurePath) -> bool:
        """Whether the layout is for this file."""
        return fnmatch(path.name.casefold(), self.files.casefold()) or fnmatch(path.as_posix(), self.files)

    def column_role(self, name: str) -> str:
        """The role of a column, "" if the layout does not name it."""
        return _look(self.columns, name)

    def heading_role(self, name: str) -> str:
        """The role of a heading, "" if the layout does not name it."""
        return _look(self.headings, name)

    def row_role(self, name: str) -> str:
        """The role of a form's row, "" if the layout does not name it."""
        return _look(self.rows, name)

    def check(self, path: PurePath, place: str, present: Iterable[str]) -> None:
        """Refuse when the file lacks a column, heading or row that the layout names."""
        there = list(dict.fromkeys(name for name in present if name))
        # Headings may name children, so only columns are listed.
        has = f"It has: {', '.join(there) or 'none'}. " if place == "columns" else ""
        for name in getattr(self, place):
            if _key(name) not in map(_key, there):
                raise NarrativeError(
                    f"The template names the {place.removesuffix('s')} '{name}', which {path.name} does not "
                    f"have. {has}Correct the template, or say with 'files:' which files it is for."
                )


def _look(named: Mapping[str, str], name: str) -> str:
    return next((role for said, role in named.items() if _key(said) == _key(name)), "")


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split()).rstrip(":")
