"""English numbers in words, alone or mixed with digits: fifteen, 1.2 million, half a dozen, two and a half, 3k."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.language._numeral import Numeral, parse_literal
from assistant.language._words_en import (
    DENOMINATORS,
    NUMBER_WORDS,
    SCALES,
    SHORT_SCALES,
    SMALL_SCALES,
    TENS,
    UNITS,
    VOCABULARY,
)
from assistant.language.lazy_re import lazy_re

_SHORT_SCALE = lazy_re(
    r" {0,2}(mm|mn|mio|mil|bln|tln|bn|tn|[kmbt])(?=usd|eur|gbp|cny|rmb|aud)?(?![a-z0-9_'])| {0,2}g(?![a-z0-9_'])"
)
_SHORT_BEFORE_CODE = lazy_re(r" ?(mm|mn|bn|[kmb])(?=usd|eur|gbp|cny|rmb|aud)")
_TOKEN = lazy_re(r"(?:\s*-\s*|\s+)?([a-z]+|\d[\d,]*(?:\.\d+)?)(?![a-z0-9_])")
_MAX_TOKENS = 16


@dataclass
class _Tokens:
    words: list[str]
    ends: list[int]
    at: int = 0

    def peek(self, ahead: int = 0) -> str:
        index = self.at + ahead
        return self.words[index] if index < len(self.words) else ""


def parse_english(text: str, pos: int) -> Numeral | None:
    """The number that starts at `pos` of lower-case `text` with a word or with digits followed by a scale."""
    literal = parse_literal(text, pos)
    if literal:
        short = _short_scale(text, literal)
        if short:
            return short
    tokens = _tokens(text, pos, literal)
    found = _number(tokens)
    if not found or not tokens.at:
        return literal
    value, resolution, fraction = found
    words_used = tokens.words[: tokens.at]
    if literal and words_used == [words_used[0]]:
        return literal
    return Numeral(value, tokens.ends[tokens.at - 1], resolution, "digits" if literal else "words", fraction)


def _short_scale(text: str, literal: Numeral) -> Numeral | None:
    match = _SHORT_BEFORE_CODE.match(text, literal.end) or _SHORT_SCALE.match(text, literal.end)
    if not match:
        return None
    scale = SHORT_SCALES[match.group().strip()]
    return replace(literal, value=literal.value * scale, resolution=literal.resolution * scale, end=match.end())


def _tokens(text: str, pos: int, literal: Numeral | None) -> _Tokens:
    words: list[str] = []
    ends: list[int] = []
    if literal:
        words.append(text[pos : literal.end])
        ends.append(literal.end)
        pos = literal.end
    while len(words) < _MAX_TOKENS:
        match = _TOKEN.match(text, pos)
        if not match or (words and match.start(1) == pos):
            break
        word = match.group(1)
        if not (word in VOCABULARY or (words and word[0].isdigit() and words[-1] in {"and", *SCALES, *SMALL_SCALES})):
            break
        words.append(word)
        ends.append(match.end())
        pos = match.end()
    return _Tokens(words, ends)


def _number(tokens: _Tokens) -> tuple[Fraction, Fraction, bool] | None:
    """Value, resolution and whether it is a bare fraction, with `tokens.at` after the last word used."""
    part = _part_of_scale(tokens)
    if part:
        return part
    whole = _cardinal(tokens)
    if whole is None:
        return None
    value, resolution = whole
    denominator = DENOMINATORS.get(tokens.peek(), 0)
    if denominator and _plain_small(tokens):
        tokens.at += 1
        return value / denominator, Fraction(1, 100), True
    return _with_half(tokens, value, resolution)


def _plain_small(tokens: _Tokens) -> bool:
    return all(word in NUMBER_WORDS for word in tokens.words[: tokens.at])


def _part_of_scale(tokens: _Tokens) -> tuple[Fraction, Fraction, bool] | None:
    """Half a million, a quarter million, three quarters of a billion, half a dozen, a third."""
    start = tokens.at
    numerator = Fraction(1)
    if tokens.peek() in {"a", "an", "one"}:
        tokens.at += 1
    elif tokens.peek() in UNITS and tokens.peek(1) in DENOMINATORS:
        numerator = Fraction(UNITS[tokens.peek()])
        tokens.at += 1
    denominator = DENOMINATORS.get(tokens.peek(), 0)
    if not denominator or (tokens.at == start and tokens.peek() not in {"half", "quarter"}):
        tokens.at = start
        return None
    tokens.at += 1
    mark = tokens.at
    if tokens.peek() == "of":
        tokens.at += 1
    if tokens.peek() in {"a", "an", "one"}:
        tokens.at += 1
    scale = SCALES.get(tokens.peek()) or SMALL_SCALES.get(tokens.peek())
    if scale:
        tokens.at += 1
        return numerator / denominator * scale, Fraction(scale, 100 if denominator == 4 else 10), False
    tokens.at = mark
    if tokens.words[:mark] == ["quarter"]:  # a bare "quarter" is a period
        tokens.at = start
        return None
    return numerator / denominator, Fraction(1, 100), True


def _with_half(tokens: _Tokens, value: Fraction, resolution: Fraction) -> tuple[Fraction, Fraction, bool]:
    """Two and a half (million), three million and a quarter."""
    if (
        tokens.peek() == "and"
        and (tokens.peek(1) in {"a", "an"} or tokens.peek(1) in UNITS)
        and tokens.peek(2) in DENOMINATORS
    ):
        share = Fraction(UNITS.get(tokens.peek(1), 1), DENOMINATORS[tokens.peek(2)])
        last = tokens.words[tokens.at - 1]
        unit = SCALES.get(last, 1)
        tokens.at += 3
        value, resolution = value + share * unit, Fraction(unit, 10)
        scale = SCALES.get(tokens.peek(), 0)
        if scale and unit == 1:
            tokens.at += 1
            value, resolution = value * scale, resolution * scale
    return value, resolution, False


def _cardinal(tokens: _Tokens) -> tuple[Fraction, Fraction] | None:
    total = Fraction(0)
    resolution = Fraction(1)
    limit: int | None = None
    while True:
        mark = tokens.at
        if limit is not None and tokens.peek() == "and":
            if tokens.peek(2) in DENOMINATORS:
                break  # two million and one half
            tokens.at += 1
        group = _group(tokens)
        if group is None or (limit is not None and group[0] >= limit):
            tokens.at = mark
            break
        value, resolution = group
        scale = _take_scale(tokens)
        if scale == 1:
            total += value
            if limit is None or mark != tokens.at:
                limit = limit or 1
            break
        if limit is not None and scale >= limit:
            tokens.at = mark
            break
        total, resolution, limit = total + value * scale, resolution * scale, scale
    return (total, resolution) if limit is not None else None


def _take_scale(tokens: _Tokens) -> int:
    scale = 1
    while tokens.peek() in SCALES or tokens.peek() in {"dozen", "dozens", "dzs", "dozs"}:
        scale *= SCALES.get(tokens.peek(), 12)
        tokens.at += 1
    return scale


def _group(tokens: _Tokens) -> tuple[Fraction, Fraction] | None:
    """Below a thousand, or a number in digits before a scale: "two hundred and six", "1.2", "a" before a scale."""
    word = tokens.peek()
    resolution = Fraction(1)
    if word in {"a", "an"} or word in SCALES or word in SMALL_SCALES:
        article = word in {"a", "an"}
        follows = tokens.peek(1) if article else word
        if not (follows in SCALES or follows in SMALL_SCALES) or (
            tokens.at and not article and word not in {"hundred"}
        ):
            return None
        tokens.at += int(article)
        value: Fraction = Fraction(1)
    else:
        small = _below_hundred(tokens)
        if small is None:
            return None
        value, resolution = small
    if tokens.peek() == "hundred":
        tokens.at += 1
        value, resolution = value * 100, resolution * 100
        mark = tokens.at
        tokens.at += int(tokens.peek() == "and")
        rest = _below_hundred(tokens)
        if rest is None or rest[0] >= 100 or tokens.peek() == "hundred" or tokens.peek() in DENOMINATORS:
            tokens.at = mark
        else:
            value, resolution = value + rest[0], rest[1]
    return _decimals(tokens, value, resolution)


def _below_hundred(tokens: _Tokens) -> tuple[Fraction, Fraction] | None:
    word = tokens.peek()
    if word and word[0].isdigit():
        literal = parse_literal(word, 0)
        if literal is None or literal.end != len(word):
            return None
        tokens.at += 1
        return literal.value, literal.resolution
    if word not in NUMBER_WORDS:
        return None
    tokens.at += 1
    value = NUMBER_WORDS[word]
    if word in TENS and 0 < UNITS.get(tokens.peek(), 0):
        value += UNITS[tokens.peek()]
        tokens.at += 1
    return Fraction(value), Fraction(1)


def _decimals(tokens: _Tokens, value: Fraction, resolution: Fraction) -> tuple[Fraction, Fraction]:
    if tokens.peek() != "point" or tokens.peek(1) not in NUMBER_WORDS:
        return value, resolution
    tokens.at += 1
    digits = ""
    while tokens.peek() in NUMBER_WORDS:
        small = _below_hundred(tokens)
        assert small is not None
        digits += str(int(small[0]))
    return value + Fraction(int(digits), 10 ** len(digits)), Fraction(1, 10 ** len(digits))
