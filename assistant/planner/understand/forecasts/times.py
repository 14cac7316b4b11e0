"""Times of the year that a message names: months, quarters, dates, festivals, as a forecast tool takes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.lazy_re import lazy_re

_EN = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
    "sep(?:t(?:ember)?)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_HAN = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_NAME = "|".join(f"(?P<m{i}>{name})" for i, name in enumerate(_EN, 1))
# "may" is a month where a word before it, or a capital, says so.
_MONTH_EN = lazy_re(rf"\b(?:{_NAME})\b\.?(?:\s*,?\s*(?P<y>20\d\d)\b)?", re.IGNORECASE)
_MONTH_ZH = lazy_re(
    r"(?:(?P<y>20\d\d)年)?(?<![\d.第])(?P<m>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|(?![活均费付供薪租]))"
    r"(?:(?P<d>[12]\d|3[01]|[1-9])[日号])?"
)
_MONTH_ISO = lazy_re(r"(?<![\d-])(?P<y>20\d\d)[-/](?P<m>0[1-9]|1[0-2])(?![\d-])")
_QUARTER = lazy_re(
    r"(?:(?P<y1>20\d\d)[\s-]*)?\bQ(?P<a>[1-4])\b(?:\s*(?P<y2>20\d\d))?|"
    r"\b(?P<o>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter(?:\s+of\s+(?P<y4>20\d\d))?|"
    r"(?:(?P<y3>20\d\d)年)?第?(?P<b>[一二三四1-4])季度",
    re.IGNORECASE,
)
_YEAR = lazy_re(r"\b(?P<y>20[2-9]\d)\b(?!\s*[-/年]\s*\d)年?", re.ASCII)
_HALF = lazy_re(r"(?P<a>上半年)|(?P<b>下半年)|(?P<c>\bfirst\s+half\b)|(?P<d>\bsecond\s+half\b)", re.IGNORECASE)
# Seasons, festivals and shopping days by the dates they fall on, or the months that lunar ones mostly fall in.
_NAMED: tuple[tuple[str, str], ...] = (
    (r"国庆(?:节|黄金周|假期|长假)?|十一黄金周|十一(?:假期|长假)|national\s+day|golden\s+week", "10-01/10-07"),
    (r"五一(?:节|假期|长假|劳动节)?|劳动节|labou?r\s+day\s+holiday|may\s+day", "05-01/05-05"),
    (r"双十一|双11|singles'?\s+day|11\.11", "11-11"),
    (r"双十二|双12|12\.12", "12-12"),
    (r"618|六一八", "06-18"),
    (r"元旦|new\s+year'?s?(?:\s+day)?(?!\s+resol)", "01-01"),
    (r"春节|过年|农历新年|年货节|chinese\s+new\s+year|lunar\s+new\s+year|spring\s+festival", "02"),
    (r"圣诞(?:节)?|christmas|xmas", "12-25"),
    (r"black\s+friday|cyber\s+monday|黑色星期五|黑五|thanksgiving|感恩节", "11-22/11-30"),
    (r"中秋(?:节)?|mid-?autumn", "09"),
    (r"开学季?|back[\s-]to[\s-]school", "09"),
    (r"暑假|暑期|summer\s+(?:holidays?|break|vacation)|\bsummer\b|夏天|夏季", "06/08"),
    (r"寒假", "01/02"),
    (r"\bspring\b(?!\s+festival)|春季|春天", "03/05"),
    (r"\bautumn\b|秋季|秋天", "09/11"),
    (r"\bwinter\b|冬季|冬天", "12/02"),
    (r"情人节|valentine'?s?(?:\s+day)?", "02-14"),
)
_FESTIVALS = tuple((lazy_re(pattern, re.IGNORECASE), period) for pattern, period in _NAMED)
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


@dataclass(frozen=True)
class Time:
    """A time of the year: `period` as the tool takes it ("2026-05", "05", "Q3", "10-01/10-07"), and where it stands."""

    period: str
    span: tuple[int, int]


def find_times(text: str) -> list[Time]:
    """All times that `text` names, in order; of those that overlap the longer."""
    found = [Time(period, m.span()) for pattern, period in _FESTIVALS for m in pattern.finditer(text)]
    found += [Time(_month_en(m), m.span()) for m in _MONTH_EN.finditer(text) if _is_month(m, text)]
    found += [Time(_month_zh(m), m.span()) for m in _MONTH_ZH.finditer(text)]
    found += [Time(f"{m['y']}-{m['m']}", m.span()) for m in _MONTH_ISO.finditer(text)]
    for m in _QUARTER.finditer(text):
        number = m["a"] or (str(_ORDINAL[m["o"].lower()]) if m["o"] else str(_number(m["b"])))
        found.append(Time(_dated(m["y1"] or m["y2"] or m["y3"] or m["y4"], f"Q{number}"), m.span()))
    found += [Time("01/06" if m["a"] or m["c"] else "07/12", m.span()) for m in _HALF.finditer(text)]
    found += [Time(m["y"], m.span()) for m in _YEAR.finditer(text)]
    kept: list[Time] = []
    for time in sorted(found, key=lambda t: (t.span[0] - t.span[1], t.span[0])):
        if all(time.span[1] <= k.span[0] or k.span[1] <= time.span[0] for k in kept):
            kept.append(time)
    return sorted(kept, key=lambda t: t.span)


def _month_en(match: re.Match[str]) -> str:
    number = next(i for i in range(1, 13) if match[f"m{i}"])
    return _dated(match["y"], f"{number:02}")


def _month_zh(match: re.Match[str]) -> str:
    month = _dated(match["y"], f"{_number(match['m']):02}")
    return f"{month}-{int(match['d']):02}" if match["d"] else month


def _is_month(match: re.Match[str], text: str) -> bool:
    word = match.group().lower()
    if not word.startswith(("may", "mar")) or match["y"] or word.startswith("march"):
        return True
    before = text[: match.start()].rstrip().lower()
    led = re.search(
        r"(?:\b(?:in|for|of|until|till|through|from|by|to|and|or|next|this|every|if|about|double|halve)|^|[,;(/-])$",
        before,
    )
    follows = re.match(
        r"\s*(?:is|was|will|be|goes|gets|comes|sales|revenue|[,.;?!)]|$)", text[match.end() :], re.IGNORECASE
    )
    return bool(match.group()[0].isupper() and not re.match(r"\s+(?:i|we|you)\b", text[match.end() :])) or bool(
        led and (follows or led)
    )


def _dated(year: str | None, rest: str) -> str:
    return f"{year}-{rest}" if year else rest


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _HAN[word]
