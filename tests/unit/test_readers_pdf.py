"""PDF files: paragraphs by geometry, running heads apart, columns and tables in order."""

from __future__ import annotations

from pathlib import Path

from making import Placed, column, pdf

from lif_narrative.ingest.parts import Part, Table
from lif_narrative.ingest.pdf_words import Vocabulary
from lif_narrative.ingest.read import read

LONG = (
    "The worker came to the house every week and asked the same question each time,",
    "and each time the answer was that nobody had heard from the school at all since",
)
FIRST = (*LONG, "the letter had been sent.")
SECOND = (
    "After the third visit she stopped asking and went to the school herself instead,",
    "which is what the family had wanted from the start of it, and all was agreed.",
)


def parts(path: Path, *roles: str) -> list[Part]:
    return [x for x in read(path).units if isinstance(x, Part) and (not roles or x.role in roles)]


def texts(path: Path, *roles: str) -> list[str]:
    return [part.text for part in parts(path, *roles)]


def joined(lines: tuple[str, ...]) -> str:
    return " ".join(lines)


def test_a_short_last_line_ends_a_paragraph(tmp_path):
    path = pdf(tmp_path / "a.pdf", column(70, 700, *FIRST, *SECOND))
    assert texts(path) == [joined(FIRST), joined(SECOND)]


def test_a_wider_gap_ends_a_paragraph(tmp_path):
    path = pdf(tmp_path / "a.pdf", [*column(70, 700, *SECOND), *column(70, 668, *LONG)])
    assert texts(path) == [joined(SECOND), joined(LONG)]


def test_an_indent_begins_a_paragraph(tmp_path):
    path = pdf(
        tmp_path / "a.pdf",
        [
            *column(90, 700, *SECOND[:1]),
            *column(70, 688, *SECOND[1:]),
            *column(90, 676, *LONG[:1]),
            *column(70, 664, *LONG[1:]),
        ],
    )
    assert texts(path) == [joined(SECOND), joined(LONG)]


def test_numbers_and_bullets_begin_paragraphs_and_are_named(tmp_path):
    hanging = [
        *column(70, 700, "1."),
        *column(90, 700, *SECOND),
        *column(70, 676, "2."),
        *column(90, 676, *SECOND),
    ]
    bullets = [
        *column(70, 640, "\u2022"),
        *column(90, 640, *SECOND),
        *column(70, 616, "\u2022"),
        *column(90, 616, *LONG),
    ]
    found = parts(pdf(tmp_path / "a.pdf", [*hanging, *bullets]))
    assert [(x.role, x.name) for x in found] == [("body", "1."), ("body", "2."), ("list", "•"), ("list", "•")]
    assert found[0].text == f"1. {joined(SECOND)}"
    assert found[2].text == joined(SECOND)


def running(number: int) -> list[Placed]:
    return [(70, 800, 8, "Audit of autumn 2026: confidential"), (290, 30, 8, f"Page {number} of 3")]


def test_running_heads_stand_once_and_a_paragraph_goes_on_over_the_page(tmp_path):
    path = pdf(
        tmp_path / "a.pdf",
        [*running(1), *column(70, 112, *LONG)],
        [*running(2), *column(70, 760, FIRST[2], *SECOND)],
        [*running(3), *column(70, 760, *SECOND)],
    )
    assert texts(path, "body") == [joined(FIRST), joined(SECOND), joined(SECOND)]
    assert texts(path, "header") == ["Audit of autumn 2026: confidential"]
    assert texts(path, "footer") == ["Page 1 of 3"]
    assert [x.page for x in parts(path, "body")] == [1, 2, 3]


def test_a_heading_that_returns_with_another_number_is_not_a_running_head(tmp_path):
    pages = [[(70, 800, -12, f"Child {n}"), *column(70, 770, *SECOND)] for n in (1, 2, 3)]
    assert texts(pdf(tmp_path / "a.pdf", *pages), "heading", "title") == ["Child 1", "Child 2", "Child 3"]


def test_two_columns_are_read_one_after_the_other(tmp_path):
    left = (
        "The worker came to the house each week",
        "and asked the same question each time,",
        "and was told the same thing by all.",
    )
    right = (
        "After the third visit she went in herself",
        "to see the school and ask them there, and",
        "then it was agreed by all of them.",
    )
    rows = [
        one for pair in zip(column(60, 700, *left), column(310, 700, *right), strict=True) for one in pair
    ]
    path = pdf(tmp_path / "a.pdf", [(60, 740, 18, "What we found across the whole of the borough"), *rows])
    assert texts(path) == ["What we found across the whole of the borough", joined(left), joined(right)]


def test_headings_are_told_by_size_and_weight(tmp_path):
    page = [
        (70, 780, 20, "Rapid review"), (70, 750, 14, "What happened"), *column(70, 730, *SECOND),
        (70, 690, -10, "Who was seen?"), *column(70, 676, *LONG), (70, 640, 14, "Learning"),
        *column(70, 620, *SECOND),
    ]  # fmt: skip
    found = parts(pdf(tmp_path / "a.pdf", page))
    assert [(x.role, x.level) for x in found] == [
        ("title", 1), ("heading", 2), ("body", 0), ("heading", 3), ("body", 0), ("heading", 2), ("body", 0),
    ]  # fmt: skip
    assert read(tmp_path / "a.pdf").title == "Rapid review"


GRID = [(60, y, 540, y) for y in (600, 640, 680, 720)] + [(x, 600, x, 720) for x in (60, 200, 540)]


def test_a_ruled_table_is_a_table_in_its_place(tmp_path):
    page = [
        (70, 760, 10, "Before the table."), (70, 700, 10, "Question"), (210, 700, 10, "Answer"),
        (70, 660, 10, "Was it early enough"), (70, 648, 10, "for the child?"),
        (210, 660, 10, "No. It came late."),
        (70, 620, 10, "And now?"), (210, 620, 10, "Yes."), (70, 560, 10, "After the table."),
    ]  # fmt: skip
    before, table, after = read(pdf(tmp_path / "a.pdf", page, lines=GRID)).units
    assert isinstance(table, Table)
    assert [[c.text for c in row] for row in table.rows] == [
        ["Question", "Answer"], ["Was it early enough for the child?", "No. It came late."],
        ["And now?", "Yes."],
    ]  # fmt: skip
    assert table.rows[1][1].locator == "page1t1r2c2"
    assert isinstance(before, Part) and isinstance(after, Part)
    assert (before.text, after.text) == ("Before the table.", "After the table.")


def test_a_hyphen_at_a_line_s_end_is_kept_where_words_are_never_broken():
    words = Vocabulary(["multi-agency work is decision-", "making by all"])
    assert words.joined(["good decision-", "making"]) == "good decision-making"


def test_a_broken_word_is_closed_up_where_words_are_broken():
    words = Vocabulary(
        ["the assess-", "ment was an assessment", "of inspec-", "tion and inspection", "and plan-", "ning"]
    )
    assert words.joined(["an assess-", "ment"]) == "an assessment"
    assert words.joined(["its plan-", "ning"]) == "its planning"
    assert words.joined(["and/", "or"]) == "and/or"
