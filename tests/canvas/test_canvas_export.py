"""Every export opened by somebody else's reader: nothing dropped, nothing outside of its place."""

from __future__ import annotations

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS
from assistant.canvas.canvas import Canvas
from assistant.canvas.export import FORMATS, KeyFigure, Sheet, Source, find_format
from assistant.canvas.export.layout import LINE, PAD, Box, entry_height, fit, head_height
from assistant.canvas.export.metrics import missing, width, wrap
from assistant.canvas.export.scene import PAGE, pages
from assistant.errors import ToolInputError

ROOT = Path(__file__).resolve().parents[2]
LONG = {
    "en": "Imaging clinics with three to ten radiologists that lose two to three hours a day typing reports at $199",
    "zh": "拥有三到十名放射科医生的影像诊所，每天花两三个小时录入报告，按每个席位每月￥1,299收费（含培训）",
}
STATUSES = ("fact", "assumption", "validated", "refuted")


def sheet(language: str, items: int = 3) -> Sheet:
    canvas = Canvas()
    for block in BLOCK_IDS:
        for number in range(items):
            text = f"{LONG[language]} {BLOCKS[block].prefix}{number + 1}x"
            canvas, _ = canvas.add(block, text, STATUSES[number % 4], "user")  # type: ignore[arg-type]
    figures = [
        KeyFigure(
            "profit.month_12",
            "第12个月利润" if language == "zh" else "profit in month 12",
            -3120.5,
            "USD",
            "−$3,120.50",
        ),
        KeyFigure("input.churn", "流失率" if language == "zh" else "churn", 0.05, "fraction", "5%", "example"),
    ]
    source = Source(3, "定价" if language == "zh" else "Pricing", "p. 2", "pitch.pdf")
    name = "报告助手" if language == "zh" else "report drafter"
    return Sheet(canvas, language, name, "2026-03-01", "M", figures, [source])


def ends(language: str, items: int) -> list[str]:
    return [f"{BLOCKS[block].prefix}{n + 1}x" for block in BLOCK_IDS for n in range(items)]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("items", [3, 12])
def test_pdf_has_every_item_in_an_embedded_font(language: str, items: int) -> None:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(FORMATS["pdf"].write(sheet(language, items))))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    assert [end for end in ends(language, items) if end not in text] == []
    assert text.count(squeezed(LONG[language])[:6]) == 9 * items
    assert "−$3,120.50" in text and "[3]" in text and "2026-03-01" in text
    assert all(float(p.mediabox.width) > float(p.mediabox.height) for p in reader.pages)
    fonts = {str(f.get_object()["/BaseFont"]) for p in reader.pages for f in p["/Resources"]["/Font"].values()}  # type: ignore[index]
    assert all("+CanvasSansSC" in font for font in fonts)
    assert len(FORMATS["pdf"].write(sheet(language))) < 100_000


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
def test_poppler_reads_the_chinese_pdf(tmp_path: Path) -> None:
    path = tmp_path / "canvas.pdf"
    path.write_bytes(FORMATS["pdf"].write(sheet("zh")))
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    assert "商业模式画布：报告助手" in text and "第12个月利润" in text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("items", [1, 3, 6, 12])
def test_nothing_leaves_its_block_or_the_page(language: str, items: int) -> None:
    area = Box(26, 60, 790, 440)
    grid = fit(sheet(language, items), area)
    for cell in grid.cells:
        used = head_height(grid.size) + sum(entry_height(e, grid.size) for e in cell.shown)
        used += grid.size * LINE if cell.left else 0
        assert used <= cell.box.height - 2 * PAD + 0.1
        for entry in cell.shown:
            assert all(width(line, grid.size) <= cell.box.width - 2 * PAD for line in entry.lines)
        assert cell.box.y + cell.box.height <= area.y + area.height + 0.1
    for page in pages(sheet(language, items)):
        for text in page.texts:
            assert text.x + width(text.text, text.size) <= PAGE[0] and text.y <= PAGE[1], text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_svg_is_xml_with_its_font_and_every_item(language: str) -> None:
    root = ElementTree.fromstring(FORMATS["svg"].write(sheet(language, 12)))
    texts = squeezed("".join(e.text or "" for e in root.iter("{http://www.w3.org/2000/svg}text")))
    assert [end for end in ends(language, 12) if end not in texts] == []
    assert "data:font/ttf;base64," in ElementTree.tostring(root, encoding="unicode")


def test_png_is_drawn_with_ink() -> None:
    from PIL import Image

    picture = Image.open(BytesIO(FORMATS["png"].write(sheet("zh"))))
    assert picture.width == 2 * PAGE[0] and picture.height % (2 * PAGE[1]) == 0
    assert len(picture.convert("L").getcolors() or []) > 50


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("items", [3, 12])
def test_docx_has_the_classic_table(language: str, items: int) -> None:
    from docx import Document

    document = Document(BytesIO(FORMATS["docx"].write(sheet(language, items))))
    table = document.tables[0]
    assert (len(table.rows), len(table.columns)) == (3, 10)
    assert table.cell(0, 0).text.startswith(BLOCKS["key_partners"].label[language])
    assert table.cell(1, 4)._tc is table.cell(0, 5)._tc  # value propositions span two rows
    cells = {cell.text for row in table.rows for cell in row.cells}
    assert len(cells) == 9
    assert [end for end in ends(language, items) if not any(end in text for text in cells)] == []
    assert document.tables[1].cell(0, 1).text == "−$3,120.50"
    assert document.sections[0].page_width > document.sections[0].page_height  # type: ignore[operator]
    assert document.paragraphs[-1].text == (
        "[3] 定价 — p. 2 (pitch.pdf)" if language == "zh" else "[3] Pricing — p. 2 (pitch.pdf)"
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("items", [3, 12])
def test_pptx_has_shapes_in_their_places_and_a_table_of_figures(language: str, items: int) -> None:
    from pptx import Presentation

    deck = Presentation(BytesIO(FORMATS["pptx"].write(sheet(language, items))))
    first = {shape.name: shape for shape in deck.slides[0].shapes}
    assert set(BLOCK_IDS) <= set(first)
    assert first["key_partners"].left < first["value_propositions"].left < first["customer_segments"].left
    assert first["cost_structure"].top > first["key_partners"].top
    for shape in first.values():
        assert shape.left + shape.width <= deck.slide_width and shape.top + shape.height <= deck.slide_height
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    text = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    assert [end for end in ends(language, items) if end not in text] == []
    tables = [shape.table for shape in shapes if shape.has_table]
    assert tables[0].cell(0, 1).text == "−$3,120.50"


@pytest.mark.parametrize("items", [0, 3])
def test_json_follows_its_schema(items: int) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "docs" / "canvas.schema.json").read_text(encoding="utf-8"))
    data = json.loads(FORMATS["json"].write(sheet("zh", items)))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["figures"][0]["value"] == -3120.5
    assert set(schema["properties"]["blocks"]["properties"]) == set(BLOCK_IDS)


def test_html_and_markdown_carry_figures_and_sources() -> None:
    html = FORMATS["html"].write(sheet("en")).decode()
    assert html.count("<section") == 9 and "−$3,120.50" in html and "http" not in html.split("<body>")[1]
    text = FORMATS["md"].write(sheet("zh")).decode()
    assert "- 流失率：5%（示例数字，尚未换成您的）" in text and "- [3] 定价 — p. 2 (pitch.pdf)" in text


def test_hostile_texts_do_not_break_files() -> None:
    canvas, _ = Canvas().add("channels", "<b>&\"'\x07\u202e𠮷🚀 ]]> \n two" + "W" * 300, "fact", "user")
    strange = Sheet(canvas, "en", "<x>", "", "")
    for id_, format_ in FORMATS.items():
        assert format_.write(strange), id_
    ElementTree.fromstring(FORMATS["svg"].write(strange))
    assert "<b>" not in FORMATS["html"].write(strange).decode().split("<body>")[1].replace('"><b>', "")
    assert missing("价格🚀") == "🚀"


def test_wrapping_keeps_every_character_and_punctuation_with_its_word() -> None:
    for text in (*LONG.values(), "a" * 90, "混合English与中文，（括号）测试。"):
        lines = wrap(text, 9, 80)
        assert squeezed("".join(lines)) == squeezed(text)
        assert all(width(line, 9) <= 80 for line in lines)
        assert not any(line[0] in "，。）、：" for line in lines)
        assert not any(line[-1] in "（" for line in lines)


def test_names_of_formats() -> None:
    assert [find_format(n).id for n in ("PDF", ".docx", "word", "ppt", "Markdown", "image")] == [
        "pdf", "docx", "docx", "pptx", "md", "png",
    ]  # fmt: skip
    with pytest.raises(ToolInputError, match="md, json, html, pdf, docx, pptx"):
        find_format("odt")
