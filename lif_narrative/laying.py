"""How a file is laid out, as a project's verbs: what was proposed, and a person's word on it.

The correction is kept as a template (see `ingest.templates`) beside the file in the vault, so that reading
again, here or elsewhere, lays the file out in the same way.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from lif_narrative import events
from lif_narrative.access import Guarded, needs
from lif_narrative.errors import NarrativeError
from lif_narrative.ingest.templates import Template

if TYPE_CHECKING:
    from pathlib import PurePath

    import pandas as pd

    from lif_narrative.deidentify.settle import Kept
    from lif_narrative.ingest.proposals import Proposal
    from lif_narrative.progress import Progress
    from lif_narrative.project import Project

COLUMNS: Final = ("place", "name", "role", "why", "confidence")
Roles = Mapping[tuple[str, str], str]  # place (column, heading, row) and name, to the role of it


@dataclasses.dataclass(frozen=True)
class Laid:
    """How a file was read: its settings, and a row for each column, heading or row that was given a role.

    `choices` has the columns of `COLUMNS`, the least certain first. Names are as they were written: they
    may identify, as originals do.
    """

    source_id: str
    settings: Mapping[str, str]
    choices: pd.DataFrame = dataclasses.field(repr=False)


class LayingVerbs(Guarded):
    """Look at how a file was read, and put it right."""

    @needs("originals")
    def layout_of(self, source_id: str) -> Laid:
        """How a file was read; the view is an event, since headings are words of the original."""
        import pandas as pd

        project = cast("Project", self)
        proposal = _proposed(_item(project, source_id))
        project.saw(source_id)
        rows = dict.fromkeys(
            (c.place, c.name, c.role, c.why, c.confidence)
            for c in sorted(proposal.choices, key=lambda c: c.confidence) if c.name and c.place != "file"
        )  # fmt: skip
        table = pd.DataFrame(list(rows), columns=COLUMNS).drop_duplicates(["place", "name"])
        return Laid(source_id, proposal.settings, table.reset_index(drop=True))

    @needs("ingest")
    def lay_out(
        self, source_id: str, roles: Roles, settings: Mapping[str, str] | None = None,
        *, alike: bool = False, progress: Progress | None = None,
    ) -> tuple[str, int]:  # fmt: skip
        """Read a file as a person says; the template that says so, as YAML, and how many files it was put to.

        Parameters
        ----------
        roles : mapping
            The role of each (place, name) that is not as proposed; see `ingest.proposals.ROLES`.
        settings : mapping, optional
            Method, agency, team, period, date, case or voice of the whole file.
        alike : bool
            Whether every file with the same columns, headings and rows is read so; settings are its own.

        Raises
        ------
        NarrativeError
            The file has no such column, heading or row, or there is no such file.
        """
        from lif_narrative.steps.material import deidentified, kept

        project = cast("Project", self)
        with project._alone():
            first = _item(project, source_id)
            template = corrected(_proposed(first), roles, settings or {})
            _fits(first, template)
            like = [item for item in kept(project) if item.source_id != source_id] if alike else []
            general = corrected(_proposed(first), roles, {}, files="*")
            put = {source_id: template, **{i.source_id: general for i in like if _is_like(i, first)}}
            for source, form in put.items():
                project.vault.put("template", source, form.to_yaml().encode(), source=source)
            with project.store.writing() as connection:
                for source in put:
                    events.append(project.store, connection, project.actor, "laid out", source)
            deidentified(project, progress)
        return template.to_yaml(), len(put)


def corrected(
    proposal: Proposal, roles: Roles, settings: Mapping[str, str], files: str = ""
) -> Template:  # fmt: skip
    """The template of a proposal with a person's roles and settings over it."""
    (layout,) = Template.from_proposal(proposal).layouts
    places: dict[str, dict[str, str]] = {
        place: dict(getattr(layout, place)) for place in ("columns", "headings", "rows")
    }
    for (place, name), role in roles.items():
        places[place + "s"][name] = role
    held = {name: said for name, said in settings.items() if said}
    own = {} if files else {**layout.settings, **held}
    return Template("", (dataclasses.replace(layout, files=files or layout.files, settings=own, **places),))


def _item(project: Project, source_id: str) -> Kept:
    from lif_narrative.steps.material import kept

    item = next(kept(project, source_id), None)
    if item is None or item.reading is None:
        raise NarrativeError(f"There is no file {source_id}, or it is closed: see sources().")
    return item


def _mapped(item: Kept, template: Template | None) -> Any:
    from lif_narrative.ingest.mapping import map_reading

    assert item.reading is not None  # `_item` and `_is_like` see to it
    return map_reading(item.reading, _name(item), item.source_id, template)


def _proposed(item: Kept) -> Proposal:
    return cast("Proposal", _mapped(item, item.template).proposal)


def _fits(item: Kept, template: Template) -> None:
    """Refuse a template that names what the file does not have."""
    _mapped(item, template)


def _is_like(item: Kept, first: Kept) -> bool:
    """Whether two files have the same columns, headings and rows."""
    if item.reading is None:
        return False
    return set(_named(_proposed(item))) == set(_named(_proposed(first)))


def _named(proposal: Proposal) -> Iterator[tuple[str, str]]:
    return ((c.place, c.name) for c in proposal.choices if c.name and c.place != "file")


def _name(item: Kept) -> PurePath:
    from lif_narrative.deidentify.settle import plainest

    return plainest(item.names)
