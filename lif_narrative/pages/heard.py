"""Who was heard and who was not: a table of voices and methods, its gaps hatched and said in words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.pictures import shade
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import VOICES, listed, many, sentence

if TYPE_CHECKING:
    import pandas as pd

TINTS: Final = {"light": "27,94,102", "dark": "79,163,171"}  # of a cell, from faint to full
FAINT, FULL = 0.10, 0.45
STYLE: Final = """<style>
.heard { overflow-x: auto; position: relative; }
.heard:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.heard table { border-collapse: separate; border-spacing: 3px; font-size: .875rem; line-height: 1.25; }
.heard th { font-weight: 500; text-align: center; vertical-align: bottom; padding: .2rem .3rem; border: 0; }
.heard thead th { min-width: 3.9rem; max-width: 5.5rem; font-size: .8rem; }
.heard tbody th { text-align: left; padding-right: .8rem; white-space: nowrap; vertical-align: middle; }
.heard td { text-align: center; border-radius: 4px; padding: .35rem .3rem; min-width: 2.4rem; border: 0; }
.heard td.gap { background-image: repeating-linear-gradient(135deg, rgba(125,140,145,.38) 0 1px,
  transparent 1px 6px); }
.heard td.awaited { outline: 2px dashed rgba(125,140,145,.9); outline-offset: -2px; }
.heard td.all, .heard th.all { font-weight: 650; } .heard .silent { font-weight: 650; }
.heard .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
</style>"""


def heard(rows: pd.DataFrame) -> None:
    """The table, the sentence that says it, and what its marks mean."""
    if rows.empty:
        st.caption("Nobody was heard yet: no file says by which method its words came.")
        return
    st.text(said(rows))
    st.html(STYLE + table(rows, shade()))
    st.caption(
        "A number: accounts in which they speak. (In brackets): they are only passed on by somebody else. "
        "Hatched: not heard." + (" Dashed: invited, and not come yet." if rows["awaited"].any() else "")
    )


def said(rows: pd.DataFrame) -> str:
    """Whom we heard and whom not, in sentences."""
    totals, told = rows.groupby("voice")["spoke"].sum(), rows.groupby("voice")["told"].sum()
    spoke = [f"{name} in {many(int(totals[v]), 'account')}" for v, name in VOICES.items() if totals[v]]
    passed = [name for v, name in VOICES.items() if not totals[v] and told[v]]
    silent = [name for v, name in VOICES.items() if not totals[v] and not told[v]]
    lines = [f"We heard {listed(spoke)}" if spoke else "Nobody spoke for themselves"]
    lines += [f"Only others told us of {listed(passed)}"] if passed else []
    lines += [f"We did not hear {listed(silent)}"] if silent else []
    return " ".join(map(sentence, lines))


def table(rows: pd.DataFrame, shade: str) -> str:
    """The table as HTML, escaped."""
    methods = list(dict.fromkeys(rows["method"]))
    most = max(1, int(rows["spoke"].max()))
    heads = "".join(f'<th scope="col">{escape(method)}</th>' for method in methods)
    body = []
    for voice, name in VOICES.items():
        mine = rows_of(rows[rows["voice"] == voice])
        total = sum(int(row["spoke"]) for row in mine)
        quiet = "" if total else ' <span class="silent">· not heard</span>'
        cells = "".join(_cell(row, TINTS[shade], most) for row in mine)
        body.append(f'<tr><th scope="row">{escape(name[:1].upper() + name[1:])}{quiet}</th>{cells}'
                    f'<td class="all">{total or "–"}</td></tr>')  # fmt: skip
    return (
        '<div class="heard" tabindex="0" role="region" aria-label="Voices by methods"><table>'
        f'<thead><tr><td></td>{heads}<th scope="col" class="all">in all</th></tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(row: dict[str, Any], tint: str, most: int) -> str:
    spoke, told = int(row["spoke"]), int(row["told"])
    if spoke:
        share = FAINT + (FULL - FAINT) * spoke / most
        more = f" ({told})" if told else ""
        return f'<td style="background-color:rgba({tint},{share:.2f})">{spoke}{more}</td>'
    kind = "awaited" if row["awaited"] else "gap"
    words = "invited, not come yet" if row["awaited"] else "not heard"
    shown = f"({told})" if told else ""
    return f'<td class="{kind}">{shown}<span class="unseen">{words}</span></td>'
