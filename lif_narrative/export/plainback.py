"""Stories in HTML and Markdown read back as a reader sees them."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.export.embedding import unpacked
from lif_narrative.export.items import fold
from lif_narrative.export.markdown import MARKS

if TYPE_CHECKING:
    from lif_narrative.export.readback import Seen

BLOCKS: Final = "h1, h2, h3, h4, h5, h6, p, blockquote, li, th, td, pre"
LARGEST: Final = 100_000_000  # bytes
SEAL: Final = re.compile(r"^Seal ([0-9a-f]{16})$")


def read_plain(path: Path) -> Seen:
    """Read an exported .html or .md."""
    from lif_narrative.export.readback import Seen

    if path.stat().st_size > LARGEST:
        raise NarrativeError(f"{path.name} is larger than {LARGEST // 1_000_000} MB. It is no story of ours.")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise NarrativeError(f"{path.name} is not UTF-8 text. Export the story again.") from error
    lines, manifest, images, alts = (
        _web(text) if path.suffix.lower() == ".html" else (*_markdown(text), None, None)
    )
    folded = [line for line in map(fold, lines) if line]
    seals = [found[1] for line in folded if (found := SEAL.match(line))]
    shown = tuple(line for line in folded if not SEAL.match(line))
    return Seen(shown, manifest, seals[-1] if seals else "", images=images, alts=alts)


def _web(text: str) -> tuple[list[str], dict[str, Any] | None, frozenset[str], frozenset[str]]:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    proof = tree.css_first('meta[name="lif-story"]')
    manifest = unpacked(proof.attributes.get("content") or "") if proof else None
    sources = [node.attributes.get("src") or "" for node in tree.css("img")]
    images = frozenset(mark for source in sources if (mark := _mark(source)))
    alts = frozenset(fold(node.attributes.get("alt") or "") for node in tree.css("img"))
    return [node.text() for node in tree.css(BLOCKS)], manifest, images, alts


def _mark(source: str) -> str:
    """The mark of a picture that is written into the page, "" for one that is none."""
    head, _, data = source.partition(";base64,")
    try:
        return hashlib.sha256(base64.b64decode(data, validate=True)).hexdigest()[:16] if "svg" in head else ""
    except ValueError:
        return ""


def _markdown(text: str) -> tuple[list[str], dict[str, Any] | None]:
    proof = re.search(r"<!-- lif-story ([A-Za-z0-9+/=]+) -->", text)
    manifest = unpacked(proof[1]) if proof else None
    lines: list[str] = []
    for line in (text.replace(proof[0], "") if proof else text).splitlines():
        if line.startswith("| ") and line.endswith(" |"):
            values = re.split(r"(?<!\\) \| ", line[2:-2])
            lines += [] if set(values) == {"---"} else values
        else:
            mark = next((m for m in sorted(MARKS.values(), key=len, reverse=True) if line.startswith(m)), "")
            lines.append(line[len(mark) :])
    return [re.sub(r"\\(.)", r"\1", line) for line in lines], manifest
