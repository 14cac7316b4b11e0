"""Writes numbers that came out into the dialogue files, where they differ from the numbers expected there.

Only expected figures and model inputs are touched, each at its own place, so that comments and layout stay. Words,
tools and what is forbidden are never changed: those are decisions, not measurements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from eval.assertions import Failure
from eval.runner import CaseResult

DIGITS = 12


@dataclass(frozen=True)
class _Wanted:
    path: Path
    line: int
    key: str
    value: float


def update_golden(results: Sequence[CaseResult]) -> list[str]:
    """Change the files; one line for each change, and for each number that could not be changed with the reason."""
    wanted = {w: None for result in results for f in _failures(result) if (w := _wanted(result.case.path, f))}
    told: list[str] = []
    for path in dict.fromkeys(w.path for w in wanted):
        told += _update(path, [w for w in wanted if w.path == path])
    return told or ["no expected number to update"]


def _failures(result: CaseResult) -> Iterator[Failure]:
    for turn in result.shown.turns:
        yield from turn.failures
    yield from result.shown.ending


def _wanted(path: Path, failure: Failure) -> _Wanted | None:
    """The number that a failed expectation should have, None where it is no number or more than one."""
    kind, _, rest = failure.assertion.partition(".")
    got: Any = failure.got
    if kind == "tools" and ".figures." in rest:
        key = rest.partition(".figures.")[2]
        got = got[0] if isinstance(got, list) and len(got) == 1 else None
    elif kind == "model" and rest != "template":
        key = rest
    else:
        return None
    if isinstance(got, bool) or not isinstance(got, int | float):
        return None
    return _Wanted(path, failure.line, key, float(got))


def _update(path: Path, wanted: Sequence[_Wanted]) -> list[str]:
    text = path.read_bytes().decode("utf-8")
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None  # the run has read it
    edits: list[tuple[int, int, str]] = []
    told: list[str] = []
    for place in dict.fromkeys((w.line, w.key) for w in wanted):
        values = {w.value for w in wanted if (w.line, w.key) == place}
        where = f"{path.name}:{place[0]} {place[1]}"
        nodes = [n for n in _numbers(root, place[1]) if n.start_mark.line + 1 == place[0]]
        if len(values) > 1 or len(nodes) != 1:
            told.append(
                f"{where}: left alone, {'several values came out' if len(values) > 1 else 'its place is unclear'}"
            )
            continue
        node, new = nodes[0], f"{values.pop():.{DIGITS}g}"
        edits.append((node.start_mark.index, node.end_mark.index, new))
        told.append(f"{where}: {node.value} → {new}")
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    path.write_bytes(text.encode("utf-8"))
    return told


def _numbers(node: yaml.Node, key: str) -> Iterator[yaml.ScalarNode]:
    """Plain numbers under a key, or under its `approx`, anywhere below a node."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _numbers(item, key)
    if not isinstance(node, yaml.MappingNode):
        return
    for name, value in node.value:
        if str(name.value) == key:
            yield from _scalars(value)
        else:
            yield from _numbers(value, key)


def _scalars(value: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(value, yaml.ScalarNode):
        yield value
    elif isinstance(value, yaml.MappingNode):
        yield from (v for k, v in value.value if k.value == "approx" and isinstance(v, yaml.ScalarNode))
