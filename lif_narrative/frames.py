"""The nouns of a project as pandas DataFrames, each with its columns documented."""

from __future__ import annotations

import bisect
import dataclasses
import functools
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from lif_narrative import records
from lif_narrative.access import Guarded, needs
from lif_narrative.errors import NarrativeError
from lif_narrative.memory import CODING, QUIET, recall
from lif_narrative.schemas import row_of

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.deidentify.vault import Vault
    from lif_narrative.store import Store

GAP_KINDS = ("voice", "method", "agency", "team", "case", "period", "one voice", "numbers and words",
             "watched theme", "saturation")  # fmt: skip
EXCERPT_COLUMNS = (
    "id", "document_id", "source", "start", "end", "text", "context", "account", "question", "method",
    "agency", "team", "case", "period", "date", "polarity", "p_strength", "p_concern", "p_mixed",
    "p_neutral", "speaker", "reported", "scope", "scope_words", "near_empty", "locator",
)  # fmt: skip


def of_records(items: Iterable[Any], record: type, columns: Sequence[str] = ()) -> pd.DataFrame:
    """Records of one class as a DataFrame, with its columns even when there is none."""
    import pandas as pd

    names = columns or [field.name for field in dataclasses.fields(record)]
    return pd.DataFrame([row_of(item) for item in items], columns=list(names))


class Nouns(Guarded):
    """What can be read of a project. Every frame is sorted, so that the same project reads the same."""

    store: Store
    vault: Vault

    @needs("read")
    def sources(self) -> pd.DataFrame:
        """Files: id sha256 format size_bytes method agency team period origin documents, and paths.

        `paths` (the names it came by) is filled for whoever may see originals while the vault is open.
        """
        table = self._frame(records.Source)
        counts = self.documents()["source_id"].value_counts()
        table["documents"] = table["id"].map(counts).fillna(0).astype(int)
        known = self.may("originals")
        table["paths"] = [self._paths(source) if known else "" for source in table["id"]]
        return table

    def _paths(self, source: str) -> str:
        try:
            return "; ".join("/".join(parts) for parts in json.loads(self.vault.get("names", source)))
        except NarrativeError:
            return ""

    @needs("read")
    def documents(self) -> pd.DataFrame:
        """De-identified records.

        id source_id locator case method agency team period date text paragraphs attributes.
        """
        make = functools.partial(self._frame, records.Document)
        return recall(self.store, "documents", make, despite=QUIET | CODING).copy()

    @needs("read")
    def excerpts(self) -> pd.DataFrame:
        """Sentences: the columns of `EXCERPT_COLUMNS`.

        `text` is `document.text[start:end]` in code points; `context` the paragraph around it; `p_*` are
        probabilities from 0 to 1 that sum to 1, empty until `appraise` has run; `source` is an id.
        """
        return recall(self.store, "excerpts", self._excerpts, despite=QUIET | CODING).copy()

    def _excerpts(self) -> pd.DataFrame:
        import pandas as pd

        rows = self.store.rows(_excerpts(self.store))
        for row in rows:
            whole = row.pop("document_text")
            row["context"] = whole[row.pop("paragraph_start") : row.pop("paragraph_end")]
        return pd.DataFrame(rows, columns=list(EXCERPT_COLUMNS))

    @needs("read")
    def themes(self) -> pd.DataFrame:
        """The codebook and what discovery proposes.

        id name definition include exclude parent watch memo status (proposed, accepted, retired)
        example crosswalks.
        """
        make = functools.partial(self._frame, records.Theme)
        return recall(self.store, "themes", make, despite=QUIET | CODING).copy()

    @needs("read")
    def codings(self) -> pd.DataFrame:
        """Who put which excerpt under which theme: excerpt_id theme_id coder score run blind.

        `score` is the model's calibrated probability; a person's is 1 for yes, 0 for no.
        """
        return recall(self.store, "codings", self._codings).copy()

    def _codings(self) -> pd.DataFrame:
        """Models' rows, which no person's act changes, are kept; people's are put among them in order."""
        import pandas as pd

        coder = self.store.table(records.Coding).c.coder
        read = functools.partial(self.store.read, records.Coding)

        def by_models() -> tuple[pd.DataFrame, list[tuple[str, str, str]]]:
            return _keyed(read(coder.not_like("human:%")))

        models, keys = recall(self.store, "codings by models", by_models, despite=QUIET | CODING)
        people, more = _keyed(read(coder.like("human:%")))
        if not more:
            return models
        order = sorted(range(len(more)), key=more.__getitem__)
        places = [bisect.bisect(keys, more[i]) + n for n, i in enumerate(order)]
        return (
            pd.concat([models, people], ignore_index=True)
            .take(_woven(len(keys), places, order))
            .reset_index(drop=True)
        )

    @needs("read")
    def issues(self) -> pd.DataFrame:
        """Themes as they recur; `strengths` and `concerns` count accounts.

        theme_id theme badge n_cases n_sources n_accounts n_methods n_voices strengths concerns state.
        """
        return self._frame(records.Issue)

    @needs("read")
    def convergence(self, by: str = "method") -> pd.DataFrame:
        """The convergence coding matrix (Farmer et al. 2006), over methods, voices or agencies.

        theme_id method_a method_b relation lean_a lean_b why (of a silence: silent, not asked); voice_a and
        voice_b, or agency_a and agency_b, with `by`.
        """
        if by == "method":
            return self._frame(records.Convergence)
        if by not in ("voice", "agency"):
            raise NarrativeError(f"Convergence is by method, voice or agency, not by '{by}'.")
        cells = self._frame(records.Crossing).query("by == @by").drop(columns="by")
        return cells.rename(columns={"first": f"{by}_a", "second": f"{by}_b"}).reset_index(drop=True)

    @needs("read")
    def gaps(self) -> pd.DataFrame:
        """What else do we need to know; people first, then subjects.

        kind what theme_id next_step next_method how id: an id stays while its gap does.
        """
        table = self._frame(records.Gap)
        table["id"] = table.pop("id")
        first = {kind: place for place, kind in enumerate(GAP_KINDS)}
        table["place"] = table["kind"].map(first).fillna(len(first))
        return table.sort_values(["place", "what"], ignore_index=True).drop(columns="place")

    @needs("read")
    def indicators(self) -> pd.DataFrame:
        """What is looked at in numbers: id name asks unit direction direction_basis target comparator."""
        return self._frame(records.Indicator)

    @needs("read")
    def measures(self) -> pd.DataFrame:
        """Aggregate values: indicator period area numerator denominator value unit target note source_id."""
        table = self._frame(records.Measure)
        names = {row["id"]: row["name"] for row in map(row_of, self.store.read(records.Indicator))}
        table.insert(0, "indicator", table["indicator_id"].map(names))
        return table.drop(columns=["id", "indicator_id"])

    @needs("read")
    def beside(self) -> pd.DataFrame:
        """Indicators beside themes, with both sides in `why`.

        theme_id indicator relation (agrees, disagrees, silent, not comparable) why link (proposed,
        confirmed) set_by.
        """
        return self._frame(records.Beside)

    @needs("read")
    def stories(self) -> pd.DataFrame:
        """Saved stories: id title question scope version blocks."""
        return self._frame(records.Story)

    @needs("read")
    def set_aside(self) -> pd.DataFrame:
        """What was received and could not be used: id sha256 step locator reason."""
        return self._frame(records.SetAside)

    @needs("read")
    def runs(self) -> pd.DataFrame:
        """Steps as they were done: id step fingerprint inputs outputs manifest started finished seconds."""
        return self._frame(records.Run).sort_values("finished", ignore_index=True)

    @needs("history")
    def events(self) -> pd.DataFrame:
        """The trail, oldest first: position at actor verb object before after reason previous hash."""
        return self._frame(records.Event)

    def _frame(self, record: type) -> pd.DataFrame:
        return of_records(self.store.read(record), record)


def _keyed(rows: Sequence[records.Coding]) -> tuple[pd.DataFrame, list[tuple[str, str, str]]]:
    """Codings in the order of their keys, and the keys."""
    ordered = sorted(rows, key=lambda c: (c.excerpt_id, c.theme_id, c.coder))
    keys = [(c.excerpt_id, c.theme_id, c.coder) for c in ordered]
    return of_records(ordered, records.Coding), keys


def _woven(n: int, places: Sequence[int], more: Sequence[int]) -> list[int]:
    """The order that puts rows `n + i`, for i in `more`, at their places among `n` rows in order."""
    order = list(range(n))
    for place, i in zip(places, more, strict=True):
        order.insert(place, n + i)
    return order


def _excerpts(store: Store) -> sa.Select[Any]:
    excerpt, document = store.table(records.Excerpt), store.table(records.Document)
    appraisal = store.table(records.Appraisal)
    own = ("id", "document_id", "start", "end", "text", "account", "question", "near_empty", "locator",
           "paragraph_start", "paragraph_end")  # fmt: skip
    filed = ("method", "agency", "team", "case", "period", "date")
    judged = [c for c in appraisal.columns if c.name != "excerpt_id"]
    return (
        sa.select(
            *(excerpt.c[name] for name in own),
            *(document.c[name] for name in filed),
            document.c.source_id.label("source"),
            document.c.text.label("document_text"),
            *judged,
        )
        .join(document, document.c.id == excerpt.c.document_id)
        .outerjoin(appraisal, appraisal.c.excerpt_id == excerpt.c.id)
        .order_by(document.c.source_id, document.c.locator, excerpt.c.start, excerpt.c.id)
    )
