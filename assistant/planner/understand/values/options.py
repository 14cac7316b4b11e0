"""Reads alternatives that are weighed against each other: "raise price 10 % or cut churn 1 point", 最好12%、最差4%."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.formatting import format_number
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.changes import Reading, read_changes
from assistant.planner.understand.values.convert import Change, Note

# Words that weigh one thing against another.
_WEIGHS = lazy_re(
    r"\b(?:better|best|more (?:effective|useful|valuable|profitable|profit)|helps? (?:us )?more|wins?|which|"
    r"either|prefer|"
    r"rather|worth more|matters? more|versus|vs|beats?|bigger (?:effect|impact|lift))\b|"
    r"哪[个种样边]|还是|要么|更(?:好|划算|有效|管用|值|赚)|选(?:哪|谁)|比较|对比|二选一",
    re.IGNORECASE,
)
_SEPARATORS = (
    lazy_re(
        r"[,;]?\s*\b(?:or rather|or else|or|versus|vs\.?|compared (?:to|with)|rather than|than)\b\s*", re.IGNORECASE
    ),
    lazy_re(r"[，,]?\s*(?:还是|要么|或者是?|或是?|对比|相比|(?<!相)比(?!较|如|例))\s*"),
    lazy_re(r"\s*(?:\band\b|和|与|跟|同|、|;|；)\s*", re.IGNORECASE),
)
_CASES = lazy_re(
    r"(?P<en>\b(?:pessimistic|optimistic|conservative|aggressive|realistic|worst|best|base|bad|good|"
    r"likely)\b(?:[- ]case| scenario)?)|"
    r"(?P<zh>悲观|乐观|保守|激进|中性|最好|最坏|最差|最佳)(?:的?(?:情况|情形|情景|场景))?(?:下|是|的话)?",
    re.IGNORECASE,
)
# 价格还是129 keeps a value and weighs nothing: "is still", where 还是 otherwise is "or".
_STILL = lazy_re(r"还是(?=[\d一二两三四五六七八九十百千万.%]+[^\n]{0,3}$)|还是(?:不变|一样|照旧|老样子|原来)")
_STOPS_SHORT = 2  # alternatives
MOST = 5


@dataclass(frozen=True)
class Option:
    """One alternative: what it is called and what it changes."""

    name: str
    changes: tuple[Change, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was assumed in reading it."""
        return tuple(note for change in self.changes for note in change.notes)


def read_options(text: str, view: FinanceView, language: str) -> list[Option]:
    """The alternatives of a message, at least two; empty where it weighs none.

    Args:
        text: The message, normalised.
        view: The model.
        language: Language the alternatives are named in.
    """
    if sum(q.role != "from" for q in find_quantities(text)) < _STOPS_SHORT:
        return []  # "40 cents rather than 10" has one value; the other is what it was
    if named := _named(text, view):
        return named
    if len({m.ids for m in view.find_inputs(text)}) > 1:
        text = _STILL.sub(lambda found: "是" + " " * (len(found.group()) - 1), text)
    if not _WEIGHS.search(text):
        return []
    for separator in _SEPARATORS:
        pieces = [p for p in separator.split(text) if find_quantities(p) or view.find_inputs(p)]
        if not _STOPS_SHORT <= len(pieces) <= MOST:
            continue
        readings = _read(pieces, view)
        if all(_whole(r, view) for r in readings):
            return [Option(_called(r.changes, view, language), r.changes) for r in readings]
    return []


def _named(text: str, view: FinanceView) -> list[Option]:
    """Cases by their names: "worst case churn 6%, best case 3%"."""
    starts = list(_CASES.finditer(text))
    if not _STOPS_SHORT <= len(starts) <= MOST:
        return []
    ends = [*(m.start() for m in starts[1:]), len(text)]
    names = [(m["en"] or m["zh"]).lower() for m in starts]
    readings = _read([text[m.end() : end] for m, end in zip(starts, ends, strict=True)], view)
    if len(set(names)) < len(names) or not all(_whole(r, view) for r in readings):
        return []
    return [Option(name, r.changes) for name, r in zip(names, readings, strict=True)]


def _read(pieces: list[str], view: FinanceView) -> list[Reading]:
    """What each piece changes; one that names no input is about the input of the one before it."""
    readings: list[Reading] = []
    follow: tuple[str, ...] = ()
    for piece in pieces:
        reading = read_changes(piece, view, follow)
        follow = tuple(c.variable for c in reading.changes) or follow
        readings.append(reading)
    return readings


def _whole(reading: Reading, view: FinanceView) -> bool:
    """Whether all of a piece was understood; a number that only repeats a present value may stand beside it."""
    present = set(view.inputs.values())
    open_ = [q for q in reading.leftover if q.kind != "duration" and q.value not in present]
    return bool(reading.changes) and not open_ and not reading.ambiguous


def _called(changes: tuple[Change, ...], view: FinanceView, language: str) -> str:
    """An option by what it sets: "price per month $53.90"."""

    def one(change: Change) -> str:
        variable, base = view.model.inputs_by_id[change.variable], view.inputs[change.variable]
        value = {"set": change.value, "multiply": base * change.value}.get(change.relation, base + change.value)
        shown = format_number(float(f"{value:.12g}"), variable.measure.shown, language)
        return f"{variable.label.en} {shown}" if language == "en" else f"{variable.label.zh}{shown}"

    return (", " if language == "en" else "，").join(one(c) for c in changes)
