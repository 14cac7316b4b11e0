"""YAML that remembers the line each key came from, so that errors can name it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from assistant.errors import KnowledgeError

# The parser of libyaml is many times faster, and these files are read on every start.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(dict[str, Any]):
    """A mapping with the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


def read_yaml(path: Path) -> Located:
    """Read a YAML file whose top is a mapping.

    Raises:
        KnowledgeError: The file is missing, is no YAML, has a key twice, or its top is something else.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except OSError as error:
        raise KnowledgeError(f"cannot be read: {error.strerror}", path) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise KnowledgeError(f"is not valid YAML: {error.problem}", path, line) from error
    except yaml.YAMLError as error:
        raise KnowledgeError(f"is not valid YAML: {error}", path) from error
    value = _value(node, path) if node is not None else None
    if not isinstance(value, Located):
        raise KnowledgeError("must be a mapping of keys to values", path, 1)
    return value


def _value(node: yaml.Node, path: Path) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, path) for child in node.value]
    return SafeConstructor().construct_object(node)


def _mapping(node: yaml.MappingNode, path: Path) -> Located:
    found = Located(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = str(key_node.value)
        if key in found:
            raise KnowledgeError(f"the key {key!r} is there twice", path, line)
        found[key] = _value(value_node, path)
        found.lines[key] = line
    return found
