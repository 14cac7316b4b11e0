"""Tools that fill or empty a whole canvas: import, clear."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS, BlockId, resolve_block
from assistant.canvas.canvas import Canvas, blocks_json
from assistant.canvas.history import History, Label
from assistant.canvas.importing import Entry, import_into, placed_by_block, read_canvas
from assistant.canvas.versioning import keep_aside
from assistant.canvas.versions import Snapshot, Versions, finance_to_keep
from assistant.errors import ToolInputError
from assistant.figures import Figure
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish

JsonDict = dict[str, Any]
READABLE = (".json", ".md", ".markdown", ".txt")
_ASIDE = {"en": "before starting over", "zh": "重新开始之前"}
LARGEST_FILE = 1_000_000  # bytes


def importing_tools() -> list[BaseTool]:
    """`import_canvas` and `clear_canvas`."""
    return [_import_tool(), _clear_tool()]


def _import_tool() -> BaseTool:
    @tool(parse_docstring=True)
    def import_canvas(
        runtime: Runtime, text: str = "", file: str = "", mode: Literal["replace", "add"] = "replace"
    ) -> Command[Any]:
        """Put a finished canvas on the board: JSON, Markdown with a heading a block, or "Channels: a, b" lines.

        Use it when the user pastes or uploads a canvas that is written already. Lines that fit no block are reported.

        Args:
            runtime: Supplied by the agent.
            text: The canvas as the user pasted it, verbatim with its lines.
            file: Name of an uploaded file, where the canvas is in one.
            mode: replace puts it in place of the present canvas (undo brings that back), add keeps what is there.
        """
        name, content = (file, _read(file, runtime.state.get("files") or ())) if file else ("", text)
        read = read_canvas(content)
        history = History.from_json(runtime.state.get("canvas"))
        canvas, added, known = import_into(history.canvas, read, mode == "replace")
        replaced = history.canvas.count if mode == "replace" else 0
        data: JsonDict = {
            "mode": mode,
            "file": name,
            "added": placed_by_block(added),
            "known": [_both(e) for e in known],
            "unplaced": [{"en": line, "zh": line} for line in read.unplaced],
            "empty": [b for b in BLOCK_IDS if not canvas.block(b)],
            "replaced": replaced,
            "canvas": blocks_json(canvas),
        }
        label: Label = {"en": "import a canvas", "zh": "导入画布"}
        counts = (
            ("import.items", "items imported", "导入条目", len(added)),
            ("import.unplaced", "lines that fit no block", "未能归入模块的内容", len(read.unplaced)),
            ("import.replaced", "items replaced", "被替换的条目", replaced),
            *(
                (f"import.{b}", f"{BLOCKS[b].label['en']} imported", BLOCKS[b].label["zh"], n)
                for b, n in _placed(added)
            ),
        )
        outcome = Outcome(data, _figures(counts, runtime), state={"canvas": history.push(label, canvas).to_json()})
        return publish(outcome, "import_canvas", runtime)

    return import_canvas


def _clear_tool() -> BaseTool:
    @tool(parse_docstring=True)
    def clear_canvas(runtime: Runtime, blocks: list[str] | None = None) -> Command[Any]:
        """Empty the canvas, or some blocks of it; undo brings everything back, so no confirmation is needed.

        Clearing the whole canvas starts over: the brief is forgotten too. What was there is kept as a version; numbers
        and saved versions stay.

        Args:
            runtime: Supplied by the agent.
            blocks: Block ids to empty; left out, all nine.
        """
        history = History.from_json(runtime.state.get("canvas"))
        wanted = [_block(name) for name in blocks or ()]
        canvas = history.canvas
        gone = [(b, i) for b, i in canvas.all_items() if not wanted or b in wanted]
        kept = {b: items for b, items in canvas.items.items() if wanted and b not in wanted}
        brief, language = bool(runtime.state.get("brief")) and not wanted, language_of(runtime)
        if not gone and not brief:
            raise _empty(wanted)
        names = {side: "、".join(BLOCKS[b].label[side] for b in wanted) for side in ("en", "zh")}
        label: Label = {"en": "clear the canvas", "zh": "清空画布"}
        if wanted:
            label = {"en": f"clear {names['en'].replace('、', ', ')}", "zh": f"清空“{names['zh']}”"}
        state: JsonDict = {"canvas": history.push(label, Canvas(kept, canvas.issued)).to_json()} if gone else {}
        aside = ""
        if not wanted:
            numbers = finance_to_keep(runtime.state.get("finance"))
            present = Snapshot(canvas, dict(runtime.state.get("brief") or {}), numbers)
            versions, aside = keep_aside(Versions.from_json(runtime.state.get("versions")), present, _ASIDE[language])
            state |= {"versions": versions.to_json(), "brief": {}}
        data = {
            "blocks": list(wanted),
            "removed": len(gone),
            "left": canvas.count - len(gone),
            "kept_as": {"en": aside, "zh": aside} if aside else None,
            "forgot_brief": brief,
            "numbers_kept": bool((runtime.state.get("finance") or {}).get("template")),
        }
        counts = (
            ("clear.removed", "items removed", "移除的条目", len(gone)),
            ("canvas.items", "items on the canvas", "画布条目", canvas.count - len(gone)),
        )
        return publish(Outcome(data, _figures(counts, runtime), state=state), "clear_canvas", runtime)

    return clear_canvas


def _placed(added: Sequence[Entry]) -> list[tuple[BlockId, int]]:
    counts = placed_by_block(added)
    return [(b, counts[b]) for b in BLOCK_IDS if b in counts]


def _both(entry: Entry) -> JsonDict:
    return {"block": entry.block, "text": {"en": entry.text, "zh": entry.text}}


def _block(name: str) -> BlockId:
    block = resolve_block(name)
    if block is None:
        raise ToolInputError(
            f"“{name}” is no block of the canvas. Which one should be cleared?",
            f"“{name}”不是画布的模块。要清空哪一个模块？",
            question=True,
            choices=tuple(BLOCK_IDS),
        )
    return block


def _empty(wanted: Sequence[BlockId]) -> ToolInputError:
    if not wanted:
        return ToolInputError(
            "The canvas is empty already. Tell me about your venture to start.",
            "画布已经是空的。说说您的项目，就可以开始。",
        )
    en, zh = ", ".join(BLOCKS[b].label["en"] for b in wanted), "、".join(BLOCKS[b].label["zh"] for b in wanted)
    return ToolInputError(f"There is nothing in {en} to clear.", f"“{zh}”里没有可以清空的内容。")


def _read(name: str, files: Sequence[JsonDict]) -> str:
    """The text of an uploaded file; the latest of that name."""
    found = next((f for f in reversed(files) if f["name"].lower() == name.strip().lower()), None)
    if found is None:
        names = ", ".join(str(f["name"]) for f in files)
        raise ToolInputError(
            f"No file “{name}” was uploaded."
            + (f" There is: {names}." if names else " Attach it, or paste the canvas."),
            f"没有上传名为“{name}”的文件。" + (f"已上传：{names}。" if names else "请上传文件，或直接粘贴画布内容。"),
            question=True,
        )
    path = Path(str(found["path"]))
    if path.suffix.lower() not in READABLE:
        raise ToolInputError(
            f"A canvas can be imported from JSON, Markdown or plain text, not from {path.suffix or 'this file'}. "
            "Export it as one of these, or paste it into the chat.",
            f"画布可以从JSON、Markdown或纯文本导入，暂不支持{path.suffix or '这种文件'}。"
            "请另存为其中一种，或把内容粘贴到对话里。",
        )
    if path.stat().st_size > LARGEST_FILE:
        raise ToolInputError(
            f"“{name}” is larger than 1 MB, too large for a canvas.", f"“{name}”超过1 MB，不像一张画布。"
        )
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ToolInputError(f"“{name}” is no text file.", f"“{name}”不是文本文件。")


def _figures(rows: Sequence[tuple[str, str, str, int]], runtime: Runtime) -> list[Figure]:
    chinese = language_of(runtime) == "zh"
    return [Figure(id_, zh if chinese else en, float(n), "items", None, None, "") for id_, en, zh, n in rows]
