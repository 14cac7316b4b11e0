"""State of a conversation: plain JSON, checkpointed by the agent."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import Annotated, Any

from langchain.agents import AgentState
from typing_extensions import TypedDict

JsonDict = dict[str, Any]

FIGURES_KEPT = 3000
PASSAGES_KEPT = 200


def append_figures(old: list[JsonDict] | None, new: list[JsonDict] | None) -> list[JsonDict]:
    """Append figures; a newer one of the same id, scenario and source replaces the older."""
    merged = {(f["id"], f["scenario"], f["source"]): f for f in [*(old or []), *(new or [])]}
    return list(merged.values())[-FIGURES_KEPT:]


def append_citations(old: list[JsonDict] | None, new: list[JsonDict] | None) -> list[JsonDict]:
    """Append cited passages, newest last."""
    return [*(old or []), *(new or [])][-PASSAGES_KEPT:]


@dataclass(frozen=True)
class TurnContext:
    """What the tools of one turn share besides the state; it is not kept.

    Attributes:
        stopped: Set when the turn was ended by its user. A tool runs in a thread, which nothing else can end.
    """

    stopped: Event = field(default_factory=Event)


class Finance(TypedDict, total=False):
    """The finance model in use."""

    template: str
    inputs: dict[str, float]  # every input of the model: the base case
    stated: list[str]  # ids of the inputs that the user gave; the others are the template's examples
    scenario: JsonDict | None  # the last what-if: {"name": str, "changes": [{variable, relation, value}, …]}
    count: int  # what-ifs so far, to name the next
    extensions: list[JsonDict]  # what the user added to a model: finance.extend.Addition.to_json()
    scenarios: list[JsonDict]  # kept under names: finance.scenarios.Saved.to_json()
    history: list[JsonDict]  # what this was before each change of the numbers: finance.history.snapshot()
    undone: list[JsonDict]  # steps taken back, to be redone
    recent: list[JsonDict]  # the last what-ifs since the base case changed, oldest first, as in `scenario`
    currency: str  # what amounts are counted in; missing for that of the model file
    currency_by: str  # how it came to be where it was not chosen: finance.counted.BY
    currency_new: bool  # True in the turn in which the currency of a model in use changed


class ConversationState(AgentState[Any]):
    """What a conversation remembers besides its messages."""

    language: str  # "en" or "zh", of the last user message
    reply_language: str  # the language that the user asked for; missing where the message decides
    canvas: JsonDict  # canvas.history.History.to_json()
    brief: JsonDict  # canvas.brief.Brief.to_json()
    assumptions: list[JsonDict]  # canvas.assumptions.Assumption.to_json(), riskiest first, with the results told so far
    finance: Finance
    versions: JsonDict  # canvas.versions.Versions.to_json(): named versions and branches of the three above
    figures: Annotated[list[JsonDict], append_figures]
    citations: Annotated[list[JsonDict], append_citations]
    budget: JsonDict  # the last split of a budget: {"budget", "currency", "amounts": {part: amount}}
    files: list[JsonDict]  # uploaded: {"name", "path"}
    tables: JsonDict  # what the user said of columns: {file name: analytics.tables.Corrections.to_json()}
    segments: JsonDict  # the segments found last: {"file": table, "model": path of analytics.segments.SegmentModel}
    exports: list[str]  # paths of files written for the user this turn
    clock: str  # what "today" means where it is not the present: an ISO time, set by the evaluation
    seed: int  # of everything random where the user names none, set by the evaluation
    call_count: int  # tool calls so far, for figure sources
