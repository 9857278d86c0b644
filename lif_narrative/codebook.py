"""A codebook: the versioned set of themes that people and models code with.

A domain is a theme with children; its children are what gets coded. Files may be YAML, CSV or REFI-QDA
(`.qdc`), and each can be written and read again without the loss of a theme.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.codebooks import formats, qdc
from lif_narrative.codebooks.entries import tree_order
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import fingerprint
from lif_narrative.records import Theme

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Codebook:
    """A versioned set of themes, parents before their children.

    Parameters
    ----------
    themes : tuple of Theme
        Put into tree order; siblings keep the order they came in.
    name, version, language, licence, note : str
        What the codebook says of itself. Without a version, the start of the fingerprint is one.
    frameworks : dict
        Title, publisher and year of the documents that the themes' crosswalks follow.

    Raises
    ------
    NarrativeError
        No theme; an id used twice; a theme without id or name; an unknown parent; a ring of parents.
    """

    themes: tuple[Theme, ...]
    name: str = ""
    version: str = ""
    language: str = ""
    licence: str = ""
    note: str = field(default="", repr=False)
    frameworks: dict[str, Any] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "themes", tree_order(tuple(self.themes)))
        object.__setattr__(self, "version", self.version or self.fingerprint[:12])

    @classmethod
    def read(cls, source: Codebook | pd.DataFrame | str | PathLike[str]) -> Codebook:
        """Read a codebook from a table, a file or another codebook.

        Parameters
        ----------
        source : Codebook, DataFrame or path
            A table needs the columns id, name and definition; include, exclude, parent, watch, memo, status,
            example and crosswalks are read where present. Include and exclude hold a list, or a text cut at
            `|`, `;` or a new line. A parent may be given by id or by name. Files end in .yaml, .csv or .qdc.

        Raises
        ------
        NarrativeError
            The source cannot be read as a codebook; the message says where and what to do.

        References
        ----------
        REFI-QDA Standard 1.0 (2019), codebook exchange.
        """
        if isinstance(source, Codebook):
            return source
        if isinstance(source, str | PathLike):
            themes, about = formats.read_file(Path(source))
        elif hasattr(source, "columns") and hasattr(source, "to_dict"):
            themes, about = formats.read_frame(source)
        else:
            raise NarrativeError(
                f"A codebook cannot be read from a {type(source).__name__}. "
                "Give a Codebook, a DataFrame or the path of a .yaml, .csv or .qdc file."
            )
        return cls(themes, **about)

    @classmethod
    def starter(cls) -> Codebook:
        """The starting-point codebook for safeguarding practice: to be rewritten, not obeyed."""
        file = resources.files("lif_narrative") / "codebooks" / "safeguarding.yaml"
        themes, about = formats.read_yaml(file.read_bytes(), "safeguarding.yaml", formats.OWN)
        return cls(themes, **about)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the themes, as 64 hex digits; the order of themes and phrases does not matter."""
        return fingerprint(
            {**asdict(t), "include": sorted(t.include), "exclude": sorted(t.exclude)} for t in self.themes
        )

    @property
    def leaves(self) -> tuple[Theme, ...]:
        """The themes to code with: not retired, and without a child in use."""
        active = [theme for theme in self.themes if theme.status != "retired"]
        parents = {theme.parent for theme in active}
        return tuple(theme for theme in active if theme.id not in parents)

    @property
    def watched(self) -> tuple[Theme, ...]:
        """The themes on the watch-list: looked for, and reported when not found."""
        return tuple(theme for theme in self.themes if theme.watch and theme.status != "retired")

    def theme(self, id: str) -> Theme:
        """The theme of this id; raises NarrativeError when there is none."""
        for theme in self.themes:
            if theme.id == id:
                return theme
        raise NarrativeError(f"No theme has the id '{id}'. Codebook.to_frame() lists the ids in use.")

    def phrases(self, theme: Theme | str) -> tuple[str, ...]:
        """The wordings of a theme that coding compares with: name, clauses of the definition, include."""
        theme = self.theme(theme) if isinstance(theme, str) else theme
        clauses = re.split(r"(?<=[.:;])\s+", theme.definition)
        wordings = (" ".join(text.split()) for text in (theme.name, *clauses, *theme.include))
        return tuple(dict.fromkeys(text for text in wordings if text))

    def to_frame(self) -> pd.DataFrame:
        """One row a theme, one column a field of `Theme`; include and exclude are lists."""
        import pandas as pd

        names = [f.name for f in fields(Theme)]
        rows = [[getattr(theme, name) for name in names] for theme in self.themes]
        frame = pd.DataFrame(rows, columns=names)
        return frame.assign(include=frame["include"].map(list), exclude=frame["exclude"].map(list))

    def to_yaml(self, path: str | PathLike[str]) -> None:
        """Write everything as YAML: the form to keep under version control."""
        about = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "themes"}
        Path(path).write_bytes(formats.write_yaml(self.themes, about))

    def to_csv(self, path: str | PathLike[str]) -> None:
        """Write the themes as CSV that Excel opens: one row a theme, one phrase a line of its cell."""
        Path(path).write_bytes(formats.write_csv(self.themes))

    def to_qdc(self, path: str | PathLike[str]) -> None:
        """Write a REFI-QDA codebook for NVivo, MAXQDA, ATLAS.ti and others.

        What REFI-QDA has no place for (phrases, memo, watch flag) stands below the definition, readable by
        people, and `Codebook.read` takes it back.
        """
        Path(path).write_bytes(qdc.write(self.themes))

    def to_docx(self, path: str | PathLike[str]) -> None:
        """Write the codebook to read and argue over: a heading a theme, what counts and what does not."""
        from lif_narrative.export.codebook_page import write

        write(self, Path(path))
