"""Reads what a founder wants to know of the own money: whether it is made or lost now, whether the cash will last.

Also what delays it: customers who pay long after delivery, which the models do not hold.
"""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.lexicon import SEEKING, SURELY_HYPOTHETICAL, TOTAL, WHEN
from assistant.planner.understand.evidence import Evidence

LONGEST = 90  # characters of a question
# "Are we making money?", "do we lose money right now?", 我们每个月到底是赚是亏.
_MAKES_OR_LOSES = lazy_re(
    r"\b(?:are|is|do|does|am) (?:we|i|it|this|that|the (?:business|company|plan)) (?:\w+ ){0,3}?"
    r"(?:mak(?:e|ing)|earn(?:ing)?|los(?:e|ing)|turn(?:ing)?|run(?:ning)?)\b[^.?!]{0,24}?"
    r"\b(?:money|profits?|loss(?:es)?|cash)\b|"
    r"\b(?:are|is|am) (?:we|i|it|this|that|the (?:business|company|plan)) (?:\w+ ){0,3}?"
    r"(?:profitable|in the (?:red|black)|losing|loss[- ]making|under ?water|a loss)\b|"
    r"\b(?:profit|loss) or (?:a )?(?:loss|profit)\b|\bthat['’]?s (?:still )?(?:a )?loss\b|"
    r"(?:赚|盈)(?:了|着)?(?:钱|利)?还是(?:亏|赔)|(?:亏|赔)(?:了|着)?(?:钱|本)?还是(?:赚|盈)|是(?:赚|盈)是(?:亏|赔)|"
    r"是(?:亏|赔)是(?:赚|盈)|"
    r"赚不赚钱?|亏不亏钱?|(?:现在|目前|当前|眼下|这个月|本月|每个?月|一个?月|我们)[^,，。?？]{0,6}"
    r"(?:亏|赔|赚|盈利)(?:了|着)?(?:钱|本)?的?(?:吗|么|没有?|嘛|吧)",
    re.IGNORECASE,
)
# The sum over the years is another question: "do we make money overall?", 最后是赚是亏.
_IN_THE_END = lazy_re(
    r"\bin the end\b|\ball in all\b|\bby then\b|\bever\b|最后|最终|到头|下来|整个|将来|以后", re.IGNORECASE
)
# "Will our cash last?", 账上的钱撑得住吗.
_LASTS = lazy_re(
    r"\b(?:will|would|does|do|can|could|is|have|has|are)\b[^.?!]{0,30}?\b(?:(?:cash|money|funds?|funding|capital|"
    r"reserves?|bank balance|runway)\b[^.?!]{0,20}?\b"
    r"(?:last|hold(?: out)?|enough|suffice|sufficient|stretch|survive|be ok(?:ay)?|carry us)|"
    r"(?:enough|sufficient) (?:cash|money|funds?|funding|capital|runway)|"
    r"(?:we|i) (?:survive|make it|hold out|cope with|afford)|"
    r"(?:we|i) (?:run|running|ran) (?:out|short) of (?:cash|money))\b|"
    r"(?:钱|现金|资金|账上|账户|现金流|资金链|我们)[^,，。]{0,6}?(?:够吗|够不够|够用吗|够用不|撑得?住|撑得?过|"
    r"扛得?住|扛得?过|撑不撑|顶得?住|会不会断|会断|断不断|会不会紧|够花吗|周转得?[过开]|转得?[过开])",
    re.IGNORECASE,
)
# Customers who pay long after they were served: "pay after 90 days", 验收后半年才付.
PAYS_LATE = lazy_re(
    r"\b(?:pay|pays|paid|paying|payments?|settle[sd]?|invoices?)\b[^.?!]{0,24}?\b(?:late|slow(?:ly)?|delay\w*|overdue|"
    r"(?:only )?(?:after|in|within) (?:an? |\d+ |half |three |six |two |four |\w+ty )[^.?!]{0,10}?"
    r"(?:days?|weeks?|months?|year)|"
    r"(?:\w+ ){0,4}(?:days?|weeks?|months?|year) (?:late|later|after))\b|"
    r"\b(?:late|slow|delayed) (?:payers?|payments?)\b|\bnet[- ](?:30|45|60|90|120)\b|\bpayment (?:terms|delays?)\b|"
    r"(?:回款|付款|结款|打款|到账|账期|结算)[^,，。]{0,6}(?:慢|久|长|晚|拖|周期|要等|得等)|账期|"
    r"拖[^,，。]{0,6}(?:款|月|年|周|才付)|(?:月|年|天|周)(?:以后|之后|后)?(?:才|再)(?:付|给|结|打|回|到账)|"
    r"(?:付款|回款|结款|给钱)[^,，。]{0,4}(?:要|得)?(?:拖|等|晚)",
    re.IGNORECASE,
)


def makes_or_loses(text: str) -> bool:
    """Whether it is asked if money is made at present; not how much is needed, when, or all in all."""
    other = SEEKING.search(text) or WHEN.search(text) or TOTAL.search(text) or _IN_THE_END.search(text)
    asked = len(text) <= LONGEST and _MAKES_OR_LOSES.search(text)
    return bool(asked) and not other and not SURELY_HYPOTHETICAL.search(text)


def cash_lasts(text: str) -> bool:
    """Whether it is asked if the cash is enough, and for no time or amount."""
    return bool(len(text) <= LONGEST and _LASTS.search(text)) and not (SEEKING.search(text) or WHEN.search(text))


def of_own_money(seen: Evidence) -> str | None:
    """Figures of the model in use, where it is asked how the money stands or told that it comes late."""
    if not seen.context.finance.get("inputs"):
        return None
    amounts = [q for q in seen.quantities if q.kind != "duration"]
    named = {i for mention in seen.view.find_inputs(seen.text) for i in mention.ids} - {"cash"}
    late = PAYS_LATE.search(seen.text) and not (named or amounts)
    asked = not amounts and (cash_lasts(seen.text) or makes_or_loses(seen.text))
    return "unit_economics" if late or asked else None
