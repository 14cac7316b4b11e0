"""Chinese remarks on a known venture, clause by clause."""

from __future__ import annotations

import re

from assistant.canvas.reading import zh_price, zh_roles
from assistant.canvas.reading.chinese import find_region
from assistant.canvas.reading.cues import find_stage
from assistant.canvas.reading.sanity import complains, sane_customer
from assistant.canvas.reading.zh_people import phrase
from assistant.canvas.reading.zh_text import clauses, clean
from assistant.language.lazy_re import lazy_re

# 村委会借我们一间屋: who gives what it takes to make or run it.
_LENDS = lazy_re(
    r"^(?P<np>[^，\d]{2,10}?)(?:那边|那间?[^，]{0,6})?(?:也|会|可以|能|愿意|答应|免费|肯|都)*"
    r"(?:给我们?(?:的|用|提供)?|借给?我们?|让我们?|提供|赞助|出(?:场地|设备|人))(?P<what>[^，]{0,12})$"
)
_DECIDES = lazy_re(r"^(?:就|是|由|得)?(?P<np>[^，\d]{2,10}?)(?:自己)?(?:来)?(?:拍板|说了算|做主|掏钱?|买单)$")
_LEAD = lazy_re(
    r"^(?:(?:哦|噢|啊|嗯|对了|另外|还有|其实|目前|现在|另|不过|但是?|然后|那|补充一下|更正一下)[，,、]?|"
    r"(?:我们|咱们|我)(?=[现目主也还在先打准靠走通跟]))+"
)
_LABELS = {
    "channel": "(?:销售|推广|获客|主要)?渠道(?:通路)?|获客(?:方式)?|推广方式",
    "costs": "(?:主要)?成本(?:结构)?|(?:主要)?开销|大头",
    "partners": "(?:主要|重要)?(?:合作伙伴|伙伴|合作方|重要合作)",
    "resources": "(?:关键|核心|主要)资源",
    "activities": "(?:关键|核心|主要)(?:业务|活动)",
    "problem": "(?:主要|最大的?)?痛点(?:问题)?|问题",
    "pricing": "(?:定价|价格|收费(?:方式)?)",
    "region": "(?:地区|区域|市场)",
    "differentiator": "(?:我们的?)?(?:优势|差异化?|壁垒|不同之处)|竞争对手",
}
_LABELLED = lazy_re(
    "^(?:" + "|".join(f"(?P<{slot}>{words})" for slot, words in _LABELS.items()) + r")(?:主要|就|大概|目前)*"
    r"(?:[：:]|是|有|为|靠|包括|在于|在)(?P<value>.+)$"
)
_WHO = lazy_re(
    r"^(?:我们的?|目标|主要|核心|付费)*(?:客户|客群|买家)(?:群体?)?(?:主要|就|其实|大概|目前|应该)*(?:[：:]|是|为)(?P<np>[^，]{2,24})$"
)
_NOT_PAYING = lazy_re(
    r"^(?P<np>[\u4e00-\u9fffA-Za-z0-9]{1,10}?)(?:自己|是|都|也|从来|根本|一般)*(?:不会?|从不|不用|不愿意?|没人|一分钱不|无需)"
    r"(?:再|用|肯|愿意|需要)?(?:付费|付款|付钱|付|买单|掏钱|出钱|花钱)"
)
_CONTRAST = lazy_re(r"(?:并?不是|不由)(?P<old>[^，]{1,12})，(?:而)?是(?P<new>[^，]{2,14})")
_THE_ONE = lazy_re(
    r"^(?:真正)?(?P<role>掏钱|付钱|买单|付费|出钱|拍板|用|使用)的?(?:人|者)?(?:其实|主要|应该)?是(?P<np>[^，]{1,14})$|"
    r"^(?P<user>用户|使用者)(?:其实|主要)?是(?P<who>[^，]{1,14})$"
)
_PASSES_ON = lazy_re(
    r"^(?P<np>[^，]{2,14}?)(?:会|可以|愿意|能|也|都|肯|答应)*(?:帮我们|给我们|替我们|把我们)?(?:推荐|介绍|转介绍|推广|推|代卖|(?<=们)卖|带货|代理|"
    r"宣传)(?:我们|客户|它|出去|给[^，]{1,8})?$"
)
_REACHED = lazy_re(
    r"^(?:主要|先|目前|就|一般|全|现在)*(?P<also>也|还)?(?:靠|走|通过|从|在)(?P<how>[^，]{2,20}?)(?:来|去)?"
    r"(?:卖|推广?|获客|拓客|认识我们|找到我们|知道我们|销售|触达|引流|拿客户|带客)?(?:的)?$"
)
_FOUND_AT = lazy_re(
    r"^(?:客户|他们|大家|用户)?(?:都|一般|主要|大多数?|大都|多半)?(?:是)?(?:在|从|通过|靠)(?P<how>[^，]{2,16}?)"
    r"(?:上|里|那儿?)?(?:找到|认识|知道|看到|了解)(?:到)?(?:的)?我们(?:的)?$"
)
_ALSO_SOLD = lazy_re(
    r"^(?:以后|将来|打算|准备|后面|同时)*(?:也|还|同时)(?:可以|能|会|要|打算|准备|想|在)*(?:卖给|面向|服务|提供给|供给|供应|做)"
    r"(?P<np>[^，]{2,14})$"
)
_ALSO = lazy_re(
    r"^(?P<np>[^，]{2,10}?)(?:那边|市场)?(?:也|同样)(?:要|想要|会|想|可以|能|有|是|在)*(?:买|用|需要|付费|客户|有客户|卖|合适|做)?"
    r"(?:了|的)?$"
)
_STAGE = lazy_re(
    r"还没(?:上线|开张|开卖|发布|收钱|收入)|没(?:上线|收入)|就我(?:一个|自己)|一个人(?:在?做|干)|(?:两|二|三|四|[2-9])个人|没钱|刚注册|"
    r"(?:产品|原型|样机)(?:还)?没做完"
)
_EDGE = lazy_re(r"跟同行比|和同行比|比同行|竞争对手|竞品|市面上|别家|同类产品|跟别人比")
_OWN_DEED = lazy_re(r"^(?:我们?|咱们?)?(?:只|不)(?:做|卖|碰|搞)")
_NOBODY = lazy_re(r"^(?:我|你|他|她|它|大家|客户|用户|谁|这|那|产品|系统|价格)|费$|钱$|\d|不$")


def read_slots(text: str) -> dict[str, str]:
    """Slots by name; those in `remarks.BLOCK_OF` are items to add, one a line."""
    text = re.sub(r"(?<!\d),|,(?!\d)", "，", text)
    if contrast := _CONTRAST.search(text):
        return {"customer": _payer_in(contrast["new"])} if _somebody(_payer_in(contrast["new"])) else {}
    slots: dict[str, str] = {}
    parts = [c for c in (_LEAD.sub("", p) for p in clauses(text.replace("：", "是").replace(":", "是"))) if c]
    for index, clause in enumerate(parts):
        found = _clause(clause, text)
        if "problem" in found or "differentiator" in found:
            # What follows belongs to it: "痛点是写病历太慢，医生每天加班两小时".
            before = [p for p in parts[:index] if not _clause(p, text)]
            rest = [p for p in parts[index + 1 :] if not _slot(p)]
            found = {s: "，".join([*before, v, *rest]) for s, v in found.items()}
            slots = {**slots, **found}
            break
        slots = {**slots, **found}
    if "region" not in slots and (more := _also_place(parts)):
        slots["also_region"] = more
    if "customer" in slots and (user := zh_roles.read_roles(parts).user):
        slots.setdefault("user", user)
    if "costs" in slots:
        slots.pop("pricing", None)  # what it costs us, not what we charge
    return slots


def _clause(clause: str, text: str) -> dict[str, str]:
    if found := _slot(clause):
        return found
    if _EDGE.search(clause):
        return {"differentiator": clause}
    if re.search(r"\d|[一二两三四五六七八九十百千万]", clause) and (price := zh_price.read_price(clause)):
        return {"pricing": price}
    if stage := _stage(clause):
        return {"stage": stage}
    if find_region(clause) and re.search(r"^(?:先|只)?(?:在|做|从)|有客户|市场|起步|开始", clause):
        return {} if re.search(r"也|不光|不只|不止|还", text) else {"region": find_region(clause)}
    return {"problem": clause} if complains(clause, "zh") and not _OWN_DEED.match(clause) else {}


def _slot(clause: str) -> dict[str, str]:
    """The slot that a clause names by its own grammar: a label, who pays, who passes it on, how it is reached."""
    for read in (_labelled, _paying, _also, _reached, _lent):
        if found := read(clause):
            return found
    return {}


def _labelled(clause: str) -> dict[str, str]:
    label = _LABELLED.match(clause)
    if not label:
        return {}
    slot = next(s for s in _LABELS if label[s])
    value = clean(label["value"])
    if slot == "differentiator":
        return {slot: clause}
    if slot in {"costs", "partners", "resources", "activities"}:
        return {slot: "\n".join(clean(p) for p in re.split(r"[、和与及]|以及", value) if clean(p))}
    return {slot: value} if slot != "pricing" or re.search(r"\d|[一二两三四五六七八九十百千万]|免费", value) else {}


def _paying(clause: str) -> dict[str, str]:
    if (who := _WHO.match(clause)) and _people(named := clean(who["np"])):
        return {"customer": named}
    if free := _NOT_PAYING.match(clause):
        return {"user": free["np"]} if _somebody(free["np"]) else {}
    if the_one := _THE_ONE.match(clause):
        if the_one["user"]:
            return {"user": clean(the_one["who"])}
        return {"user" if the_one["role"] in {"用", "使用"} else "customer": clean(the_one["np"])}
    bare = re.fullmatch(r"(?:由|是|但是?)?(?P<np>[^，\d]{2,10}?)(?:来)?付", clause) or _DECIDES.match(clause)
    payer = bare["np"] if bare else zh_roles.read_roles([clause]).payer
    if not payer or not _somebody(payer):
        return {}
    price = zh_price.read_price(clause) if re.search(r"\d|[一二两三四五六七八九十百千万]", clause) else ""
    return {"customer": payer, **({"pricing": price} if price and payer not in price else {})}


def _also(clause: str) -> dict[str, str]:
    match = _ALSO_SOLD.match(clause) or _ALSO.match(clause)
    if not match or find_region(clause) or not _somebody(match["np"]):
        return {}
    named = phrase(match["np"], 0)
    sold = match.re is _ALSO_SOLD and re.search(r"卖给|面向|提供给|供给|供应|服务", clause)
    return {"also_customer": match["np"]} if sold or (named and named.end == len(match["np"])) else {}


def _reached(clause: str) -> dict[str, str]:
    if at := _FOUND_AT.match(clause):
        return {"channel": clean(at["how"])}
    if (passes := _PASSES_ON.match(clause)) and _somebody(passes["np"]):
        return {"channel": clean(re.sub(r"^(?:主要)?(?:靠|由|通过|走|让)", "", passes["np"]))}
    if (how := _REACHED.match(clause)) and (how.group()[0] not in "从在" or re.search(r"卖|推|客|销售|我们", clause)):
        return {"also_channel" if how["also"] else "channel": clean(how["how"])}
    return {}


def _lent(clause: str) -> dict[str, str]:
    """A partner who gives or lends what is needed."""
    match = _LENDS.match(clause)
    return {"partners": clean(match["np"])} if match and _somebody(match["np"]) else {}


def _also_place(parts: list[str]) -> str:
    """Where else it is sold: of "不光海宁，河北辛集也有客户" the second place."""
    for clause in parts:
        if re.search(r"也|还(?!没)", clause) and re.search(r"客户|用户|卖|做|开|市场|试点", clause):
            named = re.match(r"^(?P<np>[\u4e00-\u9fff]{2,8}?)(?:那边|市场)?(?:也|还)", clause)
            if named and (find_region(named["np"]) or len(parts) > 1):
                return named["np"]
            if place := find_region(clause):
                return place
    return ""


def _stage(clause: str) -> str:
    return find_stage(clause, "zh") or ("idea" if _STAGE.search(clause) else "")


def _payer_in(words: str) -> str:
    return clean(re.sub(r"(?:来|集中|统一|批量)*(?:采购|买单|付费|出钱|付钱|掏钱|购买|用|买)?的?$", "", words))


def _people(words: str) -> bool:
    """Whether words end in people or organisations: "客户是关键" names nobody."""
    last = words.rpartition("的")[2]
    named = phrase(last, 0) if last else None
    return named is not None and named.end == len(last) and _somebody(words)


def _somebody(words: str) -> bool:
    return len(words) >= 2 and not _NOBODY.search(words) and sane_customer(words, "zh")
