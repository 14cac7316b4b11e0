"""Loads the rules of the review from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS, BlockId
from assistant.canvas.review.checks import CHECKS
from assistant.canvas.review.finding import Condition, Fix, Kind, Rule
from assistant.canvas.review.words import Words, load_words
from assistant.errors import KnowledgeError
from assistant.paths import KNOWLEDGE

_PREFIXES = {block.prefix: id_ for id_, block in BLOCKS.items()}
_KEYS = {"id", "kind", "severity", "when", "check", "says", "why", "example", "fix"}


@dataclass(frozen=True)
class Rulebook:
    """All rules, and the words they are about."""

    rules: tuple[Rule, ...]
    words: Words


@lru_cache(maxsize=4)
def load_rulebook(folder: Path = KNOWLEDGE / "review") -> Rulebook:
    """The rules of `folder/rules/*.yaml` over the words of `folder/words.yaml`.

    Raises:
        KnowledgeError: A file breaks the schema; names the file and the rule.
    """
    words = load_words(folder / "words.yaml")
    rules: dict[str, Rule] = {}
    for path in sorted((folder / "rules").glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            rule = _rule(row, words, path)
            if rule.id in rules:
                raise KnowledgeError(f"the rule {rule.id} is there twice", path)
            rules[rule.id] = rule
    return Rulebook(tuple(rules.values()), words)


def _rule(row: Mapping[str, Any], words: Words, path: Path) -> Rule:
    name = row.get("id", "?")
    unknown = set(row) - _KEYS
    if unknown or not {"id", "kind", "severity", "says", "why", "example", "fix"} <= set(row):
        raise KnowledgeError(
            f"rule {name}: needs id, kind, severity, says, why, example, fix; unknown: {unknown}", path
        )
    if row["kind"] not in get_args(Kind) or ("check" in row) == ("when" in row):
        raise KnowledgeError(f"rule {name}: kind is one of {get_args(Kind)}; give either when or check", path)
    if "check" in row and row["check"] not in CHECKS:
        raise KnowledgeError(f"rule {name}: there is no check {row['check']}", path)
    conditions = tuple(_condition(c, words, name, path) for c in row.get("when", ()))
    says, why, example = (_text(row[key], f"{name}.{key}", path) for key in ("says", "why", "example"))
    return Rule(
        id=str(name),
        kind=cast(Kind, row["kind"]),
        severity=int(row["severity"]),
        when=conditions,
        check=str(row.get("check", "")),
        says=says,
        why=why,
        example=example,
        fix=_fix(row["fix"], str(name), path),
    )


def _condition(row: Mapping[str, Any], words: Words, name: str, path: Path) -> Condition:
    families = tuple(row.get("has") or row.get("lacks") or ())
    missing = [f for f in families if f not in words]
    if missing or not families:
        raise KnowledgeError(f"rule {name}: no word family {', '.join(missing)}", path)
    blocks = tuple(_block(b, name, path) for b in row.get("in", ()))
    return Condition(families, blocks, "has" in row)


def _block(name: str, rule: str, path: Path) -> BlockId:
    block = _PREFIXES.get(name, name)
    if block not in BLOCK_IDS:
        raise KnowledgeError(f"rule {rule}: {name} is no block", path)
    return block


def _fix(row: Mapping[str, Any], name: str, path: Path) -> Fix:
    block = row["block"] if row["block"] in {"same", "gap"} else _block(row["block"], name, path)
    text = _text(row, f"{name}.fix", path) if "en" in row else {"en": "", "zh": ""}
    return Fix(row["op"], block, text)


def _text(row: Mapping[str, Any], place: str, path: Path) -> dict[str, str]:
    if not row.get("en") or not row.get("zh"):
        raise KnowledgeError(f"{place} needs en and zh", path)
    return {"en": str(row["en"]), "zh": str(row["zh"])}
