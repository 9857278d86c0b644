"""What the home screen counts, asked of the record in SQL: no text is read, so an archive is quick too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from lif_narrative import house, records
from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.periods import earlier

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project
    from lif_narrative.store import Store

FILED: Final = ("method", "agency", "team", "case", "period")
HEARD: Final = (*FILED, "source", "account", "voice", "reported", "copy")


def heard(store: Store) -> pd.DataFrame:
    """Who was heard, by which method: the distinct rows of `HEARD`; no blanks, and no words.

    `copy` says that another account has the same words, so that these do not count.
    """
    import pandas as pd

    excerpt, document = store.table(records.Excerpt), store.table(records.Document)
    appraisal, copy = store.table(records.Appraisal), store.table(records.Copy)
    query = (
        sa.select(
            *(document.c[name] for name in FILED), document.c.source_id.label("source"), excerpt.c.account,
            appraisal.c.speaker.label("voice"), appraisal.c.reported,
            copy.c.excerpt_id.is_not(None).label("copy"),
        )
        .join(document, document.c.id == excerpt.c.document_id)
        .outerjoin(appraisal, appraisal.c.excerpt_id == excerpt.c.id)
        .outerjoin(copy, copy.c.excerpt_id == excerpt.c.id)
        .distinct()
    )  # fmt: skip
    rows = pd.DataFrame(store.rows(query), columns=list(HEARD)).fillna("")
    rows = rows.astype({name: str for name in HEARD[:-1]} | {"copy": bool})
    return rows.sort_values(list(HEARD), ignore_index=True)


def now(project: Project) -> pd.DataFrame:
    """The same, of the audit of now: earlier rounds are left out."""
    told = heard(project.store)
    said = Rules(**house.told(project.folder).get("triangulate", {}))
    return told[~told["period"].isin(earlier(told, told[~told["copy"]], said))]


def to_read(store: Store) -> dict[str, int]:
    """How many excerpts there are, hold a suggestion that nobody decided, and stand under no theme.

    The same selections as `queues.queue` makes, by number: total, undecided, unthemed.
    """
    excerpt = store.table(records.Excerpt)
    pairs = _pairs(store)
    alone = sa.select(pairs.c.excerpt_id).where(pairs.c.person.is_(None))
    stands = sa.select(pairs.c.excerpt_id).where(sa.func.coalesce(pairs.c.person, pairs.c.model) > 0)
    real = excerpt.c.near_empty.is_(False)
    return {
        "total": count(store, records.Excerpt),
        "undecided": _number(store, excerpt, real, excerpt.c.id.in_(alone)),
        "unthemed": _number(store, excerpt, real, excerpt.c.id.not_in(stands)),
    }


def _pairs(store: Store) -> sa.Subquery:
    """Each excerpt and theme with the highest score a person gave, and a model; None where there is none."""
    coding = store.table(records.Coding)
    by_person = coding.c.coder.like("human:%")
    return (
        sa.select(
            coding.c.excerpt_id,
            sa.func.max(sa.case((by_person, coding.c.score))).label("person"),
            sa.func.max(sa.case((~by_person, coding.c.score))).label("model"),
        )
        .group_by(coding.c.excerpt_id, coding.c.theme_id)
        .subquery()
    )


def decided(store: Store) -> int:
    """How many codings people made, for and against."""
    coding = store.table(records.Coding)
    return _number(store, coding, coding.c.coder.like("human:%"))


def count(store: Store, record: type, **having: Any) -> int:
    """How many records of a class, with these values."""
    table = store.table(record)
    return _number(store, table, *(table.c[name] == value for name, value in having.items()))


def _number(store: Store, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.count().label("n")).select_from(table).where(*where)
    return int(store.rows(query)[0]["n"])
