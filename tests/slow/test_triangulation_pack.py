"""A whole practice pack triangulated from its files: badges, relations, gaps; copies move nothing."""

from __future__ import annotations

import random
import re
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from aligned import aligned, expert

from lif_narrative.project import Project
from lif_narrative.steps.counted import material
from lif_narrative.triangulate.causes import causes
from lif_narrative.triangulate.tellings import tellings

sys.path.append(str(Path(__file__).parents[1] / "unit"))
from gap_matching import missed  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.shared]


@pytest.fixture(scope="module")
def pack(shared):
    return shared / "packs" / "neglect"


@pytest.fixture(scope="module")
def guide(shared):
    lines = (shared / "gold" / "GUIDE.md").read_text(encoding="utf-8").splitlines()
    found = [re.match(r"- ([A-Z0-9]+) (.+)", line) for line in lines]
    themes = [(m[1], re.split(r"[,;:]", m[2])[0], m[2]) for m in found if m and m[1] != "OTHER"]
    return pd.DataFrame(themes, columns=["id", "name", "definition"])


def analysed(folder, guide, *paths):
    project = Project.open(folder, actor="human:test")
    report = project.ingest(list(paths))
    project.adopt(guide)
    project.run()
    return project, report


@pytest.fixture(scope="module")
def whole_pack(pack, guide, tmp_path_factory):
    project, report = analysed(tmp_path_factory.mktemp("pack") / "project", guide, pack / "audit")
    yield project, report
    project.close()


def rows(path):
    return pd.read_csv(path, keep_default_na=False)


@pytest.fixture(scope="module")
def told(whole_pack, pack):
    """Each badge and relation of the truth, what was found, and where an error comes from."""
    project, report = whole_pack
    truth = aligned(project, report.taken, pack / "audit", rows(pack / "truth" / "excerpts.csv"))
    truth = truth.rename(columns={"file": "source", "speaker": "voice", "sentence": "text"})
    truth["excerpt_id"] = truth["excerpt"].where(truth["excerpt"] != "", truth["id"])
    true = truth.assign(theme_id=truth["themes"].str.split("|")).explode("theme_id")
    coded = material(project)["codings"]
    return causes(coded, true, expert=expert(rows(pack / "truth" / "issues.csv")))


def test_badges_and_relations_are_as_right_as_the_coding_lets_them_be(told, capsys):
    right = told.assign(right=told["cause"] == "").groupby("what")["right"].agg(["sum", "size"])
    with capsys.disabled():
        print("\n", right, "\n", told.groupby(["what", "cause"]).size().to_string())
    assert (told["cause"] == "rule").sum() == 0
    assert right.loc["badge", "sum"] >= 0.5 * right.loc["badge", "size"]
    assert right.loc["relation", "sum"] >= 0.5 * right.loc["relation", "size"]


def test_no_theme_is_called_converging_that_is_not(told, whole_pack):
    badges = told[told["what"] == "badge"]
    assert badges[(badges["found"] == "converging") & (badges["true"] != "converging")].empty


def test_most_of_what_is_missing_is_found(whole_pack, pack):
    wanted = rows(pack / "truth" / "gaps.csv")["what"].tolist()
    lost = missed(wanted, whole_pack[0].gaps()["what"].tolist())
    assert len(lost) <= 0.2 * len(wanted), lost


# -- copies of one return, through the files


@pytest.fixture(scope="module")
def returned(whole_pack):
    """A single-agency return as a Word file."""
    project, report = whole_pack
    kinds = project.sources().set_index("id")
    word = kinds[(kinds["method"] == "single-agency audit") & (kinds["format"] == "docx")].index
    return Path(report.taken[report.taken["source"].isin(word)].sort_values("path")["path"].iloc[-1])


def accounts(project):
    return tellings(material(project)["codings"])["account"].nunique()


def badges(project):
    return project.issues().set_index("theme_id")["badge"].to_dict()


def resaved(path, to, change):
    """A Word file with its body changed by a function of its paragraphs' texts."""
    import docx

    document = docx.Document(str(path))
    change(document)
    document.core_properties.comments = to.stem
    document.save(str(to))
    assert zipfile.is_zipfile(to)


def body(document):
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    inside = [paragraph for cell in cells for paragraph in cell.paragraphs]
    return [p for p in (*document.paragraphs, *inside) if len(p.text.split()) > 10]


def test_a_return_that_came_ten_times_moves_no_badge(whole_pack, returned, guide, pack, tmp_path):
    for n in range(10):
        resaved(returned, tmp_path / f"{returned.stem} copy {n}.docx", lambda document: None)
    project, _ = analysed(tmp_path / "project", guide, pack / "audit", tmp_path)
    assert badges(project) == badges(whole_pack[0]) and len(project.copies()) > 0
    project.close()


def test_a_return_with_its_words_in_another_order_moves_no_badge(whole_pack, returned, guide, pack, tmp_path):
    def shuffle(document):
        for paragraph in body(document):
            sentences = re.split(r"(?<=[.?!]) ", paragraph.text)
            mixed = [random.Random(s).sample(s.rstrip(".?!").split(), len(s.split())) for s in sentences]
            paragraph.text = " ".join(" ".join(words) + "." for words in mixed)

    resaved(returned, tmp_path / f"{returned.stem} again.docx", shuffle)
    project, _ = analysed(tmp_path / "project", guide, pack / "audit", tmp_path)
    assert badges(project) == badges(whole_pack[0])
    project.close()


def test_a_return_in_three_files_moves_no_badge(whole_pack, returned, guide, pack, tmp_path):
    def keep(part):
        def change(document):
            for n, paragraph in enumerate(body(document)):
                if n % 3 != part:
                    paragraph.text = ""

        return change

    for part in range(3):
        resaved(returned, tmp_path / f"{returned.stem} part {part + 1}.docx", keep(part))
    others = [path for path in (pack / "audit").rglob("*") if path.is_file() and path != returned]
    project, _ = analysed(tmp_path / "project", guide, *others, tmp_path)
    assert badges(project) == badges(whole_pack[0])
    assert accounts(project) == accounts(whole_pack[0])
    project.close()
