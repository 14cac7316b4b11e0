"""Words that multiply by themselves: double, halve, twice, 翻一番, 减半, 对折."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from assistant.language._numerals_zh import parse_whole
from assistant.language.lazy_re import lazy_re

_PERIOD_FOLLOWS = r"(?!\s*(?:a|per|each|every|daily|weekly|monthly|yearly)\b)"
_FACTORS: tuple[tuple[str, Fraction], ...] = (
    (r"\b(?:doubles?|doubled|doubling)\b(?!\s*-|\s+(?:digits?|check|sided|counting|opt|down))", Fraction(2)),
    (r"\b(?:triples?|tripled|tripling|trebles?|trebled)\b", Fraction(3)),
    (r"\b(?:quadruples?|quadrupled|quadrupling)\b", Fraction(4)),
    (r"\b(?:halves?|halved|halving)\b|\bin half\b|\b(?:at )?half[- ]price\b", Fraction(1, 2)),
    (rf"\btwice\b{_PERIOD_FOLLOWS}", Fraction(2)),
    (rf"\b(?:thrice|three\s?fold)\b{_PERIOD_FOLLOWS}", Fraction(3)),
    (r"\btwo\s?fold\b", Fraction(2)),
    (r"\bten\s?fold\b", Fraction(10)),
    (r"翻两番|翻二番|翻2番", Fraction(4)),
    (r"翻三番|翻3番", Fraction(8)),
    (r"(?:再)?翻(?:了|上)?(?:一|1)?番|翻(?:了|上)?(?:一|1)?倍|翻番|加倍|倍增|双倍|成倍(?=增|涨|提)", Fraction(2)),
    (
        r"(?:打\s*)?对折|减(?:少|掉)?(?:一)?半|降(?:低|掉)?(?:一)?半|砍(?:掉)?(?:一)?半|缩减(?:一)?半"
        r"|下降一半|腰斩|半价|折半|少(?:掉|了)?一半|便宜一半",
        Fraction(1, 2),
    ),
    (r"(?:增加|提高|多|涨|上涨|增长|贵)(?:了)?一半", Fraction(3, 2)),
)
_PATTERN = lazy_re("|".join(f"({pattern})" for pattern, _ in _FACTORS))
_TURN_OVER = lazy_re(r"翻(?:了|到|至|上)?(?=[\d二三四五六七八九十两])")


def find_factors(folded: str) -> Iterator[tuple[int, int, Fraction]]:
    """Start, end and factor of each such word in folded lower-case text."""
    for match in _PATTERN.finditer(folded):
        assert match.lastindex
        yield match.start(), match.end(), _FACTORS[match.lastindex - 1][1]
    for match in _TURN_OVER.finditer(folded):  # 翻三倍
        number = parse_whole(folded, match.end())
        if number and folded.startswith("倍", number.end):
            yield match.start(), number.end + 1, number.value
