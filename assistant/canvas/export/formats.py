"""Every file format and what people call it; a new one is a writer and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.canvas.export.docx import to_docx
from assistant.canvas.export.pdf import to_pdf
from assistant.canvas.export.pptx import to_pptx
from assistant.canvas.export.sheet import Sheet
from assistant.canvas.export.svg import to_png, to_svg
from assistant.canvas.export.text import html, json_text, markdown
from assistant.errors import ToolInputError

TEXT_FORMATS = ("md", "json", "html")


@dataclass(frozen=True)
class Format:
    """A file format.

    Attributes:
        id: Also the ending of the file's name.
        label: Name for a menu.
        write: Makes the file's content.
        names: Other names it answers to.
    """

    id: str
    label: str
    write: Callable[[Sheet], bytes]
    names: tuple[str, ...] = ()


FORMATS: dict[str, Format] = {
    format_.id: format_
    for format_ in (
        Format("md", "Markdown", markdown, ("markdown",)),
        Format("json", "JSON", json_text),
        Format("html", "HTML", html, ("htm", "web")),
        Format("pdf", "PDF", to_pdf),
        Format("docx", "Word", to_docx, ("word", "doc")),
        Format("pptx", "PowerPoint", to_pptx, ("powerpoint", "ppt", "slides")),
        Format("svg", "SVG", to_svg, ("vector",)),
        Format("png", "PNG", to_png, ("image", "picture")),
    )
}


def find_format(name: str) -> Format:
    """The format of that id or name.

    Raises:
        ToolInputError: There is none.
    """
    wanted = name.strip().lower().lstrip(".")
    for format_ in FORMATS.values():
        if wanted == format_.id or wanted in format_.names:
            return format_
    names = ", ".join(FORMATS)
    raise ToolInputError(
        f"The canvas cannot be exported as {name}; these formats work: {names}.",
        f"画布暂不能导出为{name}；可用的格式：{names}。",
        choices=tuple(FORMATS),
    )


def render(sheet: Sheet, format_: str) -> tuple[bytes, str]:
    """The content of the file, and the format's id ("markdown" is "md").

    Raises:
        ToolInputError: The format is not one of those that work, or the canvas is empty.
    """
    wanted = find_format(format_)
    if sheet.canvas.count == 0:
        raise ToolInputError(
            "The canvas is still empty. What are you building, and for whom?",
            "画布还是空的。请问您做的是什么、卖给谁？",
            question=True,
        )
    return wanted.write(sheet), wanted.id


def write_export(sheet: Sheet, format_: str, folder: Path) -> Path:
    """Write the sheet into a new file of `folder` ("canvas.md", "canvas-2.md" …); its path.

    Raises:
        ToolInputError: See `render`.
    """
    content, suffix = render(sheet, format_)
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = folder / (f"canvas.{suffix}" if number == 1 else f"canvas-{number}.{suffix}")
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            number += 1
            continue
        return path
