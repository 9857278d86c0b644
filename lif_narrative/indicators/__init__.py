"""Performance data beside the words: indicators and their aggregate measures, from people's own tables.

Only aggregates come in. A table with a row a child is refused: its figures belong in a case system.
"""

from __future__ import annotations

from lif_narrative.errors import NarrativeError
from lif_narrative.figures import is_figure, period_key, text_of
from lif_narrative.indicators import making
from lif_narrative.indicators.cells import cell
from lif_narrative.indicators.columns import Rows
from lif_narrative.indicators.entries import entries
from lif_narrative.indicators.layout import layout
from lif_narrative.indicators.people import listed_people, refuse_people
from lif_narrative.records import Indicator, Measure

__all__ = ["is_performance_table", "period_key", "read_measures"]


def is_performance_table(rows: Rows) -> bool:
    """Whether a table holds figures of measures, and not narrative.

    It has headings for a measure's name and its figures (long), its periods or its areas (wide), and most
    of the cells under them are numbers. A table of figures with a row a child is one too:
    `read_measures` refuses it, and says why.
    """
    found = layout(rows)
    if listed_people(rows):
        return True
    if found is None:
        return False
    places = [place for group in found.groups for place in group.places.values()]
    filled = [t for row in rows[found.body :] for c in places if c < len(row) and (t := text_of(row[c]))]
    return 2 * sum(map(is_figure, filled)) > len(filled)


def read_measures(rows: Rows, source_id: str) -> tuple[list[Indicator], list[Measure]]:
    """Read indicators and their aggregate measures from a table's rows.

    Long tables have a row for each measure and period; wide ones a row for each measure (or area) and a
    column for each period, area or both, under one to three rows of headings. A value with numerator and
    denominator is worked out from them: as a percentage where the unit is % (or none is given and the share
    is at most one), per so many where the unit says "per 10,000". A figure that is hidden ("<5", "c", "x",
    "..") is kept as none, with the words in its note. Ranks, quartiles and colours are left out.

    Parameters
    ----------
    rows : sequence of rows, each a sequence of cells
        Text or numbers; titles may stand above the headings.
    source_id : str
        The source the table came from.

    Returns
    -------
    indicators : list of Indicator
        Once each, in the order of the table. The same name is the same indicator in every source.
    measures : list of Measure
        By indicator, then area, then period. England, regions and neighbours are areas of their own.

    Raises
    ------
    NarrativeError
        The table has no headings we know, or is about people one by one.
    """
    if heading := listed_people(rows):
        refuse_people([heading], [])
    found = layout(rows)
    if found is None:
        raise NarrativeError(
            "No headings of a performance table were found in the first rows. Name the columns measure, "
            "period and value (or numerator and denominator), or give each period a column of its own."
        )
    refuse_people(found.personal, [cell(row, [found.name]) for row in rows[found.body :]])
    told = list(entries(rows, found))
    indicators = making.indicators(told)
    order = {indicator.id: place for place, indicator in enumerate(indicators)}
    measures = making.measures(told, source_id, {indicator.id: indicator for indicator in indicators})
    measures.sort(key=lambda m: (order[m.indicator_id], m.area, period_key(m.period)))
    return indicators, measures
