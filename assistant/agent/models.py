"""Chat models by name: the built-in planner or any OpenAI-compatible server."""

from __future__ import annotations

import os
from collections.abc import Callable
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel
from pydantic import SecretStr

from assistant.errors import ConfigError

OLLAMA_URL = "http://localhost:11434/v1"


def check_name(name: str) -> tuple[str, str]:
    """Provider and model of a name such as `openai:gpt-4o`.

    Raises:
        ConfigError: The name is of no known form, or a key is missing.
    """
    provider, _, model = name.partition(":")
    if provider == "planner" and not model:
        return provider, ""
    if provider not in {"openai", "ollama"} or not model:
        raise ConfigError(f"CANVAS_MODEL={name!r} is not known; use planner, openai:NAME or ollama:NAME")
    if provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
        raise ConfigError("OPENAI_API_KEY is not set; set it (any text for a local server) or use CANVAS_MODEL=planner")
    return provider, model


def is_external(name: str) -> bool:
    """Whether what a model reads leaves this machine: any but the planner and an Ollama server on it."""
    if name == "planner" or name.startswith("hf:"):
        return False
    if name.startswith("ollama:"):
        return urlsplit(os.environ.get("OLLAMA_BASE_URL", OLLAMA_URL)).hostname not in {"localhost", "127.0.0.1", "::1"}
    return True


def chat_model(name: str, planner: Callable[[], BaseChatModel], timeout_s: float) -> BaseChatModel:
    """The model that `CANVAS_MODEL` names.

    Args:
        name: `planner`, `openai:NAME` or `ollama:NAME`.
        planner: Builds the built-in planner.
        timeout_s: Longest wait for an answer, seconds.

    Raises:
        ConfigError: See `check_name`.
    """
    provider, model = check_name(name)
    if provider == "planner":
        return planner()
    # Imported here: the planner never needs the client, and it takes half a second to load.
    from langchain_openai import ChatOpenAI

    if provider == "ollama":
        url = os.environ.get("OLLAMA_BASE_URL", OLLAMA_URL)
        return ChatOpenAI(
            model=model,
            temperature=0,
            timeout=timeout_s,
            max_retries=1,
            streaming=True,
            base_url=url,
            api_key=SecretStr("ollama"),
        )
    return ChatOpenAI(model=model, temperature=0, timeout=timeout_s, max_retries=1, streaming=True)
