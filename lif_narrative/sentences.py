"""Where sentences begin and end in audit prose, notes, children's writing and speech: by rule.

Rules do better here than a trained splitter: they keep "No. 7", "T. has" and "(ext. redacted)" whole,
cut writing that has no capitals, and say the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

TITLES = frozenset(  # never the end of a sentence
    "mr mrs ms mx dr prof rev fr sr st cllr sgt insp supt hon messrs eg e.g ie i.e viz cf vs"
    " approx incl".split()
)
SHORTENED = frozenset(  # the end only before a capital
    "appt asst attn avg cat cert co cont dept dev ed educ est etc ext fam fig freq gen govt hols hr hrs "
    "inc info jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun max mgr min mins misc mth mths orig para pg poss pp prev prob psych pt re ref refs ret sch sec "
    "tel temp tbc vol wk wks yr yrs".split()
)
BEFORE_FIGURES = frozenset("no nos p pp ch art reg para fig vol sect cl q ref tel ext".split())
STARTERS = frozenset(  # words that begin a sentence and no surname
    "a all although an and as at after because before both but by despite each even every everyone for "
    "from he her here his how however i if in is it its many most much my no nobody none nothing of on "
    "once one our she since so some that the their them then there these they this those though three to "
    "two until was we were what when where which while who why with yet you your".split()
)
OPENING = "\"'“‘([«"
CLOSING = "\"'”’)]»"
STOP = re.compile(r"[.?!…]+[\"'”’)\]»]*(?=\s)")
LINE = re.compile(r"[ \t]*\r?\n\s*")
# "3.", "(b)", "Q2."
LABEL = re.compile(r"\s*(?:[-–—•‣▪●○◦*·]|\(?(?:Q?\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.):]+)\s*")
QUOTATIONS = tuple(
    re.compile(pattern)
    for pattern in (
        r"“[^”\n]*”", r"(?<!\w)\"[^\"\n]*\"(?!\w)", r"(?<!\w)‘[^’\n]*’(?!\w)", r"(?<!\w)'[^'\n]*'(?!\w)",
        r"\([^()\n]*\)",
    )
)  # fmt: skip
QUOTE_WORDS = 12  # a quotation of at most so many words is not cut inside
WRAPPED_FROM = 50  # a line at least so long, whose next begins small, was wrapped and not ended


def spans(text: str) -> list[Span]:
    """The sentences of a text, without the white space round them, as code-point offsets in order.

    Every character that is not white space is in exactly one of them. A label ("3.", "(b)", a
    bullet) stays with what it labels, and a short quotation with the sentence that holds it.
    """
    found, start = [], 0
    for cut in [*_cuts(text), len(text)]:
        if LABEL.fullmatch(text, start, cut) and cut < len(text):
            continue
        a, b = _trim(text, start, cut)
        if a < b:
            found.append((a, b))
        start = cut
    return found


def _cuts(text: str) -> list[int]:
    held = _held(text)
    stops = {m.end() for m in STOP.finditer(text) if not _within(m.start(), held) and _ends(text, m)}
    return sorted(stops | set(_line_ends(text)))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends(text: str, mark: re.Match[str]) -> bool:
    """Whether the stop at this place ends a sentence."""
    rest = text[mark.end() : mark.end() + 80].lstrip()
    following = re.match(r"[\W_]*([\w’']*)", rest)
    after = following.group(1) if following else ""
    small = rest.lstrip(OPENING)[:1].islower()
    stop = mark.group().rstrip(CLOSING)
    if stop == ".":
        word = re.search(r"[\w.’'&/-]*$", text[max(0, mark.start() - 40) : mark.start()])
        return _ends_plainly((word.group() if word else "").lstrip("'’-/."), after, small)
    quoted, trailing = mark.group() != stop, "." in stop or "…" in stop
    return not small or not (quoted or trailing)


def _ends_plainly(word: str, after: str, small: bool) -> bool:
    """After one full stop, of a word and the one that follows it."""
    low = word.lower()
    if low in TITLES or (low in BEFORE_FIGURES and after[:1].isdigit()):
        return False
    if len(word) == 1 and word.isalpha() and word != "I":  # T. has, J. Smith; but: Child A. She
        return not small and after.lower() in STARTERS
    if low in SHORTENED or re.fullmatch(r"(?:\w\.)+\w", low):
        return not small and not after[:1].isdigit()
    return True


def _held(text: str) -> list[Span]:
    """Short quotations and brackets."""
    matches = (match for pattern in QUOTATIONS for match in pattern.finditer(text))
    return [(m.start() + 1, m.end() - 1) for m in matches if len(m.group().split()) <= QUOTE_WORDS]


def _within(at: int, held: list[Span]) -> bool:
    return any(a <= at < b - 1 for a, b in held)


def _line_ends(text: str) -> Iterator[int]:
    """Line breaks, but for those inside a wrapped line."""
    for match in LINE.finditer(text):
        line, rest = text[: match.start()].rpartition("\n")[2], text[match.end() :]
        wrapped = (
            match.group().count("\n") == 1
            and len(line) >= WRAPPED_FROM
            and rest[:1].islower()
            and line[-1:] not in ".?!:;"
            and not LABEL.match(rest)
        )
        if not wrapped:
            yield match.end()
