"""Words for files and for documents."""

from __future__ import annotations

import pytest

from assistant.language.own_documents import asks_overview, asks_own, without_mention
from assistant.planner.context import Context
from assistant.planner.plans.documents import plan_from_documents
from assistant.planner.plans.exports import formats_of

FILES = ({"name": "pitch.pdf", "path": "/x/pitch.pdf"},)


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("export the canvas", ["md"]),
        ("save it as a PDF please", ["pdf"]),
        ("give me slides", ["pptx"]),
        ("I need it as a Word document", ["docx"]),
        ("put it in a spreadsheet", ["xlsx"]),
        ("can I have a picture of the canvas", ["png"]),
        ("vector graphic please", ["svg"]),
        ("export as a PDF document", ["pdf"]),
        ("export as PDF and PowerPoint", ["pdf", "pptx"]),
        ("save as an image and a pdf", ["png", "pdf"]),
        ("导出画布", ["md"]),
        ("导出成幻灯片", ["pptx"]),
        ("做成PPT给投资人看", ["pptx"]),
        ("存成图片", ["png"]),
        ("要矢量图", ["svg"]),
        ("导出Excel表格", ["xlsx"]),
        ("转成Word文档", ["docx"]),
        ("导出PDF文档", ["pdf"]),
        ("导出PDF和图片", ["pdf", "png"]),
    ],
)
def test_formats_by_their_words(text: str, formats: list[str]) -> None:
    assert formats_of(text) == formats


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("draft a canvas from my pitch deck", "en"),
        ("please use the attached document to fill in the canvas", "en"),
        ("build the canvas based on the file I uploaded", "en"),
        ("turn my pitch into a canvas", "en"),
        ("根据我上传的文档起草", "zh"),
        ("用这份计划书生成商业画布", "zh"),
        ("参考附件帮我做一张画布", "zh"),
        ("按照我的路演稿填一下九宫格", "zh"),
    ],
)
def test_drafting_from_a_document(text: str, language: str) -> None:
    plan = plan_from_documents(text, Context(text, language, files=FILES))
    assert plan is not None
    assert [(c.name, c.args) for c in plan.calls] == [("draft_canvas", {"brief": {}, "from_documents": True})]


@pytest.mark.parametrize("text", ["draft a canvas", "we make notes from interviews searchable", "帮我起草画布"])
def test_drafting_from_what_was_said(text: str) -> None:
    assert plan_from_documents(text, Context(text, "en")) is None


@pytest.mark.parametrize("text", ["从文件导入画布", "import the canvas from my file", "show the canvas in my pitch"])
def test_other_work_with_files(text: str) -> None:
    assert plan_from_documents(text, Context(text, "en", files=FILES)) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("what does my deck say about pricing?", "pricing"),
        ("who are the competitors according to my document", "who are the competitors"),
        ("我的文档里怎么收费？", "怎么收费"),
    ],
)
def test_questions_about_documents(text: str, rest: str) -> None:
    assert asks_own(text)
    assert without_mention(text) == rest


def test_overviews_and_other_questions() -> None:
    assert asks_overview("summarise my document") and asks_overview("这份文档讲了什么")
    assert not asks_own("how should I price an AI product") and not asks_own("客户流失率是什么")
