"""An office program opens and saves a story: it looks as it should, and still verifies."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "unit"))
from small_audit import material

from lif_narrative import story
from lif_narrative.export import export
from lif_narrative.export.readback import read_back
from lif_narrative.verification import verify

pytestmark = [pytest.mark.slow, pytest.mark.office]


def converted(path: Path, into: str, folder: Path) -> Path:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run([office, profile, "--headless", "--convert-to", into, "--outdir", str(folder), str(path)],
                   check=True, capture_output=True, timeout=300)  # fmt: skip
    return folder / f"{path.stem}.{into.split(':')[0]}"


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    return export(
        story.draft("Is help in time?", material()), tmp_path_factory.mktemp("office") / "story.docx"
    )


def test_a_story_that_libreoffice_saved_again_still_verifies(exported, tmp_path):
    again = converted(exported, "docx:MS Word 2007 XML", tmp_path)
    assert verify(again).problems == ()
    assert read_back(again).lines == read_back(exported).lines


def test_a_letter_changed_after_libreoffice_saved_it_is_found(exported, tmp_path):
    import zipfile

    again = converted(exported, "docx:MS Word 2007 XML", tmp_path)
    with zipfile.ZipFile(again) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"waited", b"wanted", 1)
    with zipfile.ZipFile(again, "w") as package:
        for name, blob in parts.items():
            package.writestr(name, blob)
    assert not verify(again).ok


@pytest.mark.parametrize(
    ("product", "ending", "kind"),
    [
        ("report", ".docx", "docx:MS Word 2007 XML"),
        ("briefing", ".docx", "docx:MS Word 2007 XML"),
        ("families", ".docx", "docx:MS Word 2007 XML"),
        ("board", ".pptx", "pptx:Impress MS PowerPoint 2007 XML"),
    ],
)
def test_a_product_that_libreoffice_saved_again_still_verifies(tmp_path, product, ending, kind):
    path = export(story.draft("Is help in time?", material()), tmp_path / f"it{ending}", product=product)
    (tmp_path / "again").mkdir()
    again = converted(path, kind, tmp_path / "again")
    found = verify(again)
    told = read_back(again)
    assert told.lines == read_back(path).lines
    assert found.ok or told.manifest is None, found.problems


@pytest.mark.parametrize(
    ("product", "ending"),
    [("report", ".docx"), ("self-evaluation", ".docx"), ("briefing", ".pptx"), ("board", ".pptx")],
)
def test_libreoffice_makes_pages_of_every_product(tmp_path, product, ending):
    import pypdfium2

    path = export(story.draft("Is help in time?", material()), tmp_path / f"it{ending}", product=product)
    pages = pypdfium2.PdfDocument(str(converted(path, "pdf", tmp_path)))
    assert "Is help in time?" in pages[0].get_textpage().get_text_range()


def test_libreoffice_makes_pages_of_it(exported, tmp_path):
    import pypdfium2

    pages = pypdfium2.PdfDocument(str(converted(exported, "pdf", tmp_path)))
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    assert len(pages) >= 3 and "Is help in time?" in text and "page 1 of" in text
