"""What is said near a number of a reply: its clause, and the month and scenario it is stated for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import WrittenNumber

_CLAUSE = lazy_re(r"[;；。！？!?|\n()（）]|[,，、:：](?!\d)|[.](?!\d)")
_SENTENCE = lazy_re(r"[。！？!?\n;；]|[.](?=\s|$)")
_SEGMENT = lazy_re(
    r"[(（](?!\s*(?:what-if|scenario|假设|情景|方案)\s*\d*\s*[)）])(?=[^()（）]*\d)|[)）]|[,，、](?!\d)|[|→⇒]|"
    r"\b(?:and|but|while|whereas|versus|vs\.?|against|compared (?:with|to)"
    r"|instead of|rather than|to|from|up from|down from)\b"
    r"|变为|变成|升至|降至|提高到|降到|升到|涨到|到(?!期)|而|和|与|对比|相比"
)
_MONTH = lazy_re(r"\bmonth[\s-]*(\d{1,3})\b|\bm(\d{1,3})\b|第\s*(\d{1,3})\s*个?月|\b(\d{1,3})(?:st|nd|rd|th) month\b")
_FORMULA = lazy_re(r"\s[×÷]\s")
_SCENARIO = lazy_re(
    r"(?P<base>(?<!customer )(?<!user )(?<!subscriber )(?<!client )\bbase(?:line)?"
    r"(?! (?:fee|price|rate|charge|subscription)\b)(?:[ -](?:case|scenario|model|plan))?\b"
    r"|基准(?:情景|情形|方案|模型)?|基础(?:情景|情形|方案)|原方案)"
    r"|(?P<name>\bwhat-if\s*\d+|\bscenario\s*\d+|(?:假设|情景|方案)\s*\d+)"
    r"|(?P<change>\bwhat-if\b|\bnew scenario\b|假设情景|新方案|调整后方案)"
)


@dataclass(frozen=True)
class Context:
    """Surroundings of one number.

    Attributes:
        clause: The clause it stands in, folded, lower case.
        before: The part of that clause before the number.
        after: Some text right after it.
        months: Months stated for it; empty where none is.
        scenarios: "base", "changed" or "#2" stated for it; empty where none is.
    """

    clause: str
    before: str
    after: str
    months: frozenset[int]
    scenarios: frozenset[str]


def context_of(folded: str, number: WrittenNumber, numbers: Sequence[WrittenNumber]) -> Context:
    """Surroundings of `number` among all `numbers` of the folded lower-case reply."""
    start, end = number.span
    clause = _around(_CLAUSE, folded, start, end)
    in_table = folded[folded.rfind("\n", 0, start) + 1 :].lstrip().startswith("|")
    # A formula with its numbers filled in names the months of its operands.
    line = folded[folded.rfind("\n", 0, start) + 1 : folded.find("\n", end) % (len(folded) + 1)]
    months = [] if _FORMULA.search(line) else _stated(_MONTH, folded, number, numbers)
    scenarios = [] if in_table else _stated(_SCENARIO, folded, number, numbers)
    return Context(
        clause=folded[clause[0] : clause[1]],
        before=folded[clause[0] : start],
        after=folded[end : end + 30],
        months=frozenset(int(next(g for g in m.groups() if g)) for m in months),
        scenarios=frozenset(_scenario_name(m) for m in scenarios),
    )


def _around(boundary: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    left = max((m.end() for m in boundary.finditer(text, 0, start)), default=0)
    right = boundary.search(text, end)
    return left, right.start() if right else len(text)


def _stated(
    pattern: re.Pattern[str], folded: str, number: WrittenNumber, numbers: Sequence[WrittenNumber]
) -> list[re.Match[str]]:
    """Marks that hold for the number: those of its own segment, else one that leads the sentence.

    In "X in month 12 and Y in month 24" each number has its own; in "In month 12 profit is X and revenue Y" the leading
    one holds for both.
    """
    start, end = number.span
    left, right = _around(_SENTENCE, folded, start, end)
    marks = list(pattern.finditer(folded, left, right))
    segment = _around(_SEGMENT, folded, start, end)
    own = [m for m in marks if segment[0] <= m.start() and m.end() <= segment[1]]
    if own or not marks:
        return own
    spans = [m.span() for m in marks]
    others = [n.span[0] for n in numbers if not any(a < n.span[1] and n.span[0] < b for a, b in spans)]
    before = [m for m in marks if m.end() <= start]
    leading = [m for m in before[-1:] if not any(left <= o < m.start() for o in others)]
    return leading


def _scenario_name(match: re.Match[str]) -> str:
    if match.lastgroup == "base":
        return "base"
    digits = re.search(r"\d+", match.group())
    return f"#{int(digits.group())}" if digits else "changed"
