"""Tools of the review: contradictions and gaps, the next test, evidence from tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.canvas.assumptions import Assumption, card_json, ledger, load_cards, open_ones, stage, with_status
from assistant.canvas.canvas import Canvas, blocks_json
from assistant.canvas.evidence import Judgement, judge, read_result, recorded
from assistant.canvas.evidence_about import matching
from assistant.canvas.history import ENTRIES_KEPT, History
from assistant.canvas.review import Rulebook, on_examples, review, unfinished
from assistant.errors import ToolInputError
from assistant.figures import Figure
from assistant.finance.belief import doubt_figures, of_case
from assistant.finance.model import FinanceModel
from assistant.finance.session import BaseCase, base_case
from assistant.finance.unit_economics import unit_economics
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish

JsonDict = dict[str, Any]
SHOWN = 5
RISKIEST = 3


def review_tools(models: Mapping[str, FinanceModel], rulebook: Callable[[], Rulebook]) -> list[BaseTool]:
    """`review_canvas`, `next_test` and `record_evidence`.

    Args:
        models: Finance models by id.
        rulebook: Gives the rules of the review; asked for when a canvas is reviewed.
    """
    return [_review(models, rulebook), _next_test(), _record()]


def _review(models: Mapping[str, FinanceModel], rulebook: Callable[[], Rulebook]) -> BaseTool:
    @tool(parse_docstring=True)
    def review_canvas(runtime: Runtime, show_all: bool = False) -> Command[Any]:
        """Review the canvas: contradictions and gaps, gravest first, and the riskiest assumptions with a test for each.

        A finding's `fix.operation`, with the `fix.text` of the user's language as text, can be given to edit_canvas.

        Args:
            runtime: State of the conversation, injected.
            show_all: True to show every finding, not only the gravest.
        """
        canvas = _canvas(runtime)
        case = base_case(models, runtime.state.get("finance") or {})
        findings = review(canvas, rulebook(), _finance(case))
        found = [f.to_json() for f in findings]
        assumptions = _ledger(canvas, runtime)
        cards = [card_json(a, load_cards()) for a in open_ones(assumptions)[:RISKIEST]]
        data: JsonDict = {
            "findings": found,
            "shown": len(found) if show_all else min(SHOWN, len(found)),
            "total": len(found),
            "kinds": {k: sum(f["kind"] == k for f in found) for k in ("contradiction", "gap", "wording")},
            "riskiest": cards,
            "stage": stage(assumptions),
            "unfinished": [*unfinished(canvas, findings), *_on_examples(case, runtime)],
        }
        figures = [_count("review.findings", len(found), runtime, "findings", "问题")]
        figures += [_count("review.more", len(found) - data["shown"], runtime, "further findings", "其余问题")]
        for kind, count in data["kinds"].items():
            figures.append(_count(f"review.{kind}", count, runtime, kind, kind))
        figures += [f for card in cards for f in _card_figures(card, runtime)]
        figures += doubt_figures(case, language_of(runtime))
        return publish(Outcome(data, figures, state=_kept(assumptions)), "review_canvas", runtime)

    return review_canvas


def _next_test() -> BaseTool:
    @tool(parse_docstring=True)
    def next_test(runtime: Runtime, skip: int = 0) -> Command[Any]:
        """The riskiest open assumption of the canvas with a test card: experiment, metric, threshold, time.

        Args:
            runtime: State of the conversation, injected.
            skip: How many of the riskiest to pass over, for "another one".
        """
        assumptions = _ledger(_canvas(runtime), runtime)
        waiting = open_ones(assumptions)
        card = card_json(waiting[skip % len(waiting)], load_cards()) if waiting else None
        counts = {s: sum(a.status == s for a in assumptions) for s in ("open", "validated", "refuted")}
        data = {"card": card, "stage": stage(assumptions), "counts": counts, "skip": skip}
        figures = [_count(f"assumptions.{s}", n, runtime, f"{s} assumptions", f"{s}假设") for s, n in counts.items()]
        figures += _card_figures(card, runtime) if card else []
        return publish(Outcome(data, figures, state=_kept(assumptions)), "next_test", runtime)

    return next_test


def _record() -> BaseTool:
    @tool(parse_docstring=True)
    def record_evidence(
        result: str, runtime: Runtime, assumption: str = "", outcome: str = "", corrects: bool = False
    ) -> Command[Any]:
        """Record what a test or interviews showed, judge it against the threshold, and mark the canvas item.

        Args:
            result: The result in the user's words with the numbers, e.g. "we interviewed 12 clinics, 9 would pay".
            runtime: State of the conversation, injected.
            assumption: Id of the canvas item it is about, e.g. rs-1; left out, the item that fits best.
            outcome: validated or refuted where the user decides it; left out, the numbers decide.
            corrects: True where it takes the place of the result recorded last for this item.
        """
        history = History.from_json(runtime.state.get("canvas"))
        assumptions = _ledger(_canvas(runtime), runtime)
        target = _target(assumption or result, assumptions)
        if corrects:
            target = replace(target, results=target.results[:-1])
        cards = load_cards()
        judgement = judge(result, read_result(result), cards[target.block])
        verdict = outcome if outcome in {"validated", "refuted"} else judgement.verdict
        stored = [
            {**recorded(a, judgement), "status": verdict} if a.item == target.item else a.to_json() for a in assumptions
        ]
        canvas = with_status(history.canvas, target.item, verdict)
        label = _label(target, verdict, result)
        stored = [_dated(s, label) if s["item"] == target.item else s for s in stored]
        after = ledger(canvas, stored, cards)
        state: JsonDict = {**_kept(after), "canvas": history.push(label, canvas).to_json()}
        waiting = open_ones(after)
        data = {
            **judgement.to_json(),
            "verdict": verdict,
            "corrects": corrects,
            "assumption": card_json(target, cards),
            "next": card_json(waiting[0], cards) if waiting else None,
            "stage": stage(after),
            "canvas": blocks_json(canvas),
        }
        return publish(
            Outcome(data, _evidence_figures(judgement, data, runtime), state=state), "record_evidence", runtime
        )

    return record_evidence


def _canvas(runtime: Runtime) -> Canvas:
    canvas = History.from_json(runtime.state.get("canvas")).canvas
    if not canvas.count:
        raise ToolInputError(
            "The canvas is empty. Tell me what you offer to whom, and I will draft it.",
            "画布还是空的。告诉我您为谁提供什么，我先起草一版。",
            question=True,
        )
    return canvas


def _ledger(canvas: Canvas, runtime: Runtime) -> list[Assumption]:
    history = History.from_json(runtime.state.get("canvas"))
    return ledger(canvas, _still_told(runtime.state.get("assumptions") or (), history), load_cards())


def _still_told(known: Sequence[JsonDict], history: History) -> list[JsonDict]:
    """The ledger without results that were undone: each is a step of the history of the canvas."""
    steps = {entry.label["en"] for entry in history.entries[: history.position + 1]}
    full = len(history.entries) >= ENTRIES_KEPT  # the oldest steps are forgotten, their results are not
    return [
        {**row, "results": [r for r in row.get("results", ()) if full or r.get("step", "") in {"", *steps}]}
        for row in known
    ]


def _dated(row: JsonDict, label: Mapping[str, str]) -> JsonDict:
    """A row of the ledger whose last result names the step of the history that recorded it."""
    return {**row, "results": [*row["results"][:-1], {**row["results"][-1], "step": label["en"]}]}


def _kept(assumptions: list[Assumption]) -> JsonDict:
    return {"assumptions": [a.to_json() for a in assumptions]}


def _target(said: str, assumptions: list[Assumption]) -> Assumption:
    found = matching(said, assumptions)
    if len(found) == 1:
        return found[0]
    choices = found or assumptions[:RISKIEST]
    listed = [f"{n}. {a.text}" for n, a in enumerate(choices, start=1)]
    raise ToolInputError(
        "Which assumption is this about?\n\n" + "\n".join(listed),
        "这个结果说的是哪一条假设？\n\n" + "\n".join(listed),
        question=True,
        choices=tuple(a.item for a in choices),
    )


def _finance(case: BaseCase) -> dict[str, float | str | Mapping[str, str]]:
    """Figures of the finance model; none while it only holds example numbers."""
    if not case.stated:
        return {}
    found: dict[str, float | str | Mapping[str, str]] = {}
    if doubted := of_case(case):
        found["doubt"] = doubted[0].says.to_json()
    if not case.example_inputs or len(case.stated) > 1:
        metrics = unit_economics(case.model, case.inputs).metrics
        found.update({m.id: m.value for m in metrics if m.value is not None})
    if "price" in case.stated and case.model.id == "subscription":
        found.update(price=case.inputs["price"], price_unit=case.model.currency)
    return found


def _on_examples(case: BaseCase, runtime: Runtime) -> list[Mapping[str, str]]:
    """Said where a model is in use and most of its inputs are examples."""
    used = (runtime.state.get("finance") or {}).get("template")
    examples = [case.model.inputs_by_id[name].label.to_json() for name in case.example_inputs]
    return [on_examples(examples)] if used and len(examples) > len(case.stated) else []


def _label(target: Assumption, verdict: str, result: str) -> dict[str, str]:
    en, zh = {"validated": ("validated", "已证实"), "refuted": ("refuted", "已证伪")}.get(
        verdict, ("not settled", "未定")
    )
    return {"en": f"{en} “{target.text}” by “{result}”", "zh": f"“{target.text}”{zh}，依据“{result}”"}


def _evidence_figures(judgement: Judgement, data: JsonDict, runtime: Runtime) -> list[Figure]:
    rows = (
        ("evidence.rate", "share", "比例", judgement.rate, "fraction"),
        ("evidence.low", "lower end of the 95 % interval", "95%区间下限", judgement.low, "fraction"),
        ("evidence.high", "upper end of the 95 % interval", "95%区间上限", judgement.high, "fraction"),
        ("evidence.threshold", "share needed", "门槛", judgement.threshold, "fraction"),
        ("evidence.confidence", "confidence of the interval", "区间置信水平", 0.95, "fraction"),
        ("evidence.successes", "yes", "肯定数", float(judgement.successes), "count"),
        ("evidence.trials", "sample", "样本数", float(judgement.trials), "count"),
    )
    chinese = language_of(runtime) == "zh"
    figures = [Figure(id_, zh if chinese else en, value, unit, None, None, "") for id_, en, zh, value, unit in rows]
    return figures + (_card_figures(data["next"], runtime) if data["next"] else [])


def _card_figures(card: JsonDict, runtime: Runtime) -> list[Figure]:
    chinese = language_of(runtime) == "zh"
    rows = (
        ("threshold", "threshold", "门槛", card["threshold"], "fraction"),
        ("sample", "sample", "样本数", card["sample"], "count"),
        ("days", "working days", "工作日", card["days"], "days"),
        ("impact", "impact", "影响", card["impact"], "count"),
        ("uncertainty", "uncertainty", "不确定性", card["uncertainty"], "count"),
        ("risk", "risk", "风险", card["risk"], "count"),
    )
    return [
        Figure(f"test.{card['item']}.{name}", zh if chinese else en, float(value), unit, None, None, "")
        for name, en, zh, value, unit in rows
    ]


def _count(id_: str, value: int, runtime: Runtime, en: str, zh: str) -> Figure:
    return Figure(id_, zh if language_of(runtime) == "zh" else en, float(value), "count", None, None, "")
