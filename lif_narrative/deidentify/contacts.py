"""Ways to reach somebody: telephone numbers and names on social media."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lif_narrative.deidentify.findings import Finding

_UK_PHONE = re.compile(
    r"(?<![\w.+-])(?:(?:\+|00)44[\s\u00a0.-]?(?:\(0\)[\s\u00a0]?)?|\(?0)[1-9](?:[\s\u00a0().-]{0,2}\d){8,9}(?!\d)"
)
_ANY_PHONE = re.compile(
    r"(?<![\w.$£€-])(?:(?:\+|00)\d{1,3}[\s.-]?)?(?:\(\d{1,4}\)[\s.-]?)?\d{2,4}(?:[\s.-]\d{2,4}){1,5}(?:\s?x\d{1,6})?(?![\w-])"
)
_BARE_PHONE = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob|fax|desk|office|call(?: me)? on"
    r"|answering(?: at)?|ring(?: me)? on|text(?: me)? on)[\s:.]{1,3}(?:number\s|no\.?\s|is\s|at\s|on\s){0,2}"
    r"(?P<n>\+?\d{2,4}(?:[ .-]?\d{2,7}){1,4})(?![\w-])",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w.@])@[A-Za-z_][\w.]{1,29}(?<![.])")
_SOCIAL_CUE = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|facebook|fb|twitter|whats ?app|discord|roblox|xbox|psn"
    r"|gamertag|telegram|you ?tube|kik|steam|twitch|be ?real"
    r"|messenger|username|user name|handle|profile|social media)\b",
    re.I,
)
_USERNAME = re.compile(r"(?<![\w.@/-])(?=\w*[._]\w|[a-zA-Z]\w*\d)[a-zA-Z]\w*(?:[._]+\w+)*(?![\w@/])")
_UNDERSCORED = re.compile(r"(?<![\w.@/-])[a-zA-Z]\w*(?:\.\w+)*_\w+(?:\.\w+)*(?![\w@/])")


def phones(text: str) -> Iterator[Finding]:
    """Telephone numbers: British ones anywhere, others with a label beside them or nine figures."""
    for match in _UK_PHONE.finditer(text):
        yield Finding(*match.span(), "phone", 88)
    for match in _BARE_PHONE.finditer(text):
        yield Finding(*match.span("n"), "phone", 61)
    for match in _ANY_PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        labelled = near(
            re.compile(
                r"\b(?:tel|phone|mobile|mob|call|ring|rang|text|fax|number|contact|answer|desk|office|registered)",
                re.I,
            ),
            text,
            match.start(),
            40,
        )
        dated = re.fullmatch(
            r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4}[ -–/]\d{2,4})", match[0]
        )
        if not dated and (7 if labelled or match[0][0] in "+(" else 9) <= len(digits) <= 17:
            yield Finding(*match.span(), "phone", 60)


def handles(text: str) -> Iterator[Finding]:
    """Names on social media: with an @ or an underscore anywhere, others beside the name of a service."""
    for match in _HANDLE.finditer(text):
        yield Finding(*match.span(), "social media", 82)
    for match in _UNDERSCORED.finditer(text):
        yield Finding(*match.span(), "social media", 81)
    if _SOCIAL_CUE.search(text):
        for match in _USERNAME.finditer(text):
            if near(_SOCIAL_CUE, text, match.start(), 60) and not match[0].replace(".", "").isdigit():
                yield Finding(*match.span(), "social media", 81)


def near(cue: re.Pattern[str], text: str, start: int, reach: int) -> bool:
    """Whether the cue stands at most `reach` code points before `start`, or 30 after, on its line."""
    line = text.rfind("\n", 0, start) + 1
    return cue.search(text, max(line, start - reach), start + 30) is not None
