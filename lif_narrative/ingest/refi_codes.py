"""What a REFI-QDA source says of its text: coded passages, variables, and what we have no place for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_VALUES: Final = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
_NO_PLACE: Final = (
    (".//{*}Links/{*}Link", "links between things", "there is no place for them here"),
    ("{*}Sets/{*}Set", "sets", "there is no place for them here"),
    ("{*}Graphs/{*}Graph", "maps", "there is no place for them here"),
    ("{*}Sources/{*}PictureSource/{*}PictureSelection", "coded parts of pictures",
     "only words are coded here"),
    ("{*}Sources/{*}PDFSource/{*}PDFSelection", "coded areas of PDF pages",
     "the same codings of its text are taken where the other program wrote them"),
    ("{*}Sources/{*}AudioSource/{*}AudioSelection", "coded parts of sound", "only words are coded here"),
    ("{*}Sources/{*}VideoSource/{*}VideoSelection", "coded parts of films", "only words are coded here"),
)  # fmt: skip


def coded(source: Element, holder: Element) -> dict[str, Any]:
    """The passages of one text, as start, end, code and user; and what is known of its source."""
    names = {v.get("guid"): v.get("name") for v in source.getroottree().iterfind("{*}Variables/{*}Variable")}
    values = {}
    for said in source.iterfind("{*}VariableValue"):
        reference = said.find("{*}VariableRef")
        name = names.get(reference.get("targetGUID")) if reference is not None else None
        value = next((text for kind in _VALUES if (text := said.findtext(f"{{*}}{kind}"))), "")
        if name and value:
            values[name] = value
    whole = [(0, None, *pair) for pair in _codes(source)]
    return {"name": source.get("name") or "", "values": values, "codings": [*_passages(holder), *whole]}


def _passages(holder: Element) -> Iterator[tuple[int, int | None, str, str]]:
    points = {p.get("guid"): p.get("position") for p in holder.iterfind("{*}SyncPoint")}
    for selection in (*holder.iterfind("{*}PlainTextSelection"), *holder.iterfind("{*}TranscriptSelection")):
        start = selection.get("startPosition") or points.get(selection.get("fromSyncPoint"))
        end = selection.get("endPosition") or points.get(selection.get("toSyncPoint"))
        if start is not None and end is not None:
            yield from ((int(start), int(end), code, user) for code, user in _codes(selection))


def _codes(element: Element) -> Iterator[tuple[str, str]]:
    for coding in element.iterfind("{*}Coding"):
        reference = coding.find("{*}CodeRef")
        if reference is not None:
            yield guid_of(reference.get("targetGUID")), guid_of(coding.get("creatingUser"))


def uncrossed(root: Element) -> list[tuple[str, int, str]]:
    """What the project holds that we have no place for: what, how many, why."""
    found = [(what, len(root.findall(where)), why) for where, what, why in _NO_PLACE]
    notes = len(root.findall("{*}Notes/{*}Note")) - sum(map(len, memos(root).values()))
    return [*found, ("memos of sources, codings and the project", notes, "only memos of codes are taken")]


def memos(root: Element) -> dict[str, list[str]]:
    """The memos of each code, by the code's guid."""
    notes = {
        guid_of(n.get("guid")): n.findtext("{*}PlainTextContent") or ""
        for n in root.iterfind("{*}Notes/{*}Note")
    }
    found: dict[str, list[str]] = {}
    for code in root.iterfind(".//{*}Codes//{*}Code"):
        own = [
            notes[name]
            for r in code.iterfind("{*}NoteRef")
            if (name := guid_of(r.get("targetGUID"))) in notes
        ]
        if own:
            found[guid_of(code.get("guid"))] = own
    return found


def guid_of(said: Any) -> str:
    """A guid as it is compared: lower case and without the braces that some programs write."""
    return str(said or "").strip("{} ").lower()
