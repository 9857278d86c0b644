"""Templates: a person's word on how a bespoke format is laid out, as YAML.

```yaml
name: Neglect audit return
layouts:
  - files: "*_police.docx"        # which files; every file when left out
    method: single-agency audit    # method, agency, team, period, date, case, voice: for the whole file
    agency: police
    columns: {Family ref: case, Who: who, What went well?: question, Age: attribute}
    headings: {What helped?: question, Summer (OST-1): section, Notes for the typist: field}
    rows: {Subject: child, Was help early?: question}
```
One layout may stand alone, without `layouts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.ingest.layouts import Layout
from lif_narrative.ingest.proposals import ROLES, Choice, Proposal

_SETTINGS: Final = ("method", "agency", "team", "period", "date", "case", "voice")
_PLACES: Final = ("columns", "headings", "rows")


@dataclass(frozen=True)
class Template:
    """A named set of layouts; the first that fits a file is used."""

    name: str
    layouts: tuple[Layout, ...]

    def layout_for(self, path: PurePath) -> Layout | None:
        """The layout for this file, or None: then a mapping is proposed."""
        return next((layout for layout in self.layouts if layout.fits(path)), None)

    @classmethod
    def read(cls, path: Path) -> Template:
        """Read a template from a YAML file; raises NarrativeError if it is none."""
        return cls.parse(path.read_text(encoding="utf-8"), path.name)

    @classmethod
    def parse(cls, text: str, source: str = "the template") -> Template:
        """Read a template from YAML text; `source` is what a refusal calls it."""
        import yaml

        try:
            said = yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f" at line {mark.line + 1}" if mark else ""
            raise NarrativeError(f"{source} is no YAML{where}. Correct it there and try again.") from None
        if not isinstance(said, dict):
            raise NarrativeError(
                f"{source} holds no settings. A template is a list of names and roles; see the manual."
            )
        layouts = said.get("layouts", [{k: v for k, v in said.items() if k != "name"}])
        if not isinstance(layouts, list) or not all(isinstance(layout, dict) for layout in layouts):
            raise NarrativeError(f"In {source}, 'layouts' must be a list of settings.")
        return cls(str(said.get("name", "")), tuple(_layout(layout, source) for layout in layouts))

    @classmethod
    def from_proposal(cls, proposal: Proposal) -> Template:
        """The mapping that was proposed for a file, ready to be corrected and saved."""
        named = {place: _roles(proposal.choices, place) for place in _PLACES}
        return cls("", (Layout(proposal.file, dict(proposal.settings), **named),))

    def to_yaml(self) -> str:
        """The template as YAML that `parse` reads back to the same."""
        import yaml

        layouts = [{"files": x.files, **x.settings, **_places(x)} for x in self.layouts]
        said = {**({"name": self.name} if self.name else {}), "layouts": layouts}
        return yaml.safe_dump(said, allow_unicode=True, sort_keys=False)


def _places(layout: Layout) -> dict[str, dict[str, str]]:
    return {place: dict(getattr(layout, place)) for place in _PLACES if getattr(layout, place)}


def _layout(said: dict[Any, Any], source: str) -> Layout:
    unknown = [str(key) for key in said if key not in (*_SETTINGS, *_PLACES, "files")]
    if unknown:
        known = ", ".join(("files", *_SETTINGS, *_PLACES))
        raise NarrativeError(f"{source} says '{unknown[0]}', which no template knows. Known: {known}.")
    places = {place: _named(said.get(place) or {}, place, source) for place in _PLACES}
    settings = {key: str(said[key]) for key in _SETTINGS if said.get(key) not in (None, "")}
    return Layout(str(said.get("files", "*")), settings, **places)


def _named(said: Any, place: str, source: str) -> dict[str, str]:
    if not isinstance(said, dict):
        raise NarrativeError(f"In {source}, '{place}' must name each {place.removesuffix('s')} and its role.")
    for name, role in said.items():
        if role not in ROLES:
            raise NarrativeError(f"In {source}, '{name}' has the role '{role}'. Known: {', '.join(ROLES)}.")
    return {str(name): str(role) for name, role in said.items()}


def _roles(choices: Sequence[Choice], place: str) -> dict[str, str]:
    return {choice.name: choice.role for choice in choices if choice.place + "s" == place}
