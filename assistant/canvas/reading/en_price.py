"""How an English description says it charges: the founder's own words, and the text without them."""

from __future__ import annotations

import re

from assistant.canvas.reading.en_text import clean
from assistant.language.lazy_re import lazy_re

_CURRENCY = (
    r"(?:us\s)?(?:dollars?|bucks?|usd|eur|euros?|pounds?|quid|gbp|cents?|pence|rupees?|inr|yuan|rmb|cny|yen|"
    r"pesos?|francs?|"
    r"chf|sgd|aud|cad|naira|shillings?|ksh|kes|rand|zar|reais|brl|ringgit|baht|won|dong|kr|sek|nok|dkk|pln|zloty)\b"
)
_MONEY = (
    r"(?:(?:us|a|c|nz|hk|s)?[$€£¥₹₦₩]\s?\d[\d,]*(?:\.\d+)?\s?(?:k|m|mn|million|bn)?\b"
    rf"|(?<![\w.])\d[\d,]*(?:\.\d+)?\s?k?\s?(?:{_CURRENCY}|[€£]|c\b(?=\s(?:per|a|each)\b))"
    r"|\b(?:usd|eur|gbp|rs\.?|inr|rmb|cny|ksh|kes|chf|sgd|aud|cad)\s?\d[\d,.]*\d?"
    r"|(?<![\w.$€£])\d[\d,]*(?:\.\d+)?k?\s?(?:(?:/\s?|per |a |an |each )(?:mo|month|year|yr|week|night|session|"
    r"visit|seat|document|report|"
    r"device|hive|animal|member|pupil|student|user|"
    r"image|contract|lesson|hour worked|unit|piece|scan|page|call|booking|ticket|head|case|test)|per (?!day\b|"
    r"hour\b|minute\b)[a-z]+)\b"
    rf"|\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|a hundred)\s{_CURRENCY})"
)
_UNIT = (
    r"(?:seat|user|month|mo|year|yr|week|day|hour|unit|call|query|token|report|document|page|minute|order|"
    r"delivery|head|person|"
    r"student|pupil|patient|bed|clinic|location|site|store|shop|outlet|restaurant|property|room|vehicle|truck|"
    r"car|driver|farm|"
    r"hectare|acre|kg|ton|tonne|session|lesson|class|course|visit|walk|ride|trip|kilo|litre|box|meal|image|"
    r"video|track|song|"
    r"listing|booking|sale|lead|hire|placement|candidate|case|contract|claim|invoice|transaction|employee|"
    r"device|sensor|camera|"
    r"machine|robot|line|building|apartment|flat|square|household|family|child|kid|pet|dog|message|"
    r"conversation|ticket|request|"
    r"thousand|million|1,?000|1k|scan|test|sample|project|use|download|translation|word|licen[cs]e|deployment|"
    r"plant|facility|"
    r"installation|job|quote|load|parcel|piece|item|team|workspace|account|agent|episode|ad)s?"
)
_MODEL = (
    r"(?:(?:monthly|annual|yearly|weekly|flat|one[- ]?time|one[- ]?off|up[- ]?front|usage[- ]based|tiered|"
    r"set-?up|site|perpetual|"
    r"small|fixed|success|service|subscription|platform|listing|booking|transaction|finder'?s|licen[cs]e|"
    r"membership|maintenance|"
    r"implementation|management|referral|annually)[\s,-]+(?:and )?)*"
    r"(?:\bsubscriptions?\b(?!\s+(?:box|service|app|kit|platform|manage|meal|billing|to\b|"
    r"for (?:[a-z]+ ){0,2}[a-z]+s\b))|\bfreemium\b|"
    r"\bfees?\b|commissions?\b|retainers?\b|take[- ]rate|rev(?:enue)?[- ]shar(?:e|ing)\b|"
    r"royalt(?:y|ies)\b|pay[- ]as[- ]you[- ]go|pay[- ]per[- ]\w+|usage[- ]based(?: pricing| billing)?|"
    r"(?:site|annual|yearly|perpetual|one[- ]time|software|on-prem(?:ise)?|enterprise|per[- ]\w+|campus|"
    r"volume) licen[cs](?:es?|ing)\b|"
    r"\b(?:ads?|advertising|sponsorships?|sponsors)(?=\s+(?:revenue|pay|fund|support|income|money)|\s*$|"
    r"\s+(?:from|by|and|in)\b)|"
    r"(?:ad|advertis\w+|sponsor)[- ](?:funded|supported|financed|based)|\bfree (?:hardware|devices?|sensors?|"
    r"set-?up|installation|to|for|with|app|tier|plan|version|basic|download|"
    r"trial|at|until|first|and|plus|up)\b|for free\b|outcome[- ]based|no win no fee|(?<=pay )for (?:the |"
    r"our )?(?:hosted|hosting|enterprise|managed|support|pro)\b[\w ]*|"
    rf"\b(?:by|per|paid per|pay by|billed per|charged? (?:by|per)|priced (?:by|per))[ -](?:the )?{_UNIT}\b)"
)
_PERCENT = r"(?:\d+(?:\.\d+)?(?:\s?-\s?\d+)?\s?(?:%|percent\b|per cent\b))"
_MONEY_RE = lazy_re(_MONEY, re.IGNORECASE)
_MODEL_RE = lazy_re(_MODEL, re.IGNORECASE)
_ASK = lazy_re(
    r"\b(?:charg(?:e|es|ing|ed)|pric(?:e|es|ed|ing)|pays?(?: us)?\b|paid|paying|subscri\w+|per[ -]\w+|/\s?\w+|"
    r"fees?|commission|"
    r"cut|take rate|we take|we keep|we earn|we get|monetis\w+|monetiz\w+|make money|revenue comes|sell(?:s|"
    r"ing)? (?:it |them )?"
    rf"(?:for|at)|bill(?:ed|ing)?|costs?|licen[cs]e|rent\w*|(?:an?|each|every) {_UNIT}|for (?=[$€£¥₹\d])|at "
    rf"(?=[$€£¥₹])|"
    r"month(?:ly)?|year(?:ly)?|annual(?:ly)?|monthly|freemium|one[- ]time|premium|starting|from)",
    re.IGNORECASE,
)
_WE = lazy_re(
    r"\b(?:we(?:'ll| will| would|'d)? (?:charge|take|keep|earn|sell|bill|price|ask|want|plan to charge|make "
    r"money)|charg(?:e|ed|ing)|"
    r"pric(?:e|ed|ing)|pays? us|(?:would |will |can |happily )?pays?\b(?= [$€£¥₹\d]| an?\b| monthly| per| by| for)|"
    r"per (?:seat|user|call)|our (?:price|fee|cut)|subscription|commission|freemium|/\s?mo)",
    re.IGNORECASE,
)
_NOT_A_PRICE = lazy_re(
    r"\b(?:takes? (?:them|us|me|him|her|about|up|\w+ days|\w+ hours)|"
    r"los(?:e|es|ing)|lost|wast(?:e|es|ed|ing)|spend(?:s|ing)?|spent|rais(?:ed|ing)|funding|market (?:is|"
    r"size|of)|worth|"
    r"billion|bn|salary|salaries|wages?|debt|sav(?:e|es|ing)|fines?|cost(?:s|ing)? (?:them|him|her|people|us|"
    r"the|a|an|each|up to|"
    r"over|\w+s)\b|turnover of|revenue of|budget|arr|mrr|grant|invest\w*|penalt\w+|already pay|overpay\w*|"
    r"currently pay|today pay|"
    r"pay (?:agencies|consultants|lawyers|freelancers|someone|translators|an agency|a consultant|up to)|"
    r"damages?|burn\w*)\b",
    re.IGNORECASE,
)
_PERCENT_OF_PRICE = lazy_re(
    rf"\b(?:we )?(?:keep|take|charge|earn|retain)(?:s|ing)? (?:an? )?{_PERCENT}(?!\s*(?:of|cut|comm|fee|on|from|"
    rf"per|success|\w+ fee))|{_PERCENT}\s*(?:of (?:each|every|the|all|any|(?:\w+ )?sales?|revenue|gmv|savings?|what|"
    rf"whatever|bookings?|orders?|"
    rf"ad|deal|first|fees?|identified|realised|realized|recovered|whatever|money|transaction)|"
    r"commission|cut|fee|when\b|if\b|per\b|take|on "
    rf"(?:each|every|all|top|sales|transactions|orders|bookings)"
    r"|from (?:each|every|both|sellers|the)|success|royalty|margin|markup|rev|\w+ fee)",
    re.IGNORECASE,
)
_LEAD = lazy_re(
    r"(?:\b(?:and |so |then )?(?:we|i)(?:'ll| will| would|'d)? (?:plan to |want to |intend to |can |could |would )?"
    r"(?:charge|charging|take|keep|earn|sell|bill|price|ask|make money|get paid|are asking|get|offer)(?: "
    r"(?:for )?(?:it|this|them))?"
    r"|\bcharg(?:es?|ed|ing)|\b(?:it(?:'s| is)|is)? ?pric(?:ed|ing)(?: (?:is|it|will be))?|\bprices? (?:is|"
    r"are|from|start)|\bit(?:'s| is| "
    r"will be| would be)|\b(?:it )?costs?|\b(?:revenue|money|income) (?:comes|from)(?: from)?|\bselling (?:it "
    r")?|\bmonetiz?s?ed?(?: (?:by|with|through|via))?|"
    r"\bavailable|\bstarting|\bon an?|\bvia an?|\bthrough an?|\bwith an?|\bas an?|\busing an?|\bby|\bfor|\bat|"
    r"\bon|\bvia|\ban?|\bof|\bfrom|\btaking|\bearning|"
    r"\bmodel is|\bmodel:?|\bpays?|\bpaying|\bwith|\bper month|\ba flat|\babout|\baround|\bthinking|\bmaybe|"
    r"\bprobably|\bjust|\bonly)\s*$",
    re.IGNORECASE,
)


def read_price(sentence: str) -> tuple[str, str]:
    """The pricing words of one sentence ("" where it has none) and the sentence without them."""
    pieces = re.split(r"(,(?!\d{3})\s*|\s*\(|\)\s*|\s+(?=but\b|because\b|so we\b|while\b))", sentence)
    kept: list[str] = []
    rest: list[str] = []
    for piece in pieces:
        start = _price_start(piece, bool(kept))
        if start is None:
            rest.append(piece)
            continue
        end = _price_end(piece, start)
        kept.append(clean(piece[start:end]))
        rest.extend((_strip_lead(piece[:start]), piece[end:]))
    return ", ".join(kept), clean("".join(rest))


def _price_start(clause: str, continuing: bool) -> int | None:
    """Where the pricing words of a clause begin, None where it has none."""
    money = _MONEY_RE.search(clause)
    percent = _PERCENT_OF_PRICE.search(clause)
    model = _MODEL_RE.search(clause)
    paying = re.search(
        r"\b(?:pays?(?: us)?|charg\w+|bill(?:ed|ing)?)\s+(?:\w+\s+){0,2}?(?P<unit>(?:per|by the|for each|for "
        r"every)\s+\w+)",
        clause,
        re.I,
    )
    found = [m.start() for m in (money, percent, model) if m] + ([paying.start("unit")] if paying else [])
    first = min(found, default=None)
    if first is None:
        return None
    bad = _NOT_A_PRICE.search(clause)
    asked = _WE.search(clause)
    if bad and not (asked and not (bad.start() < asked.start())) and not percent:
        return None
    if percent or continuing or asked:
        return first
    if model and not re.match(r"by|per", model.group(), re.IGNORECASE):
        return first
    after = clause[money.start() :] if money else clause
    return first if (money and (_ASK.search(clause) or len(after) < 25)) else (first if model else None)


def _price_end(clause: str, start: int) -> int:
    stop = re.compile(
        r"\s+(?:to (?:help|let)|and (?:we|it|our|they) (?:already|have|are|help|will|can)|and (?:the|most|"
        r"our) \w+ (?:is|are|have)|so (?:that |their |they |the )|"
        r"and (?:we )?(?:sell|reach|distribute|market|go|launch|find|grow|start)\b|"
        r"which (?:is|are)|that (?:help|let)\w*|in order|targeting|aimed at|because|since|where |we(?:'re| "
        r"are|'ve| have)\b|our\b)",
        re.IGNORECASE,
    )
    found = stop.search(clause, start)
    return found.start() if found else len(clause)


def _strip_lead(text: str) -> str:
    for _ in range(4):
        shorter = _LEAD.sub("", text.rstrip())
        if shorter == text:
            break
        text = shorter
    return text
