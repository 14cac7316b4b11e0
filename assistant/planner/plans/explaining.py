"""Explains results that are no figures of the model: a split budget, a score, pricing modes side by side, a range."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from assistant.language.formatting import format_number
from assistant.planner.context import Context
from assistant.planner.plan import Plan, Say

JsonDict = dict[str, Any]
LANGUAGES = ("en", "zh")
COLON = {"en": ": ", "zh": "："}
COMMA = {"en": "; ", "zh": "；"}


def plan_other_result(text: str, context: Context, names_figure: bool) -> Plan | None:
    """What is behind the result that the last turn showed, or behind the one that the words name.

    Args:
        text: The message, normalised.
        context: The talk before it.
        names_figure: Whether it names a figure of the model, which a simulation only varies.

    Returns:
        None where neither is a result of another tool than those that compute the model's figures.
    """
    for tool, explain in EXPLAINED.items():
        data = (context.seen.get(tool) or {}).get("data") or {}
        shown = tool in context.last and not (names_figure and tool == "simulate")
        if data and (shown or _labels(data, text)):
            lines = {language: explain(data, text, language) for language in LANGUAGES}
            if lines["en"]:
                return Plan(says=(Say("explain", {"explanation": {k: "\n".join(v) for k, v in lines.items()}}),))
    return None


def _feasibility(data: JsonDict, text: str, language: str) -> list[str]:
    """Of each criterion named, else of the weakest, what gave it its points and what is missing; none may be judged."""
    weakest = data["weakest"]
    criteria = _named(data["criteria"], text) or ([weakest] if weakest else [])
    lines = []
    for one in criteria:
        lines.append(f"{one['label'][language]}{COLON[language]}{one['score'][language]}")
        reasons = [*one["evidence"], *one["gaps"]]
        lines += [f"{r['mark'][language]}{COLON[language]}{r['text'][language]}" for r in reasons]
    return lines


def _budget(data: JsonDict, text: str, language: str) -> list[str]:
    """What the split starts from, what moved it, and the share of a part that is named."""
    lines = []
    for part in _named(data["parts"], text):
        share, budget = format_number(part["share"], "fraction", language), data["budget"]
        amount, whole = (format_number(v, data["currency"], language) for v in (part["amount"], budget))
        lines.append(f"{part['label'][language]} = {share} × {whole} = {amount}")
    return [*lines, data["basis"][language], *(r[language] for r in data["reasons"])]


def _pricing(data: JsonDict, text: str, language: str) -> list[str]:
    """What all modes were computed with, and the numbers of its own that a mode which is named has besides."""
    lines = [_inputs(data["shared"], language)]
    for mode in _named(data["modes"], text) or data["modes"]:
        own = _inputs(mode["own"], language)
        lines += [f"{mode['title'][language]}{COLON[language]}{own}"] if own else []
    return lines


def _simulation(data: JsonDict, text: str, language: str) -> list[str]:
    """What was varied, and what the percentiles say."""
    return [data["message"][language], *(note[language] for note in data["notes"])]


def _metrics(data: JsonDict, text: str, language: str) -> list[str]:
    """How each metric was worked out, or why it has no value; those named, else all that were shown."""
    lines = []
    for metric in _named(data["metrics"], text) or data["metrics"]:
        if reason := metric["working"] or metric["reason"]:
            lines.append(f"{metric['label'][language]}{COLON[language]}{reason[language]}")
    return lines


def _inputs(rows: Iterable[JsonDict], language: str) -> str:
    told = [
        f"{r['label'][language]} {format_number(r['value'], r['unit'], language)}"
        for r in rows
        if r.get("value") is not None
    ]
    return COMMA[language].join(told)


def _named(rows: Iterable[JsonDict], text: str) -> list[JsonDict]:
    """The rows whose label stands in the text."""
    labels = [(row, row.get("label") or row.get("title") or {}) for row in rows]
    lowered = text.lower()
    return [row for row, label in labels if any(v and v.lower() in lowered for v in label.values())]


def _labels(data: JsonDict, text: str) -> bool:
    """Whether a text names a criterion by its label; parts and modes are also words of other questions."""
    return bool(_named(data.get("criteria") or (), text))


EXPLAINED: dict[str, Callable[[JsonDict, str, str], list[str]]] = {
    "allocate_budget": _budget,
    "assess_feasibility": _feasibility,
    "compare_pricing": _pricing,
    "saas_metrics": _metrics,
    "simulate": _simulation,
}
