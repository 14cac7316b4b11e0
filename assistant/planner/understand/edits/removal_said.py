"""Whether words say that something is to come off the canvas; a complaint or a question about it says no such thing."""

from __future__ import annotations

import re

from assistant.canvas import History
from assistant.canvas.matching import content_words
from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.lexicon import QUESTION
from assistant.planner.understand.edits.canvas_edits import VERBS
from assistant.planner.understand.edits.places import read_place

_BESIDE = frozenset("hm hmm oh well ah actually sorry please then there here 那 哦 嗯".split())

# An order: to delete, to leave out, to keep only the rest.
_ORDERED = (
    rf"\b(?:{VERBS['remove'].partition('|删除')[0]})\b|\b(?:rm|del|lose|pull|exclude|shed|toss|dump|kick|eliminate|prune|trim|expunge)\b|"
    r"\b(?:leav|tak|throw|strik|cross|pull|wip|clear|get)\w*\s+(?:\S+\s+){0,6}?(?:out|off|away|rid)\b|"
    r"\b(?:(?:keep|leave) only|only (?:keep|leave)|off with|out with|let (?:it|them|that|those|him|her) go)\b|"
    r"\b(?:can|could|should|may|must|to|might as well|shall|needs? to|has to|have to|ought to)\s+(?:\w+ )?go\b|"
    r"\bgo (?:out|too|as well)\b|"
    r"\b(?:don['’]?t|do not|never) (?:list|put|write|count|mention|include|need)\b|\bwe (?:don['’]?t|"
    r"do not) have (?:one|it|that|any)\b|"
    r"\b(?:shouldn['’]?t|should not) (?:be|belong|have|go|list|say)\b|"
    r"[,;] (?:out|off)\b|\bobviously not\b|不[写算]|"
    r"删|除[掉去]|剔|去掉|去除|移除|拿[掉走]|取消|划[掉了]|[扔丢踢摘剪抛甩][掉走出]|移[出走掉]|清[掉空除]|撤|砍|干掉|勾掉|抹掉|"
    r"别(?:写|放|列|留|算|记|要|提)|只(?:留|保留|要|剩)|不(?:该|应该?|必|要|用|需要?|予)(?:再)?"
    r"(?:了|的|啦|吧|[放写列留算记提在有采]|$|\W)|先不|去[了一]|唔[做要参用]|冇"
)
# What is told to be over, or to be no part of it.
_OVER = (
    r"\b(?:no longer|any ?(?:more|longer)|after all|never again|no more|not for now|n['’]t ours|not ours|"
    r"drop\w*|stop(?:ped|ping)|quit|gave up|given up|giving up|gone|finish(?:ed)?|discontinued|closed|ended|cancel+ed|"
    r"withdrawn|withdrew|abandon\w*|scrapped|dead|over with|done with|history|shut(?: down)?|pulled out|backed out|"
    r"fell through|bust|binned)\b|"
    r"\b(?:is|are|was|were|['’]s|['’]re|now|so|then|\w+)\s+(?:out|off)\b\s*(?:\W|$|then\b|tho\b|now\b|since\b|"
    r"too\b|the\b)|"
    r"不(?:再|做|搞|投|去|跑|卖|用|干|开|参加|打算|走|玩|发|给|想|招|接|碰|进|让|合作)[^，,。？?]{0,10}(?:了|吧|啦|啲|喇)|"
    r"停[了掉用业办]|都?停$|没了|黄了|崩了|断了|下架|终止|終止|放弃|算了|作罢|退出|关[了掉停]|倒闭|被封|不是我们的|没做过|"
    r"多余|走不通|不采用|废[了除弃]|谈崩|丢了"
)
_ORDER = lazy_re(_ORDERED, re.IGNORECASE)
_SAYS = lazy_re(f"{_ORDERED}|{_OVER}", re.IGNORECASE)


_DENIED = lazy_re(r"\b(?:no|nope|not|n['’]t|never|out)\b|不|没|唔|别", re.IGNORECASE)


def says_removal(text: str) -> bool:
    """Whether a text says that something on the canvas is to go, or is over."""
    return bool(_SAYS.search(text))


def may_remove(text: str, context: Context) -> bool:
    """Whether a request heard as a removal is one by its words, or goes on with one; a question never is."""
    if QUESTION.search(text) and not _ORDER.search(text):
        return False
    canvas = History.from_json(context.canvas).canvas
    goes_on = context.focus.get("edit") == "remove" or context.focus.get("missed") or read_place(text, canvas)
    if says_removal(context.text) or goes_on or not canvas.count:
        return True
    return any(_only_denies(text, item.text) for _, item in canvas.all_items())


def _only_denies(text: str, item: str) -> bool:
    """Whether a text says nothing but that an item is not so: "hm no, not the fairs"."""
    named = content_words(_DENIED.sub(" ", text)) - _BESIDE
    return bool(_DENIED.search(text) and named) and named <= content_words(item)
