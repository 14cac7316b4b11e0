"""Which tools were called, with which arguments.

Modes (a call *matches* an expected one when name and given arguments agree):

- `strict`: the expected calls, in this order, and nothing else;
- `ordered`: the expected calls occur in this order; other calls may come between;
- `unordered`: the expected calls, in any order, and nothing else;
- `superset` (the default): all expected calls occur, in any order; other calls may occur;
- `subset`: every call matches an expected one; expected calls may be missing.

An expected call is used up by one actual call, except in `subset`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from eval.assertions.base import Assertion, Failure, Observed
from eval.assertions.changes import ChangeIs, ChangesAre, parse_changes
from eval.assertions.figures import parse_figures
from eval.assertions.matching import in_order, largest_matching
from eval.assertions.values import Difference, KeysAre, parse_value
from eval.yaml_nodes import Node

Mode = Literal["strict", "ordered", "unordered", "superset", "subset"]
MODES: tuple[Mode, ...] = get_args(Mode)
TOOLS_KEYS = ("mode", "calls", "forbidden")
CALL_KEYS = ("name", "args", "figures")


@dataclass(frozen=True)
class ExpectedCall:
    """A tool call to look for.

    Attributes:
        args: The arguments given, except `changes`.
        changes: The set of changes given, with its line, or None.
    """

    line: int
    name: str
    args: KeysAre
    changes: tuple[int, tuple[ChangeIs, ...]] | None

    def shown(self) -> dict[str, Any]:
        """Name and arguments as plain JSON."""
        args = dict(self.args.shown())
        if self.changes is not None:
            args["changes"] = [change.given.shown() for change in self.changes[1]]
        return {"name": self.name, **({"args": args} if args else {})}

    def differences(self, call: Mapping[str, Any], inputs: Mapping[str, float]) -> list[Difference]:
        """How a call's arguments differ; `inputs` are the model's before the turn."""
        got = call.get("args") or {}
        found = self.args.differences(got, "")
        if self.changes is not None:
            line, changes = self.changes
            wanted = ChangesAre(line, changes, inputs)
            found += wanted.differences(got.get("changes", "missing"), "changes")
        return found

    def matches(self, call: Mapping[str, Any], inputs: Mapping[str, float]) -> bool:
        """Whether name and arguments agree."""
        return call.get("name") == self.name and not self.differences(call, inputs)


@dataclass(frozen=True)
class ToolCalls:
    """The calls of a turn are those expected, in the sense of the mode."""

    line: int
    mode: Mode
    calls: tuple[ExpectedCall, ...]

    def check(self, seen: Observed) -> list[Failure]:
        """Failures: calls that are missing or differ, then calls that are too many or out of order."""
        actual = seen.tools
        accepted = [[call.matches(tool, seen.inputs_before) for tool in actual] for call in self.calls]
        if self.mode == "subset":
            outside = [j for j in range(len(actual)) if not any(row[j] for row in accepted)]
            return self._too_many(actual, outside)
        pairs = in_order(accepted) if self.mode in {"strict", "ordered"} else largest_matching(accepted)
        used = set(pairs.values())
        failures = [
            failure
            for i, call in enumerate(self.calls)
            if i not in pairs
            for failure in _missing(call, [t for j, t in enumerate(actual) if j not in used], actual, seen)
        ]
        if self.mode in {"strict", "unordered"}:
            failures += self._too_many(actual, [j for j in range(len(actual)) if j not in used])
        return failures

    def _too_many(self, actual: Sequence[Mapping[str, Any]], outside: Sequence[int]) -> list[Failure]:
        if not outside:
            return []
        wanted = {self.mode: [call.shown() for call in self.calls]}
        return [Failure("tools.calls", self.line, wanted, [_brief(actual[j]) for j in outside])]


@dataclass(frozen=True)
class ForbiddenTool:
    """A tool is not called."""

    line: int
    name: str

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the calls made."""
        made = [_brief(tool) for tool in seen.tools if tool.get("name") == self.name]
        return [Failure("tools.forbidden", self.line, f"no call of {self.name}", made)] if made else []


def _missing(
    call: ExpectedCall, free: Sequence[Mapping[str, Any]], actual: Sequence[Mapping[str, Any]], seen: Observed
) -> list[Failure]:
    """The arguments that differ in the nearest unused call of that name, or the call itself."""
    same_name = [tool for tool in free if tool.get("name") == call.name]
    options = [call.differences(tool, seen.inputs_before) for tool in same_name]
    nearest = min((option for option in options if option), key=len, default=None)
    if nearest:
        return [Failure(f"tools.{call.name}.args.{d.where}", d.line, d.expected, d.got) for d in nearest]
    return [Failure("tools.calls", call.line, call.shown(), [_brief(tool) for tool in actual])]


def _brief(tool: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tool[key] for key in ("name", "args", "error") if tool.get(key)}


def parse_tools(node: Node) -> list[Assertion]:
    """The assertions under `expect.tools`.

    Raises:
        DataFileError: A key or mode is unknown, or a call has no name.
    """
    keys = node.mapping(TOOLS_KEYS)
    found: list[Assertion] = []
    mode: Mode = "superset"
    if "mode" in keys:
        chosen = keys["mode"].choice(MODES)
        mode = next(m for m in MODES if m == chosen)
    if "calls" in keys or "mode" in keys:
        items = keys["calls"].items() if "calls" in keys else []
        parsed = [_parse_call(item) for item in items]
        place = keys.get("calls", node)
        found.append(ToolCalls(place.line, mode, tuple(call for call, _ in parsed)))
        found += [figure for _, figures in parsed for figure in figures]
    if "forbidden" in keys:
        found += [ForbiddenTool(item.line, item.text()) for item in keys["forbidden"].one_or_more()]
    return found


def _parse_call(node: Node) -> tuple[ExpectedCall, list[Assertion]]:
    if not node.is_mapping:  # `- what_if` for a call of which only the name matters
        return ExpectedCall(node.line, node.text(), KeysAre(node.line, ()), None), []
    keys = node.mapping(CALL_KEYS, required=("name",))
    name = keys["name"].text()
    args = keys["args"].mapping() if "args" in keys else {}
    changes = args.pop("changes", None)
    kept = KeysAre(node.line, tuple((key, parse_value(value)) for key, value in args.items()))
    parsed = (changes.line, parse_changes(changes)) if changes is not None else None
    figures = parse_figures(keys["figures"], name) if "figures" in keys else []
    return ExpectedCall(node.line, name, kept, parsed), figures
