"""Which of the scenarios kept, or supposed of late, a text speaks of, and which of them it asks to be best."""

from __future__ import annotations

import re

from assistant.finance.scenarios import BASE_NAMES, SAME, key, named_of_late
from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan

MIN_COMPARED = 2
# Asks which scenario is best: "which of the two earns more", 哪个方案利润高.
BEST = lazy_re(
    r"\bwhich\b.{0,60}\b(?:better|best|more|most|higher|highest|larger|bigger|ahead|wins?|lower|lowest|less|least|"
    r"sooner|earlier|first)\b|\bwho wins\b|"
    r"(?:哪|谁)(?:一)?(?:个|种|套|边)?.{0,12}(?:更|最|高|多|大|好|赚|划算|强|低|少|早|快|合适)",
    re.IGNORECASE,
)
OF_TWO = lazy_re(
    r"\b(?:of|between) (?:the |these |those )?(?:two|both|them|these|those|three)\b|\bscenarios?\b|\bcases?\b|"
    r"\bversions?\b|"
    r"[两二三]个|[两二三]种|[这那]几个|其中|里面|之中|情[景形况]|方案|场景|版本",
    re.IGNORECASE,
)
TWO = lazy_re(r"\b(?:two|both)\b|[两二](?:个|种|者|套)|俩", re.IGNORECASE)


def plan_best(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The scenarios side by side where it is asked which of them is best; None where it is not, or there is one."""
    names, kept = named(text, context), kept_names(context)
    asked = BEST.search(text)
    if not asked or len(kept) + 1 < MIN_COMPARED or (not names and not OF_TWO.search(text)):
        return None
    if len(names) < MIN_COMPARED:
        names = kept[-MIN_COMPARED:] if TWO.search(text) else kept
    return Plan(
        calls=(Call("manage_scenarios", {"action": "compare", "names": names}),),
        focus={"template": view.model.id} if view.chosen else {},
    )


def named(text: str, context: Context) -> list[str]:
    """Saved scenarios and the base case that a text names, in its order; a name inside a longer one is none."""
    kept = kept_names(context)
    every = {spoken: name for name in kept for spoken in _spellings(name)} | {key(name): name for name in kept}
    every |= {spoken: "base" for spoken in BASE_NAMES if spoken not in every}
    found: list[tuple[int, int, str]] = []
    lowered = text.lower()
    for spoken in sorted(every, key=len, reverse=True):
        for match in re.finditer(_bounded(spoken), lowered):
            if all(match.end() <= start or match.start() >= end for start, end, _ in found):
                found.append((*match.span(), every[spoken]))
    return list(dict.fromkeys(name for _, _, name in sorted(found)))


def kept_names(context: Context) -> list[str]:
    """Names of the scenarios kept and of the what-ifs of late, oldest first."""
    finance = context.finance
    late = [*named_of_late(finance), finance.get("scenario") or {}]
    return list(dict.fromkeys(str(s["name"]) for s in [*(finance.get("scenarios") or ()), *late] if s.get("name")))


def _spellings(name: str) -> set[str]:
    own = key(name)
    return {own, *(s for group in SAME if own in group for s in group)}


def _bounded(spoken: str) -> str:
    escaped = re.escape(spoken)
    return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if spoken.isascii() else escaped
