"""Looking for subjects that are easily unseen, by their words: what was looked for, how, and what was found.

The list is `lexicons/watch.yaml`, with its reasons; a codebook's own watched themes join it.
"""

from __future__ import annotations

import functools
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("theme_id", "theme", "excerpt_id", "how")
SHOWN: Final = 3  # words of a search that are named
_COMMON: Final = frozenset({"and", "the", "with", "needs", "additional", "carers", "care"})


@functools.cache
def watch_list() -> dict[str, tuple[str, ...]]:
    """Each subject with the words by which it is looked for."""
    import yaml

    text = files("lif_narrative").joinpath("lexicons/watch.yaml").read_text(encoding="utf-8")
    return {
        str(name): tuple(" ".join(word.split()) for word in str(words).split("|"))
        for name, words in yaml.safe_load(text).items()
    }


@functools.cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words of a search as one pattern: whole, * for any ending; a hyphen may be a space or none."""
    each = [
        re.escape(word).replace(r"\*", r"\w*").replace(r"\-", r"[\s‐-]?").replace(r"\ ", r"\s+")
        for word in words
    ]
    return re.compile(rf"\b(?:{'|'.join(each)})\b".replace("'", "['’]"), re.IGNORECASE)


def looked_by_words(said: pd.DataFrame) -> pd.DataFrame:
    """Every excerpt in which a subject of the watch-list is named.

    Parameters
    ----------
    said : DataFrame
        excerpt_id and text.

    Returns
    -------
    DataFrame
        theme_id (""), theme, excerpt_id, how; excerpt_id is "" for a subject that was found nowhere.
    """
    import pandas as pd

    texts = said.drop_duplicates("excerpt_id").sort_values("excerpt_id")
    plain = texts["text"].fillna("").astype(str)
    rows = []
    for name, words in watch_list().items():
        search = pattern(words)
        hits = texts["excerpt_id"][[search.search(text) is not None for text in plain]].tolist() or [""]
        rows += [("", name, hit, how(words)) for hit in hits]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def by_codes(coded: pd.DataFrame, watched: pd.DataFrame | None, themes: pd.DataFrame | None) -> pd.DataFrame:
    """What was coded with the codebook's watched themes, and with its themes of a watched subject."""
    import pandas as pd

    given = pd.DataFrame(columns=list(COLUMNS[:3])) if watched is None else watched[list(COLUMNS[:3])]
    rows = list(given.itertuples(index=False, name=None))
    known = [] if themes is None else sorted(zip(themes["id"], themes["name"], strict=True))
    for id_, name in known:
        if id_ not in set(given["theme_id"]) and any(
            same_subject(str(name), other) for other in watch_list()
        ):
            rows += [(id_, name, hit) for hit in sorted(coded.loc[coded["theme_id"] == id_, "excerpt_id"])]
    return pd.DataFrame(rows, columns=list(COLUMNS[:3])).assign(how="by its codes")


def how(words: tuple[str, ...]) -> str:
    """How a subject was looked for, in words."""
    some = ", ".join(word.replace("*", "…") for word in words[:SHOWN])
    return f"by {len(words)} words and phrases ({some} and others)"


def joined(coded: pd.DataFrame, worded: pd.DataFrame) -> pd.DataFrame:
    """A codebook's watched themes and the watch-list as one: what both name is looked for in both ways.

    Parameters
    ----------
    coded : DataFrame
        As `by_codes` gives it; excerpt_id "" for a theme that nobody coded.
    worded : DataFrame
        As `looked_by_words` gives it.
    """
    import pandas as pd

    names = {str(t): str(i) for i, t in zip(coded["theme_id"], coded["theme"], strict=True)}
    rows = [coded]
    for name, found in worded.groupby("theme", sort=False):
        twin = next((theme for theme in sorted(names) if same_subject(theme, str(name))), None)
        if twin is None:
            rows.append(found)
            continue
        rows.append(found.assign(theme=twin, theme_id=names[twin]))
    both = pd.concat(rows, ignore_index=True)[list(COLUMNS)]
    found_too = both.groupby("theme")["excerpt_id"].transform(lambda hits: (hits != "").any())
    return both[(both["excerpt_id"] != "") | ~found_too].reset_index(drop=True)


def is_watched(name: str) -> bool:
    """Whether a theme is of a subject on the watch-list."""
    return any(same_subject(name, other) for other in watch_list())


def same_subject(one: str, other: str) -> bool:
    """Whether two names are of one subject: most telling words of the shorter are in the longer."""
    first, second = _telling(one), _telling(other)
    fewer = min(len(first), len(second))
    return bool(fewer) and len(first & second) > fewer / 2


def _telling(name: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{4,}", name.lower()) if word not in _COMMON}
