"""Whom a Chinese description is for: noun phrases after 给, 为, 帮, 面向, and subjects of complaints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.canvas.reading.cues import phrases
from assistant.canvas.reading.zh_text import clean
from assistant.language.lazy_re import lazy_re


@dataclass(frozen=True)
class Someone:
    """A noun phrase for people or organisations, how surely, and where it ends in the clause."""

    text: str
    score: float
    end: int


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    joined = "|".join(re.escape(p) for p in phrases("zh", "people"))
    wrong = "|".join(re.escape(p) for p in phrases("zh", "not_people"))
    return re.compile(rf"(?!{wrong})(?<!机器)(?<!无(?=人机|人驾|人值|人零))(?:{joined})们?")


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(p) for p in phrases("zh", "verbs")))


_JOIN = lazy_re(r"(?:和|与|及|、|以及|或|或者|跟)")
_GAP = lazy_re(r"[在给和与把被的是有不没找为跟帮让对向、，。用去来都很]")
_STOP = lazy_re(
    r"用$|用的|使用的|做的|提供|打造|开发|设计|定制|服务的|解决|推出|准备的|写的|做一|做个|做|，|。|卖给|专用"
)
_BAD_START = lazy_re(r"^(?:我|你|他|她|它|大家|这|那|每|自己|别人|对方|一个|个(?!体|人))")
_CLAUSE_WORDS = lazy_re(
    r"(?:告诉|装在|放在|贴在|戴在|埋在|安装在|但是|因为|就是|可以|能够|已经|所以|如果|而且|没有|不会|通过(?!.{0,6}(?:考试|认证|面试|审核|评审))|使用|利用|基于|收费|按照|目前|现在)"
)


_RELATIVE = lazy_re(r"(?![的给帮为向])[^，。；、的]{2,7}的(?=[^，。]{1,5})")
_DOING = lazy_re(r"(?:回答|回复|提醒|帮助|管理|预测|服务|连接|陪伴|识别|监测|教会?|替|让)(?!者|员|人|商|公司)")


def phrase(text: str, start: int) -> Someone | None:
    """The noun phrase that begins at `start` and ends with a word for people or organisations."""
    first = _next_head(text, start)
    if first is None or first.start() - start > (24 if text[first.start() - 1 : first.start()] == "的" else 16):
        return None
    end = first.end()
    while True:
        clause = _RELATIVE.match(text, end)
        whose = _heads().match(text, clause.end()) if clause else None
        touching = (
            whose
            or _heads().match(text, end)
            or (_heads().match(text, end + 1) if text[end : end + 1] == "的" else None)
        )
        joined = _JOIN.match(text, end)
        following = _next_head(text, joined.end()) if joined else None
        near = _next_head(text, end)
        if touching:
            end = touching.end()
        elif (
            near
            and 0 < near.start() - end <= 4
            and not _GAP.search(text[end : near.start()])
            and not _verbs().search(text[end : near.start()])
        ):
            end = near.end()
        elif joined and following and following.start() - joined.end() <= 6 and not _verbs().match(text, joined.end()):
            end = following.end()
        else:
            break
    if text[end : end + 1] in {"式", "型"}:
        return None
    words = clean(text[start:end])
    if _BAD_START.match(words) and not re.match(r"(?:自己|这|那|每|一个|个)", words) or not words.strip("们"):
        return None
    words = re.sub(
        r"^(?:那些|这些|这|那|每个|每家|一个|一些|个(?!体|人)|所有|很多|各类|各种|大量|广大|不少|许多|大多数|某些)",
        "",
        words,
    )
    if not words or _CLAUSE_WORDS.search(words):
        return None
    return Someone(words, 3.0 if len(words) > 1 else 1.0, end)


def _next_head(text: str, start: int) -> re.Match[str] | None:
    return _heads().search(text, start)


def before_verb(text: str, start: int) -> Someone | None:
    """After 帮: what stands before the verb, where no word for people is known."""
    rest = re.split(r"[，。；]", text[start:])[0]
    verb = next((m for m in _verbs().finditer(rest) if m.start() >= 2), None)
    if verb is None or verb.start() > 12:
        return None
    words = clean(rest[: verb.start()])
    return Someone(words, 1.2, start + verb.start()) if words and not _BAD_START.match(words) else None


_GIVE = lazy_re(r"(?:给|为|帮助|帮忙|帮|替|让|教|告诉)(?!了|我|你|他们|她们|它们|他|她|大家|用户$)")
_TOWARDS = lazy_re(
    r"(?:面向的?是?|目标(?:就)?是(?=[^，]{1,10}的)|针对|服务于|服务的?是?(?!费)|卖给|租给|提供给|供给|专供|瞄准|目标客户群?体?是|"
    r"目标用户群?体?是|目标人群是|主要客户是|核心客户是|客户主要是|客户就是|客户是|用户主要是|用户就是|"
    r"用户是|客群是|专门给|专为|专给|适合|定位于|对象是|买单的是|付钱的是|付费的是|主打)"
)
_BROUGHT_TOGETHER = lazy_re(
    r"把(?:想|要)?(?:(?:买|卖|租)[^的，]{1,8}的)?(?P<a>[^，]{2,16}?)(?:和|与|跟)(?P<b>[^，]{2,14}?)(?:对接|连接|撮合|匹配|联系|联结)"
)
_USED_BY = lazy_re(r"^(?:一款|一个|一套|是|做|个)*(?P<np>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)(?:用的|专用的?|使用的)")
_SIDES = lazy_re(r"(?:连接|撮合|对接|匹配|链接|打通)(?!了)(?P<a>.{2,14}?)(?:和|与|跟|、)(?P<b>[^，。；]{2,16})")
_MAKING = lazy_re(
    r"^(?:现在|目前|如今|因为|但是?|而|而且|平时)*(?:我们?|咱们?)?(?:想|打算|正在|准备|在|计划|专门)*(?:做|"
    r"开发(?![者商])|打造|提供|研发|推出)(?:了|的是|一个|一款|"
    r"一套|个|些|款)*"
)
_PAYS = lazy_re(
    r"^(?:由|向|最后|最终|再?由)?(?P<np>[^，]{2,10}?)(?:来|会|愿意|可以)?(?:按[^，]{1,8}?|一(?:个?月|年|次|单|台|家|套)|"
    r"每[^，]{1,8}?)?(?:付费|付款|付钱|付(?=[\d推广佣服])|花(?=\d[\d.]*[万千]?元?买)|(?<=[月年])(?=\d)|买单|掏钱|出钱|购买服务|采购|付$|订阅|交[\d])"
)
_PAIN_SUBJECT_MAX = 14


def candidates(clause: str) -> list[Someone]:
    """People and organisations that a clause may be for, with scores."""
    found: list[Someone] = []
    for match in (*_SIDES.finditer(clause), *_BROUGHT_TOGETHER.finditer(clause)):
        first, second = phrase(match["a"] + "。", 0), phrase(match["b"] + "。", 0)
        if first and second:
            found.append(Someone(f"{first.text}和{second.text}", 5.5, match.end()))
    for cue, bonus in ((_TOWARDS, 2.0), (_GIVE, 1.4)):
        for match in cue.finditer(clause):
            found.extend(_after(clause, match, bonus))
    if supplied := _SUPPLIED.match(clause):
        found.append(Someone(supplied["who"], 5.0, supplied.end("who")))
    between = _LETS.search(clause)
    served = phrase(clause, between.end()) if between else None
    if served:
        found.append(Someone(served.text, 5.2, served.end))
    if _whole(clause):
        found.append(Someone(_whole(clause), 4.0, len(clause)))
    used = _USED_BY.match(clause)
    if used and not re.match(r"[给为帮]", used["np"]):
        found.append(Someone(used["np"], 3.4, used.end()))
    making = _MAKING.match(clause)
    lead = re.match(r"(?:现在|目前|如今|因为|但是?|而且?|平时)+", clause)
    subject = phrase(clause, making.end() if making else lead.end() if lead else 0)
    if (
        subject
        and len(subject.text) <= _PAIN_SUBJECT_MAX
        and subject.end < len(clause)
        and not re.match(r"[给为帮]", subject.text)
        and not _DOING.match(subject.text)
    ):
        owned = clause[subject.end : subject.end + 1] == "的"
        found.append(
            Someone(subject.text, (3.1 if len(subject.text) > 2 else 2.3) if owned or not making else 1.2, subject.end)
        )
    return found


# Whoever is sold to, whatever the word: "向高校生物实验室卖试剂盒".
_SUPPLIED = lazy_re(
    r"^(?:我们?|咱们?)?(?:想|打算|准备|专门)*(?:给|为|向)(?P<who>[^，我你他她它]{2,14}?)(?:卖|出租|销售|供应|配送)[^，给]{2,}"
)
_LETS = lazy_re(r"(?:让|请|组织|安排|邀请)[^，]{2,12}?(?:给|为|帮|替|服务)(?=[^，]{3,})")


def _whole(clause: str) -> str:
    """A clause that is nothing but people or organisations: "小律所"."""
    named = phrase(clause, 0)
    doing = re.search(r"(?<=.)(?:找|靠|走|通过|签|加上|换成)|^[一二两三四五六七八九十几\d]+(?:个|名|位)?人$", clause)
    return named.text if named and not doing and named.end == len(clause) and 2 <= len(clause) <= 12 else ""


def payer(clause: str) -> str:
    """Who is said to pay, or an empty string."""
    match = _GIVES_US.match(clause) or _PAYS.search(clause)
    # Of "入职满30天工厂" and "想让医院" only the end is who pays.
    np = (
        re.split(r"\d+(?:天|个月|年|次|单)|满|之后|以后|想让|希望|打算让|让|请|(?<!自)由|向", match["np"])[-1]
        if match
        else ""
    )
    if np in _PUBLIC:
        return np
    named = phrase(np, 0) if np else None
    return named.text if named and named.end == len(np) else ""


_PUBLIC = frozenset({"城市", "政府", "区县", "街道", "园区", "乡镇", "村里", "财政"})
_GIVES_US = lazy_re(
    r"^(?P<np>[^，]{2,8}?)(?:查|用|每|一次|装|下)[^，]{0,10}?给(?:我们?|平台)\s?[\d一二两三四五六七八九十]"
)
_PLACES = {
    "小区": "小区居民", "商场": "商场顾客", "校园": "学生", "写字楼": "写字楼上班族", "景区": "游客",
    "地铁": "地铁乘客", "机场": "旅客", "宿舍": "学生", "工地": "工地工人", "加油站": "车主", "车站": "乘客",
}  # fmt: skip
_PLACED = lazy_re(rf"(?:放|摆|装|开|投放|铺)(?:在|到|进)?(?P<place>{'|'.join(_PLACES)})")


def placed(parts: list[str]) -> str:
    """Those who pass where the offer stands, of "放小区里"; an empty string where no place is named."""
    found = next((m for c in parts if (m := _PLACED.search(c))), None)
    return _PLACES[found["place"]] if found else ""


def _after(clause: str, match: re.Match[str], bonus: float) -> list[Someone]:
    stop = _STOP.search(clause, match.end())
    named = phrase(clause, match.end())
    limit = stop.start() if stop else len(clause)
    if named and named.end <= limit + 1:
        return [Someone(named.text, named.score + bonus, named.end)]
    if stop and 2 <= limit - match.end() <= 14:
        words = clean(clause[match.end() : limit])
        return [Someone(words, 2.4 + bonus, limit)] if not _BAD_START.match(words) else []
    if match.group().startswith("帮"):
        guessed = before_verb(clause, match.end())
        return [Someone(guessed.text, guessed.score + bonus, guessed.end)] if guessed else []
    if match.re is _TOWARDS and match.end() < len(clause):
        rest = clean(clause[match.end() :])
        plain = 2 <= len(rest) <= 10 and not _verbs().search(rest)
        return [Someone(rest[:16], 4.2 if plain else 1.5, len(clause))]
    return []
