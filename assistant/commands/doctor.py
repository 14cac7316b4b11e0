"""`canvas doctor`: what is installed and what is in use."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import typer

from assistant.commands.common import settings
from assistant.errors import AssistantError

PACKAGES = ("langchain", "langgraph", "openai", "transformers", "torch", "chromadb", "gradio", "scikit-learn")


def doctor() -> None:
    """Show what is installed and which model, embedder, device and folders are in use.

    Example: canvas doctor
    """
    chosen = settings()
    rows = [("Python", platform.python_version()), *((name, _version(name)) for name in PACKAGES)]
    rows += [
        ("model", chosen.model),
        ("embedder", chosen.embedder),
        ("device", _device()),
        ("data folder", str(chosen.data_dir)),
        ("guidance index", _index()),
    ]
    for name, value in rows:
        print(f"{name:16}{value}")
    problem = _model_problem()
    if problem:
        print(f"problem: {problem}")
    raise typer.Exit(1 if problem else 0)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _device() -> str:
    try:
        import torch
    except ImportError:
        return "cpu (torch is not installed)"
    return f"cuda ({torch.cuda.get_device_name(0)})" if torch.cuda.is_available() else "cpu"


def _index() -> str:
    from assistant.wiring import open_index

    index = open_index(settings())
    if not index.built:
        return "not built yet (built on first use)"
    return "outdated (rebuilt on next use)" if index.stale else "up to date"


def _model_problem() -> str:
    from assistant.agent.models import check_name

    try:
        check_name(settings().model)
    except AssistantError as error:
        return str(error)
    return ""
