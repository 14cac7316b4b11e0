"""What the words around a quantity say is to be done with it: set, change by, multiply; and "from" values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from assistant.language._cues import (
    AFTER_EN,
    AFTER_NOUN_EN,
    AFTER_ZH,
    CHANGE_NOUN,
    CLAUSE,
    CONJUNCTION,
    DOWN_EN,
    FAR_ZH,
    JUDGES,
    LESS_IS_GOOD,
    MOVES_TO,
    MULTIPLIES,
    NEAR_EN,
    NEAR_ZH,
    NEXT_NAME,
    OF_CURRENT_EN,
    OF_CURRENT_ZH,
    RANGE,
    SENTENCE,
    UP_EN,
    VERB_EN,
)
from assistant.language._found import Found

if TYPE_CHECKING:
    from assistant.language.quantities import Relation


@dataclass(frozen=True)
class Related:
    """A found number with what is to be done with it; `value` is signed or turned into a factor."""

    found: Found
    value: Fraction
    relation: Relation | None
    role: Literal["from"] | None = None
    resolution: Fraction = Fraction(1)
    ratio: bool = False  # a bare number that multiplies


@dataclass(frozen=True)
class _Cue:
    relation: Relation | None
    sign: int = 1
    role: Literal["from"] | None = None
    near: bool = False


_NOTHING = _Cue(None)


def relate(folded: str, found: list[Found]) -> list[Related]:
    """Decide the relation of every number of `found` in folded lower-case text."""
    related: list[Related] = []
    cues: list[_Cue] = []
    previous_end = 0
    for index, item in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else len(folded)
        between = folded[previous_end : item.start]
        left = _clause_tail(between)
        right = folded[item.measure.end : following]
        cue = _cue(folded, item, left, right)
        if cues and index and RANGE.fullmatch(between) and not _alike(found[index - 1], item, cues[-1]):
            cue = _range_cue(folded, related, cues, between, cue)
        elif cue.relation == "set" and index and cues[-1].relation in {None, "set"} and MOVES_TO.fullmatch(between):
            related[-1] = replace(related[-1], relation=None, role="from")
        elif cues and cue == _NOTHING:
            cue = _inherited(between, item, cues[-1])
        cues.append(cue)
        related.append(_apply(item, cue, left, right))
        previous_end = item.measure.end
    return related


def _inherited(between: str, item: Found, before: _Cue) -> _Cue:
    """In "by 10% and 20%" and "price is 49 and churn 4%" what was said of the number before holds for this one too."""
    if before.role is not None or item.measure.kind == "duration":
        return _NOTHING
    if CONJUNCTION.fullmatch(between) or (before.relation == "set" and NEXT_NAME.fullmatch(between)):
        return before
    return _NOTHING


def _alike(before: Found, item: Found, cue: _Cue) -> bool:
    """True where "A to B" cannot be a range: another kind, or A is already a from-value."""
    return cue.role == "from" or before.measure.kind != item.measure.kind or before.factor


def _range_cue(folded: str, related: list[Related], cues: list[_Cue], between: str, cue: _Cue) -> _Cue:
    """Of "10 to 15%" both ends stand alike, unless a verb of change makes it a move from one to the other."""
    first = related[-1]
    if cue.near and cues[-1].near and first.relation == "change_by" and first.found.measure.kind in {"money", "points"}:
        return cue  # "by $5 to $44"
    words = folded[_sentence_start(folded, first.found.start) : first.found.start]
    moves = re.search(rf"\b(?:{UP_EN}|{DOWN_EN}|chang\w+|mov\w+|went|go(?:es)?)\b", words) or re.search(
        rf"{FAR_ZH.pattern}|变|改|调", words
    )
    if moves and between.strip() in {"to", "到", "至"} and not cues[-1].near:
        related[-1] = replace(first, value=abs(first.value), relation=None, role="from")
        return _Cue("set")
    return cues[-1]


def _clause_tail(between: str) -> str:
    ends = [m.end() for m in CLAUSE.finditer(between)]
    return between[ends[-1] :] if ends else between


def _sentence_start(text: str, at: int) -> int:
    ends = [m.end() for m in SENTENCE.finditer(text, 0, at)]
    return ends[-1] if ends else 0


def _cue(folded: str, item: Found, left: str, right: str) -> _Cue:
    kind = item.measure.kind
    if item.factor or item.measure.discount or (kind == "count" and MULTIPLIES.search(left)):
        return _Cue("multiply")
    if kind == "duration" and folded[item.start] in "mywdq第":
        return _NOTHING  # "by month 18" names a time
    left = OF_CURRENT_ZH.sub("", left)
    near, chinese = NEAR_EN.search(left), NEAR_ZH.search(left)
    if (near and near.lastgroup == "from") or (chinese and chinese.lastgroup == "from"):
        return _Cue(None, role="from")
    after = AFTER_EN.match(right) or AFTER_ZH.match(right) or AFTER_NOUN_EN.match(right)
    if after and kind != "duration":
        return _Cue("change_by", 1 if after.lastgroup == "up" else -1)
    if near:
        return _near_english(folded, item, left, near)
    if chinese:
        return _near_chinese(chinese, left)
    if item.sign > 0 or (item.sign and kind in {"percent", "points"}):
        return _Cue("change_by", item.sign)
    return _NOTHING if kind == "duration" else _far(left, kind)


def _near_english(folded: str, item: Found, left: str, near: re.Match[str]) -> _Cue:
    group = near.lastgroup
    if group == "none":
        return _NOTHING
    if group in {"up", "down"}:
        return _Cue("change_by", 1 if group == "up" else -1, near=True)
    if group == "by":
        start = _sentence_start(folded, item.start)
        return _Cue("change_by", _direction(folded[start : item.start]), near=True)
    if group == "of":
        noun = CHANGE_NOUN.search(left[: near.end()].rstrip()[:-2])
        if noun:
            return _Cue("change_by", 1 if noun.lastgroup == "up" else -1)
    return _Cue("set", near=True)


def _sign(verb: re.Match[str], words: str) -> int:
    """1 for up, -1 for down. What is better or worse depends on whether less of it is good."""
    if JUDGES.match(verb.group()):
        better = verb.group().startswith(("improv", "改善"))
        return -1 if better == bool(LESS_IS_GOOD.search(words)) else 1
    return 1 if verb.lastgroup == "up" else -1


def _direction(words: str) -> int:
    """Sign of the last verb of change in `words`; up where there is none."""
    verbs = [m for m in VERB_EN.finditer(words) if m.lastgroup in {"up", "down"}]
    chinese = [m for m in FAR_ZH.finditer(words) if m.lastgroup in {"up", "down"}]
    last = verbs[-1:] or chinese[-1:]
    return _sign(last[0], words) if last else 1


def _near_chinese(near: re.Match[str], left: str) -> _Cue:
    group = near.lastgroup
    if group == "none":
        return _NOTHING
    if group == "set":
        return _Cue("set", near=True)
    verb = JUDGES.search(near.group())
    return _Cue("change_by", _sign(verb or near, left), near=True)


def _far(left: str, kind: str) -> _Cue:
    """The verb nearest to the number: "raise the price $10", 提高转化率5个百分点."""
    verbs = [*VERB_EN.finditer(left), *FAR_ZH.finditer(left)]
    if not verbs:
        return _NOTHING
    last = max(verbs, key=lambda m: m.start())
    if last.lastgroup == "set":
        return _Cue("set")
    if last.group().startswith("los") and kind == "percent":
        return _NOTHING  # "we lose 5% a month" states a rate
    return _Cue("change_by", _sign(last, left))


def _apply(item: Found, cue: _Cue, left: str, right: str) -> Related:
    measured = item.measure
    value, resolution = measured.value, measured.resolution
    verb = OF_CURRENT_ZH.sub("", left)
    plain = Related(item, value, cue.relation, cue.role, resolution)
    of_current = bool(OF_CURRENT_ZH.search(left) or OF_CURRENT_EN.match(right))
    if measured.kind == "ratio" and not item.factor and not measured.discount:
        return _apply_ratio(plain, item, cue, verb, of_current)
    if measured.kind == "percent" and cue.relation in {"set", None} and _scales_current(left, right):
        return replace(plain, relation="multiply")
    if cue.relation == "multiply":
        return replace(plain, ratio=True)
    if cue.relation == "change_by":
        return replace(plain, value=value if item.sign < 0 else value * cue.sign)
    return plain


def _scales_current(left: str, right: str) -> bool:
    return bool(
        OF_CURRENT_ZH.search(left)
        or re.match(
            r"\s*of (?:the |our |my |its )?(?:current|original|what|present|existing|previous|list|today)", right
        )
    )


def _apply_ratio(plain: Related, item: Found, cue: _Cue, left: str, of_current: bool) -> Related:
    """2x, 三倍, a third: a share or a multiple of what is there now."""
    value = plain.value
    if of_current and cue.relation == "set":
        return replace(plain, relation="multiply")
    if cue.relation == "change_by":
        return replace(plain, value=_factor(value, item, cue, left), relation="multiply")
    if of_current or (cue.relation == "set" and not item.fraction and re.search(r"(?:到|至|成|\bto)\s*$", left)):
        return replace(plain, relation="multiply")
    return plain


def _factor(value: Fraction, item: Found, cue: _Cue, left: str) -> Fraction:
    if item.fraction:
        return 1 + value * cue.sign
    if cue.sign < 0:  # 降低一倍 is meant as half, "3x lower" as a third
        return 1 / value if value > 1 else Fraction(1, 2)
    return value if _english_multiple(left) else 1 + value


def _english_multiple(left: str) -> bool:
    """Saying "increase 3x" means three times as much, while 增加两倍 adds two parts to one."""
    return bool(re.search(r"[a-z]", left)) and not re.search(r"[\u4e00-\u9fff]", left)
