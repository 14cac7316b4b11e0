"""What a reply may state besides figures: numbers of the conversation's state, in the user's words or cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.messages import AnyMessage, ToolMessage

from assistant.agent.turn import user_texts
from assistant.canvas import canvas_json
from assistant.figures import Figure, Ledger, fill_slots
from assistant.finance import FinanceModel
from assistant.finance.session import model_of
from assistant.grounding import ungrounded

JsonDict = dict[str, Any]
TOOLS_READ = 8  # results of the last turns, which a reply may still explain


class Facts:
    """Checks replies against everything the conversation knows.

    Args:
        models: The finance models by id.
    """

    def __init__(self, models: dict[str, FinanceModel]) -> None:
        self._models = models

    def check(self, reply: str, state: JsonDict, messages: Sequence[AnyMessage] | None = None) -> list[str]:
        """Number tokens of `reply` that nothing backs."""
        return ungrounded(
            _without_paths(reply, messages or state.get("messages") or []),
            figures=self.figures(state),
            # What stands on the canvas was said or agreed to by the user.
            user_texts=[
                *user_texts(messages if messages is not None else state.get("messages") or []),
                *_canvas_texts(state),
            ],
            passages=[
                *_passages(state),
                *_computed_texts(messages or state.get("messages") or []),
            ],
            language=str(state.get("language") or "en"),
        )

    def fill(self, reply: str, state: JsonDict) -> str:
        """`reply` with its figure slots filled."""
        return fill_slots(reply, Ledger(tuple(self.figures(state))), str(state.get("language") or "en"))

    def figures(self, state: JsonDict) -> list[Figure]:
        """The inputs of the model in use and every figure published, newest last."""
        return [*self._inputs(state), *(Figure.from_json(f) for f in state.get("figures") or [])]

    def _inputs(self, state: JsonDict) -> list[Figure]:
        finance = state.get("finance") or {}
        if finance.get("template") not in self._models:
            return []
        model = model_of(self._models, finance)
        language = str(state.get("language") or "en")
        return [
            Figure(
                f"input.{i.id}", i.label.get(language), float(value), i.measure.shown, i.period, "base", "state:finance"
            )
            for i in model.inputs
            if (value := (finance.get("inputs") or {}).get(i.id)) is not None
        ]


def _passages(state: JsonDict) -> list[str]:
    return [f"{c['title']} {c['heading']} {c['quote']}" for c in state.get("citations") or []]


def _computed_texts(messages: Sequence[AnyMessage]) -> list[str]:
    """Texts that the last tools gave: passages, explanations with their numbers filled in, reasons, notes."""
    recent = [m.artifact for m in messages if isinstance(m, ToolMessage) and isinstance(m.artifact, dict)][-TOOLS_READ:]
    found = [p["text"] for a in recent for p in a.get("data", {}).get("passages", ())]
    return found + [text for artifact in recent for text in _texts(artifact.get("data") or artifact.get("error"))]


def _without_paths(reply: str, messages: Sequence[AnyMessage]) -> str:
    """`reply` with the files that tools wrote blanked: digits of a path, often random, state no quantity."""
    for message in messages:
        data = message.artifact.get("data") if isinstance(message, ToolMessage) and message.artifact else None
        if isinstance(data, dict) and isinstance(path := data.get("path"), str) and path:
            reply = reply.replace(path, " ")
    return reply


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if data.keys() == {"en", "zh"}:
            yield from data.values()
        else:
            for value in data.values():
                yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _canvas_texts(state: JsonDict) -> list[str]:
    """What stands on the canvas, or stood there in a state that undo and redo reach: edits say what they replaced."""
    kept = [str(row[1]) for row in (state.get("canvas") or {}).get("items") or ()]
    return [*(item["text"] for items in canvas_json(state).values() for item in items), *kept]
