"""The pages of a PDF as pictures, as a printer would put them on paper."""

from __future__ import annotations

import io
from typing import Final

SCALE: Final = 2  # of 72 dots an inch: sharp enough to read on a screen
MOST_PAGES: Final = 60


def pages(pdf: bytes) -> list[bytes]:
    """Each page of our own PDF as a PNG, in order; no more than `MOST_PAGES`."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_png(document[n]) for n in range(min(len(document), MOST_PAGES))]
    finally:
        document.close()


def _png(page: object) -> bytes:
    held = io.BytesIO()
    page.render(scale=SCALE).to_pil().save(held, "PNG")  # type: ignore[attr-defined]
    return held.getvalue()
