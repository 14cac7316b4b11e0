"""Paraphrases of a case: each is played, must pass, and must give the figures that the first wording gave."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from eval.assertions import Failure
from eval.runner import CaseResult, PlayedTurn, Trial

SHOWN = 8  # figures that differ, in a failure
EQUAL = 1e-9  # relative

FigureKey = tuple[str, str | None]


def compare_variants(results: Sequence[CaseResult]) -> list[CaseResult]:
    """Results in the same order; a variant whose figures differ from its first wording's fails at that turn."""
    first = {(r.case.path, r.case.id, r.model): r for r in results if r.case.variant_of is None}
    return [
        _compared(result, first.get((result.case.path, result.case.variant_of, result.model)))
        if result.case.variant_of
        else result
        for result in results
    ]


def _compared(result: CaseResult, first: CaseResult | None) -> CaseResult:
    if first is None or first.shown.error:
        return result
    return replace(result, trials=tuple(_trial(trial, first.shown, result) for trial in result.trials))


def _trial(trial: Trial, first: Trial, result: CaseResult) -> Trial:
    turns = []
    for number, played in enumerate(trial.turns):
        failure = None
        if number < len(first.turns) and number < len(result.case.turns):
            line = result.case.turns[number].line
            failure = _difference(first.turns[number].record, played.record, line)
        turns.append(PlayedTurn(played.record, (*played.failures, failure)) if failure else played)
    return replace(trial, turns=tuple(turns))


def _difference(wanted: Mapping[str, Any], got: Mapping[str, Any], line: int) -> Failure | None:
    ours, theirs = _figures(wanted), _figures(got)
    names = [key for key in dict.fromkeys([*ours, *theirs]) if not _equal(ours.get(key), theirs.get(key))]
    if not names:
        return None

    def told(side: Mapping[FigureKey, float]) -> dict[str, Any]:
        return {_name(key): side.get(key, "not published") for key in names[:SHOWN]}

    return Failure("variants.figures", line, told(ours), told(theirs))


def _figures(turn: Mapping[str, Any]) -> dict[FigureKey, float]:
    return {(str(f["id"]), f.get("scenario")): float(f["value"]) for f in turn.get("figures") or []}


def _equal(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and math.isclose(one, other, rel_tol=EQUAL, abs_tol=1e-12)


def _name(key: FigureKey) -> str:
    return f"{key[0]}@{key[1]}" if key[1] else key[0]
