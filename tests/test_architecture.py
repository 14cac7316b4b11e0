"""The rules of the house: imports point one way, files stay small, importing does nothing."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(p for room in ("assistant", "ui", "eval") for p in (ROOT / room).rglob("*.py"))
MODULE_LINES = 300
FUNCTION_LINES = 50
PURE = ("language", "learned", "canvas", "finance", "analytics", "service", "figures.py", "grounding.py")
LANGCHAIN_MAY_APPEAR = (
    "assistant/tools/",
    "assistant/agent/",
    "assistant/planner/chat_",
    "assistant/retrieval/",
    "assistant/testing.py",
    "assistant/session.py",
    "assistant/facts.py",
    "assistant/house.py",
    "assistant/toolbox.py",
)
ABOVE = ("tools", "agent", "planner", "session", "wiring", "config")
FORBIDDEN = {
    "assistant/canvas": ("finance", "retrieval", *ABOVE),
    "assistant/finance": ("canvas", "retrieval", *ABOVE),
    "assistant/language": ("learned", "canvas", "finance", "retrieval", *ABOVE),
    "assistant/learned": ("canvas", "finance", "analytics", "service", "retrieval", *ABOVE),
    "assistant/analytics": ("canvas", "finance", "retrieval", *ABOVE),
    "assistant/service": ("canvas", "finance", *ABOVE),
    "assistant/retrieval": ("finance", *ABOVE),
    "assistant/tools": ("planner", "session", "wiring", "config"),
    "assistant/agent": ("planner", "session", "wiring", "config"),
    "assistant/planner": ("tools", "retrieval", "session", "wiring", "config"),
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_point_one_way(path: Path) -> None:
    for room, forbidden in FORBIDDEN.items():
        if name(path).startswith(f"{room}/"):
            bad = {
                m for m in imported(path) for f in forbidden if m == f"assistant.{f}" or m.startswith(f"assistant.{f}.")
            }
            assert not bad
    if name(path).startswith("assistant/"):
        outside = {m for m in imported(path) if m.split(".")[0] in ("ui", "eval")}
        assert not outside or name(path).startswith("assistant/commands/")


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_frameworks_stay_in_their_rooms(path: Path) -> None:
    roots = {m.split(".")[0] for m in imported(path)}
    if roots & {"langchain", "langchain_core", "langgraph", "langchain_openai"}:
        assert name(path).startswith(LANGCHAIN_MAY_APPEAR)
    if "gradio" in roots:
        assert name(path).startswith("ui/")
    if roots & {"torch", "transformers"}:
        assert name(path).startswith((
            "assistant/service/",
            "assistant/retrieval/embeddings",
            "assistant/commands/doctor",
        ))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MODULE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES, f"{node.name} has {length} lines"


def modules() -> list[str]:
    packages = ("assistant", "ui", "eval")
    return [m.name for p in packages for m in pkgutil.walk_packages([str(ROOT / p)], f"{p}.")]


@pytest.mark.parametrize("module", modules())
def test_importing_a_module_touches_no_network(module: str) -> None:
    importlib.import_module(module)  # sockets are blocked for every test
