"""A founder's story is one request, whatever else its sentences look like."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.lexicon import CHANGE, ORDERING, QUESTION
from assistant.planner.plans.canvas import awaits_answer, tells_part, tells_venture, wants_it_drawn
from assistant.planner.plans.service_reading import asks_reply
from assistant.planner.plans.telling import SHORTEST_DESCRIPTION, read_brief
from assistant.planner.understand.evidence import Evidence

# A supposition or a question at its start is no story; "if a pipe bursts" later on is part of one.
_SUPPOSES = lazy_re(
    r"\W*(?:and |so |then |那|那么)?(?:what (?:if|about)|how about|if|suppose|supposing|imagine|assume|assuming|say|"
    r"pretend|如果|假如|假设|要是|倘若|万一|设想)(?![a-z])",
    re.IGNORECASE,
)
_OF_CANVAS = lazy_re(r"\b(?:canvas|item|block|version|scenario|spreadsheet|csv)s?\b|画布|条目|版本|情景|表格", re.I)
# Numbers of the business, or work on data at hand, rather than an offer.
_OTHER_WORK = lazy_re(
    r"\b(?:subscription|usage|finance|financial|transaction|pricing) (?:finance )?model\b|"
    r"^\W*(?:include|use|compare|recommend|classify|forecast|build me|picture this|on top of|raise|also|data)\b|"
    r"\bwe also\b|订阅模型|财务模型|这条|这份|这些|^\W*(?:在此|在这|按|对|帮我建|每年还|我们还)",
    re.IGNORECASE,
)
_OFFER = lazy_re(
    r"\b(?:app|tool|platform|software|service|marketplace|api|device|sensors?|kit|box|robots?|drones?|chatbot|bot|"
    r"assistant|tutor|coach|plugin|network|camera|radar|game|course|copilot|system|machine)\b|"
    r"(?:软件|系统|平台|工具|助手|小程序|App|接口|设备|机器人|订阅盒|服务|硬件|课程|游戏|雷达|摄像头|盒子?)$",
    re.IGNORECASE,
)
_MOST_NUMBERS = 2  # inputs of a finance model besides the price; a message with more is about the numbers
_ASKS = lazy_re(r"[?？]|(?:吗|呢)\W*$")


def story(seen: Evidence) -> str | None:
    """The first description of a venture, where the classifier hears an order or a number in it.

    "We predict which lifts will break" is no forecast and "signed two hospitals" no version: with an offer and a
    customer in it, and no venture known so far, a message that neither asks nor supposes tells what the venture is.
    """
    if awaits_answer(seen.context):
        return "answer_brief" if wants_it_drawn(seen.text) or _answers(seen) else None
    if seen.context.brief or seen.context.canvas or seen.context.finance or seen.context.files:
        return None
    if supposes(seen.text) or CHANGE.match(seen.text) or _OF_CANVAS.search(seen.text):
        return None
    if seen.intent == "answer_customer" and asks_reply(seen.text):
        return None
    if _OTHER_WORK.search(seen.text) or sum(m.ids != ("price",) for m in seen.inputs) > _MOST_NUMBERS:
        return None
    brief = read_brief(seen.text, seen.context.language)
    if len(seen.text) < SHORTEST_DESCRIPTION[seen.context.language]:
        return None
    told = brief.pricing or brief.job or brief.problem or brief.channel
    known = tells_venture(seen.text, seen.context) if brief.customer else bool(_OFFER.search(brief.product))
    return "describe_venture" if told and known else None


def _answers(seen: Evidence) -> bool:
    """Whether a message tells who buys, what bothers them or what it costs, after questions about just that."""
    if supposes(seen.text) or seen.edit or ORDERING.search(seen.text) or any(m.ids != ("price",) for m in seen.inputs):
        return False
    return tells_part(seen.text, seen.context)


def supposes(text: str) -> bool:
    """Whether a sentence asks, or supposes a change, rather than telling."""
    return bool(_SUPPOSES.match(text) or _ASKS.search(text) or QUESTION.search(text))
