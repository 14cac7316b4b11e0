"""One thing said in place of another that was told: "sorry, make that Udaipur not Jaipur", 不是花店，是花农.

Only what stands in the brief can be put right so; what the other thing was is found there, not guessed.
"""

from __future__ import annotations

import re
from dataclasses import asdict

from assistant.canvas.brief import Brief
from assistant.canvas.reading.noun_phrases import is_noun_phrase
from assistant.language.lazy_re import lazy_re

_FIELDS = ("customer", "user", "product", "job", "region", "channel", "partner", "pricing", "differentiator", "problem")
_LONGEST = 60  # characters
_NEW, _OLD = r"(?P<new>[^.,;!?]+?)", r"(?P<old>[^.,;!?]+?)"
_LEAD = (
    r"(?:(?:sorry|oops|wait|no|nope|actually|correction|hang on|hold on|my (?:mistake|bad)|i (?:meant|mean)|rather|"
    r"make (?:that|it)|"
    r"we(?:'re| are)? (?:now )?(?:sell(?:ing)? (?:to|in)|serv(?:e|ing)|work with|in|based in)|"
    r"that should (?:be|read|say)|that'?s|it'?s|it is|should be|it should be|put|say|read)\b[\s,:.—-]*)*"
)
_END = r"(?=\s*(?:[.,;!?]|$))"
_FORMS = tuple(
    lazy_re(form, re.IGNORECASE)
    for form in (
        rf"^\W*{_LEAD}not\s+{_OLD},?\s+(?:but|it'?s|rather)\s+{_NEW}{_END}",
        rf"^\W*{_LEAD}{_NEW},?\s+(?:and |but )?(?:not|instead of|rather than|in place of|no longer)\s+{_OLD}{_END}",
        rf"^\W*(?:no |the )?{_OLD}\s+(?:is|are)\s+(?:out|gone|off|history|cancelled|off the table|a no-go)\b"
        rf"(?:.*?[.,;!?]\s*|\s+and\s+)(?:(?:so|we|we'll|i'll|it'?s|use|take|have|do|make it)\s+)*{_NEW}\s+instead\b",
        rf"^\W*(?:no more|forget|drop|scrap)\s+(?:the )?{_OLD}[.,;!]\s*(?:.*?[.,;!?]\s*)?"
        rf"(?:(?:so|we|we'll|i'll|it'?s|use|take|do|make it)\s+)*{_NEW}\s+instead\b",
        rf"^\W*i (?:said|wrote|typed)\s+{_OLD},?\s+(?:but |and )?(?:i )?(?:meant|mean)\s+{_NEW}{_END}",
        r"^\W*(?:不对|错了|说错了|更正一?下?|抱歉|不好意思|等等|啊)?[，,。！!\s]*(?:并?不是)(?P<old>[^，,。；]{1,20})[，,]\s*"
        r"(?:而)?(?:其实|应该)?是(?P<new>[^，,。；]{1,24})",
        r"^\W*(?:(?:不对|错了|说错了|更正一?下?|抱歉|不好意思|等等|啊)[，,。！!\s]*)+(?:其实|应该)?(?:是|改成|换成)(?P<new>[^，,。；]{1,24}?)"
        r"[，,]?\s*(?:而)?不是(?P<old>[^，,。；]{1,20})",
        r"^\W*(?P<old>[^，,。；]{1,20}?)(?:是?(?:我)?(?:说|写|打)错了?|不要了|不行了?|作罢|算了)[，,。！!\s]*(?:[^，。；]*[，。；]\s*)??"
        r"(?:应该|其实)?(?:是|改成|换成|改|换|用)(?P<new>[^，,。；]{1,24})",
    )
)
_QUESTION = lazy_re(r"[?？]\s*$|^\W*(?:why|how|what if)\b|吗\W*$", re.IGNORECASE)
_TRIM = lazy_re(r"^(?:the|an?|our|in|from|to|for|at|with|just|now)\s+|\s+(?:now|please|then|actually)$", re.IGNORECASE)
_TRIM_ZH = lazy_re(r"^(?:在|从|给|卖给|面向)(?=.{2})|(?:了|吧|的)$")


def contrasted(known: Brief, text: str, language: str) -> dict[str, str]:
    """The fields of a brief after a message that puts one thing in the place of another that stands there."""
    if known.language != language or _QUESTION.search(text):
        return {}
    for form in _FORMS:
        match = form.match(text.strip())
        new, old = (_named(match["new"]), _named(match["old"])) if match else ("", "")
        if old and new and max(len(new), len(old)) <= _LONGEST and is_noun_phrase(new):
            if changed := _put_right(known, old, new):
                return changed
    return {}


def _named(words: str) -> str:
    trim = _TRIM_ZH if re.search(r"[\u3400-\u9fff]", words) else _TRIM
    return trim.sub("", trim.sub("", words.strip(" “”\"'")))


def _put_right(known: Brief, old: str, new: str) -> dict[str, str]:
    fields = {f: v for f, v in asdict(known).items() if f in _FIELDS and v}
    stem = re.escape(re.sub(r"(?<=\w{3})s$", "", old))
    edge, ending = ("", "") if re.search(r"[\u3400-\u9fff]", old) else (r"(?<!\w)", r"(?:e?s)?(?!\w)")
    stands = re.compile(rf"{edge}(?:{re.escape(old)}|{stem}){ending}", re.IGNORECASE)

    def in_case(found: re.Match[str]) -> str:
        return new[:1].lower() + new[1:] if found.group().islower() and new[1:].islower() else new

    return {field: stands.sub(in_case, words) for field, words in fields.items() if stands.search(words)}
