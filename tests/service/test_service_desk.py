"""Trying customer service: cards of what was read, corrections kept as training data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from service.service_fakes import models

from assistant.language.text import Text
from assistant.service.answers import AnswerBook, Template
from assistant.service.data import read_examples
from assistant.service.desk import ServiceDesk
from ui.i18n import words
from ui.service_handlers import ServiceHandlers
from ui.service_tab import ServiceParts, cards_html

BOOK = AnswerBook(
    {"trial": (Template(Text("It lasts {trial_days}.", "试用{trial_days}。")),)},
    {"trial": Text("Trial", "试用"), "invoice": Text("Invoice", "发票")},
)


def desk(folder: Path) -> ServiceDesk:
    return ServiceDesk(lambda: models(lambda _: "trial", lambda _: "neutral"), lambda: BOOK, folder)


@pytest.mark.parametrize(("language", "texts"), [("en", ("Trial (90%)", "neutral")), ("zh", ("试用 (90%)", "中性"))])
def test_a_card_says_what_was_understood_and_escapes_what_was_written(
    tmp_path: Path, language: str, texts: tuple[str, ...]
) -> None:
    rows = desk(tmp_path).read(["how long is <b>the trial</b>?", "I will sue you"])
    card = cards_html(rows, words(language))
    assert all(text in card for text in texts)
    assert "&lt;b&gt;" in card
    assert "<b>" not in card
    assert card.count("service-alarm") == 1


def test_corrections_are_training_data_without_personal_data(tmp_path: Path) -> None:
    tried = desk(tmp_path)
    tried.correct("I'm Alice, bill me at a@b.com", "invoice", None)
    tried.correct("发票怎么开", "invoice", "neutral")
    examples = read_examples([tmp_path / "corrections_intent.csv"])
    assert [(e.text, e.label) for e in examples] == [
        ("I'm [NAME_1], bill me at [EMAIL_1]", "invoice"),
        ("发票怎么开", "invoice"),
    ]
    with pytest.raises(ValueError, match="unknown intent"):
        tried.correct("x", "nonsense", None)


async def test_the_view_reads_and_saves(tmp_path: Path) -> None:
    names = ("intro", "results", "box", "read", "shown", "which", "intent", "sentiment", "save", "said")
    parts: Any = ServiceParts(**{name: name for name in names})  # type: ignore[arg-type]
    handlers = ServiceHandlers(desk(tmp_path), parts)
    view = {"language": "zh"}
    updates = await handlers.read("试用多久\n\n  第二条 ", view)
    assert [row["message"] for row in updates["results"]] == ["试用多久", "第二条"]
    assert updates["which"]["choices"] == [("1. 试用多久", 0), ("2. 第二条", 1)]
    said = handlers.save(1, "invoice", None, updates["results"], view)
    assert "corrections_intent.csv" in said
    assert "第二条,invoice" in (tmp_path / "corrections_intent.csv").read_text(encoding="utf-8")
    assert "至少" in (await handlers.read("  ", view))["shown"]
    assert handlers.relabel([], {"language": "en"})["read"]["value"] == "Read and answer"
