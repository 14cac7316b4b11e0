"""Documents that users bring, good and bad."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assistant.errors import ToolInputError
from assistant.files import read_document
from assistant.files.guard import Limits, parse_limited
from assistant.files.read import LONGEST, chunks

PDF = "assistant.files.parsers:parse_pdf"


def pdf(path: Path, pages: list[str], password: str = "") -> Path:
    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    paper = Canvas(str(path))
    for text in pages:
        for number, line in enumerate(text.splitlines()):
            paper.drawString(72, 760 - 14 * number, line)
        paper.showPage()
    paper.save()
    if password:
        with path.open("rb") as file:
            writer = PdfWriter(clone_from=PdfReader(file))
        writer.encrypt(password, algorithm="RC4-128")
        writer.write(path)
    return path


def refused(path: Path, **limits: float) -> ToolInputError:
    with pytest.raises(ToolInputError) as caught:
        if limits:
            parse_limited(PDF, path, limits=Limits(**limits))  # type: ignore[arg-type]
        else:
            read_document(path)
    assert path.name in caught.value.en and path.name in caught.value.zh
    return caught.value


def test_pdf_gives_pages(tmp_path: Path) -> None:
    path = pdf(tmp_path / "pitch.pdf", ["Problem: typing takes three hours a day", "", "Price: $199 a month per seat"])
    assert [(p.page, p.text, p.language) for p in read_document(path)] == [
        (1, "Problem: typing takes three hours a day", "en"),
        (3, "Price: $199 a month per seat", "en"),
    ]


def test_docx_gives_headings_and_tables(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("访谈", 1)
    document.add_paragraph("十二家奶茶店里有九家愿意付费。")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "月费", "99元"
    document.save(str(tmp_path / "访谈.docx"))
    (part,) = read_document(tmp_path / "访谈.docx")
    assert (part.heading, part.language) == ("访谈", "zh")
    assert "九家愿意付费" in part.text and "月费 | 99元" in part.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("# 痛点\n县城奶茶店老板每个周末花三个小时排班。\n".encode(encoding))
    assert [(p.heading, p.text) for p in read_document(path)] == [("痛点", "县城奶茶店老板每个周末花三个小时排班。")]


def test_what_cannot_be_read_says_what_to_give_instead(tmp_path: Path) -> None:
    assert "scan" in refused(pdf(tmp_path / "scan.pdf", ["", ""])).en
    assert "密码" in refused(pdf(tmp_path / "secret.pdf", ["words " * 9], "x")).zh
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nonsense")
    assert refused(tmp_path / "broken.pdf").en
    (tmp_path / "fake.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600)
    assert ".docx without a password" in refused(tmp_path / "fake.docx").en
    (tmp_path / "binary.txt").write_bytes(b"\0\1\2" * 50)
    assert "not a text file" in refused(tmp_path / "binary.txt").en
    (tmp_path / "empty.md").write_bytes(b"")
    assert "空文件" in refused(tmp_path / "empty.md").zh
    (tmp_path / "deck.key").write_bytes(b"x")
    assert "PDF, DOCX, MD and TXT" in refused(tmp_path / "deck.key").en
    assert "no longer there" in refused(tmp_path / "gone.pdf").en


def test_limits_hold(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    assert "10 MB" in refused(large).en
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (51 * 1024 * 1024))
    assert "50 MB" in refused(bomb).en
    fine = pdf(tmp_path / "fine.pdf", ["words " * 9])
    assert "too long" in refused(fine, seconds=0.01).en
    assert "无法读取" in refused(fine, memory_mb=20).zh


def test_chunks_keep_the_whole_text() -> None:
    english = "Ten clinics were asked. Nine would pay at once. " * 60
    chinese = "我们访谈了十二家店，其中九家愿意付费。" * 80
    for text, language in ((english, "en"), (chinese, "zh"), ("x" * 3000, "en")):
        pieces = chunks(text)
        assert "".join("".join(pieces).split()) == "".join(text.split())
        assert max(map(len, pieces)) <= LONGEST[language]
    assert all(piece.endswith((".", "。")) for piece in [*chunks(english), *chunks(chinese)])
