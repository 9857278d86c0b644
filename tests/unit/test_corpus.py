"""The tracked corpus is invented, built from its sources, and the only one that git takes."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "corpora"
BUILD, SYNTHETIC = CORPORA / "build", CORPORA / "synthetic"
TRACKED = ("corpora/synthetic/", "corpora/build/", "corpora/README.md", "corpora/.gitignore")
AS_TEXT = {".yaml", ".py", ".md", ".txt", ".csv", ".eml", ".rtf", ".html", ".vtt"}

in_git = pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a git checkout"
)


def git(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=False)


def nhs_test_number(found: str) -> bool:
    """Say whether it is of the 999 test range, with its check digit (NHS Data Dictionary, modulus 11)."""
    digits = [int(digit) for digit in found.replace(" ", "")]
    check = -sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[:3] == [9, 9, 9] and check == digits[9]


def pupil_number_of_no_authority(found: str) -> bool:
    """Say whether it is of authority 000, with its check letter (DfE, modulus 23)."""
    total = sum(int(digit) * weight for digit, weight in zip(found[1:], range(2, 14), strict=True))
    return found[1:4] == "000" and found[0] == "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23]


def starting(*starts: str) -> Callable[[str], bool]:
    return lambda found: found.replace(" ", "").startswith(starts)


FICTIONAL: dict[str, tuple[str, Callable[[str], bool]]] = {
    "postcode": (r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", starting("ZZ")),
    "telephone": (r"(?<![\d.])(?:\+44 ?|0)[12378]\d(?: ?\d){7,8}\b", starting("07700900", "01632960")),
    "e-mail": (r"[\w.+-]+@[\w.-]+\w", lambda found: found.endswith("@example.org")),
    "NHS number": (r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}\b", nhs_test_number),
    "UPN": (r"\b[A-Z]\d{12}\b", pupil_number_of_no_authority),
}


def every_text() -> dict[str, str]:
    files = [path for folder in (BUILD, SYNTHETIC) for path in sorted(folder.rglob("*"))]
    files.append(CORPORA / "README.md")
    return {
        path.relative_to(CORPORA).as_posix(): path.read_text(encoding="utf-8")
        for path in files
        if path.suffix in AS_TEXT
    }


@in_git
def test_git_tracks_nothing_under_corpora_but_the_synthetic_one() -> None:
    tracked = git("ls-files", "-z", "corpora").stdout.split("\0")
    assert [name for name in tracked if name and not name.startswith(TRACKED)] == []


@in_git
@pytest.mark.parametrize("name", ["a real audit/return.docx", "return.docx", "newcastle/build/return.csv"])
def test_git_ignores_a_real_audit_put_beside_it(name: str) -> None:
    assert git("check-ignore", "--quiet", f"corpora/{name}").returncode == 0


@pytest.mark.parametrize("kind", FICTIONAL)
def test_every_identifier_is_from_a_fictional_range(kind: str) -> None:
    pattern, is_fictional = FICTIONAL[kind]
    found = [(name, hit) for name, text in every_text().items() for hit in re.findall(pattern, text)]
    assert found, f"No {kind} in the corpus: the pattern proves nothing"
    assert [(name, hit) for name, hit in found if not is_fictional(hit)] == []


def versions_of_the_build() -> bool:
    """Say whether what is installed is what the committed files were built with."""
    pins = (BUILD / "requirements.txt").read_text(encoding="utf-8").split()
    try:
        return all(version(name) == pinned for name, pinned in (pin.split("==") for pin in pins))
    except PackageNotFoundError:
        return False


@pytest.mark.skipif(not versions_of_the_build(), reason="other versions than corpora/build/requirements.txt")
def test_the_sources_build_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(BUILD), str(tmp_path)], check=True, capture_output=True)
    built, committed = (
        {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }
        for top in (tmp_path, SYNTHETIC)
    )
    assert built.keys() == committed.keys()
    assert [name for name in built if built[name] != committed[name]] == []
