"""Reads ranges of inputs: "price is between 29 and 49, most likely 39; churn around 5% plus minus 1"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.finance.model import FinanceModel, Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_numbers, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.assign import best_fits
from assistant.planner.understand.values.convert import to_change
from assistant.planner.understand.values.mentions import Mention

Note = dict[str, str]
BEFORE_NAME = 12  # characters a range may stand before its input: "29 to 49 for the price"
SUPPOSED = 0.5
PLUS_MINUS = lazy_re(
    r"±|\b(?:in )?either (?:direction|way|side)\b|\bboth ways\b|\bup or down\b|"
    r"\+\s*/?\s*-|\bplus[\s/-]*(?:or[\s-]*)?minus\b|\bgive or take\b|"
    r"上下(?:浮动|波动|差|各)?|正负|浮动|波动|左右各",
    re.IGNORECASE,
)
LIKELIEST = lazy_re(
    r"(?:\bmost (?:likely|probabl[ey])|\blikeliest|\bprobably|\bexpect\w*|\bmode\b|\btypical\w*|\bbest guess|"
    r"\busual\w*|\baround|\babout|最可能|最有可能|很可能|大概率|多半|一般(?:是|在)?|通常|预计|估计|中间值|众数)[^\d]{0,12}$",
    re.IGNORECASE,
)
SAID_AFTER = lazy_re(r"^\s*(?:most likely|is (?:most )?likely|最可能|的可能性最大|可能性最大)", re.IGNORECASE)
DRAWS = lazy_re(
    r"(\d[\d,]*)\s*(k|千|万|thousand)?\s*(?:random |more )?"
    r"(?:draws?|simulations?|runs?|iterations?|trials of|次|times)",
    re.IGNORECASE,
)
SPELLED_DRAWS = lazy_re(r"([一二两三四五六七八九十百千万]{2,})次")
SEED = lazy_re(
    r"\bseed(?: number)?\s*(?:is|of|=|:|to)?\s*(\d+)|"
    r"种子(?:数|值)?\s*(?:用|取|设为|设成|定为|选|是|为|[:：=])?\s*(\d+)",
    re.IGNORECASE,
)
LOGNORMAL = lazy_re(r"\blog-?\s?normal|对数正态", re.IGNORECASE)
NORMAL = lazy_re(r"\bnormal(?:ly)?\b|\bgaussian\b|\bbell\b|正态|高斯|钟形", re.IGNORECASE)
UNIFORM = lazy_re(
    r"\buniform\w*|\bequally likely|\bany(?:thing|where| value)?\b|\ball (?:values )?alike|均匀|同样可能|任意值|等概率",
    re.IGNORECASE,
)
DEVIATION = lazy_re(r"\b(?:sd|s\.d\.|std|stdev|standard deviation|sigma)\b|标准差", re.IGNORECASE)
TOGETHER = lazy_re(
    r"correlat\w*|move together|move (?:against|opposite|in opposite)|go together|hand in hand|"
    r"相关|同向|反向|同涨同跌|此消彼长",
    re.IGNORECASE,
)
AGAINST = lazy_re(r"negativ\w*|invers\w*|against|opposite|负|反向|此消彼长|-\s*0?\.\d", re.IGNORECASE)


@dataclass(frozen=True)
class Ranges:
    """Arguments of a simulation, as the tool takes them, and what was assumed in reading them."""

    uncertain: tuple[dict[str, object], ...]
    correlations: tuple[dict[str, object], ...]
    draws: int | None
    seed: int | None
    notes: tuple[Note, ...]


def read_ranges(text: str, view: FinanceView, focus: str = "") -> Ranges:
    """Ranges, correlations and number of draws in a message.

    Args:
        text: The message.
        view: The model it is about.
        focus: Input that a range without a name is about.
    """
    draws, seeded = _draws(text), SEED.search(text)
    seed = int(next(g for g in seeded.groups() if g)) if seeded else None
    plain = SEED.sub(_blank, SPELLED_DRAWS.sub(_blank, DRAWS.sub(_blank, text)))
    notes: list[Note] = []
    apart = TOGETHER.search(plain)
    body = _without_clause(plain, apart) if apart else plain
    found: dict[str, dict[str, object]] = {}
    mentions = view.find_inputs(body)
    for mention, part in _parts(body, mentions):
        if mention is None and not focus:
            continue
        # The minus of "plus minus 1" is no sign.
        bare = PLUS_MINUS.sub(_blank, part)
        quantities = [q for q in find_quantities(bare) if q.kind != "duration" and not _is_word(q)]
        ids = best_fits(quantities[0], mention.ids, view.model.inputs_by_id) if mention and quantities else (focus,)
        if len(ids) == 1 and ids[0] in view.model.inputs_by_id and (quantities or PLUS_MINUS.search(part)):
            variable = view.model.inputs_by_id[ids[0]]
            if read := _range(part, quantities, variable, view, notes):
                found[variable.id] = {"variable": variable.id, **read, **_shape(part, read)}
    pairs = _correlations(plain, view, notes) if apart else ()
    return Ranges(tuple(found.values()), pairs, draws, seed, tuple(notes))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _parts(text: str, mentions: Sequence[Mention]) -> list[tuple[Mention | None, str]]:
    """Each input with the words about it: from its name to the next one, and a range right before the first name."""
    if not mentions:
        return [(None, text)]
    ends = [*(m.span[0] for m in mentions[1:]), len(text)]
    parts: list[tuple[Mention | None, str]] = []
    for index, (mention, end) in enumerate(zip(mentions, ends, strict=True)):
        part = text[mention.span[1] : end]
        start = mentions[index - 1].span[1] if index else 0
        before = text[start : mention.span[0]]
        # "29 to 49 for the price, 5% to 8% for churn": what is said stands before the name.
        if not find_quantities(part) or re.search(r"\bfor (?:the |our )?$", before):
            near = [q for q in find_quantities(before) if len(before) - q.span[1] <= BEFORE_NAME]
            part = before if near else part
        parts.append((mention, part))
    return parts


def _range(
    part: str, quantities: list[Quantity], variable: Input, view: FinanceView, notes: list[Note]
) -> dict[str, object] | None:
    around = None if _spans(part, quantities) else PLUS_MINUS.search(part)
    values = [_value(q, variable, view.model, notes) for q in quantities]
    if DEVIATION.search(part) and len(values) >= 2:
        return {"mean": values[0], "sd": values[1]}
    if around and quantities:
        return _around(around, quantities, values, variable, view.inputs[variable.id])
    if len(values) < 2:
        return None
    likely = [v for q, v in zip(quantities, values, strict=True) if _is_likeliest(part, q, quantities)]
    ends = sorted(values[:3])
    if len(ends) == 2:
        return {"low": ends[0], "high": ends[1]}
    mode = likely[-1] if likely and likely[-1] in ends else ends[1]
    outer = [v for v in ends if v != mode] if ends.count(mode) == 1 else ends
    return {"low": min(outer), "mode": mode, "high": max(outer)}


def _spans(part: str, quantities: list[Quantity]) -> bool:
    """Whether two ends are told: 在600到1800之间波动 has no middle, whatever moves between them."""
    if len(quantities) < 2:
        return False
    gap = part[quantities[0].span[1] : quantities[1].span[0]]
    return bool(re.fullmatch(r"\s*(?:到|至|~|–|—|-|to|and|和|与)\s*", gap, re.IGNORECASE))


def _around(
    sign: re.Match[str], quantities: list[Quantity], values: list[float], variable: Input, present: float
) -> dict[str, object] | None:
    """A middle and a distance, as in "5% plus minus 1"; the distance alone is one from the present value."""
    before = [i for i, q in enumerate(quantities) if q.span[0] < sign.start()]
    after = [i for i, q in enumerate(quantities) if q.span[0] >= sign.start()]
    if len(quantities) == 1:
        middle, at = present, 0
    elif before and after:
        middle, at = values[before[-1]], after[0]
    else:
        middle, at = values[0], 1
    said, distance = quantities[at], abs(values[at])
    if said.kind == "percent" and (variable.kind != "rate" or len(quantities) == 1 or distance >= middle):
        distance = middle * abs(said.value)
    low, high = max(variable.minimum, middle - distance), min(variable.maximum, middle + distance)
    return {"low": float(f"{low:.12g}"), "mode": middle, "high": float(f"{high:.12g}")}


def _value(quantity: Quantity, variable: Input, model: FinanceModel, notes: list[Note]) -> float:
    if quantity.kind == "count" and variable.kind == "rate" and abs(quantity.value) >= 1:
        # "5% plus minus 1": a bare number beside a rate is one in percent.
        quantity = replace(quantity, kind="percent", value=quantity.value / 100)
    change = to_change(replace(quantity, relation="set"), variable, model)
    notes += [n for n in change.notes if n not in notes]
    value = abs(change.value) if variable.minimum >= 0 else change.value
    return float(f"{value:.12g}")


def _shape(part: str, read: dict[str, object]) -> dict[str, object]:
    if LOGNORMAL.search(part):
        return {"shape": "lognormal"}
    if NORMAL.search(part) or "sd" in read:
        return {"shape": "normal"}
    return {"shape": "uniform"} if UNIFORM.search(part) and "mode" not in read else {}


def _is_likeliest(part: str, quantity: Quantity, quantities: list[Quantity]) -> bool:
    earlier = max((q.span[1] for q in quantities if q.span[1] <= quantity.span[0]), default=0)
    return bool(LIKELIEST.search(part[earlier : quantity.span[0]]) or SAID_AFTER.search(part[quantity.span[1] :]))


def _is_word(quantity: Quantity) -> bool:
    return quantity.kind == "count" and not re.search(r"\d", quantity.text) and abs(quantity.value) <= 2


def _draws(text: str) -> int | None:
    match = DRAWS.search(text)
    if not match:
        spelled = SPELLED_DRAWS.search(text)
        said = find_numbers(spelled[1]) if spelled else ()
        return int(said[0].value) if said else None
    scale = {"k": 1000, "thousand": 1000, "千": 1000, "万": 10_000}.get((match.group(2) or "").lower(), 1)
    return int(match.group(1).replace(",", "")) * scale


def _without_clause(text: str, found: re.Match[str]) -> str:
    """Without the clause about what moves together, whose names have no range."""
    start = max(text.rfind(mark, 0, found.start()) for mark in ";；。.,，\n") + 1
    end = min((e for mark in ";；。\n" if (e := text.find(mark, found.end())) >= 0), default=len(text))
    return text[:start] + " " * (end - start) + text[end:]


def _correlations(text: str, view: FinanceView, notes: list[Note]) -> tuple[dict[str, object], ...]:
    found = TOGETHER.search(text)
    if found is None:
        return ()
    start = max(text.rfind(mark, 0, found.start()) for mark in ";；。\n,，") + 1
    clause = text[start:]
    named = [m.ids[0] for m in view.find_inputs(clause) if len(m.ids) == 1][:2]
    if len(set(named)) < 2:
        return ()
    stated = [abs(q.value) for q in find_quantities(clause) if 0 < abs(q.value) < 1]
    value = stated[0] if stated else SUPPOSED
    if not stated:
        notes.append({
            "en": f"You named no strength for the correlation, so I took {SUPPOSED}.",
            "zh": f"您没有说明相关程度，这里按 {SUPPOSED} 计。",
        })
    sign = -1.0 if AGAINST.search(clause) else 1.0
    return ({"first": named[0], "second": named[1], "value": sign * value},)
