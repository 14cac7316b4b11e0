"""Chinese numbers, alone or mixed with digits: 一千两百, 1.5万, 三万五, 百分之十五, 三分之一, 十几万, 半."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from assistant.language._numeral import Numeral, parse_literal
from assistant.language.lazy_re import lazy_re

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"两": 2, "俩": 2, "倆": 2}
SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG_UNITS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
START_CHARS = "".join(DIGITS) + "十拾百佰千仟万半"
_APPROXIMATE = "多余来几"
TYPED = "wWkK"
# 50w and 50个w are 500,000 where one types Chinese, unless they are watts.
_TYPED_UNIT = lazy_re(
    r"(?:(?:个 ?)?(?P<unit>[wW])(?! ?的?(?:功率|灯|瓦|快充|充电|电机|电源|音箱))|个 ?(?P<small>[kK]))(?![a-zA-Z0-9_])"
)
_HAN = lazy_re(r"[\u4e00-\u9fff]")
_SHARE = lazy_re(r"(百万|千万|万|[百佰]|[千仟])\s*分\s*之\s*")
_SHARE_OF = {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7}
_PARTS = lazy_re(r"\s*分\s*之\s*")
_MIXED = lazy_re(r"\s*又\s*")
_GAP = lazy_re(r"[ ]*")
_ORDINARY_LITERAL = lazy_re(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")


@dataclass
class _Sum:
    """State while reading: finished big parts, the part below 万, and the digit waiting for its unit."""

    parts: list[tuple[int, Fraction]] = field(default_factory=list)
    section: Fraction = Fraction(0)
    waiting: Fraction | None = None
    unit: int = 0  # last unit read, for 四百五 = 450
    unit_is_last: bool = False  # no 零 between that unit and the digit waiting
    run: int = 0  # digits read in a row: 二零二六
    decimals: int | None = None
    resolution: Fraction = Fraction(1)

    def digit(self, value: int) -> None:
        if self.decimals is not None:
            assert self.waiting is not None
            self.decimals += 1
            self.waiting += Fraction(value, 10**self.decimals)
            self.resolution = Fraction(1, 10**self.decimals)
            return
        if self.run and self.waiting is not None:
            self.waiting = self.waiting * 10 + value
        elif value == 0 and self.unit:
            self.unit_is_last = False  # the 零 of 一千零五: a gap, not a digit
            return
        else:
            self.waiting = Fraction(value)
        self.run += 1
        self.resolution = Fraction(1)

    def literal(self, numeral: Numeral) -> None:
        self.waiting, self.resolution, self.run = numeral.value, numeral.resolution, 2

    def small(self, unit: int) -> None:
        given = self.waiting if self.waiting is not None else Fraction(1)
        self.section += given * unit
        shown = self.resolution if self.waiting is not None else Fraction(1)
        self.resolution = shown * (unit if unit >= 100 else 1)  # 二十 is exact, 两百 may be rounded
        self.waiting, self.run, self.unit, self.unit_is_last, self.decimals = None, 0, unit, True, None

    def big(self, unit: int) -> None:
        below = self.section + (self.waiting or 0)
        resolution = self.resolution
        while self.parts and self.parts[-1][0] <= unit:
            below += self.parts.pop()[1]
        self.parts.append((unit, below * unit))
        self.resolution = resolution * unit
        self.section, self.waiting, self.run, self.decimals = Fraction(0), None, 0, None
        self.unit, self.unit_is_last = unit, True

    def point(self) -> None:
        self.abbreviate()
        self.waiting = self.section + (self.waiting or 0)
        self.section, self.decimals = Fraction(0), 0

    def abbreviate(self) -> None:
        """四百五 is 450 and 一万三 is 13000: a last digit counts in tenths of the unit before it."""
        if self.waiting is not None and self.run == 1 and self.unit >= 100 and self.unit_is_last:
            self.waiting *= self.unit // 10
            self.resolution = Fraction(self.unit // 10)

    def total(self) -> Fraction:
        if self.decimals is None:
            self.abbreviate()
        return sum((value for _, value in self.parts), Fraction(0)) + self.section + (self.waiting or 0)


def parse_chinese(text: str, pos: int) -> Numeral | None:
    """The number that starts at `pos` of folded `text`, if Chinese characters take part in it."""
    share = _SHARE.match(text, pos)
    if share:
        inner = parse_whole(text, share.end())
        if inner:
            of = _SHARE_OF[share.group(1)]
            return Numeral(inner.value / of, inner.end, inner.resolution / of, "zh", percent=True)
    whole = parse_whole(text, pos)
    if whole is None:
        return None
    mixed = _MIXED.match(text, whole.end)
    if mixed:
        share_of_one = parse_chinese(text, mixed.end())
        if share_of_one and share_of_one.value < 1:
            return replace(share_of_one, value=whole.value + share_of_one.value, fraction=False, percent=False)
    parts = _PARTS.match(text, whole.end)
    if parts and whole.value > 0:
        top = parse_whole(text, parts.end())
        if top:
            percent = whole.value in {100, 1000, 10000}
            resolution = top.resolution / whole.value if percent else Fraction(1, 100)
            return Numeral(top.value / whole.value, top.end, resolution, "zh", fraction=not percent, percent=percent)
    return whole


def parse_whole(text: str, pos: int) -> Numeral | None:
    """Number without 分之; plain digits count too."""
    if text.startswith("半年", pos) and text[pos - 1 : pos] in {"上", "下"}:
        return None  # 下半年 names a time
    if text.startswith("半", pos):
        return Numeral(Fraction(1, 2), pos + 1, Fraction(1, 10), "zh", fraction=True)
    if text.startswith("一半", pos):
        return Numeral(Fraction(1, 2), pos + 2, Fraction(1, 10), "zh", fraction=True)
    state = _Sum()
    end, chinese = pos, False
    while True:
        step = _step_typed(text, end, state) if end > pos else None
        step = step or _step(text, end, state, first=end == pos)
        if step is None:
            break
        end = step
        chinese = chinese or not text[end - 1].isascii() or text[end - 1] in TYPED
    if end == pos:
        return None
    value = state.total()
    return Numeral(value, end, state.resolution, "zh" if chinese else "digits")


def _step(text: str, end: int, state: _Sum, *, first: bool) -> int | None:
    """Read one more character or literal into `state`; the new end, or None where the number is over."""
    gap = _GAP.match(text, end)
    assert gap
    at = end if first else gap.end()
    char = text[at : at + 1]
    if not char or (at > end and not _joined_by_space(text, end, at)):
        return None
    if char.isascii():
        return _step_literal(text, at, state, first=first)
    if char in DIGITS:
        return _step_digit(text, at, state)
    if char in SMALL_UNITS and not (first and char in "千仟" and text[at + 1 : at + 2] == "万"):
        if state.waiting is None and not first and (state.unit_is_last or char not in "十拾"):
            return None
        state.small(SMALL_UNITS[char])
    elif char in BIG_UNITS and not first:
        state.big(BIG_UNITS[char])
    elif text.startswith("个亿", at) and not first:  # 一个亿
        return _step(text, at + 1, state, first=False)
    elif char == "点" and _decimals_follow(text, end, at, state):
        state.point()
    elif char in _APPROXIMATE and not first:
        return _step_approximate(text, at)
    else:
        return None
    return at + 1


def _step_typed(text: str, end: int, state: _Sum) -> int | None:
    """50w, 5个k: the letter stands for 万, or 千."""
    typed = _TYPED_UNIT.match(text, end)
    if typed is None or not _HAN.search(text):
        return None
    if typed["small"]:
        state.small(10**3)
    else:
        state.big(10**4)
    return typed.end()


def _step_digit(text: str, at: int, state: _Sum) -> int | None:
    per = text[at] == "一" and state.unit >= 100 and state.unit_is_last
    if per and text[at + 1 : at + 2] in {"个", "年", "天", "周", "月"}:
        return None  # 20万一个月
    if state.run >= 2 and state.decimals is None and text[at - 1].isascii():
        return None
    state.digit(DIGITS[text[at]])
    return at + 1


def _step_approximate(text: str, at: int) -> int | None:
    """十多万, 五百余万, 二十几亿: the word is read over, a unit must follow."""
    rest = text[at + 1 :].lstrip(" ")[:1]
    return at + 1 if rest in BIG_UNITS or rest in SMALL_UNITS else None


def _step_literal(text: str, at: int, state: _Sum, *, first: bool) -> int | None:
    if not first and not state.unit_is_last and not (state.unit and text[at - 1] == "零"):
        return None
    if state.waiting is not None:
        return None
    numeral = parse_literal(text, at)
    if numeral is None:
        return None
    match = _ORDINARY_LITERAL.match(text, at)
    assert match
    if numeral.end != match.end():  # "1 234" or "1e3" make no sense inside a Chinese number
        numeral = Numeral(Fraction(match.group().replace(",", "")), match.end(), numeral.resolution, "digits")
    if not first and numeral.value >= max(state.unit, 10):
        return None
    state.literal(numeral)
    if not first and numeral.value < 10 and numeral.resolution == 1 and state.unit_is_last:
        state.run = 1  # 3万5 is 35000
    return numeral.end


def _decimals_follow(text: str, end: int, at: int, state: _Sum) -> bool:
    if state.decimals is not None or text[end - 1 : end].isascii():
        return False
    rest = text[at + 1 :].lstrip(" ")[:1]
    return bool(rest) and rest in DIGITS and rest not in "两俩倆"


def _joined_by_space(text: str, end: int, at: int) -> bool:
    """A space may stand inside a number only next to a unit or a point: "1000 万", "陆 点 五"."""
    before, after = text[end - 1], text[at]
    units = {*SMALL_UNITS, *BIG_UNITS, "点", *_APPROXIMATE}
    return before in units or after in units
