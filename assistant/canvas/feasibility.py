"""Feasibility in four parts: what speaks for the venture, quoted from the founder's own items, and what is missing.

Every criterion is a list of checks with points. A check quotes what it found, or says what would earn its points. The
four scores are not added up: a brilliant market does not pay for an impossible technology, so the weakest part decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.canvas.blocks import BLOCKS, BlockId
from assistant.canvas.brief import Brief
from assistant.canvas.canvas import Canvas, Item
from assistant.language.lazy_re import lazy_re

Words = dict[str, str]
Part = Literal["market", "technology", "validation", "finance"]
PARTS: dict[Part, Words] = {
    "market": {"en": "Market", "zh": "市场"},
    "technology": {"en": "Technology", "zh": "技术"},
    "validation": {"en": "Validation", "zh": "验证"},
    "finance": {"en": "Finance", "zh": "财务"},
}
STAGE_POINTS = {"idea": 0, "prototype": 1, "pilot": 3, "launched": 4, "scaling": 4}
STAGES = {
    "idea": {"en": "idea", "zh": "想法"},
    "prototype": {"en": "prototype", "zh": "原型"},
    "pilot": {"en": "pilot", "zh": "试点"},
    "launched": {"en": "launched", "zh": "已上线"},
    "scaling": {"en": "scaling", "zh": "规模化"},
}
_DATA = lazy_re(r"\bdata|\brecords?\b|\bcorpus|\blabel|\bannotat|数据|语料|标注|样本|病历|记录", re.IGNORECASE)
_PROOF = lazy_re(
    r"\b(?:pilots?|interview\w*|waitlist|sign(?:ed|-?ups)|letters? of intent|LOI|pre-?orders?|paying|paid|customers?|"
    r"users?)\b|"
    r"试点|访谈|意向|预订|付费|签约|客户|用户",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Fact:
    """A finding of the finance room, passed in: whether it speaks for the venture, with its number in words.

    Attributes:
        points: Points it is worth.
        good: True earns them, False does not.
        text: What was found, in both languages.
        raises: What would earn the points.
    """

    points: int
    good: bool
    text: Words
    raises: Words


@dataclass(frozen=True)
class Check:
    """One line of a criterion: points earned of points possible, and the evidence or the gap."""

    got: int
    of: int
    text: Words


@dataclass(frozen=True)
class Criterion:
    """One of the four parts.

    Attributes:
        part: Which.
        evidence: Checks that earned points.
        gaps: Checks that did not, each saying what would.
    """

    part: Part
    evidence: tuple[Check, ...]
    gaps: tuple[Check, ...]

    @property
    def got(self) -> int:
        """Points earned."""
        return sum(c.got for c in (*self.evidence, *self.gaps))

    @property
    def of(self) -> int:
        """Points possible."""
        return sum(c.of for c in (*self.evidence, *self.gaps))


def assess(
    canvas: Canvas, brief: Brief, tested: Sequence[Mapping[str, Any]], finance: Sequence[Fact]
) -> tuple[Criterion, ...]:
    """The four criteria.

    Args:
        canvas: The canvas as it stands.
        brief: What the founder told.
        tested: Assumptions with what tests found: `{text, status: open | validated | refuted}`, riskiest
            first; may be empty.
        finance: Findings of the finance model; empty where it has no numbers of the founder's own.
    """
    return (
        _criterion("market", _market(canvas, brief)),
        _criterion("technology", _technology(canvas, brief)),
        _criterion("validation", _validation(canvas, brief, tested)),
        _criterion("finance", _finance(finance)),
    )


def weakest(criteria: Iterable[Criterion]) -> Criterion:
    """The part with the lowest share of its points."""
    return min(criteria, key=lambda c: c.got / c.of)


def quoted(items: Iterable[Item], limit: int = 2) -> Words:
    """Items in the founder's words, as quotes."""
    texts = [i.text.strip().rstrip("。.") for i in items][:limit]
    return {"en": ", ".join(f"“{t}”" for t in texts), "zh": "、".join(f"“{t}”" for t in texts)}


def facts_of(canvas: Canvas, block: BlockId) -> tuple[Item, ...]:
    """Items of a block that the founder stated rather than assumed."""
    return tuple(i for i in canvas.block(block) if i.status == "fact")


def _criterion(part: Part, checks: Iterable[Check]) -> Criterion:
    all_ = tuple(checks)
    return Criterion(part, tuple(c for c in all_ if c.got), tuple(c for c in all_ if not c.got))


def _market(canvas: Canvas, brief: Brief) -> Iterable[Check]:
    yield _told(
        brief.customer,
        2,
        ("You named who pays", "已明确付费方"),
        ("say who pays, as a group you could list by name", "说明谁付费，具体到能列出名单的群体"),
    )
    yield _told(
        brief.problem,
        2,
        ("You named the problem", "已说明痛点"),
        ("say which problem they have today and what it costs them", "说明他们现在的痛点以及造成的损失"),
    )
    yield _told(
        brief.pricing,
        2,
        ("You named a price", "已说明价格"),
        ("name a price and who agreed to it", "给出价格以及谁认可这个价格"),
    )
    yield _block(canvas, "channels", 2, ("a channel you know works", "一个确认有效的渠道"))
    sized = [i for i in facts_of(canvas, "customer_segments") if re.search(r"\d", i.text)]
    yield _items(
        sized, 2, ("A number backs the market", "有数字支持的市场判断"),
        (
            "put a count on the canvas: how many such customers there are and how many you can reach",
            "在画布上写出数量：这样的客户有多少，能触达多少",
        ),
    )  # fmt: skip


def _technology(canvas: Canvas, brief: Brief) -> Iterable[Check]:
    yield _told(
        brief.product or brief.job,
        2,
        ("What is built is named", "已说明要做什么"),
        ("say what the product does in one sentence", "用一句话说明产品做什么"),
    )
    yield _block(canvas, "key_resources", 2, ("a resource you already have", "一项已经拥有的资源"))
    yield _block(canvas, "key_activities", 2, ("an activity you already do", "一项已经在做的业务"))
    data = [i for _, i in canvas.all_items() if i.status == "fact" and _DATA.search(i.text)]
    yield _items(
        data, 2, ("Data is named", "已说明数据来源"),
        ("say which data it learns from and whether you may use it", "说明用什么数据训练或运行，是否有权使用"),
    )  # fmt: skip
    yield _stage(
        brief,
        2,
        ("prototype", "pilot", "launched", "scaling"),
        (
            "show a prototype that meets the customer's error limit on the customer's own cases",
            "做出原型，在客户自己的案例上达到可接受的错误率",
        ),
    )


def _validation(canvas: Canvas, brief: Brief, tested: Sequence[Mapping[str, Any]]) -> Iterable[Check]:
    points = STAGE_POINTS.get(brief.stage, 0)
    if points:
        name = STAGES[brief.stage]
        yield Check(points, 4, {"en": f"Stage: {name['en']}", "zh": f"阶段：{name['zh']}"})
    else:
        yield Check(
            0,
            4,
            {
                "en": "get strangers to act: a paid pilot counts for more than praise",
                "zh": "让陌生客户采取行动：一个付费试点胜过很多好评",
            },
        )
    proven = [
        t for t in tested if str(t.get("status", "")) in {"supported", "confirmed", "passed", "true", "validated"}
    ]
    texts = [str(t.get("text") or "") for t in proven]
    if texts:
        quote = {"en": ", ".join(f"“{t}”" for t in texts[:2]), "zh": "、".join(f"“{t}”" for t in texts[:2])}
        yield Check(3, 3, {"en": f"Tested and held: {quote['en']}", "zh": f"已验证成立：{quote['zh']}"})
    else:
        listed = [str(t["text"]) for t in tested if t.get("status") == "open" and t.get("text")]
        guessed = [i.text for _, i in canvas.all_items() if i.status == "assumption"]
        risky = next(iter([*listed, *guessed]), "")
        en = f"test “{risky}” and record the result" if risky else "write down the riskiest assumption and test it"
        zh = f"验证“{risky}”并记录结果" if risky else "写下风险最大的假设并去验证"
        yield Check(0, 3, {"en": en, "zh": zh})
    proof = [
        i for _, i in canvas.all_items() if i.status == "fact" and re.search(r"\d", i.text) and _PROOF.search(i.text)
    ]
    yield _items(
        proof, 3, ("Counted on the canvas", "画布上有计数的证据"),
        (
            "put what was counted on the canvas: interviews held, pilots signed, users who pay",
            "把数得清的证据写到画布上：访谈数、签约试点数、付费用户数",
        ),
    )  # fmt: skip


def _finance(finance: Sequence[Fact]) -> Iterable[Check]:
    if not finance:
        yield Check(
            0,
            10,
            {
                "en": "give your own numbers: price, customers, costs, cash",
                "zh": "给出您自己的数字：价格、客户数、成本、现金",
            },
        )
    for fact in finance:
        yield Check(
            fact.points if fact.good else 0, fact.points, fact.text if fact.good else _both(fact.text, fact.raises)
        )


def _both(text: Words, raises: Words) -> Words:
    return {"en": f"{text['en']}; {raises['en']}", "zh": f"{text['zh']}；{raises['zh']}"}


def _told(said: str, points: int, found: tuple[str, str], gap: tuple[str, str]) -> Check:
    if not said.strip():
        return Check(0, points, {"en": gap[0], "zh": gap[1]})
    text = said.strip().rstrip("。.")
    return Check(points, points, {"en": f"{found[0]}: “{text}”", "zh": f"{found[1]}：“{text}”"})


def _items(items: Sequence[Item], points: int, found: tuple[str, str], gap: tuple[str, str]) -> Check:
    if not items:
        return Check(0, points, {"en": gap[0], "zh": gap[1]})
    quote = quoted(items)
    return Check(points, points, {"en": f"{found[0]}: {quote['en']}", "zh": f"{found[1]}：{quote['zh']}"})


def _block(canvas: Canvas, block: BlockId, points: int, wanted: tuple[str, str]) -> Check:
    """Stated items earn the points; assumed ones are quoted as what to confirm."""
    label = BLOCKS[block].label
    known, guessed = facts_of(canvas, block), [i for i in canvas.block(block) if i.status == "assumption"]
    if known:
        quote = quoted(known)
        return Check(points, points, {"en": f"{label['en']}: {quote['en']}", "zh": f"{label['zh']}：{quote['zh']}"})
    if guessed:
        quote = quoted(guessed, 1)
        return Check(
            0,
            points,
            {
                "en": f"{label['en']}: {quote['en']} is only assumed; confirm it",
                "zh": f"{label['zh']}：{quote['zh']}还只是假设，需要确认",
            },
        )
    return Check(
        0, points, {"en": f"{label['en']} is empty: name {wanted[0]}", "zh": f"{label['zh']}为空：写出{wanted[1]}"}
    )


def _stage(brief: Brief, points: int, enough: Sequence[str], gap: tuple[str, str]) -> Check:
    if brief.stage in enough:
        name = STAGES[brief.stage]
        return Check(points, points, {"en": f"It runs: stage “{name['en']}”", "zh": f"已经能运行：{name['zh']}阶段"})
    return Check(0, points, {"en": gap[0], "zh": gap[1]})
