"""Parts of a message that tell nothing of a venture: orders for a canvas, announcements, how it is to be written.

A part is set aside when all of its words are such talk: "scrap everything", "completely new idea, fresh canvas:",
说来话长, 语气别太官方. What else it may order is not asked here.
"""

from __future__ import annotations

import re

from assistant.canvas.reading.labels import split_labelled
from assistant.language.lazy_re import lazy_re

_PART = lazy_re(
    r"(?P<part>(?:[^.!?;:=,，。！？；：\n]|(?<=\d)[.,:](?=\d)|\.(?=[a-z])|:(?=//))+)(?P<sign>[.!?;:=,，。！？；：\s]*)"
)
_FILLS = frozenset(
    "everything all that that's thats this it its of the a an my our me us for to from with on in at and or so then "
    "now ok okay alright right well please thanks no completely totally entirely entire brand here here's is goes how "
    "what's whats does look like looks get one into put down first version time whole needed just some go real "
    "let's lets would could can you i we i'd need want have got do make build write draw show lay up out know use "
    "again instead".split()
)
_ASKS = frozenset("canvas bmc draft sketch model background context info intro ahead action".split())
_TURNS = frozenset(
    "scrap forget drop bin ditch new different another other fresh over scratch zero blank clean altogether switch "
    "change pivot next second".split()
)
_OF_WHAT = frozenset("idea business venture thing project startup company plan concept start begin".split())
_NAMED = _ASKS | _TURNS | _OF_WHAT
_CHAT = frozenset(
    "lol haha hmm wow hi hello hey sounds sound good great cool nice fine perfect sure thanks thank you thx cheers ok "
    "okay alright well yes no yeah".split()
)
_LONGEST = 14  # words
_FILLS_ZH = (
    r"打算|准备|帮忙|帮|我们?|咱们?|请|麻烦|您|你|给|先|再|就|重新|重来|重|从头|开始|起草|草拟|拟|画|做|写|出|来|生成|整理|梳理|理|弄|搞|"
    r"[一二三两]|个|张|份|版|下|全新|新|换|另外|另|别|的|商业模式|商业|模式|画布|九宫格|项目|生意|点子|想法|主意|业务|全部|全|都|推翻|"
    r"作废|不要|不做|不搞|不干|算|了|吧|哈|啊|呀|哦|嘛|谢谢|好|这|那|之前|刚才|原来|前面|上面|以上|说来话长|长话短说|简单说|句话|"
    r"讲清楚|说清楚|语气|口气|太|官方|正式|严肃|随意|轻松|点|用|大白话|完全|不同|一样|彻底|跟|和|背景|情况|信息|按|照|据此|看看"
)
_ASKS_ZH = r"[画写出]一[张版份]|重新?画|画布|九宫格|商业模式|起草|说来话长|长话短说|句话(?:讲|说)清楚|语气|口气|背景"
_TURNS_ZH = (
    r"推翻|作废|换|(?:另外?一|全?新的?|别的)个?(?:项目|生意|点子|想法|主意|业务|画布)|"
    r"(?:不要|不做|不搞|不干|算)了|重新开始|重来"
)
_TALK_ZH = lazy_re(rf"(?:{_FILLS_ZH}|\s|canvas|bmc)+", re.IGNORECASE)
_KEYED_ZH = lazy_re(f"{_ASKS_ZH}|{_TURNS_ZH}|canvas|bmc", re.IGNORECASE)
_TURNED_ZH = lazy_re(_TURNS_ZH)
_CHINESE = lazy_re(r"[\u3400-\u9fff]")


def without_talk(text: str) -> str:
    """The text without the parts that are only talk; the text itself where nothing else is in it."""
    kept = ""
    for found in _PART.finditer(text):
        if not _tells_nothing(found) or _is_label(found):
            kept += found.group() if kept else found["part"].lstrip() + found["sign"]
    return kept.strip(" ,，:：;；") or text


_PUT_AWAY = lazy_re(
    r"(?:so |ok |okay )?(?:forget|scrap|ditch|bin) (?:about )?(?:the|my|our|that)(?: [\w'-]+){1,4}", re.I
)
_ASKED_US = lazy_re(
    r"\W*(?:and |so |but )?(?:are|can|could|do|will|would) you\b.*|\W*你(?:是|能|会|可以|们)[^，]*", re.IGNORECASE
)


def only_talk(text: str) -> bool:
    """Whether nothing in a text tells of a venture."""
    return all(_tells_nothing(found) or not found["part"].strip() for found in _PART.finditer(text))


def _tells_nothing(found: re.Match[str]) -> bool:
    """Whether a part is talk, or a question to whoever draws the canvas: "are you a person?"."""
    asked = found["sign"].startswith(("?", "？")) or found["part"].rstrip().endswith(("吗", "呢"))
    return _is_talk(found["part"]) or asked and bool(_ASKED_US.fullmatch(found["part"]))


def announces_another(text: str) -> bool:
    """Whether a message says that another venture follows: "scrap that, different business altogether: …"."""
    return any(_is_talk(found["part"]) and _turns(found["part"]) for found in _PART.finditer(text))


def _is_label(found: re.Match[str]) -> bool:
    """Whether a part is the heading of what follows it: "business model: a share of each sale"."""
    if not found["sign"].startswith((":", "：", "=")):
        return False
    fields, rest = split_labelled(f"{found['part']}: x")
    return bool(fields) and not rest.strip()


def _is_talk(part: str) -> bool:
    if _CHINESE.search(part):
        return bool(_TALK_ZH.fullmatch(part) and _KEYED_ZH.search(part))
    words = _words(part)
    if _PUT_AWAY.fullmatch(part.strip()):
        return True
    named = set(words) <= _FILLS | _NAMED and bool(set(words) & _NAMED)
    return 0 < len(words) <= _LONGEST and (named or set(words) <= _CHAT)


def _turns(part: str) -> bool:
    if _CHINESE.search(part):
        return bool(_TURNED_ZH.search(part))
    words = set(_words(part))
    put_away = words & {"scrap", "forget", "bin", "ditch", "drop"} and words & {"everything", "all", "that", "it"}
    return bool(put_away or words & _TURNS and words & _OF_WHAT)


def _words(part: str) -> list[str]:
    return re.findall(r"[a-z][a-z'-]*", part.lower().replace("’", "'"))
