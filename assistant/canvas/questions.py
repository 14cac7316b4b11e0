"""What to ask the founder next: at most three questions, the most valuable first, in terms of what is known."""

from __future__ import annotations

from assistant.canvas.brief import Brief
from assistant.canvas.slots import slot_values


def questions(brief: Brief, language: str | None = None) -> list[dict[str, str]]:
    """Questions for what the brief lacks, `[{field, en, zh}]`: the idea, then customer, problem, pricing.

    Args:
        brief: What is known.
        language: Language whose wording may quote the founder's words; the brief's own by default.
    """
    fields = brief.missing() if brief.idea or brief.product else ("idea", *brief.missing())
    values = slot_values(brief, "")
    own = language or brief.language
    known = {
        "en": (values.get("product", "it"), values.get("customer_full", "they")),
        "zh": (values.get("product", "这个产品"), values.get("customer_full", "他们")),
    }
    for other in {"en", "zh"} - {brief.language if own == brief.language else own}:
        known[other] = ("it", "they") if other == "en" else ("这个产品", "客户")
    return [{"field": f, "en": _english(f, *known["en"]), "zh": _chinese(f, *known["zh"])} for f in fields[:3]]


def _english(field: str, product: str, customer: str) -> str:
    return {
        "idea": "What do you want to offer, in a sentence?",
        "customer": f"Who would pay for {product}: what kind of people or companies, and where?",
        "problem": f"What do {customer} struggle with today, and what does it cost them?",
        "pricing": f"How would {customer} pay for {product}: per month, per use, once, or a share, and how much?",
    }[field]


def _chinese(field: str, product: str, customer: str) -> str:
    return {
        "idea": "您想提供什么产品或服务？请用一句话说明。",
        "customer": f"谁会为{product}付钱？是哪一类人或企业，在哪里？",
        "problem": f"{customer}现在最头疼的是什么，为此付出了多少时间或金钱？",
        "pricing": f"{product}打算怎么向{customer}收费：按月、按次、一次性，还是抽成？大概多少钱？",
    }[field]
