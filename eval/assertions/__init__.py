"""What a dialogue file can expect of a turn, one kind of assertion a module.

Each assertion is a small frozen dataclass that knows its line in the file and reports what it expected and got.
"""

from __future__ import annotations

from eval.assertions.base import Assertion, Failure, Observed
from eval.assertions.canvas import parse_canvas
from eval.assertions.latency import parse_latency
from eval.assertions.model import parse_model
from eval.assertions.reply import parse_reply
from eval.assertions.tools import parse_tools
from eval.yaml_nodes import Node

__all__ = ["Assertion", "Failure", "Observed", "parse_expect"]

EXPECT_KEYS = ("tools", "reply", "canvas", "model", "latency_ms")


def parse_expect(node: Node, language: str) -> tuple[Assertion, ...]:
    """All assertions under a turn's `expect`, for a case in `language`.

    Raises:
        DataFileError: A key is unknown or a value malformed; names file and line.
    """
    keys = node.mapping(EXPECT_KEYS)
    found: list[Assertion] = []
    if "tools" in keys:
        found += parse_tools(keys["tools"])
    if "reply" in keys:
        found += parse_reply(keys["reply"], language)
    if "canvas" in keys:
        found += parse_canvas(keys["canvas"], language)
    if "model" in keys:
        found += parse_model(keys["model"])
    if "latency_ms" in keys:
        found += parse_latency(keys["latency_ms"])
    return tuple(found)
