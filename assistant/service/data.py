"""Labelled messages from files: CSV, TSV, JSONL, JSON lists, the layouts of Banking77 and CLINC150, folders.

Columns are found by their names in either language, or given. A label such as `oos` marks a message of no known kind:
it teaches the threshold of abstention and is never a label.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.errors import ConfigError, DataFileError

Split = Literal["train", "valid", "test"]
TEXT_COLUMNS = (
    *("text", "text_a", "message", "content", "utterance", "sentence", "query", "review", "comment", "body"),
    *("文本", "内容", "消息", "评论", "留言", "问题", "反馈", "评价"),
)
LABEL_COLUMNS = (
    *("label", "intent", "category", "class", "sentiment", "topic"),
    *("标签", "意图", "类别", "类型", "分类", "情感", "主题"),
)
UNKNOWN = frozenset({"oos", "ood", "out_of_scope", "out-of-scope", "out of scope", "其他范围外"})
_SPLITS: dict[str, Split] = {
    "train": "train", "val": "valid", "valid": "valid", "dev": "valid", "validation": "valid", "test": "test"
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """One message.

    Attributes:
        text: As it was written.
        label: Its label; None for a message of no known kind.
        split: Where its file says so.
    """

    text: str
    label: str | None
    split: Split | None = None


def read_examples(paths: Sequence[Path], text_column: str = "", label_column: str = "") -> list[Example]:
    """Read labelled messages.

    Args:
        paths: Files, or folders with one LABEL.txt a label (one message a line).
        text_column: Name of the column of messages; left out, found by its name.
        label_column: Likewise of the labels.

    Raises:
        DataFileError: A file cannot be read or has no such column.
    """
    return [example for path in paths for example in _read(path, text_column, label_column)]


def read_messages(path: Path, column: str = "") -> list[str]:
    """Messages without labels: one a line, or a column of a CSV.

    Raises:
        DataFileError: The file cannot be read or has no such column.
    """
    content = _content(path)
    if path.suffix.lower() not in {".csv", ".tsv"}:
        return [line.strip() for line in content.splitlines() if line.strip()]
    rows = list(csv.DictReader(io.StringIO(content), delimiter="\t" if path.suffix.lower() == ".tsv" else ","))
    keys = list(rows[0]) if rows else []
    name = _column(keys, column, TEXT_COLUMNS)
    if name is None:
        raise DataFileError(f"has no column of messages among {keys}; name it with --column", path, 1)
    return [row[name].strip() for row in rows if (row[name] or "").strip()]


def data_hash(examples: Iterable[Example]) -> str:
    """SHA-256 over messages, labels and splits, whatever their order."""
    lines = sorted(f"{e.split or ''}\t{e.label or ''}\t{e.text}" for e in examples)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def label_names(examples: Iterable[Example]) -> tuple[str, ...]:
    """Every label, sorted."""
    return tuple(sorted({e.label for e in examples if e.label is not None}))


def check_schema(examples: Sequence[Example], wanted: Sequence[str]) -> None:
    """Refuse labels that a schema does not have.

    Raises:
        ConfigError: Names them.
    """
    strange = [label for label in label_names(examples) if label not in wanted]
    if strange:
        raise ConfigError(f"labels that the schema does not have: {', '.join(strange)}; it has {', '.join(wanted)}")


def _read(path: Path, text_column: str, label_column: str) -> list[Example]:
    if path.is_dir():
        return _from_folder(path)
    content = _content(path)
    if path.suffix == ".jsonl":
        return _from_records(_json_lines(content, path), path, text_column, label_column)
    if path.suffix == ".json":
        return _from_json(_parsed(content, path), path, text_column, label_column)
    return _from_table(content, path, text_column, label_column)


def _content(path: Path) -> str:
    if not path.is_file():
        raise DataFileError("no such file", path)
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataFileError("is neither UTF-8 nor GB18030; save it as UTF-8", path)


def _from_folder(folder: Path) -> list[Example]:
    found = [
        _example(line, file.stem)
        for file in sorted(folder.glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    if not found:
        raise DataFileError("has no LABEL.txt files with one message a line", folder)
    return found


def _from_table(content: str, path: Path, text_column: str, label_column: str) -> list[Example]:
    first = content.partition("\n")[0]
    separator = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    # Tab-separated corpora quote nothing: a lone " in a message would swallow the rest of the file.
    quoting: Literal[0, 3] = csv.QUOTE_NONE if separator == "\t" else csv.QUOTE_MINIMAL
    rows = [row for row in csv.reader(io.StringIO(content), delimiter=separator, quoting=quoting) if any(row)]
    if not rows:
        raise DataFileError("is empty", path)
    header = [cell.strip() for cell in rows[0]]
    named = bool(text_column or label_column) or _is_header(header)
    if not named and len(header) == 2:  # label<TAB>text without a header
        label_at = min((0, 1), key=lambda column: sum(len(row[column]) for row in rows if len(row) == 2))
        return [_example(row[1 - label_at], row[label_at]) for row in rows if len(row) == 2]
    records = [dict(zip(header, row, strict=False)) for row in rows[1:]]
    return _from_records(records, path, text_column, label_column)


def _from_json(data: Any, path: Path, text_column: str, label_column: str) -> list[Example]:
    if isinstance(data, list):
        return _from_records(data, path, text_column, label_column)
    found: list[Example] = []
    for key, pairs in data.items() if isinstance(data, dict) else ():
        words = str(key).lower().split("_")  # CLINC150: train, val, test, oos_train …
        split = next((_SPLITS[word] for word in words if word in _SPLITS), None)
        if split is None or not isinstance(pairs, list):
            raise DataFileError(f"{key!r}: write a list of records, or train/val/test with [text, label] pairs", path)
        found += [_example(str(text), "oos" if "oos" in words else str(label), split) for text, label in pairs]
    return found


def _from_records(records: Sequence[Any], path: Path, text_column: str, label_column: str) -> list[Example]:
    keys = list(records[0]) if records and isinstance(records[0], dict) else []
    label = _column(keys, label_column, LABEL_COLUMNS)
    text = _column([key for key in keys if key != label], text_column, TEXT_COLUMNS)
    if text is None or label is None:
        missing = "text" if text is None else "label"
        raise DataFileError(f"has no {missing} column among {keys}; name it with --{missing}-column", path, 1)
    split = _column(keys, "", ("split", "subset"))
    found = []
    for number, record in enumerate(records, start=2):
        if not record.get(text) or record.get(label) in {None, ""}:
            raise DataFileError(f"a message without {text!r} or {label!r}", path, number)
        where = _SPLITS.get(str(record.get(split, "")).lower()) if split else None
        found.append(_example(str(record[text]), str(record[label]), where))
    return found


def _column(keys: Sequence[str], given: str, usual: Sequence[str]) -> str | None:
    if given:
        return given if given in keys else None
    lower = {key.strip().lower(): key for key in keys}
    alike = {name: key for plain, key in lower.items() for name in usual if _in_name(name, plain)}
    return next((found[name] for found in (lower, alike) for name in usual if name in found), None)


def _is_header(cells: Sequence[str]) -> bool:
    """Whether a first row names columns: one by a usual name, or both in their own words; a message may have one."""
    plain = {cell.lower() for cell in cells}
    return bool(plain & {*TEXT_COLUMNS, *LABEL_COLUMNS}) or all(
        _column(cells, "", usual) is not None for usual in (TEXT_COLUMNS, LABEL_COLUMNS)
    )


def _in_name(word: str, name: str) -> bool:
    """Whether a column's name has `word` in it: "Customer message", 客户留言; but "context" has no "text"."""
    return word in (re.split(r"[\W_]+", name) if word.isascii() else name)


def _example(text: str, label: str, split: Split | None = None) -> Example:
    plain = label.strip()
    return Example(text.strip(), None if plain.lower() in UNKNOWN else plain, split)


def _json_lines(content: str, path: Path) -> list[Any]:
    return [_parsed(line, path, number) for number, line in enumerate(content.splitlines(), 1) if line.strip()]


def _parsed(content: str, path: Path, line: int | None = None) -> Any:
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        raise DataFileError(f"is not JSON: {error.msg}", path, line or error.lineno) from None
