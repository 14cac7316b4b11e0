"""A remark on a venture that is known: which one thing it speaks of.

A description is searched for every field; a remark is not. Each of its clauses fills the one slot that its own grammar
names ("船东付钱" who pays, "vets recommend us" the channel) and nothing else, so that no remark can replace what is
offered or who buys by the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.canvas.reading.en_people import POST_CUT, is_head
from assistant.canvas.reading.sanity import complains
from assistant.canvas.reading.zh_people import phrase
from assistant.language.lazy_re import lazy_re

Slots = dict[str, str]
LONGEST_NAME = 7  # words
# Slots that name an item to add rather than a field of the brief.
BLOCK_OF = {
    "also_customer": "customer_segments",
    "also_channel": "channels",
    "costs": "cost_structure",
    "partners": "key_partners",
    "resources": "key_resources",
    "activities": "key_activities",
}

_UNKNOWN = lazy_re(
    r"\W*(?:(?:well|honestly|hmm+|um|sorry|and|so)\W+)*(?:i |we )?(?:really |just |honestly )?(?:have |'ve )?(?:got )?"
    r"(?:no (?:idea|clue)|not sure|don'?t (?:really )?know|do not know|dunno|idk|haven'?t (?:thought|decided|figured)|"
    r"can'?t (?:say|tell)|cannot say|skip|pass|next(?: question)?\W*$|you (?:decide|choose|tell me|pick)|"
    r"(?:tell|show) me what you|whatever you|up to you|your (?:call|guess)|unsure|undecided|hard to say|make (?:it|"
    r"something) up)|.{0,12}?(?:不知道|不清楚|没想好|没想过|没想清楚|说不上来|说不准|不确定|随便|你定|你来定|你看着办|"
    r"你帮我(?:想|定)|跳过|先不说|不晓得|没概念|没谱)",
    re.IGNORECASE,
)
_ASKS = lazy_re(
    r"[?？]\s*$|^(?!\W*what (?:they|we|people|customers|it)\b.* (?:is|are|was)\b)"  # "what they lack is time" tells
    r"\W*(?:(?:and|so|but|ok|okay)\W+)?(?:who|what|which|why|how|when|where|whats|whos|hows|wheres)\b|"
    r"^\W*(?:is|are|do|does|can|could|would|should)\s+(?:it|we|you|i|they|there|this|that)\b|"
    r"[吗么呢]\W*$|谁会?|什么(?!都)|为什么|怎么(?!也)|哪[些个里]|有没有|要不要|能不能|是不是|多少(?=$|[，。])",
    re.IGNORECASE,
)
_ASSENT = lazy_re(
    r"\W*(?:(?:yes|yeah|yep|ok|okay|right|correct|exactly|sure|fine|good|great|perfect|thanks|thank you|go on|continue|"
    r"no|nope|all right|alright|cool|nice|没错|对的?|是的|嗯+|好的?|行|可以|继续|没问题|谢谢|不是|不对|不|ok)\W*)+",
    re.IGNORECASE,
)
_OBJECTS = lazy_re(r"\W*(?:impossible|no way|nonsense|that'?s (?:wrong|nonsense)|不可能|胡说|瞎说|乱说)", re.IGNORECASE)
_OWN_CHOICE = lazy_re(
    r"\W*(?:我们?|咱们?)(?:只|不|没)|\W*(?:we|i)\s+(?:don'?t|do not|only|never|won'?t)\b", re.IGNORECASE
)
_TRACTION = lazy_re(
    r"\d+\s*(?:多)?[个家位所名]?[^，,]{0,8}(?:在用|续了?费|签了?约|付了?费|下了?单)|\b\d+ (?:\w+ ){0,3}(?:signed|"
    r"renewed|use it|are using|paid|subscribed)\b",
    re.IGNORECASE,
)
_NUMBER = lazy_re(
    r"\d|免费|订阅|按[月年次单]|买断|一次性|月费|年费|会员|抽成|分成|佣金|广告|[租卖]|\b(?:free|subscri\w+|"
    r"commission|per|monthly|yearly|annual|fee|licen[cs]e|rent\w*|ads|one[- ]time|once|share|percentage)\b",
    re.I,
)

# "forty-two a head", 一天四十: what is counted in words and paid for each.
_SPELLED = lazy_re(
    r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|eleven|twelve|\w+teen|hundred|thousand)\b[\w -]* "
    r"(?:an?|per|each)\b|[每一][\u4e00-\u9fff]{1,2}[一二两三四五六七八九十百千]{1,4}(?:块|元|毛)?(?:$|[，,。])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Remark:
    """What a remark says: fields of the brief, and items (block, text) that the canvas gains."""

    fields: Mapping[str, str] = field(default_factory=dict)
    items: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields or self.items)


def is_no_answer(text: str) -> bool:
    """Whether a message leaves a question open: "no idea", "who pays?", "right"."""
    return bool(_UNKNOWN.match(text) or _ASKS.search(text) or _ASSENT.fullmatch(text) or _OBJECTS.match(text))


def leaves_open(text: str) -> bool:
    """Whether a message says that its sender does not know."""
    return bool(_UNKNOWN.match(text))


def may_answer(slot: str, text: str, language: str) -> bool:
    """Whether a message that names no slot of its own can be the answer to the question about one."""
    if is_no_answer(text):
        return False
    if slot == "pricing":
        return bool(_NUMBER.search(text) or _SPELLED.search(text))
    if slot != "problem":
        return True
    of_us = re.match(r"\W*(?:我们?|咱们?|(?:we|our)\b)", text, re.IGNORECASE)
    told = complains(text, language) or not of_us
    aside = _OWN_CHOICE.match(text) or _TRACTION.search(text)
    return told and not aside and not names_somebody(text, language)


def names_somebody(text: str, language: str) -> bool:
    """Whether a text is nothing but people or organisations: "restaurants with a michelin star"."""
    plain = text.strip(" .。!！,，")
    if language == "zh":
        named = phrase(plain, 0)
        return named is not None and named.end == len(plain)
    return len(plain.split()) <= LONGEST_NAME and is_head(POST_CUT.sub("", plain).rpartition(" ")[2])


def read_remark(text: str, language: str) -> Remark:
    """The slots that the clauses of a remark name."""
    from assistant.canvas.reading.remarks_en import read_slots as english
    from assistant.canvas.reading.remarks_zh import read_slots as chinese

    if is_no_answer(text):
        return Remark()
    slots = chinese(text) if language == "zh" else english(text)
    items = tuple(
        (BLOCK_OF[slot], part) for slot, value in slots.items() if slot in BLOCK_OF for part in value.split("\n")
    )
    return Remark({s: v for s, v in slots.items() if s not in BLOCK_OF}, items)
