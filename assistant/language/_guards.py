"""Digits that are no quantities: identifiers, dates, ordinals, versions, addresses, slots."""

from __future__ import annotations

from bisect import bisect_right

from assistant.language.lazy_re import lazy_re

_CODES = r"usd|cny|rmb|eur|gbp|jpy|hkd|twd|sgd|aud|cad|nzd|chf|inr|krw|us\$|hk\$|c\$|a\$|nt\$"
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SUFFIXES = (
    r"(?:%|x\b|k\b|m\b|mm\b|mn\b|mio\b|b\b|bn\b|t\b|tn\b|g\b|e[+-]?\d|pp|pct|ppt|bps?\b|yrs?\b|mos?\b"
    r"|mil\b|usd|eur|gbp|cny|rmb|aud|[km](?:usd|eur|gbp|rmb|cny)|days?\b|months?\b|years?\b|weeks?\b"
    r"|hours?\b|million|billion|thousand|hundred|bln|tln|dollars?\b|yuan|euros?\b|percent|points?\b"
    r"|pts\b|times\b|fold\b|jpy|hkd|inr|cad|[kmgtp]b\b|tokens?\b)"
)

# Each alternative names what it hides; the order matters where they overlap.
_MASK = lazy_re(
    "|".join([
        r"\{\{.*?\}\}",  # slots
        r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[a-z.]+",  # addresses
        r"(?<![\w.])(?:19|20)\d{2}\s*(?:[-/.]\s*(?:0?[1-9]|1[0-2])\s*[-/.]\s*(?:0?[1-9]|[12]\d|3[01])"
        r"|-(?:0[1-9]|1[0-2]))(?![\w-])",
        r"(?<![\w.])(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|[12]\d|3[01])[-/](?:19|20)\d{2}(?![\w-])",
        r"(?:(?:19|20)?\d{2}|[零〇一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}"
        r"|[一二三四五六七八九十]{1,3})\s*月份?(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号])?",
        r"(?<![\d.,])(?:19|20)\d{2}\s*年(?!\s*[内后前])|[零〇一二][零〇一二三四五六七八九]{3}年",
        r"(?<![\d.,¥$€£元/第])(?:1[0-2]|[1-9])\s*月份?(?:\s*\d{1,2}\s*[日号])?(?!\s*[活均费付供薪租])"
        r"|(?<![第一二三四五六七八九十])(?:十[一二]?"
        r"|[一二三四五六七八九])月份?(?:[一二三四五六七八九十]{1,3}[日号])?(?!\s*[活均费付供薪租])",
        rf"\b{_MONTHS}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*,\s*(?:19|20)\d{{2}})?\b(?![.,]?\d|\s*%)"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS}\b(?:\s*,?\s*(?:19|20)\d{{2}})?",
        rf"\b{_MONTHS}\.?\s*,?\s*(?:19|20)\d{{2}}\b",
        r"\b(?:in|since|until|till|during|year|fiscal|fy)\s+(?:19[5-9]\d|20[0-4]\d)\b(?!\s*(?:trials?"
        r"|users?|customers?|people|orders?|units?|sign-?ups?|[%$€£¥元个名位人次]|dollars?|yuan)|[.,]\d)",
        # Plans end "by 2030"; what goes down "by 2000" or "by 1990" is an amount.
        r"\b(?:by\s+20[23]\d|(?:of|from|end|early|late|mid)\s+(?:19[5-9]\d|20[0-4]\d))\b"
        r"(?=\s*(?:$|[.;?!,](?!\d)|on\b|we\b|and\b|the\b|to 20[0-4]\d\b))",
        r"(?<![a-z0-9.])3q(?![a-z0-9])(?!\s*(?:20)?\d\d)",  # thanks
        r"(?<!\d)\d{1,2}:\d{2}(?::\d{2}|\s*[ap]\.?m\b)|(?<=\bat )\d{1,2}:\d{2}\b",  # times of day
        r"(?<![\w.])\d{1,3}(?:\.\d+){2,}(?![\w])",  # versions, IP addresses
        r"(?<![\d.])\d{1,3}(?:st|nd|rd|th)\b",  # ordinals
        r"第\s*(?:\d++|[零一二三四五六七八九十百千两]++)(?!\s*个?\s*(?:月|年|天|周|季))",
        r"\b24\s*/\s*7\b|(?<!\d)7\s*[x×*]\s*24(?!\d)|\b24\s*[x×*]\s*7\b",
        rf"(?<![a-z0-9_])(?!(?:{_CODES})\s*\d)(?!(?:month|year|week|day|quarter)s?-\d|x\d+(?:\.\d+)?(?!\w))"
        r"[a-z_]+[-_]?\d[a-z0-9_]*(?:[-_.][a-z0-9_]+)*",  # GPT-4, Q3, A100
        rf"(?<![a-z0-9_.,])\d*\.?\d+(?!{_SUFFIXES})(?:[a-z_]+\d[a-z0-9_]*|[a-z_]{{2,}})(?![a-z])"
        rf"|(?<![a-z0-9_.,])[2-6][dg]\b",  # 3D, 5G, 180ml
        r"(?<!\d)\d{3,4}-\d{3,4}-?\d{4}(?!\d)|\+\d{1,3}[-\d/]{6,}",  # telephone numbers
        r"双十一|双11|双十二|六一八|一线|二线|三线|四线|[一二三]手(?=[车房货商])|万一|千万(?=别|不|要|记)"
        r"|十分(?!之|钟)|百分百(?=[的地])|二维码|三方|五险一金|四川|五台|二八(?:原则|定律|法则)|(?:一九"
        r"|二八|三七|四六|五五)(?:分|开)",
    ]),
)


class Mask:
    """Spans of a text in which no quantity starts."""

    def __init__(self, folded: str) -> None:
        self._spans = [m.span() for m in _MASK.finditer(folded)]
        self._starts = [start for start, _ in self._spans]

    def end_of(self, pos: int) -> int | None:
        """End of the hidden span that holds `pos`, or None."""
        index = bisect_right(self._starts, pos) - 1
        if index >= 0 and pos < self._spans[index][1]:
            return self._spans[index][1]
        return None
