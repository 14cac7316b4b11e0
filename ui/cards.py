"""Tool cards: what was asked of a tool and what came out, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ui.i18n import Words
from ui.markdown import literal
from ui.numbers import amount

JsonDict = Mapping[str, Any]
Summary = Callable[[JsonDict, JsonDict, Words], Iterator[str]]
LINES_SHOWN = 12
QUOTE_SHOWN = 220
BAR = 24  # letters
UNSAID = "…"


def title(name: str, failed: bool, words: Words) -> str:
    """Title of a card in the language of the page."""
    text = words.get(f"tools.title.{name}", words("tools.other", name=name))
    return words("tools.failed", title=text) if failed else text


def arguments(name: str, args: JsonDict, words: Words) -> str:
    """What was asked, while the tool is still at work."""
    return _list(_ASKED.get(name, _plain)(args, {}, words))


def progress(share: float) -> str:
    """How far a tool is, as a bar."""
    full = round(share * BAR)
    return f"`{'█' * full}{'░' * (BAR - full)}`"


def result(name: str, args: JsonDict, data: JsonDict, citations: list[Any], error: str | None, words: Words) -> str:
    """What came out: the changed inputs, the found passages, the file."""
    if error is not None:
        return literal(error)
    lines = list(_RESULTS[name](args, data, words)) if name in _RESULTS else list(_plain(args, {}, words))
    return _list([*lines, *_passages(citations, words)])


def block_name(block: object, words: Words) -> str:
    """Name of a canvas block."""
    return words.get(f"blocks.{block}", str(block))


def _list(lines: Any) -> str:
    return "\n".join(f"- {line}" for line in list(lines)[:LINES_SHOWN])


def _plain(args: JsonDict, _: JsonDict, words: Words) -> Iterator[str]:
    for key, value in args.items():
        if value not in (None, "", [], {}):
            yield f"{literal(str(key).replace('_', ' '))}: {literal(_flat(value, words))}"


def _flat(value: Any, words: Words) -> str:
    if isinstance(value, Mapping):
        if set(value) >= {"en", "zh"}:
            return words.pick(value)
        return ", ".join(f"{k} {_flat(v, words)}" for k, v in value.items() if v not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        return "; ".join(_flat(v, words) for v in value)
    return str(value)


def _brief(args: JsonDict, _: JsonDict, words: Words) -> Iterator[str]:
    yield from _plain({k: v for k, v in (args.get("brief") or {}).items() if isinstance(v, str)}, {}, words)


def _drafted(_: JsonDict, data: JsonDict, words: Words) -> Iterator[str]:
    items = [item for block in (data.get("canvas") or {}).values() for item in block]
    if items:
        unsure = sum(item.get("status") == "assumption" for item in items)
        yield words("tools.filled", items=len(items), assumptions=unsure)


def _edits(args: JsonDict, data: JsonDict, words: Words) -> Iterator[str]:
    for op in data.get("changes") or args.get("operations") or []:
        key = f"tools.ops.{op.get('op')}"
        said = str(op.get("after") or op.get("text") or op.get("before") or op.get("item") or UNSAID)
        block = block_name(op.get("block") or "", words)
        yield literal(words(key, block=block, text=said)) if key in words.texts else literal(_flat(op, words))


def _steps(args: JsonDict, data: JsonDict, words: Words) -> Iterator[str]:
    labels = data.get("undone") or data.get("redone") or data.get("labels") or []
    yield words("tools.steps", n=args.get("steps", 1))
    yield from (literal(words.pick(label)) for label in labels if isinstance(label, Mapping | str))


def _changes(args: JsonDict, data: JsonDict, words: Words) -> Iterator[str]:
    for row in data.get("changes") or []:
        before, after = amount(row["before"], row, words), amount(row["after"], row, words)
        yield literal(words("numbers.goes", label=words.pick(row["label"]), before=before, after=after))
    for row in (data.get("outputs") or [])[:3]:
        before, after = amount(row["before"], row, words), amount(row["after"], row, words)
        yield literal(words("numbers.goes", label=words.pick(row["label"]), before=before, after=after))


def _inputs(args: JsonDict, data: JsonDict, words: Words) -> Iterator[str]:
    given = set(args.get("inputs") or {})
    if data.get("title"):
        yield literal(words("numbers.model", title=words.pick(data["title"])))
    for row in data.get("inputs") or []:
        if row["id"] in given:
            yield f"{literal(words.pick(row['label']))}: {literal(amount(row['value'], row, words))}"


def _goal(args: JsonDict, data: JsonDict, words: Words) -> Iterator[str]:
    yield literal(words("tools.target", output=args.get("output", ""), target=args.get("target", "")))
    variable = data.get("variable")
    row = variable if isinstance(variable, Mapping) else data
    label = words.pick(row.get("label") or data.get("label") or args.get("variable", ""))
    if data.get("value") is None:
        yield words("tools.unsolved")
    else:
        yield literal(words("tools.solved", variable=label, value=amount(data["value"], row, words)))


def _metrics(_: JsonDict, data: JsonDict, words: Words) -> Iterator[str]:
    for row in data.get("metrics") or []:
        if row.get("value") is not None:
            yield f"{literal(words.pick(row['label']))}: {literal(amount(row['value'], row, words))}"


def _search(args: JsonDict, data: JsonDict, words: Words) -> Iterator[str]:
    yield literal(str(args.get("query") or ""))
    if data and not data.get("passages"):
        yield words("tools.nothing_found")


def _differences(_: JsonDict, data: JsonDict, words: Words) -> Iterator[str]:
    yield from _plain({"file": data.get("file")}, {}, words)
    for row in data.get("inputs") or []:
        before, after = amount(row["before"], row, words), amount(row["after"], row, words)
        yield literal(words("numbers.goes", label=words.pick(row["label"]), before=before, after=after))
    yield from _edits({}, {"changes": data.get("canvas") or []}, words)


def _file(args: JsonDict, data: JsonDict, words: Words) -> Iterator[str]:
    yield from _plain({"format": args.get("format")}, {}, words)


def _passages(citations: list[Any], words: Words) -> Iterator[str]:
    for passage in citations:
        head = " › ".join(str(passage[k]) for k in ("title", "heading") if passage.get(k))
        quote = " ".join(str(passage.get("quote") or "").split())
        quote = quote if len(quote) <= QUOTE_SHOWN else quote[:QUOTE_SHOWN].rstrip() + "…"
        yield f"\\[{passage.get('n')}\\] **{literal(head)}**" + (f"  \n  {literal(quote)}" if quote else "")


_ASKED: dict[str, Summary] = {"draft_canvas": _brief, "edit_canvas": _edits, "search_guidance": _search}
_RESULTS: dict[str, Summary] = {
    "draft_canvas": _drafted,
    "edit_canvas": _edits,
    "undo_canvas": _steps,
    "redo_canvas": _steps,
    "what_if": _changes,
    "set_finance_model": _inputs,
    "goal_seek": _goal,
    "unit_economics": _metrics,
    "search_guidance": _search,
    "export_canvas": _file,
    "import_workbook": _differences,
}
