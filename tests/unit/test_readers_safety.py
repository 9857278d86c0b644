"""Files that must be refused: with a reason that a person can act on."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest
from making import docx, odt, p, pdf

from lif_narrative.ingest.parts import Unreadable
from lif_narrative.ingest.read import READERS, read, reader

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde" + b"\0" * 40
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def reason(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        read(path)
    assert path.name not in refused.value.reason  # names of files name children too
    return refused.value.reason


def saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"", "empty"),
        ("a.txt", b" \r\n\t ", "white space"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), r"before 2007.*\.docx"),
        ("a.msg", OLE + "__substg1.0_".encode("utf-16-le"), r"Outlook.*\.eml"),
        ("a.xlsx", PNG, "name says .xlsx.*PNG"),
        ("a.png", PNG, r"no reader.*\.png"),
        ("a.one", b"\xe4R\\{\x8c\xd8\xa7M" + b"\0" * 60, r"no reader.*\.one"),
        ("a.json", b'{"a": 1}', "no reader"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj <<", "damaged or cut short"),
        ("a.txt", bytes(range(256)) * 8, "not text"),
        ("a.xml", b"<?xml version='1.0'?><a/>", "no reader"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, data, says):
    import re

    assert re.search(says, reason(saved(tmp_path / name, data)))


def test_a_package_cut_short(tmp_path):
    whole = docx(tmp_path / "a.docx", p("Text. " * 2000)).read_bytes()
    assert "cut short" in reason(saved(tmp_path / "b.docx", whole[: len(whole) // 2]))


def test_a_package_with_a_damaged_part(tmp_path):
    data = bytearray(docx(tmp_path / "a.docx", p("Text. " * 50)).read_bytes())
    at = data.index(b"word/document.xml") + 40
    data[at : at + 20] = b"\xff" * 20
    assert "damaged" in reason(saved(tmp_path / "b.docx", bytes(data)))


def test_a_file_that_grows_too_large_when_opened(tmp_path):
    path = docx(tmp_path / "a.docx", p("x"), extra={"word/media/a.xml": b" " * (30 * 2**20)})
    assert "too large when opened" in reason(path)


def test_a_package_of_too_many_files(tmp_path):
    path = docx(tmp_path / "a.docx", p("x"), extra={f"word/{n}.bin": b"" for n in range(2001)})
    assert "2,000 files" in reason(path)


@pytest.mark.parametrize("name", ["../../outside.xml", "/etc/x.xml", "word\\..\\..\\x.xml", "C:/x.xml"])
def test_a_package_that_names_a_place_outside_itself(tmp_path, name):
    assert "outside itself" in reason(docx(tmp_path / "a.docx", p("x"), extra={name: b"x"}))


def test_a_package_with_a_link_or_another_archive(tmp_path):
    assert "another archive" in reason(docx(tmp_path / "a.docx", p("x"), extra={"word/b.zip": b"x"}))
    path = docx(tmp_path / "b.docx", p("x"))
    with zipfile.ZipFile(path, "a") as package:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")
    assert "link" in reason(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_an_office_file_is_refused(tmp_path, encoding):
    evil = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    path = docx(tmp_path / "a.docx", p("x"), extra={"customXml/item1.xml": evil.encode(encoding)})
    assert "document type" in reason(path)


def test_archives_and_slides_say_what_to_do(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("inside.docx", "x")
    assert "Unpack it" in reason(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.odp", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
    assert "slide show" in reason(tmp_path / "a.odp")


def test_a_locked_opendocument_file(tmp_path):
    path = odt(tmp_path / "a.odt", "")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("META-INF/manifest.xml", "<m:encryption-data xmlns:m='m'/>")
    assert "password" in reason(path)


def test_a_pdf_without_words_may_be_a_scan(tmp_path):
    assert "scan" in reason(pdf(tmp_path / "a.pdf", []))


def test_a_document_without_words(tmp_path):
    assert "no words" in reason(docx(tmp_path / "a.docx", p()))


def test_content_decides_and_not_the_name(tmp_path):
    assert read(docx(tmp_path / "a.pdf", p("Word."))).format == "docx"
    assert read(saved(tmp_path / "a.doc", rb"{\rtf1 Rich.\par}")).format == "rtf"
    assert read(saved(tmp_path / "a.xls", b"<html><body><p>Export</p></body></html>")).format == "html"


def test_every_kind_has_a_reader_that_loads():
    for kind in READERS:
        assert callable(reader(kind))
