"""Reading and checking the YAML files of the pattern library."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.modes import MODES
from assistant.canvas.pattern_types import PROFILE, SLOTS, STAGES, Pattern, PatternKind, Template
from assistant.errors import KnowledgeError
from assistant.language.lazy_re import lazy_re

_SLOT = lazy_re(r"\{(\w+)\}")
_ITEM_KEYS = {"en", "zh", "fact", "stages"}
_REQUIRED = {"id", "kind", "title", "cues", "items"}
_BOTH = {"en", "zh"}
# The loader in C is ten times faster; a build of PyYAML without it still works.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_pattern(path: Path) -> Pattern:
    """The pattern of one file.

    Raises:
        KnowledgeError: The file breaks the schema; names file and line.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise KnowledgeError(f"not valid YAML: {error}", path, mark.line + 1 if mark else None) from error
    fields = _mapping(root, path, _REQUIRED | {"profile", "modes"}, needed=_REQUIRED)
    kind = fields["kind"].value
    if kind not in get_args(PatternKind):
        raise KnowledgeError(f"kind is one of {', '.join(get_args(PatternKind))}", path, _line(fields["kind"]))
    if fields["id"].value != path.stem:
        raise KnowledgeError("the id must be the file's name", path, _line(fields["id"]))
    title = {k: str(n.value) for k, n in _mapping(fields["title"], path, _BOTH, needed=_BOTH).items()}
    cues = {
        k: tuple(str(c.value) for c in n.value) for k, n in _mapping(fields["cues"], path, _BOTH, needed=_BOTH).items()
    }
    items: dict[BlockId, tuple[Template, ...]] = {}
    for block, node in _mapping(fields["items"], path, set(BLOCK_IDS), needed=set()).items():
        items[cast(BlockId, block)] = tuple(_template(n, path) for n in node.value)
    return Pattern(fields["id"].value, kind, title, cues, items, _profile(fields, kind, path), _modes(fields, path))


def _profile(fields: dict[str, Any], kind: str, path: Path) -> dict[str, dict[str, str]]:
    """What is typical, complete for business patterns and industries."""
    needed = {"pattern": set(PROFILE - {"regulation"}), "industry": set(PROFILE)}.get(kind, set())
    if "profile" not in fields:
        if needed:
            raise KnowledgeError(f"missing the profile with {sorted(needed)}", path, _line(fields["items"]))
        return {}
    found = _mapping(fields["profile"], path, set(PROFILE), needed=needed)
    return {
        name: {k: str(n.value) for k, n in _mapping(node, path, _BOTH, needed=_BOTH).items()}
        for name, node in found.items()
    }


def _modes(fields: dict[str, Any], path: Path) -> tuple[str, ...]:
    modes = tuple(str(n.value) for n in fields["modes"].value) if "modes" in fields else ()
    if set(modes) - set(MODES):
        raise KnowledgeError(f"modes are {sorted(MODES)}", path, _line(fields["modes"]))
    return modes


def _template(node: Any, path: Path) -> Template:
    fields = _mapping(node, path, _ITEM_KEYS, needed=set())
    if not {"en", "zh"} <= set(fields):
        raise KnowledgeError("an item needs en and zh", path, _line(node))
    text = {language: str(fields[language].value) for language in ("en", "zh")}
    for language, words in text.items():
        slots = {s.lower() for s in _SLOT.findall(words)}
        if not slots:
            raise KnowledgeError(
                "an item without a slot could belong to anybody; use {customer} or {product}",
                path,
                _line(fields[language]),
            )
        if slots - SLOTS:
            raise KnowledgeError(
                f"unknown slot {sorted(slots - SLOTS)}; known: {sorted(SLOTS)}", path, _line(fields[language])
            )
        if re.search(r"\d", words):
            raise KnowledgeError("a pattern must not bring numbers of its own", path, _line(fields[language]))
    stages = tuple(str(n.value) for n in fields["stages"].value) if "stages" in fields else ()
    if set(stages) - STAGES:
        raise KnowledgeError(f"stages are {sorted(STAGES)}", path, _line(fields["stages"]))
    fact = "fact" in fields and fields["fact"].value == "true"
    return Template(text, fact, stages)


def _mapping(node: Any, path: Path, keys: set[str], *, needed: set[str]) -> dict[str, Any]:
    if not isinstance(node, yaml.MappingNode):
        raise KnowledgeError(f"expected a mapping with {sorted(keys)}", path, _line(node))
    found: dict[str, Any] = {}
    for key, value in node.value:
        if key.value not in keys:
            raise KnowledgeError(f"unknown key {key.value}; known: {sorted(keys)}", path, _line(key))
        found[key.value] = value
    if needed - set(found):
        raise KnowledgeError(f"missing {sorted(needed - set(found))}", path, _line(node))
    return found


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1 if node is not None else 1
