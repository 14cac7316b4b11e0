"""Chat models by name: the built-in planner or any OpenAI-compatible server."""

from __future__ import annotations

import os
from collections.abc import Callable

from langchain_core.language_models import BaseChatModel

from assistant.errors import ConfigError

OLLAMA_URL = "http://localhost:11434/v1"


def chat_model(name: str, planner: Callable[[], BaseChatModel], timeout_s: float) -> BaseChatModel:
    """The model that `CANVAS_MODEL` names.

    Args:
        name: `planner`, `openai:NAME` or `ollama:NAME`.
        planner: Builds the built-in planner.
        timeout_s: Longest wait for an answer, seconds.

    Raises:
        ConfigError: The name is of no known form, or a key is missing.
    """
    if name == "planner":
        return planner()
    provider, _, model = name.partition(":")
    if provider not in {"openai", "ollama"} or not model:
        raise ConfigError(f"CANVAS_MODEL={name!r} is not known; use planner, openai:NAME or ollama:NAME")
    if provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
        raise ConfigError("OPENAI_API_KEY is not set; set it (any text for a local server) or use CANVAS_MODEL=planner")
    from langchain_openai import ChatOpenAI

    local = {"base_url": os.environ.get("OLLAMA_BASE_URL", OLLAMA_URL), "api_key": "ollama"}
    return ChatOpenAI(
        model=model, temperature=0, timeout=timeout_s, max_retries=1, **(local if provider == "ollama" else {})
    )
