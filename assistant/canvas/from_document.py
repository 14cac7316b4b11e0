"""From a pitch or plan to a brief: what stands under "Problem", "Customers", "定价" …, and what the prose says.

A document is data: what it says goes into the brief in its own words, and sentences that give orders to whoever reads
them ("ignore your rules") are no facts about a venture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from assistant.canvas.brief import Brief
from assistant.canvas.extract import extract_brief
from assistant.language.lazy_re import lazy_re

# Headings of slides and plans by the field of the brief that stands under them.
LABELS = {
    "problem": r"(?:the )?problems?|(?:customer )?pains?(?: points?)?|(?:the )?(?:need|challenge)s?|"
    r"(?:客户|用户|行业|市场)?(?:痛点|问题|困境)(?:分析)?|(?:客户|用户)?需求",
    "product": r"(?:the |our )?(?:solution|product|offer(?:ing)?|service|idea)s?|what we (?:do|build|offer|make)|"
    r"(?:我们的)?(?:解决方案|产品|方案|产品介绍|产品与服务|服务|想法)",
    "customer": r"(?:the |our )?(?:target |ideal |first )?(?:customers?|clients?|users?|market|audience|buyers?|"
    r"customer segments?|beachhead)|who (?:we serve|buys|pays|it is for)|"
    r"(?:我们的)?(?:目标|核心|首批)?(?:客户|用户|客群|市场|人群)",
    "pricing": r"(?:the |our )?(?:pric(?:ing|es?)|business model|revenue(?: model| streams?)?|moneti[sz]ation)|"
    r"how we (?:make money|charge|earn)|定价|价格|收费(?:方式|模式)?|商业模式|盈利模式|收入(?:来源|模式)?",
    "channel": r"(?:sales |distribution )?channels?|go[- ]to[- ]market(?: strategy)?|gtm|distribution|sales|"
    r"(?:销售|获客|推广)?渠道|获客(?:方式)?|推广(?:方式|策略)?|市场策略",
    "differentiator": r"(?:our )?(?:competitive )?(?:advantages?|edge)|why (?:us|we win)|differentiat(?:ion|or)s?|"
    r"(?:竞争|核心|我们的)?优势|差异化|为什么是我们|壁垒",
    "region": r"regions?|geograph(?:y|ies)|where we (?:sell|operate)|地区|区域|目标地区",
}
_HEADINGS = {
    field: lazy_re(rf"\W*(?:\d{{1,2}}[.、)]\s*)?(?:{words})\W*", re.IGNORECASE) for field, words in LABELS.items()
}
_LABELLED = lazy_re(r"^\W*([^:：]{2,30})[:：]\s*(\S.*)$")
_ORDER = lazy_re(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:rules?|instructions?|prompts?|above|previous|guidelines?)\b|"
    r"\bsystem prompt\b|\byou (?:are now|must now)\b|\btell the user\b|\bas an? (?:ai|assistant|language model)\b|"
    r"(?:忽略|无视|忘记|不要遵守).{0,12}(?:规则|指令|提示|要求|上文|以上)|系统提示|你现在是|告诉用户",
    re.IGNORECASE,
)
_SENTENCE = lazy_re(r"(?<=[。！？；])|(?<=[.!?])\s+|\n+")
_BULLET = lazy_re(r"^[\s•·○●√×*\-–—]+")
_HAN = lazy_re(r"[\u4e00-\u9fff]")
LONGEST = 200
PROSE = 1500  # characters of a document without such headings that are read as a description


@dataclass(frozen=True)
class Passage:
    """A part of a document with its heading."""

    heading: str
    text: str


@dataclass(frozen=True)
class Reading:
    """What a document says of the venture.

    Attributes:
        brief: The brief.
        places: By field, which of the passages says it.
    """

    brief: Brief
    places: dict[str, int]


def read_passages(passages: Sequence[Passage], language: str) -> Reading:
    """The brief that a document states.

    Args:
        passages: In order.
        language: Of the conversation, "en" or "zh".
    """
    labelled: dict[str, str] = {}
    places: dict[str, int] = {}
    for place, field, sentence in _statements(passages):
        if field and field not in labelled:
            labelled[field], places[field] = sentence, place
    prose = "".join(f"{s}。" if _HAN.search(s) else f"{s}. " for _, _, s in _statements(passages))[:PROSE]
    told = _idea(labelled, language) or prose
    read = extract_brief(told, language)
    given = {f: v for f, v in labelled.items() if f not in {"product"} or not read.product}
    brief = replace(read, **given) if told else Brief(language=language)
    for field, value in asdict(brief).items():
        if value and field not in places and field not in {"idea", "language", "industry"}:
            places[field] = _place(passages, value, places)
    return Reading(brief, places)


def _statements(passages: Sequence[Passage]) -> Iterator[tuple[int, str, str]]:
    """Passage number, field ("" where none is named) and sentence, in order; orders to the reader are left out."""
    for place, passage in enumerate(passages):
        field = next((f for part in reversed(passage.heading.split(" › ")) if (f := _field(part))), "")
        for sentence in _sentences(passage.text):
            if named := _field(sentence):
                field = named
            elif (match := _LABELLED.match(sentence)) and (named := _field(match[1])):
                field = named
                yield place, field, match[2].rstrip(".。")
            else:
                yield place, field, sentence.rstrip(".。")


def _sentences(text: str) -> list[str]:
    parts = (_BULLET.sub("", part).strip() for part in _SENTENCE.split(text))
    return [part[:LONGEST] for part in parts if part and not _ORDER.search(part)]


def _field(heading: str) -> str:
    return next((field for field, pattern in _HEADINGS.items() if pattern.fullmatch(heading)), "")


def _idea(labelled: dict[str, str], language: str) -> str:
    """The labelled statements as a founder would write them down."""
    names = {
        "en": {"product": "Product", "customer": "Customer", "problem": "Problem", "pricing": "Pricing"},
        "zh": {"product": "产品", "customer": "客户", "problem": "痛点", "pricing": "收费"},
    }[language]
    if "product" not in labelled and "customer" not in labelled:
        return ""
    colon = "：" if language == "zh" else ": "
    return "\n".join(f"{names[field]}{colon}{labelled[field]}" for field in names if field in labelled)


def _place(passages: Sequence[Passage], value: str, known: dict[str, int]) -> int:
    """Where a value that was read out of the prose stands."""
    for place, passage in enumerate(passages):
        if value.lower() in " ".join(passage.text.lower().split()):
            return place
    return known.get("product", 0)
