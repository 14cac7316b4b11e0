"""A founder's own story: who tells it, and the story told of people in that position rather than of "I"."""

from __future__ import annotations

import re

from assistant.canvas.reading.cues import words
from assistant.canvas.reading.en_people import is_head
from assistant.canvas.reading.zh_people import phrase
from assistant.language.lazy_re import lazy_re

_ROLE = lazy_re(
    r"(?:^|(?<=[.!?\n] ))(?:hi,? |hey,? |so )?(?:i'm|i am|i was|i work(?:ed)? as|i've (?:been|worked as)|as|"
    r"being)\s+an?\s+"
    r"(?P<role>(?:[a-z-]+ ){0,3}?[a-z-]+)(?P<rest>(?: (?:at|in|for|by|on|with|from|of|"
    r"and)\b[^.,;!?]*)?)(?P<end>[.,;!?]\s*)",
    re.IGNORECASE,
)
_OWN_DEED = frozenset("build built make made write wrote want would think plan have am will started start can".split())
_I_DO = lazy_re(
    r"(?P<gap> |^)(?P<who>i|we)(?: still| often| always| usually| then| have to| had to)? (?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_KIN = lazy_re(
    r"^(?:my (?:\w+ )?(?:grandfather|grandmother|father|mother|dad|mum|mom|uncle|aunt|brother|sister|wife|husband|"
    r"friend|"
    r"neighbou?r|boss|parents|cousin|son|daughter))\s+(?:\w+ \w+ and )?(?P<verb>\w+)(?P<rest>.*)$",
    re.IGNORECASE,
)
_CLOSED = lazy_re(r"\b(?!and|but|so|because|when|that|then|while|if|where)[a-z]{3,}$", re.IGNORECASE)
_ROLE_ZH = lazy_re(
    r"(?:^|(?<=[，。；！]))(?:我|本人)(?:是|当|做)(?:一?[名个位]|了?(?:\d+|[一二三四五六七八九十]+)多?年的?)?(?P<role>[^，。；！]{2,10})[，。；！]"
)
_LEARNED_ZH = lazy_re(r"^(?:我|我们)[^，]{0,10}?(?:才知道|才发现|发现|体会到|意识到)(?P<what>[^，].+)$")


def told_by_role(text: str) -> tuple[str, str]:
    """An English story without its introduction, told of the teller's colleagues, and the role.

    "I'm a nurse. Every shift I spend two hours copying vitals" becomes "Every shift nurses spend two hours copying
    vitals" and "nurses"; a text without such an introduction stays as it is, with an empty role.
    """
    match = _ROLE.search(text)
    if not match or not is_head(match["role"].rpartition(" ")[2]):
        return text, ""
    role = _plural(match["role"])
    rest = text[: match.start()] + text[match.end() :]

    def third(found: re.Match[str]) -> str:
        verb = found["verb"].lower()
        known = verb in words("en", "verbs") | {"spend", "lose", "waste", "miss", "hate", "copy", "wait", "type"}
        if verb in _OWN_DEED or not known:
            return found.group()
        # "Every night shift I spend": without a comma the nurses would become shift nurses.
        comma = "," if _CLOSED.search(rest[: found.start()]) else ""
        return f"{comma}{found['gap']}{role}{found.group()[len(found['gap'] + found['who']) :]}"

    return _I_DO.sub(third, rest), role


def _plural(role: str) -> str:
    return role if role.endswith("s") else f"{role[:-1]}ies" if re.search(r"[^aeiou]y$", role) else f"{role}s"


def without_kin(problem: str) -> str:
    """A complaint told of the founder's family, without them: "lost half his hives every winter"."""
    match = _KIN.match(problem)
    if not match or not re.match(
        r"(?:lost|los|spen|wast|miss|wait|struggl|had|forg|paid|could|never|fell)", match["verb"]
    ):
        return problem
    return re.sub(r"\b(?:his|her)\b", "their", f"{match['verb']}{match['rest']}")


def told_by_role_zh(text: str) -> tuple[str, str]:
    """A Chinese story without "我是护士", and the role; the first clause after it gets the role as its subject."""
    match = _ROLE_ZH.search(text)
    if not match:
        return text, ""
    named = phrase(match["role"], 0)
    if not named or named.end != len(match["role"]):
        return text, ""
    role = re.sub(r"^(?:一?[名个位])", "", named.text)
    rest = text[: match.start()] + text[match.end() :]
    if re.match(r"(?:每天|每次|每晚|每个?月|天天|经常|总是|一到)", rest):
        rest = f"{role}{rest}"
    return rest, role


def without_teller_zh(problem: str) -> str:
    """A complaint without how the founder came to know it: of "我带孩子看牙才知道正畸要复诊" the part "正畸要复诊"."""
    match = _LEARNED_ZH.match(problem)
    return match["what"] if match else problem
