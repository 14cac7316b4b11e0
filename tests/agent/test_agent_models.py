"""Models by name."""

from __future__ import annotations

import pytest

from assistant.agent.models import chat_model, check_name
from assistant.errors import ConfigError
from assistant.testing import ScriptedChatModel


def planner() -> ScriptedChatModel:
    return ScriptedChatModel(script=[])


def test_the_planner_is_built_by_the_caller() -> None:
    assert isinstance(chat_model("planner", planner, 30), ScriptedChatModel)


@pytest.mark.parametrize("name", ["", "gpt-4o", "openai:", "ollama:", "planner:x", "anthropic:claude"])
def test_unknown_names_say_what_is_known(name: str) -> None:
    with pytest.raises(ConfigError, match="use planner, openai:NAME or ollama:NAME"):
        check_name(name)


def test_openai_needs_a_key() -> None:
    with pytest.raises(ConfigError, match="OPENAI_API_KEY is not set"):
        check_name("openai:gpt-4o")


@pytest.mark.parametrize(
    ("name", "url"), [("openai:m", "http://127.0.0.1:9/v1"), ("ollama:qwen3:8b", "http://localhost:11434/v1")]
)
def test_the_client_waits_no_longer_than_told(monkeypatch: pytest.MonkeyPatch, name: str, url: str) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    model = chat_model(name, planner, 7.5)
    assert model.model_name == name.partition(":")[2]  # type: ignore[attr-defined]
    assert (model.request_timeout, model.max_retries, model.streaming) == (7.5, 1, True)  # type: ignore[attr-defined]
    assert str(model.root_async_client.base_url).rstrip("/") == url  # type: ignore[attr-defined]
