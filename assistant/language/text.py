"""A text that exists in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """The same text in both languages."""

    en: str
    zh: str

    def get(self, language: str) -> str:
        """The text in `language` ("en" or "zh")."""
        return self.zh if language == "zh" else self.en

    def to_json(self) -> dict[str, str]:
        """`{"en": …, "zh": …}`."""
        return {"en": self.en, "zh": self.zh}
