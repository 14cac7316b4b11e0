"""Guidance documents: Markdown files with front matter, split into sections by heading."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import KnowledgeError

LANGUAGES = ("en", "zh")
FENCE = "---"
TEXT_KEYS = ("id", "title", "language")
LIST_KEYS = ("topics", "blocks", "sources")


@dataclass(frozen=True)
class Section:
    """One section of a document: the unit that is found and cited.

    Attributes:
        number: Counted from 1 within the document.
        heading: Text of the `##` heading.
        text: Body as written, without the heading.
    """

    number: int
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """One guidance document in one language.

    Attributes:
        id: Slug, the same in every language and equal to the file name.
        title: Title.
        language: "en" or "zh".
        topics: Key words.
        blocks: Ids of the canvas blocks it is about; may be empty.
        sources: Where its facts come from.
        sections: In the order of the file.
        path: Relative to the folder that holds `knowledge`, with forward slashes.
    """

    id: str
    title: str
    language: str
    topics: tuple[str, ...]
    blocks: tuple[str, ...]
    sources: tuple[str, ...]
    sections: tuple[Section, ...]
    path: str


def guidance_files(knowledge: Path) -> list[Path]:
    """Files of `knowledge/guidance/{en,zh}`, sorted."""
    return [path for language in LANGUAGES for path in sorted((knowledge / "guidance" / language).glob("*.md"))]


def load_guidance(knowledge: Path, blocks: Collection[str] | None = None) -> list[Document]:
    """Every guidance document.

    Args:
        knowledge: The knowledge folder.
        blocks: Block ids a document may name; None accepts any.

    Raises:
        KnowledgeError: A file breaks the schema.
    """
    return [load_document(path, knowledge, blocks) for path in guidance_files(knowledge)]


def load_document(path: Path, knowledge: Path, blocks: Collection[str] | None = None) -> Document:
    """Read one document.

    Raises:
        KnowledgeError: The file breaks the schema; names file and line.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    end = _front_matter_end(lines, path)
    meta = _front_matter(lines[1:end], path)
    _check_identity(meta, lines, path)
    for block in meta["blocks"]:
        if blocks is not None and block not in blocks:
            raise KnowledgeError(
                f"unknown block {block!r}; use {', '.join(sorted(blocks))}", path, _line_of("blocks", lines)
            )
    return Document(
        id=meta["id"],
        title=meta["title"],
        language=meta["language"],
        topics=tuple(meta["topics"]),
        blocks=tuple(meta["blocks"]),
        sources=tuple(meta["sources"]),
        sections=_sections(lines, end + 1, path),
        path=path.resolve().relative_to(knowledge.resolve().parent).as_posix(),
    )


def check_guidance(knowledge: Path, blocks: Collection[str] | None = None) -> list[KnowledgeError]:
    """Every fault of the guidance, for `canvas check`: broken files, missing twins, twins with other sections."""
    faults: list[KnowledgeError] = []
    found: dict[tuple[str, str], tuple[Path, int]] = {}
    for path in guidance_files(knowledge):
        try:
            document = load_document(path, knowledge, blocks)
        except KnowledgeError as fault:
            faults.append(fault)
        else:
            found[document.language, document.id] = (path, len(document.sections))
    for (language, slug), (path, count) in found.items():
        other = "zh" if language == "en" else "en"
        twin = found.get((other, slug))
        if twin is None:
            faults.append(KnowledgeError(f"has no twin guidance/{other}/{slug}.md", path))
        elif language == "en" and twin[1] != count:
            faults.append(KnowledgeError(f"has {count} sections, its twin {twin[0]} has {twin[1]}", path))
    return faults


def _front_matter_end(lines: list[str], path: Path) -> int:
    if not lines or lines[0].strip() != FENCE:
        raise KnowledgeError("the file must start with front matter between two lines of '---'", path, 1)
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == FENCE:
            return number
    raise KnowledgeError("the front matter is not closed by a line of '---'", path, 1)


def _front_matter(lines: list[str], path: Path) -> dict[str, Any]:
    try:
        meta = yaml.safe_load("\n".join(lines))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        raise KnowledgeError(f"the front matter is not YAML: {error.problem}", path, line) from error
    if not isinstance(meta, dict):
        raise KnowledgeError("the front matter must be a mapping of keys to values", path, 2)
    _check_keys(meta, ["", *lines], path)
    return meta


def _check_keys(meta: dict[str, Any], lines: list[str], path: Path) -> None:
    known = (*TEXT_KEYS, *LIST_KEYS)
    for key in meta:
        if key not in known:
            raise KnowledgeError(f"unknown key {key!r}; use {', '.join(known)}", path, _line_of(str(key), lines))
    for key in known:
        if key not in meta:
            raise KnowledgeError(f"the key {key!r} is missing", path, 1)
    for key in TEXT_KEYS:
        if not isinstance(meta[key], str) or not meta[key].strip():
            raise KnowledgeError(f"{key!r} must be a text", path, _line_of(key, lines))
    for key in LIST_KEYS:
        if not isinstance(meta[key], list) or not all(isinstance(item, str) for item in meta[key]):
            raise KnowledgeError(f"{key!r} must be a list of texts", path, _line_of(key, lines))


def _check_identity(meta: dict[str, Any], lines: list[str], path: Path) -> None:
    if meta["id"] != path.stem:
        raise KnowledgeError(f"id {meta['id']!r} differs from the file name {path.stem!r}", path, _line_of("id", lines))
    if meta["language"] != path.parent.name:
        raise KnowledgeError(
            f"language {meta['language']!r} differs from the folder {path.parent.name!r}",
            path,
            _line_of("language", lines),
        )


def _sections(lines: list[str], start: int, path: Path) -> tuple[Section, ...]:
    sections: list[Section] = []
    heading, first, body = "", start, list[str]()

    def close() -> None:
        text = "\n".join(body).strip()
        if heading and not text:
            raise KnowledgeError(f"the section {heading!r} is empty", path, first)
        if heading:
            sections.append(Section(len(sections) + 1, heading, text))
        elif text:
            raise KnowledgeError("text before the first '## ' heading", path, first + 1)

    for number, line in enumerate(lines[start:], start=start + 1):
        match = re.match(r"##\s+(.+?)\s*$", line)
        if match:
            close()
            heading, first, body = match[1], number, []
        else:
            body.append(line)
    close()
    if not sections:
        raise KnowledgeError("no '## ' heading", path, start)
    return tuple(sections)


def _line_of(key: str, lines: list[str]) -> int | None:
    """Line, counted from 1, on which a key of the front matter stands."""
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(f"{key}:")), None)
