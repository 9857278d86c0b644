"""People's word on what was worked out: which measure belongs to a theme, how they stand, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lif_narrative import events, records
from lif_narrative.access import Guarded, needs
from lif_narrative.cycle.found import CONFIRMED
from lif_narrative.errors import NarrativeError
from lif_narrative.triangulate import links

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project


class LinkVerbs(Guarded):
    """Links of themes and indicators, their relation, and changes, as people decide them."""

    @needs("read")
    def links(self) -> pd.DataFrame:
        """Links of themes and indicators, with what people said of them.

        theme_id indicator indicator_id link (proposed, confirmed, refused) relation why by set_by reason.
        """
        import pandas as pd

        ids = {i.name: i.id for i in self.store.read(records.Indicator)}
        said = links.replay(self.store.read(records.Event))
        rows = []
        for row in self.store.read(records.Beside):
            if row.indicator:
                link = said.get((row.theme_id, ids.get(row.indicator, "")), links.Link("", ""))
                rows.append((row.theme_id, row.indicator, ids.get(row.indicator, ""), row.link, row.relation,
                             row.why, link.by, row.set_by, link.reason))  # fmt: skip
        names = {id_: name for name, id_ in ids.items()}
        refused = [link for link in said.values() if not link.stands]
        rows += [(link.theme_id, names.get(link.indicator_id, ""), link.indicator_id, "refused", "", "",
                  link.by, "", link.reason) for link in refused]  # fmt: skip
        columns = [
            "theme_id",
            "indicator",
            "indicator_id",
            "link",
            "relation",
            "why",
            "by",
            "set_by",
            "reason",
        ]
        return pd.DataFrame(sorted(rows), columns=columns)

    @needs("code")
    def link(self, theme_id: str, indicator_id: str, reason: str = "") -> None:
        """Confirm that an indicator belongs to a theme; other proposals for it end."""
        self._say(links.CONFIRMED, theme_id, indicator_id, reason=reason)

    @needs("code")
    def refuse_link(self, theme_id: str, indicator_id: str, reason: str = "") -> None:
        """Say that an indicator does not belong to a theme; it is not proposed there again."""
        self._say(links.REFUSED, theme_id, indicator_id, reason=reason)

    @needs("code")
    def withdraw_link(self, theme_id: str, indicator_id: str) -> None:
        """Take back what was said of a link; the proposal stands again."""
        self._say(links.WITHDREW, theme_id, indicator_id)

    @needs("code")
    def relate(self, theme_id: str, indicator_id: str, relation: str, reason: str) -> None:
        """Set how a measure stands to the words: one of `links.RELATIONS`, with the reason."""
        links.check(relation)
        if not reason.strip():
            raise NarrativeError("Give the reason: a relation that a person sets is shown with it.")
        self._say(links.RELATED, theme_id, indicator_id, after=relation, reason=reason)

    @needs("code")
    def confirm_change(self, theme_id: str, state: str = "", reason: str = "") -> None:
        """Confirm what changed on a theme, or say another state, with the reason."""
        table = self.store.table(records.Change)
        known = self.store.read(records.Change, table.c.theme_id == theme_id)
        if not known:
            raise NarrativeError(f"No change is worked out for theme {theme_id}. Run the analysis first.")
        said = state or known[0].state
        if said not in records.STATES:
            raise NarrativeError(f"'{said}' is no state. Choose one of: {', '.join(records.STATES)}.")
        if said != known[0].state and not reason.strip():
            raise NarrativeError(f"The counts say {known[0].state}. Give the reason for saying {said}.")
        with self.store.writing() as connection:
            events.append(self.store, connection, self.actor, CONFIRMED, theme_id,
                          before=known[0].state, after=said, reason=reason)  # fmt: skip

    def _say(self, verb: str, theme_id: str, indicator_id: str, *, after: str = "", reason: str = "") -> None:
        """Write the event, and set the indicators beside the themes anew."""
        from lif_narrative.steps.triangulation import set_beside

        for record, id_ in ((records.Theme, theme_id), (records.Indicator, indicator_id)):
            if not self.store.read(record, self.store.table(record).c.id == id_):
                raise NarrativeError(f"There is no {record.__name__.lower()} {id_} in this project.")
        with self.store.writing() as connection:
            events.append(self.store, connection, self.actor, verb, links.thing(theme_id, indicator_id),
                          after=after, reason=reason)  # fmt: skip
        set_beside(cast("Project", self))
