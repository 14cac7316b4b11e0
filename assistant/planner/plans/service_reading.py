"""What a customer wrote, taken out of what the user says about it."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

_I = re.IGNORECASE
_WHO = (
    r"(?:customers?|clients?|users?|buyers?|shoppers?|guests?|patients?|subscribers?|patrons?|cust|"
    r"banks?|hospitals?|clinics?|schools?|universit(?:y|ies)|compan(?:y|ies)|shops?|retailers?|"
    r"factor(?:y|ies)|hotels?|"
    r"客户|顾客|用户|买家|客人|对方|会员|患者|家长|医院|银行|学校|公司|工厂|门店)"
)
_ASKS = lazy_re(
    r"\b(?:what|how)\b.{0,25}\b(?:answer|reply|respond|say|tell|write(?: back)?|react|handle)\b|"
    r"\b(?:answer|reply|repl(?:y|ies)|respon(?:d|se)|anser|write back|get back)\b|"
    r"(?:怎么|如何|咋|怎样|该)(?:样)?(?:去)?(?:回|答|说|办|处理|应对)|回复|答复|回答|回信|回一下|"
    r"替我回|帮我回|帮.{0,4}回",
    _I,
)
_ABOUT = lazy_re(
    rf"{_WHO}|\b(?:ticket|complaint|inquiry|enquiry|e-?mail|message|review)\b|工单|投诉|留言|来信|邮件|差评|消息", _I
)
_QUOTED = lazy_re(
    r"[“”\"](?P<a>[^“”\"]{3,})[“”\"]|[「『](?P<b>[^」』]{3,})[」』]|"
    r"(?<![\w])[‘'](?P<c>.{3,}?)[’'](?!\w)",
    re.S,
)
_COLON = lazy_re(
    rf"(?:{_WHO}|\b(?:ticket|complaint|inquiry|e-?mail|message|review|reply|answer|respond|this)\b|"
    rf"工单|投诉|留言|来信|邮件|差评|消息|回复|回答|问|说)"
    r"[^:：\n]{0,40}[:：]\s*(?P<v>.+)",
    re.S | _I,
)
_TAIL = lazy_re(
    r"[\s,，。.;；?？!！—-]*(?:(?:so |and )?(?:what|how) (?:do|should|can|could|would|to|shall|"
    r"might)\b[^.?？\n]{0,50}|"
    r"(?:please )?(?:help me (?:to )?)?(?:write (?:a |the )?)?"
    r"(?:reply|answer|respond|your reply|reply please|anser)\b[^.?？\n]{0,20}|"
    r"(?:我们?|咱们?)?(?:应该|应|该|要)?(?:怎么|如何|咋|怎样)(?:样)?(?:去)?(?:回复|回答|答复|回应|回|"
    r"答|说|办|处理)[^。?？\n]{0,10}|(?:请|麻烦)?[帮替](?:我|忙)?(?:写|拟|起草|想|回|答)[^。\n]{0,8}|(?:请|麻烦)?给(?:她|他|个|一个|出)*(?:答复|回复|回话|说法|回答))"
    r"\s*[?？。.!！]*\s*$",
    _I,
)
_SPOKE = (
    r"(?:asks?|asking|wants?|wanting|says?|saying|writes?|wrote|complains?|complaining|reports?|needs?|requests?|"
    r"demands?|claims?|threatens?|threatening|insists?|insisting)\b"
)
_SPOKE_ZH = r"(?:问|说|抱怨|要|想|反映|反馈|投诉|要求|觉得|留言|来信说|申请|询问|威胁|扬言|吐槽|质问|嫌|骂|催)"
_INDIRECT = lazy_re(
    rf"{_WHO}\s*(?:\([^)]*\)\s*)?(?:(?:just|also|now|keeps?|is|are|who|that)\s+)*(?P<v>(?:{_SPOKE}|{_SPOKE_ZH}).+)",
    re.S | _I,
)
_SAYING = lazy_re(
    r"^(?:(?:asks?|asking|says?|saying|writes?|wrote|claims?)\b|问|说|留言|来信说|询问)(?:\s+(?:that|"
    r"us|me|for)\b|我们?|道)?[\s,，:：]*",
    _I,
)
# The next message where one was answered just before: "another one asks: …", "next: …", 还有一位问……
_NEXT = lazy_re(
    r"^\W*(?:(?:and|then|ok(?:ay)?|now|great|thanks|good|so|also)\b[\s,]*)*(?:here'?s\s+)?"
    r"(?P<who>(?:the\s+|an?\s+|one\s+)?(?:another|next|second|third|other|different|more|new)(?:\s+(?:one|customer|client|user|"
    r"person|message|ticket|e-?mail|guy|lady|woman|man))?|this\s+(?:one|customer|client|user|person|guy|lady|woman|man)|"
    r"(?:someone|somebody)(?:\s+else)?)\s*(?:[,;:]\s*(?:he|she|they|it|who|this one)\s+)?"
    rf"(?P<v>(?:(?:just|also|now|is|who)\s+)*{_SPOKE}.+|[:：—–-].+)|"
    r"^\W*(?:好[的吧]?|那|嗯)?[,，\s]*(?:(?:还有|又有?|再来|另外?|下|又来了?)(?:一|两)?[个位条人则]|这[个位条])(?!问题|说法|说明|要求|想法)"
    r"(?:客户|顾客|用户|买家|客人|人|消息|留言|工单|家长|会员)?(?:[,，\s]*(?:她|他|ta|对方|人家|那边|客户|顾客))?(?:来|又|还|是|在)?\s*"
    rf"(?P<zh>(?:问|说|抱怨|反映|反馈|投诉|要求|留言|来信|询问|吐槽|质问|嫌|骂|催|想).+|[:：].+)$",
    re.S | _I,
)


def next_message(text: str) -> str:
    """The customer's words in a text that goes on to the next customer; empty where it does not."""
    found = _NEXT.match(text.strip())
    if not found:
        return ""
    quoted = _QUOTED.search(text)
    said = next(g for g in quoted.groups() if g) if quoted else (found["v"] or found["zh"])
    said = _SAYING.sub("", said.strip(" :：,，—–-"))
    return _without_tail(said) or said


def quotes_customer(text: str) -> bool:
    """Whether a text asks for the answer to a message that stands in it word for word."""
    if not asks_reply(text):
        return False
    first, _, rest = text.strip().partition("\n")
    if rest.strip() and _ASKS.search(first) and _ABOUT.search(first):
        return True
    return bool(_QUOTED.search(text) or _COLON.search(text))


def speaks_of_reply(text: str) -> bool:
    """Whether a text speaks of an answer, to whomever."""
    return bool(_ASKS.search(_outside(text)))


def asks_reply(text: str) -> bool:
    """Whether a text asks for words to answer a customer with."""
    return speaks_of_reply(text) and bool(_ABOUT.search(_outside(text)))


def read_message(text: str) -> str:
    """What the customer wrote or is said to want; empty where the text does not say."""
    quoted = [next(g for g in m.groups() if g) for m in _QUOTED.finditer(text)]
    if quoted:
        return max(quoted, key=len).strip()
    first, _, rest = text.strip().partition("\n")
    if rest.strip() and (_ASKS.search(first) or _ABOUT.search(first)) and not _COLON.search(first):
        return _without_tail(rest)
    if colon := _COLON.search(text):
        return _without_tail(colon["v"])
    if told := _INDIRECT.search(text):
        return _without_tail(_SAYING.sub("", told["v"]))
    return ""


def around_message(text: str, message: str) -> str:
    """What the user says about the customer, without the customer's own words."""
    return text.replace(message, " ") if message else text


def _without_tail(text: str) -> str:
    """A message without the question that follows it: "…, what do we answer?", "…怎么回"."""
    return _TAIL.sub("", text).strip(" \t\n\"“”'‘’，,")


def _outside(text: str) -> str:
    return _QUOTED.sub(" ", text)
