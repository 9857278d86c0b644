"""What headings of performance tables say: words for each role, for comparators, for what is left out."""

from __future__ import annotations

import re
from typing import Final

from lif_narrative.figures import period_in, without_period

HEADINGS: Final = {
    "name": "name|measure|indicator|performance measure|performance indicator|kpi|metric"
    "|measure name|indicator name|description|what we measure|key indicator"
    "|key indicators|list|theme and measure",
    "period": "period|quarter|month|year|date|reporting period|time period|period ending"
    "|financial year",
    "area": "area|team|locality|district|authority|local authority|region|ward|service"
    "|geography|agency|area name|la name|la|local authority region and england"
    "|region name",
    "numerator": "numerator|num|top|n|numerators",
    "denominator": "denominator|denom|out of|base|cohort|total|bottom|den|denominators",
    "value": "value|result|actual|outturn|performance|figure|rate|percentage|per cent|percent|%"
    "|count|number|latest|latest data|latest value|current|average|median",
    "unit": "unit|units|unit of measure|format",
    "target": "target|goal|standard|ambition|plan",
    "direction": "direction|polarity|good is|good performance|better|which way is better"
    "|desired direction|good to be|high or low is good",
    "comparator": "comparator|benchmark|comparison",
    "note": "note|notes|quality note|data quality|quality|comment|comments|commentary|caveat"
    "|caveats|footnote",
    "left out": "rank|latest national rank|national rank|quartile|quartile banding|quartile band"
    "|rag|rag rating|rag status|trend|dot|direction of travel|change"
    "|change from previous year|change on year|variance|variation|sparkline"
    "|performance against target|status|difference|distance to target|ytd change"
    "|up to and including",
}  # fmt: skip
ROLES: Final = {heading: role for role, headings in HEADINGS.items() for heading in headings.split("|")}
FIGURES: Final = ("value", "numerator", "denominator")
COMPARATOR: Final = re.compile(
    r"england|national( average| rate| figure)?|english (average|authorities)|cipfa neighbours"
    r"|(average )?(statistical|stat\.?) neighbou?rs?( average| median| mean)?|sns?( average| median)?"
    r"|similar (authorities|areas)|(regional?|region)( average| rate)?|(north|south) (east|west)( region)?"
    r"|yorkshire( and|&)? ?(the )?humber(side)?|(east|west) midlands|east of england"
    r"|(inner |outer |greater )?london( region)?"
)


def plain(heading: str) -> str:
    """A heading as words: lower case, without marks."""
    return " ".join(re.findall(r"[a-z]+|%", heading.lower()))


def role_of(heading: str) -> str:
    """What a column of this heading holds; "" when the words are not known."""
    rest = without_period(heading)
    bare = plain(re.sub(r"\(.*?\)", "", heading))
    known = ROLES.get(plain(heading)) or ROLES.get(bare)
    return known or (ROLES.get(rest, "") if period_in(heading) else "")


def is_comparator(text: str) -> bool:
    """Whether a name is that of others to compare with: England, a region, statistical neighbours."""
    bare = re.sub(r"\(.*?\)", "", text)
    words = without_period(bare) if period_in(bare) else " ".join(bare.lower().replace("-", " ").split())
    return COMPARATOR.fullmatch(words.strip(" .:*")) is not None


def is_ours(area: str) -> bool:
    """Whether an area is one's own, and not England, a region or neighbours to compare with."""
    return not is_comparator(area)
