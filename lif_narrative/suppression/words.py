"""Small counts in sentences, put into words that do not count.

"In two of the six children's cases" becomes "in a few of the six children's cases"; "one child says"
becomes "some children say". Only counts of people, cases and accounts: ages, dates and weeks stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lif_narrative.suppression.counting import COUNT, N, number, share
from lif_narrative.suppression.plurals import agreeing, plural

if TYPE_CHECKING:
    from lif_narrative.export.profiles import Profile

SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d])")
_POINTS: Final = re.compile(r"\b(?:this|that|the|no|any|every|each|which|another|some|child|case) $", re.I)


def uncounted(text: str, profile: Profile) -> str:
    """Text without counts that are too small to show, and with the others rounded as the profile asks."""
    starts = [0, *(found.end() for found in SENTENCE.finditer(text)), len(text)]
    return "".join(_sentence(text[a:b], profile) for a, b in zip(starts, starts[1:], strict=False))


def _sentence(text: str, profile: Profile) -> str:
    found = [one for one in COUNT.finditer(text) if not _is_pronoun(one)]
    hidden = [any(map(profile.hides, _counts(one))) for one in found]
    if sum(hidden) == 1:  # one that is missing is what the others leave: the smallest beside it goes too
        beside = [(_counts(one)[0], at) for at, one in enumerate(found) if not hidden[at] and _stands(one)]
        for _, at in sorted(beside)[:1]:
            hidden[at] = True
    for one, gone in reversed(list(zip(found, hidden, strict=True))):
        said = _said(one, profile) if gone else _rounded(one[0], profile)
        opens = one[0][:1].isupper() or (one.start() == 0 and one[0][:1].isdigit())
        said = said[:1].upper() + said[1:] if opens else said
        text = text[: one.start()] + said + text[one.end() :]
    return text


def _counts(found: re.Match[str]) -> tuple[float, ...]:
    """Every count that a phrase gives or gives away: the part, the whole, the rest."""
    if found["share"]:
        whole = number(found["whole"])
        part = round(share(found["share"]) * whole)
        return part, whole, whole - part
    if found["n"]:
        n, of = number(found["n"]), number(found["of"])
        return (n, of, of - n) if n <= of else ()
    if found["two"]:
        return (2,)
    named = found["some"] or found["every"] or found["many"] or found["bare"]
    return (number(named),) if named else ()


def _stands(found: re.Match[str]) -> bool:
    """Whether it is one count among others, and not the whole that they are of."""
    whole = found.string[: found.start()].lower().rstrip().endswith("of")
    return bool(found["bare"] or found["many"]) and not whole and _counts(found)[0] > 0


def _is_pronoun(found: re.Match[str]) -> bool:
    """No count: "this one is", "child 2 was"."""
    before = found.string[: found.start()]
    stray = found["bare"] and found["bare"].isdigit() and before.strip() and before.rstrip()[-1] not in ";,:"
    return bool(found["bare"]) and bool(stray or _POINTS.search(before))


def _said(found: re.Match[str], profile: Profile) -> str:
    """A phrase with words in the place of its counts."""
    if found["share"] or found["n"]:
        return _part(found, profile)
    one = _counts(found)[0] == 1

    def then(verb: str | None) -> str:
        return " ".join(map(agreeing, (verb or "").split(" "))) if one else verb or ""

    if found["some"]:
        return f"some of {found['those']}{then(found['then'])}"
    if found["every"]:
        opening = "the" if found["all"].lower() in ("the", "these", "those", "our") else "all of the"
        return f"{opening} {plural(found['each'])}{then(found['does'])}"
    if found["two"]:
        return f"the {plural(found['two'])}"
    if found["many"]:
        return f"some {plural(found['people'])}{then(found['verb'])}"
    return f"some {then(found['verb_of_bare'])}"


def _part(found: re.Match[str], profile: Profile) -> str:
    """A part of a whole: "a few of the 24 children", "most of the 24 children", "some of the children"."""
    part, whole, rest = _counts(found)
    whose = (found["who"] or found["whose"] or "").strip()
    few = (
        "all of" if not rest else "none of" if not part else "some of" if profile.hides(whole) else "a few of"
    )
    if profile.hides(rest) and not profile.hides(part) and not profile.hides(whole):
        few = "most of"
    if profile.hides(whole):
        return f"{few} the {plural(whose)}" if whose else f"{few} them"
    of = found["of"] or found["whole"]
    return f"{few} {f'the {of}' if profile.step == 1 else _figure(of, profile)} {plural(whose)}".rstrip()


def _figure(word: str, profile: Profile) -> str:
    return f"about {profile.figure(number(word))}" if number(word) else word


def _rounded(text: str, profile: Profile) -> str:
    """The numbers of a phrase as the profile rounds them; a percentage of them would tell more, and goes."""
    if profile.step == 1:
        return text
    bare = re.sub(r"^\d[\d.]* ?% ?\((.*)\)$", r"\1", text)
    return re.sub(rf"\b(?:the )?({N})\b(?! ?%)", lambda found: _figure(found[1], profile), bare, flags=re.I)
