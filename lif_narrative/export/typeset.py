"""The one place that speaks to typst: pages as PDF/UA-1, and pictures as bitmaps where they are needed."""

from __future__ import annotations

import functools
import re
import tempfile
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from lif_narrative.errors import NarrativeError

MISSING: Final = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
TRIES: Final = 6  # each names all letters that no font shows; new ones may show when others have gone
STILL: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: ("Liberation Sans", "DejaVu Sans Mono"))
#image(bytes(sys.inputs.svg), format: "svg")"""


@functools.cache
def fonts(with_system: bool = False) -> Any:
    """Our own fonts, so that a file is the same on every machine; the machine's where ours lack a script."""
    import typst

    place = str(files("lif_narrative") / "fonts")
    return typst.Fonts(include_system_fonts=with_system, include_embedded_fonts=True, font_paths=[place])


def pdf_of(
    source: bytes, inputs: Callable[[Callable[[str], str]], Mapping[str, str]], logo: Path | None
) -> bytes:
    """A page as PDF/UA-1.

    Parameters
    ----------
    source : bytes
        The typst file.
    inputs : callable
        Given what to do with each text, the values that the source reads.
    logo : Path, optional
        Copied to where the source may read it.

    Raises
    ------
    NarrativeError
        The logo is no picture that can be shown.
    """
    import typst

    unshown: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="lif-") as root:
        if logo:
            Path(root, f"logo{logo.suffix.lower()}").write_bytes(logo.read_bytes())
        for trial in range(TRIES):
            try:
                return bytes(typst.compile(
                    source, root=root, format="pdf", pdf_standards="ua-1", font_paths=fonts(trial > 0),
                    sys_inputs=dict(inputs(functools.partial(spelled, unshown=frozenset(unshown)))),
                ))  # fmt: skip
            except typst.TypstError as error:
                runs = [_letters(run) for run in MISSING.findall(f"{error} {error.diagnostic}")]
                if not runs:
                    raise _plainly(error, logo) from error
                if trial:
                    unshown |= {letter for run in runs for letter in run if ord(letter) > 126}
        raise NarrativeError("The page holds characters that no font here shows. Export it as .docx instead.")


def _letters(run: str) -> str:
    """The letters that typst names, some of them by their number."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), run)


def spelled(text: str, unshown: frozenset[str]) -> str:
    """A text with the characters that no font shows given by their number: `[U+4E2D]`.

    Marks that turn the direction of what follows are left out: they would set words in an order in which
    nobody wrote them.
    """
    whole = TURNS.sub("", text.encode("utf-8", "replace").decode("utf-8"))
    return "".join(f"[U+{ord(c):04X}]" if c in unshown else c for c in whole) if unshown else whole


def _plainly(error: Exception, logo: Path | None) -> Exception:
    if logo and "image" in str(error):
        return NarrativeError(
            f"The logo {logo.name} cannot be shown. Save it as .png or .svg, and try again."
        )
    return error


@functools.lru_cache(maxsize=64)
def bitmap(svg: str, ppi: int = 200) -> bytes:
    """A picture as PNG, for programs that do not show vector graphics."""
    import typst

    return bytes(typst.compile(STILL, format="png", ppi=ppi, sys_inputs={"svg": svg}, font_paths=fonts()))
