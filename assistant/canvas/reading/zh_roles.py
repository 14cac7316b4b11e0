"""Who pays, who uses and who passes it on, by the clauses that say so in Chinese.

"外卖平台按每道菜付费" and "工会出钱" name who pays by their grammar, whatever the word is; no list of known people is
needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.canvas.reading.zh_text import clean
from assistant.language.lazy_re import lazy_re

# 工会 and 协会 end with the same sign as the "will" of 银行会付.
_NP = r"(?P<np>[\u4e00-\u9fffA-Za-z0-9]{2,12}?(?:(?<=[协商学委金事])会|(?<=[^员职民农矿打]工)会)?)"
_PAY = lazy_re(
    rf"^(?:由|最后|最终|其实|而)?{_NP}(?:会|愿意|可以|统一|集中|来|再|都|要|只需|另外|一次性|在[^，]{{2,8}}之外|另)*"
    r"(?:(?:按|每|一)[^，]{1,12}?)?"
    r"(?:付费|付款|付钱|付给|付(?=\d|[一二两三四五六七八九十百])|另付|包干付|买单|掏钱|出(?:这个|这笔|这份)?钱|掏腰包|购买|采购|出资|报销|来(?:拿|买|订|进)货?$|"
    r"买$)"
)
_FREE = lazy_re(
    rf"^{_NP}(?:自己)?(?:不花钱|不用花钱|不付钱|不付费|不用付|不掏钱|不出钱|免费(?:用|使用|听|玩|看|上|领|体验)?|一分钱不)"
)
_USE = lazy_re(
    rf"^{_NP}(?:可以|能|就|都|会|在|来|每天|自己|只要|直接|负责)*(?:用(?:自己|它|手机|微信|起来)|预约|扫码|使用|佩戴|戴着?|操作|登录|"
    rf"找[^，]{{2,8}}聊|在用|来用)"
)
_GIVEN_TO = lazy_re(rf"(?:给|让){_NP}(?:免费)?(?:用|使用|佩戴|玩)$")
_BENEFITS = lazy_re(rf"帮(?:助)?{_NP}(?=用|填|写|找|看|查|算|做|把|在|学|练|记|省)")
_THROUGH = lazy_re(
    r"(?:(?:通过|经由|依靠|靠|走|借助|由)(?P<how>[^，]{2,16}?)(?:来|去|帮忙)?"
    r"(?:推广|卖|销售|分销|代理|获客|铺货|推荐|介绍|进校|进院|拓客|拿客户|带客|合作(?!社)|渠道|发给|发放|切入)|"
    r"^(?:跟|和|与)(?P<ally>[^，]{2,16}?)(?:合作|对接)|"
    r"在(?P<media>[^，在]{2,12}?)上(?:卖|推|发帖|开店|接单|引流|获客|直播|投放))"
)
_VIA_ONLY = lazy_re(r"^(?:主要|先|目前|就)?(?:走|靠|通过)(?P<how>[^，]{2,14})$")
_PASSES_ON = lazy_re(
    rf"^{_NP}(?:会|可以|愿意|能|也|都)*(?:帮我们|给我们|向[^，]{{2,6}})?(?:推荐|介绍|转介绍|代理|代卖|帮推|帮忙推|帮忙推荐|代推|导流)(?:我们|客户|给|它|$)"
)
_NOBODY = lazy_re(
    r"^(?:把|做|开发|我|你|他|她|它|咱|大家|客户|用户|顾客|消费者|人|每|按|收费|价格|设备|硬件|软件|服务|一|另|目前|现在|很多人|有人|"
    r"谁|这|那|双方|平台方|产品|系统|免费)|费$|钱$|\d"
)
# "家长不付钱" says who does not pay.
_NEGATED = lazy_re(r"(?:不|从不|从来不|没人|没有人?|不会|不愿意?|不肯|总有人)$|^(?:总有人|没人|有人)")
_LEAD = lazy_re(
    r"^(?:(?:想|希望|打算|要|准备)让|现在|目前|其实|然后|而|但是?|因为|最后|最终|由|让|主要|很多|不少|一般|通常|其中)+"
)
_TIMES = lazy_re(r"(?:每|按|一)(?:个|台|家|月|年|次|单|辆|亩|头).*$")
_LOSS = lazy_re(r"罚|亏|赔|损失|浪费|外包|请人|雇|找人")


@dataclass(frozen=True)
class Roles:
    """Those named by the clauses of a description; empty where no clause says."""

    payer: str = ""
    user: str = ""
    channel: str = ""


def read_roles(parts: list[str]) -> Roles:
    """The roles that the clauses name."""
    free = _named(_FREE, parts)
    payers = [p for p in _named(_PAY, [c for c in parts if not _LOSS.search(c)]) if p not in free]
    users = [*free, *_searched(_GIVEN_TO, parts), *_named(_USE, parts)]
    payer = payers[0] if payers else ""
    if payer and not users:
        users = [u for u in _searched(_BENEFITS, parts) if u not in payer and payer not in u]
    user = next((u for u in users if u not in payer and payer not in u), "")
    return Roles(payer, user, _channel(parts))


def tells_role(clause: str) -> bool:
    """Whether a clause says who pays, uses or passes on the offer, and so complains of nothing."""
    return (
        any(frame.search(clause) for frame in (_FREE, _GIVEN_TO, _PASSES_ON))
        or bool(_named(_USE, [clause]))
        or bool(_named(_PAY, [clause]) and not _LOSS.search(clause))
    )


def tells_channel(clause: str) -> bool:
    """Whether a clause says through whom or by which media it is sold."""
    return bool(_channel([clause]))


def _named(frame: re.Pattern[str], parts: list[str]) -> list[str]:
    found = (_cleaned(m["np"]) for c in parts if (m := frame.match(_LEAD.sub("", c))))
    return [np for np in found if len(np) >= 2 and not _NOBODY.search(np) and not _NEGATED.search(np)]


def _searched(frame: re.Pattern[str], parts: list[str]) -> list[str]:
    found = (_cleaned(m["np"]) for c in parts for m in frame.finditer(c))
    return [np for np in found if len(np) >= 2 and not _NOBODY.search(np)]


def _cleaned(np: str) -> str:
    return clean(_TIMES.sub("", re.sub(r"(?:在|就|都|可以|愿意)+$", "", np)))


def _channel(parts: list[str]) -> str:
    for clause in parts:
        if re.search(r"看病|看诊|变成|识别|检测|预测|记账$", clause):
            continue
        if found := _THROUGH.search(clause) or _VIA_ONLY.match(clause):
            named = found.groupdict()
            return clean(
                re.sub(
                    r"^(?:当地的?|我们的?|跟|和|与)", "", named["how"] or named.get("ally") or named.get("media") or ""
                )
            )
        if (passes := _PASSES_ON.match(clause)) and not _NOBODY.search(passes["np"]):
            return clean(passes["np"])
    return ""


_HELPS = lazy_re(
    rf"^{_NP}(?:会|可以|愿意|能|都|免费)*(?:给我们|为我们|帮我们)?(?:提供|出|借)(?:我们)?(?:一?[间块个])?"
    r"(?:场地|场所|教室|仓库|设备|货源|原料|地方|店面|摊位|厨房)"
)
_BY = lazy_re(
    r"(?:场地|教室|仓库|设备|货源|原料|食材)(?:都)?(?:由|是|找|从)(?P<np>[^，]{2,12}?)(?:提供|供应|供货|供|出|借的?|拿)"
)


def read_partner(parts: list[str]) -> str:
    """Who is said to help making or running it: 图书馆提供场地."""
    return next(iter([*_named(_HELPS, parts), *_searched(_BY, parts)]), "")
