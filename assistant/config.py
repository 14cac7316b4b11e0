"""Settings of the product, read from the environment in entry points only."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import ConfigError


class Settings(BaseSettings):
    """Everything that can be configured; each field is the variable `CANVAS_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="CANVAS_", frozen=True, extra="ignore")

    model: str = Field("planner", description="planner, openai:NAME or ollama:NAME")
    data_dir: Path = Field(Path.home() / ".canvas-assistant", description="conversations, index and exported files")
    chroma_url: str = Field("", description="URL of a Chroma server; empty keeps the index in data_dir")
    embedder: str = Field("minilm", description="minilm, or hf:NAME_OR_PATH for another sentence encoder")
    auth_file: Path | None = Field(None, description="file of user:password lines that guards the page")
    language: Literal["auto", "en", "zh"] = Field("auto", description="reply language; auto follows the user")
    model_timeout_s: float = Field(30.0, gt=0, description="longest wait for a model's answer, seconds")
    host: str = "127.0.0.1"
    port: int = Field(7860, ge=1, le=65535)


def load_settings(**overrides: object) -> Settings:
    """Read the settings from the environment.

    Raises:
        ConfigError: A variable has a value that cannot be used; the message names it.
    """
    try:
        return Settings(**{k: v for k, v in overrides.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise ConfigError(f"CANVAS_{name}: {first['msg']} (got {first.get('input')!r})") from error
