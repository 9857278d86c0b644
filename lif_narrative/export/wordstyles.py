"""The look of a Word document: one family of styles, legible in greyscale, A4."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.export import accessible
from lif_narrative.export.measure import TEXT, Measure, date_of
from lif_narrative.export.package import template_of

if TYPE_CHECKING:
    from lif_narrative.export.page import Page

INK: Final = "1F3B4D"
PALE: Final = "E6EDF1"
BAR: Final = "2C6E73"
COUNTER: Final = "8A4B08"
FONT: Final = "Arial"


def opened(template: Path | None) -> Any:
    """A new document, or one in a council's template, without what the template says.

    Raises
    ------
    NarrativeError
        The template cannot be read.
    """
    import docx

    if template is None:
        return docx.Document()
    document = docx.Document(template_of(template, ".docx"))
    body = document.element.body
    for element in list(body):
        if element is not body.sectPr:
            body.remove(element)
    return document


def prepare(document: Any, page: Page) -> Measure:
    """Set language, title, date, page and styles; a template keeps its own page and headings."""
    from docx.shared import Cm

    accessible.set_language(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = page.title, "", ""
    properties.last_modified_by, properties.revision = "", 1
    properties.created = properties.modified = date_of(page.made)
    section = document.sections[0]
    if page.dress.template is None:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2.2)
    width = section.page_width.cm - section.left_margin.cm - section.right_margin.cm
    measure = Measure(width if page.layout != "boxes" else width / 2 - 0.4, page.dress.large)
    _named(document, measure, own=page.dress.template is None)
    known = {style.name for style in document.styles}
    for name, base, size, settings in _STYLES:
        if name not in known:
            _style(document, name, base, measure.sized(size), settings)
    return measure


HEADED: Final = {"Title": (22, 0), "Heading 1": (15, 18), "Heading 2": (12, 12), "List Bullet": (TEXT, 0)}
_STYLES: Final[tuple[tuple[str, str, float, dict[str, Any]], ...]] = (
    ("Story Status", "Normal", 10, {"bold": True, "color": COUNTER}),
    ("Story Note", "Normal", 9, {"italic": True, "color": "4A4A4A", "before": 2, "after": 4}),
    ("Story Label", "Normal", 9, {"bold": True, "color": INK, "before": 6, "after": 1, "keep": True}),
    ("Story Claim", "Normal", 11, {"before": 12, "after": 3, "keep": True}),
    ("Story Quote", "Normal", 10.5, {"indent": 0.8, "before": 4, "after": 0, "bar": BAR, "keep": True}),
    ("Story Against", "Normal", 10.5,
     {"indent": 0.8, "before": 4, "after": 0, "bar": COUNTER, "line": "dashed", "keep": True}),
    ("Story Cite", "Normal", 8.5, {"indent": 0.8, "color": "4A4A4A", "after": 5}),
    ("Story Cell", "Normal", 8.5, {"before": 1.5, "after": 1.5}),
    ("Story Contents", "Normal", 10.5, {"before": 0, "after": 3}),
)  # fmt: skip


def _named(document: Any, measure: Measure, *, own: bool) -> None:
    """The styles that every document has; a template keeps how its own look, and gets those it lacks."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    known = {style.name for style in document.styles}
    for name, kind in (*((n, WD_STYLE_TYPE.PARAGRAPH) for n in HEADED), ("Table Grid", WD_STYLE_TYPE.TABLE)):
        if name not in known:
            document.styles.add_style(name, kind, builtin=True)
    if own or measure.large:
        normal = document.styles["Normal"]
        _font(normal)
        normal.font.size, normal.paragraph_format.space_after = Pt(measure.sized(TEXT)), Pt(6)
    for name, (size, before) in HEADED.items():
        if not own and name in known and not measure.large:
            continue
        style = document.styles[name]
        _font(style)
        style.font.size = Pt(measure.sized(size))
        if name != "List Bullet":
            style.font.bold, style.font.color.rgb = True, RGBColor.from_string(INK)
            style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)


def _style(document: Any, name: str, base: str, size: float, settings: dict[str, Any]) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    _font(style)
    style.font.size, style.font.bold = Pt(size), settings.get("bold", False)
    style.font.italic = settings.get("italic", False)
    if "color" in settings:
        style.font.color.rgb = RGBColor.from_string(settings["color"])
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(settings.get("before", 0)), Pt(settings.get("after", 6))
    layout.left_indent = Cm(settings.get("indent", 0))
    layout.keep_with_next = settings.get("keep", False)
    if "bar" in settings:
        accessible.draw_bar(style, settings["bar"], settings.get("line", "single"))


def _font(style: Any) -> None:
    from docx.oxml.ns import qn

    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
