"""The value proposition canvas: for each segment its jobs, pains and gains, and what the offer does about them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.canvas.brief import Brief
from assistant.canvas.canvas import Item
from assistant.canvas.matching import similarity
from assistant.canvas.views.parts import (
    Bilingual,
    Line,
    Section,
    Venture,
    View,
    both,
    empty_block,
    gap,
    of_brief,
    of_item,
    without_repeats,
)
from assistant.language.lazy_re import lazy_re

# A relieved pain: something bad becomes less. A gain: something good becomes more.
_RELIEVES = lazy_re(
    r"\b(?:sav\w+|reduc\w+|cut(?:s|ting)?|avoid\w*|less|fewer|without|no (?:more|longer|extra|need)|instead of"
    r"|stop\w*|prevent\w*|"
    r"eliminat\w+|remov\w+|spare[sd]?|free(?:s|ing)? (?:up)?|gives? (?:that |the |them )?\w* ?(?:time|hours?"
    r"|money) back|reliev\w+|lower\w*|"
    r"protect\w*|catch(?:es)?|never|not have to|don'?t have to|wast\w+|los(?:e|es|ing|s))\b"
    r"|减少|节省|省下?|省去|避免|降低|不再|不用|无需|无须|告别|免去|免得|防止|消除|解决|少花|少跑|摆脱|缓解"
    r"|杜绝|减轻|规避|损失|浪费",
    re.IGNORECASE,
)
_GAINS = lazy_re(
    r"\b(?:more|better|faster|quicker|sooner|higher|increas\w+|improv\w+|grow\w*|boost\w*|earn\w*|win\w*"
    r"|gain\w*|easier|confiden\w+|"
    r"instant\w*|within (?:a |an |\w+ )?(?:minute|hour|second|day)s?|real[- ]time|at a glance|personal\w*"
    r"|tailored|trust\w*|"
    r"works inside|reach\w*|see\w*|know\w*)\b"
    r"|提升|提高|更[快好多准高强省低易]|增加|增长|改善|优化|加快|赚|放心|安心|实时|即时|秒级|分钟内|一目了然"
    r"|个性化|定制|专属|随时|"
    r"看得见|可信|嵌进|依据",
    re.IGNORECASE,
)
SHARED = 0.5
CLOSER = 0.9
GAPS: dict[str, tuple[str, str]] = {
    "jobs": ("what are they trying to get done?", "他们想完成什么事？"),
    "pains": ("what bothers them today, and what does it cost them?", "他们现在最头疼什么，代价多大？"),
    "gains": ("what would they call a good result, in their own numbers?", "在他们眼里，怎样算做得好？用他们的数字说"),
    "products": ("what exactly do they get?", "他们具体得到什么产品或服务？"),
    "relievers": ("no value proposition relieves a pain of theirs", "没有价值主张缓解他们的痛点"),
    "creators": ("no value proposition says what gets better for them", "没有价值主张说明他们会得到什么改善"),
}
TITLES: dict[str, Bilingual] = {
    "who": {"en": "Who exactly", "zh": "具体是谁"},
    "jobs": {"en": "Jobs to be done", "zh": "客户任务"},
    "pains": {"en": "Pains", "zh": "痛点"},
    "gains": {"en": "Gains wanted", "zh": "期望收益"},
    "products": {"en": "Products and services", "zh": "产品与服务"},
    "relievers": {"en": "Pain relievers", "zh": "痛点缓解"},
    "creators": {"en": "Gain creators", "zh": "收益创造"},
}


def value_proposition_canvas(venture: Venture) -> View:
    """One set of sections a segment; what is not known of a segment is a named gap."""
    segments = venture.canvas.block("customer_segments")
    groups = _groups(segments)
    heads = [group[0] for group in groups]
    served = _served(heads, venture.canvas.block("value_propositions"))
    main = _main(venture, heads)
    sections: list[Section] = []
    if not segments:
        label = {"en": "Customer segments", "zh": "客户细分"}
        sections.append(Section("segments", label, (empty_block("customer_segments"),)))
    for number, group in enumerate(groups):
        sections += _of_segment(venture, group, served[group[0].id], number == main)
    return View("vpc", {"en": "Value proposition canvas", "zh": "价值主张画布"}, tuple(sections))


def _of_segment(venture: Venture, group: Sequence[Item], offers: Sequence[Item], about_brief: bool) -> list[Section]:
    segment, closer = group[0], group[1:]
    brief = venture.brief if about_brief else Brief()
    kinds = {kind: [i for i in offers if kind_of(i.text) == kind] for kind in ("products", "relievers", "creators")}
    implied = {"en": "implied by the offer; ask them", "zh": "由产品推出，需向客户核实"}
    lines: dict[str, list[Line]] = {
        "who": [of_item(i) for i in closer],
        "jobs": of_brief(brief, "job"),
        "pains": of_brief(brief, "problem"),
        "gains": [of_item(i, implied) for i in kinds["creators"]],
        "products": [*(of_item(i) for i in kinds["products"]), *of_brief(brief, "product")],
        "relievers": [of_item(i) for i in kinds["relievers"]],
        "creators": [of_item(i) for i in kinds["creators"]],
    }
    gaps = {**GAPS, "relievers": _no_reliever(brief)}
    told = {
        key: found or [gap(f"{segment.id}:{key}", *gaps[key])] for key, found in lines.items() if key != "who" or found
    }
    return [Section(key, TITLES[key], without_repeats(found), both(segment.text)) for key, found in told.items()]


def _no_reliever(brief: Brief) -> tuple[str, str]:
    if brief.problem:
        return f"no value proposition answers the pain “{brief.problem}”", f"没有价值主张回应痛点“{brief.problem}”"
    return GAPS["relievers"]


def _groups(segments: Sequence[Item]) -> list[list[Item]]:
    """Segments with the items that only say more of one of them: "First to win: dental clinics that …"."""
    groups: list[list[Item]] = []
    for item in segments:
        home = next(
            (g for g in groups if len(item.text) > len(g[0].text) and _names(item.text, g[0].text) >= CLOSER), None
        )
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def kind_of(text: str) -> str:
    """Whether a value proposition relieves a pain, creates a gain, or names the product."""
    if _RELIEVES.search(text):
        return "relievers"
    return "creators" if _GAINS.search(text) else "products"


def _served(segments: Sequence[Item], propositions: Sequence[Item]) -> dict[str, list[Item]]:
    """Which propositions speak to which segment: those that name it, and to every segment those that name none."""
    served: dict[str, list[Item]] = {s.id: [] for s in segments}
    for item in propositions:
        scores = {s.id: _names(item.text, s.text) for s in segments}
        best = max(scores.values(), default=0.0)
        for id_, score in scores.items():
            if best < SHARED or score >= best - 0.1:
                served[id_].append(item)
    return served


def _names(text: str, segment: str) -> float:
    """How much of a segment's name stands in a text."""
    return min(similarity(segment, text), 1.0)


def _main(venture: Venture, segments: Sequence[Item]) -> int:
    """Which segment the brief speaks of."""
    customer = venture.brief.customer
    scores = [similarity(customer, s.text) if customer else 0.0 for s in segments]
    return scores.index(max(scores)) if scores else 0
