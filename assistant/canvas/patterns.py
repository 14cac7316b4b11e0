"""The pattern library: business patterns and industries with item templates, loaded and checked from YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.brief import Brief
from assistant.canvas.kinds import runs_on
from assistant.errors import KnowledgeError
from assistant.paths import KNOWLEDGE

PatternKind = Literal["base", "pattern", "industry"]
SLOTS = frozenset(
    "customer customer_full user users product product_bare offer problem pain relief pricing revenue region "
    "channel differentiator "
    "promise industry task complaint object per if_ai if_device if_institution if_learning if_uncounted".split()
)
STAGES = frozenset({"idea", "prototype", "pilot", "launched", "scaling"})
_SLOT = re.compile(r"\{(\w+)\}")
_ITEM_KEYS = {"en", "zh", "fact", "stages"}
_FALLBACK = "direct_offer"


@dataclass(frozen=True)
class Template:
    """One item to be filled.

    Attributes:
        text: By language, with slots such as {customer}; a capitalised slot starts with a capital letter.
        fact: True where it only repeats the founder's words.
        stages: Stages of the venture it applies to; empty means all.
    """

    text: Mapping[str, str]
    fact: bool
    stages: tuple[str, ...]


@dataclass(frozen=True)
class Pattern:
    """A business pattern or an industry: cue words by language and templates by block."""

    id: str
    kind: PatternKind
    title: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]
    items: Mapping[BlockId, tuple[Template, ...]]

    def score(self, brief: Brief) -> float:
        """How many of its cues the brief holds; those in product and price count double."""
        return (
            sum(1.0 for cue in self.cues[brief.language] if _holds(brief.idea, cue))
            + sum(2.0 for cue in self.cues[brief.language] if _holds(f"{brief.product} {brief.pricing}", cue))
            + sum(1.5 for cue in self.cues[brief.language] if self.kind == "industry" and _holds(brief.customer, cue))
        )


@dataclass(frozen=True)
class PatternLibrary:
    """All patterns by id, in the order of their files."""

    patterns: Mapping[str, Pattern]

    def of_kind(self, kind: PatternKind) -> list[Pattern]:
        """Patterns of one kind."""
        return [p for p in self.patterns.values() if p.kind == kind]

    def business(self, brief: Brief) -> list[Pattern]:
        """The one or two business patterns that fit best; plain selling where none does."""
        scored = sorted(((p.score(brief), p) for p in self.of_kind("pattern")), key=lambda row: -row[0])
        fitting = [p for score, p in scored if score >= max(2.0, scored[0][0] * 0.6)][:2]
        ai, device = runs_on(brief)
        scored = [(score, p) for score, p in scored if _possible(p, brief, device)]
        fitting = [p for p in fitting if _possible(p, brief, device)]
        natural = "device_service" if device else "vertical_copilot" if ai else _FALLBACK
        found = (
            fitting
            or [p for score, p in scored[:1] if score > 1]
            or [self.patterns.get(natural, self.patterns[_FALLBACK])]
        )
        if device and "device_service" in self.patterns and all(p.id != "device_service" for p in found):
            return [self.patterns["device_service"], found[0]]
        return found

    def industry(self, brief: Brief) -> Pattern | None:
        """The industry: the one the brief names, else the one whose cues it holds."""
        named = brief.industry.strip().lower()
        for pattern in self.of_kind("industry"):
            if named and (named in {pattern.id, *(t.lower() for t in pattern.title.values())}):
                return pattern
        probe = Brief(
            brief.idea, product=brief.product, customer=f"{brief.customer} {brief.industry}", language=brief.language
        )
        scored = [(p.score(probe), p) for p in self.of_kind("industry")]
        best = max(scored, key=lambda row: row[0], default=(0.0, None))
        return best[1] if best[0] >= 1 else None


_PERIODIC = re.compile(
    r"\b(?:per|a|/) ?(?:mo|month|year)\b|monthly|yearly|annual|每月|月费|每年|一年|年费|包月|包年", re.IGNORECASE
)
_HARDWARE = re.compile(r"hardware|device|设备|硬件|一台|每台", re.IGNORECASE)


def _possible(pattern: Pattern, brief: Brief, device: bool) -> bool:
    """Whether a pattern may apply at all: no spare units without a device, no metering of a monthly fee."""
    if pattern.id == "device_service":
        return device or bool(_HARDWARE.search(brief.pricing))
    return not (pattern.id == "usage_api" and _PERIODIC.search(brief.pricing))


def _holds(text: str, cue: str) -> bool:
    return _cue_pattern(cue).search(text) is not None


@lru_cache(maxsize=4096)
def _cue_pattern(cue: str) -> re.Pattern[str]:
    escaped = re.escape(cue)
    return re.compile(
        rf"(?<![\w-]){escaped}(?:e?s)?(?![\w-])" if cue.isascii() and len(cue) > 2 else escaped,
        re.IGNORECASE if len(cue) > 2 else 0,
    )


@lru_cache(maxsize=4)
def load_patterns(folder: Path = KNOWLEDGE / "patterns") -> PatternLibrary:
    """The library of a folder of YAML files.

    Raises:
        KnowledgeError: A file breaks the schema; names file and line.
    """
    patterns: dict[str, Pattern] = {}
    for path in sorted(folder.glob("*.yaml")):
        pattern = _pattern(path)
        if pattern.id in patterns:
            raise KnowledgeError(f"the id {pattern.id} is taken by another file", path, 1)
        patterns[pattern.id] = pattern
    for needed in ("base", _FALLBACK):
        if needed not in patterns:
            raise KnowledgeError(f"the pattern {needed} is missing", folder)
    return PatternLibrary(patterns)


def _pattern(path: Path) -> Pattern:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise KnowledgeError(f"not valid YAML: {error}", path, mark.line + 1 if mark else None) from error
    fields = _mapping(root, path, {"id", "kind", "title", "cues", "items"})
    kind = fields["kind"].value
    if kind not in get_args(PatternKind):
        raise KnowledgeError("kind is base, pattern or industry", path, _line(fields["kind"]))
    if fields["id"].value != path.stem:
        raise KnowledgeError("the id must be the file's name", path, _line(fields["id"]))
    title = {k: str(n.value) for k, n in _mapping(fields["title"], path, {"en", "zh"}).items()}
    cues = {k: tuple(str(c.value) for c in n.value) for k, n in _mapping(fields["cues"], path, {"en", "zh"}).items()}
    items: dict[BlockId, tuple[Template, ...]] = {}
    for block, node in _mapping(fields["items"], path, set(BLOCK_IDS), complete=False).items():
        items[cast(BlockId, block)] = tuple(_template(n, path) for n in node.value)
    return Pattern(fields["id"].value, kind, title, cues, items)


def _template(node: Any, path: Path) -> Template:
    fields = _mapping(node, path, _ITEM_KEYS, complete=False)
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


def _mapping(node: Any, path: Path, keys: set[str], *, complete: bool = True) -> dict[str, Any]:
    if not isinstance(node, yaml.MappingNode):
        raise KnowledgeError(f"expected a mapping with {sorted(keys)}", path, _line(node))
    found: dict[str, Any] = {}
    for key, value in node.value:
        if key.value not in keys:
            raise KnowledgeError(f"unknown key {key.value}; known: {sorted(keys)}", path, _line(key))
        found[key.value] = value
    if complete and keys - set(found):
        raise KnowledgeError(f"missing {sorted(keys - set(found))}", path, _line(node))
    return found


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1 if node is not None else 1
