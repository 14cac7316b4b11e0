"""Going back on numbers: what the base case was before each change of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.errors import ToolInputError
from assistant.finance.model import FinanceModel

JsonDict = dict[str, Any]
KEPT = 50  # base cases remembered
# What a step back leaves alone: the history itself, and the what-ifs, which are no part of the base case.
PASSING = frozenset({"history", "undone", "scenario", "count", "recent", "currency_new"})


def snapshot(finance: Mapping[str, Any]) -> JsonDict:
    """The part of the finance state that a step back restores."""
    return {key: value for key, value in finance.items() if key not in PASSING}


def remembered(before: Mapping[str, Any], after: Mapping[str, Any]) -> JsonDict:
    """`after` with `before` as its last step; unchanged numbers leave no step, a new step ends what could be redone."""
    history, undone = list(before.get("history") or ()), list(before.get("undone") or ())
    if _differs(before, after):
        history, undone = [*history, snapshot(before)][-KEPT:], []
    return {**after, "history": history, "undone": undone}


def undo(finance: Mapping[str, Any], steps: int = 1) -> JsonDict:
    """The finance state before the last `steps` changes of the numbers.

    Raises:
        ToolInputError: Nothing was changed yet, or fewer times.
    """
    return _moved(finance, steps, source="history", target="undone")


def redo(finance: Mapping[str, Any], steps: int = 1) -> JsonDict:
    """The finance state after the last `steps` changes that were taken back.

    Raises:
        ToolInputError: Nothing was taken back, or fewer times.
    """
    return _moved(finance, steps, source="undone", target="history")


def restore(finance: Mapping[str, Any]) -> JsonDict:
    """The numbers before they last changed, as a new step; saved scenarios stay.

    Raises:
        ToolInputError: They never changed.
    """
    present = finance.get("inputs")
    earlier = (s for s in reversed(finance.get("history") or ()) if s.get("inputs") != present)
    found = next(earlier, None)
    if found is None:
        _check_steps(1, 0, undoing=True)
    kept = {"scenarios": finance["scenarios"]} if finance.get("scenarios") else {}
    passing: JsonDict = {"scenario": None, "recent": [], "count": int(finance.get("count") or 0)}
    return remembered(finance, {**(found or {}), **kept, **passing})


def reset(model: FinanceModel, finance: Mapping[str, Any]) -> JsonDict:
    """The template's example numbers as the base case; saved scenarios stay, and the step can be undone."""
    fresh = {**snapshot(finance), "template": model.id, "inputs": model.defaults, "stated": []}
    passing: JsonDict = {"scenario": None, "recent": [], "count": int(finance.get("count") or 0)}
    return remembered(finance, {**fresh, **passing})


def _moved(finance: Mapping[str, Any], steps: int, source: str, target: str) -> JsonDict:
    taken, given = list(finance.get(source) or ()), list(finance.get(target) or ())
    _check_steps(steps, len(taken), undoing=source == "history")
    present = snapshot(finance)
    for _ in range(steps):
        given.append(present)
        present = taken.pop()
    passing: JsonDict = {"scenario": None, "recent": [], "count": int(finance.get("count") or 0)}
    return {**present, **passing, source: taken, target: given[-KEPT:]}


def _check_steps(steps: int, there: int, *, undoing: bool) -> None:
    if steps < 1:
        raise ToolInputError("Give a number of steps of at least 1.", "步数至少为1。")
    if there == 0:
        if undoing:
            raise ToolInputError(
                "There is no change of the numbers to take back.", "数字还没有改动过，没有可以撤销的内容。"
            )
        raise ToolInputError("There is no undone change of the numbers to redo.", "没有可以重做的数字改动。")
    if steps > there:
        raise ToolInputError(
            f"Only {there} changes of the numbers can be {'undone' if undoing else 'redone'}; ask for at most {there}.",
            f"数字最多只能{'撤销' if undoing else '重做'}{there}步，请减少步数。",
        )


def _differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether the numbers, the model or the saved scenarios changed; who stated an unchanged number does not matter."""
    if not before.get("template"):
        # Looking at the template's examples for the first time changes nothing of the user's.
        return bool(after.get("stated") or after.get("scenarios"))
    old, new = before.get("inputs") or {}, after.get("inputs") or {}
    if any(new.get(name) != value for name, value in old.items()):
        return True
    if any(name in (after.get("stated") or ()) for name in new if name not in old):
        return True
    own = {key for key in {*snapshot(before), *snapshot(after)} if key not in ("inputs", "stated")}
    return any((before.get(key) or None) != (after.get(key) or None) for key in own)
