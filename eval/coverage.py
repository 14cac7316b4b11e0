"""Which tools and kinds of request the cases reached, and which none did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Catalogue:
    """What there is to be reached.

    Attributes:
        tools: Names of the tools a model may call.
        intents: Kinds of request that the planner tells apart.
        intent_of: Names the kind of a message; None where the product does not tell.
    """

    tools: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    intent_of: Callable[[str], str] | None = None


def coverage(cases: Sequence[Mapping[str, Any]], catalogue: Catalogue | None) -> dict[str, Any]:
    """Calls that went well by tool and language, messages by intent and language, and what no case reached.

    Returns:
        `{"tools": {name: {"en": n, "zh": n}}, "tools_missed": {"en": [...], "zh": [...]}}`, and with a catalogue that
        names intents the same for `intents`. An intent is what the planner's classifier takes a message for.
    """
    tools = _counted(
        (case["lang"], str(call.get("name")))
        for case in cases
        for turn in case["turns"]
        for call in turn.get("tools") or []
        if call.get("ok", True)
    )
    found: dict[str, Any] = {
        "tools": tools,
        "tools_missed": _missed(tools, catalogue.tools if catalogue else (), cases),
    }
    if catalogue and catalogue.intent_of:
        said = [(case["lang"], str(turn.get("user") or "")) for case in cases for turn in case["turns"]]
        intents = _counted((language, catalogue.intent_of(text)) for language, text in said if text.strip())
        found |= {"intents": intents, "intents_missed": _missed(intents, catalogue.intents, cases)}
    return found


def _counted(pairs: Any) -> dict[str, dict[str, int]]:
    counts: Counter[tuple[str, str]] = Counter(pairs)
    names = sorted({name for _, name in counts})
    return {name: {code: counts[code, name] for code in LANGUAGES} for name in names}


def _missed(
    found: Mapping[str, Mapping[str, int]], known: Sequence[str], cases: Sequence[Mapping[str, Any]]
) -> dict[str, list[str]]:
    played = {case["lang"] for case in cases}
    return {
        code: [name for name in sorted(known) if not found.get(name, {}).get(code)]
        for code in LANGUAGES
        if code in played
    }
