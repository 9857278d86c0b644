"""The documents that can be made of an audit: what each is called, holds, and comes as."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.export.items import Item, with_contents

if TYPE_CHECKING:
    from lif_narrative.export.basis import Basis


@dataclass(frozen=True, slots=True)
class Product:
    """One product: its name, what people call it, its formats, and how its pages are set."""

    name: str
    title: str
    formats: tuple[str, ...]
    layout: str = "pages"  # pages, boxes (two columns), slides
    large_print: bool = False
    contents: bool = False


PRODUCTS: Final = {
    product.name: product
    for product in (
        Product("story", "Practice story", (".docx", ".pdf", ".html", ".md"), contents=True),
        Product("report", "Thematic audit report", (".docx", ".pdf", ".html", ".md"), contents=True),
        Product("briefing", "7-minute briefing", (".docx", ".pdf", ".pptx"), "boxes", large_print=True),
        Product("self-evaluation", "Self-evaluation pack", (".docx", ".pdf"), contents=True),
        Product("board", "Board and scrutiny pages", (".pptx", ".pdf"), "slides"),
        Product("families", "Feedback to families", (".docx", ".pdf", ".html"), large_print=True),
        Product("children", "Feedback to children", (".docx", ".pdf", ".html"), large_print=True),
    )
}


def product_called(name: str) -> Product:
    """The product of this name."""
    if name not in PRODUCTS:
        raise UnknownChoice("product", name, list(PRODUCTS))
    return PRODUCTS[name]


def items_of(product: Product, basis: Basis) -> Iterator[Item]:
    """All that a product shows, in order."""
    module = importlib.import_module(f"lif_narrative.export.products.{product.name.replace('-', '_')}")
    make: Any = module.items
    items: Iterator[Item] = make(basis)
    yield from with_contents(items) if product.contents else items


def check(product: Product, ending: str, *, large: bool, template: bool, logo: bool) -> None:
    """Refuse what does not go together, in words that say what does.

    Raises
    ------
    NarrativeError
        The product does not come in this format, large print, or with a template or logo.
    """
    title, forms = f"The {product.title[:1].lower()}{product.title[1:]}", " or ".join(product.formats)
    if product.title[0].isdigit():
        title = f"The {product.title}"
    if ending not in product.formats:
        raise NarrativeError(f"{title} comes as {forms}, not as {ending or 'a file without an ending'}.")
    if large and (not product.large_print or ending not in (".docx", ".pdf")):
        named = ", ".join(p.name for p in PRODUCTS.values() if p.large_print)
        raise NarrativeError(
            f"Large print is made of {named}, as .docx or .pdf; {title[4:]} as {ending} has none."
        )
    if template and ending not in (".docx", ".pptx"):
        fit = [form for form in product.formats if form in (".docx", ".pptx")]
        instead = f"export it as {' or '.join(fit)}, or " if fit else ""
        raise NarrativeError(
            f"A template is for .docx and .pptx: {instead}put a logo on the {ending} instead."
        )
    if logo and ending == ".md":
        raise NarrativeError("Markdown holds no pictures: leave the logo out, or export another format.")
