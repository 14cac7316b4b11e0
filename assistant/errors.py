"""Errors of the product.

AssistantError
├── ConfigError          a setting is missing or wrong
├── DataFileError        a prompt, guidance, pattern, finance model or dialogue file is invalid (names file and line)
│   └── KnowledgeError   … of the knowledge folder or its index
├── ToolInputError       what the user or the model asked of a tool cannot be done; says what to give instead
└── ModelUnavailable     the chat model cannot be reached or answered nothing usable

A `ToolInputError` becomes a message the model sees and the turn goes on. Any other exception fails the turn.
"""

from __future__ import annotations

from pathlib import Path


class AssistantError(Exception):
    """Base of every error the product raises on purpose."""


class ConfigError(AssistantError):
    """A setting is missing or wrong."""


class DataFileError(AssistantError):
    """A data file is invalid.

    Args:
        message: What is wrong and what to write instead.
        path: The file.
        line: The line in it, counted from 1, where known.
    """

    def __init__(self, message: str, path: Path | str, line: int | None = None) -> None:
        self.path = Path(path)
        self.line = line
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {message}")


class KnowledgeError(DataFileError):
    """A file of the knowledge folder, or the index over it, is invalid."""


class ToolInputError(AssistantError):
    """Input that cannot be used, said in both languages so that the reply can be in the user's.

    Args:
        en: What is wrong and what to give instead, in English.
        zh: The same in Chinese.
        question: True where the user has to choose or add something, so that the reply is a question.
        choices: Machine-readable choices where the question has some, e.g. variable ids.
    """

    def __init__(self, en: str, zh: str, *, question: bool = False, choices: tuple[str, ...] = ()) -> None:
        self.en = en
        self.zh = zh
        self.question = question
        self.choices = choices
        super().__init__(en)

    def text(self, language: str) -> str:
        """The message in `language` ("en" or "zh")."""
        return self.zh if language == "zh" else self.en


class ModelUnavailable(AssistantError):
    """The chat model cannot be reached or gave nothing usable."""
