"""A codebook is read from what people have, and refuses with a message they can act on."""

import subprocess
import sys

import pandas as pd
import pytest

from lif_narrative.codebook import Codebook
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Theme

WATCHED = {
    "Fathers and male carers",
    "Parental mental health",
    "Parental substance misuse",
    "History and chronology",
    "Siblings",
}


@pytest.fixture(scope="module")
def starter():
    return Codebook.starter()


def frame(*rows, columns=("id", "name", "definition")):
    return pd.DataFrame(list(rows), columns=list(columns))


# -- the starting point


def test_the_starter_says_what_it_is(starter):
    assert "starting point" in starter.name and "starting-point" in starter.note
    assert starter.version and starter.language == "en-GB" and starter.licence


def test_the_starter_has_twelve_domains_and_its_watch_list(starter):
    domains = [theme for theme in starter.themes if not theme.parent]
    assert len(domains) == 12
    assert 45 <= len(starter.leaves) <= 55
    assert {theme.name for theme in starter.watched} == WATCHED
    assert all(theme.parent for theme in starter.leaves)


def test_every_starter_theme_can_be_coded_from_its_words(starter):
    for theme in starter.leaves:
        assert theme.definition and theme.example and theme.crosswalks, theme.id
        assert 8 <= len(theme.include) <= 15, theme.id
        assert theme.exclude, theme.id


def test_every_exclusion_of_the_starter_points_to_a_theme(starter):
    ids = {theme.id for theme in starter.themes}
    for theme in starter.leaves:
        for phrase in theme.exclude:
            assert phrase.partition(" → ")[2] in ids - {theme.id}, (theme.id, phrase)


def test_no_include_phrase_serves_two_starter_themes(starter):
    phrases = [phrase for theme in starter.leaves for phrase in theme.include]
    assert len(phrases) == len(set(phrases))


def test_every_crosswalk_of_the_starter_follows_a_dated_document(starter):
    for theme in starter.leaves:
        for document, areas in theme.crosswalks.items():
            framework = starter.frameworks[document]
            assert framework["year"] and framework["publisher"]
            assert all(area in framework["areas"] for area in areas.split("; ")), theme.id


# -- reading


def test_a_table_of_three_columns_is_a_codebook():
    book = Codebook.read(frame(("a", "Neglect", "Unmet needs."), ("b", "Plans", "")))
    assert [theme.id for theme in book.themes] == ["a", "b"]
    assert book.leaves == book.themes
    assert book.version == book.fingerprint[:12]
    assert Codebook.read(book) is book


def test_optional_columns_are_read_however_they_are_filled():
    table = pd.DataFrame(
        {
            "id": ["d", "a", "b", 3],
            "name": ["Domain", "A", "B", "C"],
            "definition": ["", "x", None, float("nan")],
            "include": [["one", "two"], "one; two", "one|two", "one\ntwo\n"],
            "parent": ["", "d", "Domain", None],
            "watch": [False, "yes", float("nan"), True],
        }
    )
    book = Codebook.read(table)
    assert {theme.include for theme in book.themes} == {("one", "two")}
    assert [theme.parent for theme in book.themes] == ["", "d", "d", ""]
    assert [theme.id for theme in book.watched] == ["a", "3"]
    assert [theme.id for theme in book.leaves] == ["a", "b", "3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_any_encoding_delimiter_and_heading(tmp_path, encoding, delimiter):
    rows = [["Code", "Theme", "Description", "Inclusion criteria"], ["fam", "Family café", "Nan’s", '"a\nb"']]
    path = tmp_path / "book.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    (theme,) = Codebook.read(path).themes
    assert (theme.id, theme.name, theme.definition) == ("fam", "Family café", "Nan’s")
    assert theme.include == ("a", "b")


def test_a_code_beside_an_id_is_a_name():
    book = Codebook.read(frame(("1", "Neglect", "…"), columns=("ID", "Code", "Meaning")))
    assert book.themes[0].name == "Neglect"


def test_a_qdc_of_another_program_keeps_its_guids_and_tree(tmp_path):
    path = tmp_path / "theirs.qdc"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other">'
        '<Codes><Code guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="Family" isCodable="false">'
        '<Code guid="{ECA18D76-2B8B-4F26-BC1D-19ECA19FB3F0}" name="Fathers" isCodable="true" color="#46AA00">'
        "<Description>Men\n--- who are missed</Description></Code></Code></Codes><Sets/></CodeBook>",
        encoding="utf-8",
    )
    family, fathers = Codebook.read(path).themes
    assert family.id == "1ff58b12-6f6f-4b0c-8be5-bbdc91f55294"
    assert fathers.parent == family.id and fathers.definition == "Men\n--- who are missed"
    Codebook.read(path).to_qdc(tmp_path / "ours.qdc")
    assert family.id in (tmp_path / "ours.qdc").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["yaml", "csv", "qdc"])
def test_the_starter_survives_each_file(starter, tmp_path, kind):
    path = tmp_path / f"book.{kind}"
    getattr(starter, f"to_{kind}")(path)
    again = Codebook.read(path)
    assert again.themes == starter.themes
    assert again.fingerprint == starter.fingerprint
    if kind == "yaml":
        assert again == starter


def test_the_frame_is_a_codebook_again(starter):
    assert Codebook.read(starter.to_frame()).themes == starter.themes


# -- using


def test_order_does_not_change_the_fingerprint_and_words_do(starter):
    table = starter.to_frame()
    assert Codebook.read(table.iloc[::-1]).fingerprint == starter.fingerprint
    table.loc[1, "definition"] = "Something else."
    assert Codebook.read(table).fingerprint != starter.fingerprint


def test_phrases_are_name_clauses_and_include_once_each():
    theme = Theme(id="a", name="Plans", definition="Clear: dated; owned. By all.", include=("Plans", "SMART"))
    book = Codebook((theme,))
    assert (
        book.phrases("a")
        == book.phrases(theme)
        == ("Plans", "Clear:", "dated;", "owned.", "By all.", "SMART")
    )


def test_a_retired_theme_is_not_coded_with_nor_watched_for():
    parent = Theme(id="p", name="P")
    child = Theme(id="c", name="C", parent="p", status="retired", watch=True)
    book = Codebook((child, parent))
    assert book.themes == (parent, child)
    assert book.leaves == (parent,) and book.watched == ()


def test_an_unknown_id_is_refused(starter):
    with pytest.raises(NarrativeError, match="No theme has the id 'nope'"):
        starter.theme("nope")


def test_importing_the_module_brings_neither_pandas_nor_lxml():
    code = "import sys, lif_narrative.codebook; sys.exit(bool({'pandas', 'lxml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- refusing


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (frame(("a", "A", ""), ("a", "B", "")), "row 2: the id 'a' was used before, at row 1"),
        (frame(("a", "A", ""), ("b", " ", "")), "row 2: the theme with the id 'b' has no name"),
        (frame(("", "A", "")), "row 1: the theme with the name 'A' has no id"),
        (frame(("a", "A", "", "z"), columns=("id", "name", "definition", "parent")), "row 1: the parent 'z'"),
        (
            frame(
                ("a", "A", "", "b"),
                ("b", "B", "", "a"),
                ("c", "C", "", ""),
                columns=("id", "name", "definition", "parent"),
            ),
            "their own ancestors, or stand below such: a, b",
        ),
        (frame(("a", "A"), columns=("id", "label")), "lacks the column definition"),
        (frame(), "holds no theme"),
        (frame(("", None, "")), "holds no theme"),
        (
            frame(("a", "A", "", "maybe"), columns=("id", "name", "definition", "watch")),
            "row 1: the watch flag",
        ),
        (frame(("a", "A", "", "old"), columns=("id", "name", "definition", "status")), "row 1: the status"),
        (frame(("a", ["A"], "")), "row 1: a text was expected"),
        (42, "cannot be read from a int"),
    ],
)
def test_a_bad_table_is_refused_with_its_row(table, says):
    with pytest.raises(NarrativeError, match=says):
        Codebook.read(table)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", "", "a.csv is empty"),
        ("a.yaml", "\n", "a.yaml is empty"),
        ("a.csv", "id,name,definition\n", "holds no theme"),
        ("a.csv", "id,name\nx,y\n", "a.csv lacks the column definition"),
        (
            "a.csv",
            'id,name,definition\nx,y,"a\nb"\nx,z,\n',
            "a.csv, line 4: the id 'x' was used before, at a.csv, line 2",
        ),
        ("a.csv", "id,name,definition\nx,y,a, b\n", "line 2: 4 cells under 3 headings"),
        ("a.yaml", "themes:\n  - id: a\n   name: [", r"a.yaml, line \d: not readable as YAML"),
        ("a.yaml", "!!python/object/apply:os.getcwd []", "not readable as YAML"),
        ("a.yaml", "themes: 3", "holds no list of themes"),
        ("a.yaml", "just words", "holds no list of themes"),
        ("a.yaml", "- {id: a, name: A}\n- {id: b}", "theme 2: the theme with the id 'b' has no name"),
        ("a.yaml", "- {id: a, name: no}", "theme 1: a text was expected"),
        ("a.qdc", "<CodeBook", "not XML"),
        ("a.qdc", "<Project/>", "no REFI-QDA codebook"),
        ("a.qdc", '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>', "holds no theme"),
        ("a.qdc", "<!DOCTYPE CodeBook [<!ENTITY x 'y'>]><CodeBook><Codes/></CodeBook>", "document type"),
        ("a.docx", "x", "no kind of codebook"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NarrativeError, match=says):
        Codebook.read(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(NarrativeError, match=r"No file gone\.csv"):
        Codebook.read(tmp_path / "gone.csv")
    with pytest.raises(NarrativeError, match="no theme here"):
        Codebook((Theme(id="a", name="A", parent="b"),))
    with pytest.raises(NarrativeError, match="used twice"):
        Codebook((Theme(id="a", name="A"), Theme(id="a", name="B")))
