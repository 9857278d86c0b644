"""The documents made of an audit: what each holds, in which formats it comes, and what is refused."""

from __future__ import annotations

import dataclasses
import functools
import re

import docx
import pandas as pd
import pptx
import pytest
from accessible import findings
from docx.oxml.ns import qn
from small_audit import material

import lif_narrative as lif
from lif_narrative import story
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.export import export, writer_for
from lif_narrative.export.items import Figure, Grid, Line
from lif_narrative.export.page import page_of
from lif_narrative.export.products import PRODUCTS
from lif_narrative.export.products.briefing import BOXES, MINUTES, PACE
from lif_narrative.export.products.self_evaluation import HOW, KNOW, PLANS
from lif_narrative.export.profiles import profile_called
from lif_narrative.export.readback import read_back
from lif_narrative.verification import verify

FORMS = [(name, ending) for name, product in PRODUCTS.items() for ending in product.formats]


@pytest.fixture(scope="module")
def told():
    return drafted()


@functools.cache
def drafted():
    return story.draft("Is help in time?", material())


@functools.cache
def drawn(product, profile):
    return page_of(drafted(), profile_called(profile), product)


def page(told, product, profile="internal"):
    """A product's page; made once for the story that most tests share."""
    if told is drafted():
        return drawn(product, profile)
    return page_of(told, profile_called(profile), product)


def headings(made):
    return [item.text for item in made.items if isinstance(item, Line) and item.role == "heading"]


@pytest.mark.parametrize(("product", "ending"), FORMS)
@pytest.mark.parametrize("profile", ["internal", pytest.param("shareable", marks=pytest.mark.slow)])
def test_every_product_comes_in_its_formats_and_verifies(told, tmp_path, product, ending, profile):
    path, made = tmp_path / f"it{ending}", page(told, product, profile)
    writer_for(path)(made, path)
    assert verify(path).problems == () and read_back(path).seal == made.seal[:16]


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_quote_carries_its_evidence_id_the_same_everywhere(told, product):
    made = page(told, product)
    shorts = {exhibit.id: exhibit.short for exhibit in told.exhibits.values()}
    for above, line in zip(made.items, made.items[1:], strict=False):
        if isinstance(above, Line) and above.role in ("quote", "against"):
            assert line.role == "cite" and line.evidence == above.evidence
            assert line.text.endswith(f"[{shorts.get(line.evidence, line.evidence)}]")


@pytest.mark.parametrize("product", ["report", "self-evaluation", "board"])
def test_a_picture_comes_with_the_sentence_that_says_it_and_its_table(told, product):
    items = page(told, product).items
    places = [n for n, item in enumerate(items) if isinstance(item, Figure)]
    assert places
    for n in places:
        assert items[n - 1].role == "caption" and items[n + 1].text == items[n].alt
        assert isinstance(items[n + 2], Grid) and items[n + 2].rows


@pytest.mark.parametrize("product", PRODUCTS)
def test_headings_go_down_by_one(told, product):
    levels = [{"title": 0, "heading": 1, "caption": 2}.get(i.role) for i in page(told, product).items
              if isinstance(i, Line)]  # fmt: skip
    levels = [level for level in levels if level is not None]
    assert levels[0] == 0 and levels.count(0) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_briefing_has_its_seven_boxes_and_takes_seven_minutes(told):
    made = page(told, "briefing")
    assert headings(made) == [*BOXES, "Questions for your team"]
    words = sum(len(line.text.split()) for line in made.lines())
    assert words <= MINUTES * PACE


def test_the_self_evaluation_answers_the_three_questions_of_the_annual_conversation(told):
    assert headings(page(told, "self-evaluation"))[:3] == [KNOW, HOW, PLANS]


def test_the_board_reads_how_much_how_well_and_what_difference(told):
    assert [h.rstrip("?") for h in headings(page(told, "board"))[:3]] == [
        "How much did we do", "How well did we do it", "What difference did it make",
    ]  # fmt: skip


def test_the_report_holds_every_theme_with_its_evidence_and_its_method(told):
    made = page(told, "report")
    captions = {item.text for item in made.items if isinstance(item, Line) and item.role == "caption"}
    assert {"Help is late", "Help is kept", "Help is heard", "Help is split", "Pairs of methods"} <= captions
    assert any("Farmer" in line.text for line in made.lines())


def test_feedback_shows_its_reading_age_and_only_the_words_of_those_it_is_for(told):
    for product, voices in (("families", {"child", "parent_carer"}), ("children", {"child"})):
        made = page(told, product)
        shown = {line.evidence for line in made.items if isinstance(line, Line) and line.role == "quote"}
        assert shown and {told.exhibits[name].voice for name in shown} <= voices
        age = re.search(r"Reading age of this page: about (\d+) years", made.items[-1].text)
        assert age and 5 <= int(age[1]) <= 12
        assert not any("case K" in line.text for line in made.lines())


def acted(**how):
    """A story whose register holds one entry of its own."""
    row = {"story_id": "", "block_id": "", "action": "Call back in two days", "owner_role": "team manager",
           "due": "2032-03-31", "stage": "", "how_known": "We ask again", "id": "ac-1", "kind": "action",
           "status": "open", "because": "", "difference": "", "said": "", "did": "", "theme_id": "",
           "version": 1}  # fmt: skip
    return story.draft("Is help in time?", material(actions=pd.DataFrame([{**row, **how}])))


@pytest.mark.parametrize(
    ("how", "heading", "words"),
    [
        ({"status": "done", "did": "We call back in two days."}, "What we did", "We did: We call back"),
        ({"status": "did not", "because": "There is no money."}, "What we did not do, and why",
         "This is why: There is no money."),
        ({}, "What we will do next", "Call back in two days. We will do this by 31 March 2032."),
    ],
)  # fmt: skip
def test_families_read_what_was_done_what_is_to_come_and_what_was_not_done_and_why(how, heading, words):
    items = [item for item in page(acted(**how), "families").items if isinstance(item, Line)]
    start = next(n for n, item in enumerate(items) if item.text == heading)
    under = [item.text for item in items[start + 1 : start + 4]]
    assert any(words in text for text in under)


def test_actions_stand_with_who_by_when_and_how_we_will_know():
    grids = [
        item for item in page(acted(), "report").items if isinstance(item, Grid) and item.title == "Actions"
    ]
    row = ("Call back in two days", "team manager", "31 March 2032", "We ask again", "to do")
    assert row in grids[0].rows


SLOWLY = [pytest.param(name, marks=pytest.mark.slow) for name in ("report", "self-evaluation", "board")]


@pytest.mark.parametrize("product", ["briefing", *SLOWLY])
def test_what_is_not_released_is_kept_back_and_named(told, product):
    made = page(told, product, "shareable")
    assert not any(isinstance(i, Line) and i.role in ("quote", "against") for i in made.items)
    freed = dataclasses.replace(told, released=frozenset(told.exhibits))
    assert any(isinstance(i, Line) and i.role == "quote" for i in page(freed, product, "shareable").items)


@pytest.mark.slow
def test_small_counts_are_in_no_table_or_picture_of_a_shareable_report(told):
    made = page(told, "report", "shareable")
    for item in made.items:
        if isinstance(item, Figure):
            assert not {label.strip("▲▼ ") for label in item.labels} & set("12345")
        if isinstance(item, Grid) and item.title.startswith(("Accounts", "Who was", "Themes by")):
            cells = {part for row in item.rows for cell in row[1:] for part in cell.split()}
            assert not cells & set("12345")


@pytest.mark.parametrize("product", [name for name, ending in FORMS if ending == ".docx"])
def test_word_s_own_checker_would_find_nothing(told, tmp_path, product):
    writer_for(tmp_path / "a.docx")(page(told, product), tmp_path / "a.docx")
    assert list(findings(tmp_path / "a.docx")) == []


def words(element):
    return "".join(text.text for text in element.iter(qn("w:t")))


def test_contents_lead_to_the_headings_they_name(told, tmp_path):
    writer_for(tmp_path / "a.docx")(page(told, "report"), tmp_path / "a.docx")
    body = docx.Document(str(tmp_path / "a.docx")).element.body
    links = {link.get(qn("w:anchor")): words(link) for link in body.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")): words(mark.getparent()) for mark in body.iter(qn("w:bookmarkStart"))}
    assert links == marks and list(links.values()) == headings(page(told, "report"))


@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_large_print_has_nothing_under_18_points(told, tmp_path, ending):
    path = export(told, tmp_path / f"large{ending}", product="families", large_print=True)
    assert verify(path).ok
    assert min(sizes(path)) >= 17.99


def sizes(path):
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        used = {p.style.name for p in document.paragraphs}
        foot = [run.font.size.pt for run in document.sections[0].footer.paragraphs[0].runs if run.text]
        return [document.styles[name].font.size.pt for name in used] + foot
    import pypdfium2
    import pypdfium2.raw as pdfium

    pages = pypdfium2.PdfDocument(path)
    return [o.get_font_size() * o.get_matrix().a for p in pages
            for o in p.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "settings", "words"),
    [
        ("b.pptx", {"product": "families"}, "comes as .docx or .pdf or .html, not as .pptx"),
        ("b.docx", {"product": "board"}, "comes as .pptx or .pdf"),
        ("b.docx", {"product": "report", "large_print": True}, "Large print is made of briefing, families"),
        ("b.pdf", {"template": "t.docx"}, "A template is for .docx and .pptx"),
        ("b.md", {"logo": "l.png"}, "Markdown holds no pictures"),
        ("b.docx", {"template": "t.pptx"}, "give a .docx or .dotx"),
        ("b.docx", {"template": "broken.docx"}, "cannot be read"),
        ("b.docx", {"template": "none.docx"}, "There is no template"),
    ],
)
def test_what_does_not_go_together_is_refused_in_words(told, tmp_path, name, settings, words):
    for made in ("t.docx", "t.pptx", "l.png", "broken.docx"):
        (tmp_path / made).write_bytes(b"x")
    settings = {k: tmp_path / v if k in ("template", "logo") else v for k, v in settings.items()}
    with pytest.raises(NarrativeError, match=re.escape(words)):
        export(told, tmp_path / name, **settings)


def test_an_unknown_product_names_those_that_are_known(told, tmp_path):
    with pytest.raises(UnknownChoice, match="briefing"):
        lif.export(told, tmp_path / "x.docx", product="poster")


def test_a_product_needs_the_material_of_its_story(told, tmp_path):
    bare = dataclasses.replace(told, material=None)
    assert export(bare, tmp_path / "story.docx").exists()
    with pytest.raises(NarrativeError, match="Draft it again"):
        export(bare, tmp_path / "report.docx", product="report")


@pytest.mark.parametrize("kind", [".docx", ".dotx"])
def test_a_council_s_word_template_keeps_its_page_and_headings(told, tmp_path, kind):
    own = docx.Document()
    own.sections[0].left_margin = docx.shared.Cm(4)
    own.styles["Heading 1"].font.name = "Georgia"
    own.sections[0].header.paragraphs[0].text = "Borough of Anywhere"
    own.add_paragraph("Words of the template that go")
    own.save(str(tmp_path / f"own{kind}"))
    if kind == ".dotx":
        as_template(tmp_path / "own.dotx", b"document.main+xml", b"template.main+xml")
    path = export(told, tmp_path / "story.docx", template=tmp_path / f"own{kind}", logo=logo(tmp_path))
    made = docx.Document(str(path))
    assert verify(path).ok
    assert made.styles["Heading 1"].font.name == "Georgia"
    assert round(made.sections[0].left_margin.cm) == 4
    assert made.sections[0].header.paragraphs[0].text == "Borough of Anywhere"
    assert "Words of the template that go" not in [p.text for p in made.paragraphs]


@pytest.mark.parametrize("kind", [".pptx", ".potx"])
def test_a_council_s_slides_keep_their_size_and_lose_their_own_slides(told, tmp_path, kind):
    own = pptx.Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "Words of the template that go"
    own.save(str(tmp_path / f"own{kind}"))
    if kind == ".potx":
        as_template(tmp_path / "own.potx", b"presentation.main+xml", b"template.main+xml")
    path = export(
        told, tmp_path / "b.pptx", product="board", template=tmp_path / f"own{kind}", logo=logo(tmp_path)
    )
    made = pptx.Presentation(str(path))
    assert verify(path).ok and made.slide_width == own.slide_width
    assert made.slides[0].shapes.title.text == "Is help in time?"


def as_template(path, document, template):
    import zipfile

    parts = {n: zipfile.ZipFile(path).read(n) for n in zipfile.ZipFile(path).namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, blob in parts.items():
            package.writestr(name, blob.replace(document, template) if "Content_Types" in name else blob)


def logo(folder):
    path = folder / "logo.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
                    '<rect width="90" height="30" fill="#1F3B4D"/></svg>')  # fmt: skip
    return path


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".html"])
def test_a_logo_stands_on_the_first_page_with_its_name(told, tmp_path, ending):
    plain = export(told, tmp_path / f"plain{ending}")
    path = export(told, tmp_path / f"logo{ending}", logo=logo(tmp_path))
    assert verify(path).ok and path.read_bytes() != plain.read_bytes()


def test_a_logo_that_is_no_picture_is_named(told, tmp_path):
    (tmp_path / "logo.png").write_bytes(b"no picture")
    for ending in (".docx", ".pdf"):
        with pytest.raises(NarrativeError, match=r"logo\.png cannot be shown"):
            export(told, tmp_path / f"s{ending}", logo=tmp_path / "logo.png")


def test_slides_say_their_pictures_and_tables_and_repeat_no_title(told, tmp_path):
    writer_for(tmp_path / "b.pptx")(page(told, "board"), tmp_path / "b.pptx")
    deck = pptx.Presentation(str(tmp_path / "b.pptx"))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    pictures = [s for s in shapes if s.shape_type is not None and "PICTURE" in str(s.shape_type)]
    assert pictures and all(s._element.nvPicPr.cNvPr.get("descr") for s in pictures)
    assert all(s._element.nvGraphicFramePr.cNvPr.get("descr") for s in shapes if s.has_table)
    assert all(slide.shapes.title is not None and slide.shapes.title.text for slide in deck.slides)
    sizes = [r.font.size.pt for s in shapes if s.has_text_frame for p in s.text_frame.paragraphs
             for r in p.runs
             if r.font.size]  # fmt: skip
    assert min(sizes) >= 12


def test_a_project_stands_for_its_saved_story(told, tmp_path):
    class Kept:
        def stories(self):
            return pd.DataFrame({"question": ["Is help in time?"]})

        def story(self, question):
            return told

    assert export(Kept(), tmp_path / "s.md").exists()


@pytest.mark.parametrize("name", ["story", "report", "briefing", "board", "self-evaluation"])
def test_a_theme_that_is_not_firm_is_marked_in_print(name):
    held = material()
    claimed = {b.theme_id for b in drafted().record.blocks if b.kind == "claim" and b.theme_id}
    said = "Not firm: 30% of its excerpts stay (95% interval 10% to 60%) when the threshold is changed."
    themes = held.themes.assign(firmness=[said if theme in claimed else "" for theme in held.themes["id"]])
    told = story.draft("Is help in time?", dataclasses.replace(held, themes=themes))
    marks = ("This theme is not firm", "Not firm: 30%")
    shown = [
        i.text for i in page(told, name).items if isinstance(i, Line) and any(m in i.text for m in marks)
    ]
    assert claimed and shown
    assert not [
        i for i in page(drafted(), name).items if isinstance(i, Line) and "not firm" in i.text.lower()
    ]


def test_families_are_told_in_plain_words_that_a_theme_is_not_firm():
    held = material()
    said = "Unsure: nothing moved it, but it holds too few excerpts to show that it is firm."
    held = dataclasses.replace(held, themes=held.themes.assign(firmness=said))
    told = story.draft("Is help in time?", held)
    bullets = [i.text for i in page(told, "families").items if isinstance(i, Line) and i.role == "bullet"]
    assert any(text.endswith("We are less sure about this.") for text in bullets)
